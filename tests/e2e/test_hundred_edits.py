"""A hundred mixed edits by mouse and keys, from the real window: undone one by one to the start, bit by bit."""

from dataclasses import replace
from itertools import cycle

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.review.state import ReviewState
from tests.e2e.test_window import LESIONS, Reader, reader, tiny_packages  # noqa: F401 - fixtures
from tests.helpers import phantom
from tests.helpers.windows import Hand

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
STEPS = 100


def bits(state: ReviewState) -> tuple[object, ...]:
    """Everything of a review that an edit or a judgement may change."""
    lesions = tuple(
        (each.lesion_id, each.number, each.status, each.reject_reason, each.mask.start, each.mask.voxels.tobytes())
        for each in state.lesions
    )
    return lesions, tuple(each.candidate_id for each in state.candidates)


class Editing:
    """The reader's hand on whatever lesion is at hand; each method is one thing that readers do."""

    def __init__(self, someone: Reader) -> None:
        self.reader, self.hand = someone, Hand(someone)

    def at(self, down: float, across: float) -> tuple[float, float, float]:
        """A place in the axial slice through the lesion, in voxels from its middle."""
        k, j, i = self.reader.screen.lesion.mask.indices().mean(axis=0)
        return (round(k), j + down, i + across)

    def key(self, key: Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.reader.window, key, modifier)

    def begin(self) -> None:
        if self.reader.screen.lesion is None:
            self.key(Key.Key_1)
        self.key(Key.Key_E)

    def brush(self) -> None:
        self.key(Key.Key_B)
        self.hand.drag([self.at(0, 0), self.at(1, 3), self.at(2, 5)])

    def ball(self) -> None:
        self.key(Key.Key_D)
        self.brush()
        self.key(Key.Key_D)

    def erase(self) -> None:
        self.key(Key.Key_X)
        self.hand.drag([self.at(0, 4), self.at(0, 5)])
        self.key(Key.Key_X)

    def threshold(self) -> None:
        self.key(Key.Key_T, SHIFT)
        self.hand.drag([self.at(0, 0), self.at(0, 1)])
        self.hand.drag([self.at(0, -2), self.at(-2, -4)])
        self.key(Key.Key_T)

    def freehand(self) -> None:
        self.key(Key.Key_L)
        self.hand.drag([self.at(0, 0), self.at(4, 0), self.at(4, 4), self.at(0, 4)])

    def polygon(self) -> None:
        self.key(Key.Key_K)
        for place in (self.at(0, 0), self.at(-4, 0), self.at(-3, -4)):
            self.hand.click(place)
        self.key(Key.Key_Return)

    def move(self) -> None:
        self.key(Key.Key_J, SHIFT)
        self.hand.drag([self.at(-6, 1), self.at(6, 1), self.at(6, 9), self.at(-6, 9)])
        menu = QApplication.activePopupWidget()
        if menu is not None:
            menu.actions()[0].trigger()
            menu.close()

    def cut(self) -> None:
        self.key(Key.Key_Q)
        self.hand.drag([self.at(-8, 0), self.at(8, 0.5)])

    def merge(self) -> None:
        """What was cut off is taken back: it lies beside."""
        self.key(Key.Key_J)
        self.hand.click(self.at(0, 4))
        self.hand.click(self.at(0, -4))

    def judge(self) -> None:
        self.key(Key.Key_A)
        self.key(Key.Key_1)
        self.key(Key.Key_R)
        self.key(Key.Key_4)
        self.begin()

    def add(self) -> None:
        """A lesion of the reader's own, away from all others."""
        quad = self.reader.window.review.quad
        self.key(Key.Key_Escape)
        k, j, i = self.at(0, 0)
        quad.set_state(replace(quad.state, cursor=(int(k), int(j) + 14, int(i) + 10)))
        self.key(Key.Key_Plus)  # at the crosshair: a small ball where nothing stands out
        self.begin()

    def delete(self) -> None:
        if len(self.reader.screen.review.lesions) > 3:
            self.key(Key.Key_Delete)
        self.begin()

    def keys_alone(self) -> None:
        for key in (Key.Key_G, Key.Key_G, Key.Key_G, Key.Key_G, Key.Key_S, Key.Key_H, Key.Key_U, Key.Key_Slash):
            self.key(key)
        self.key(Key.Key_G, SHIFT)

    @property
    def all(self):
        first = (self.brush, self.keys_alone, self.ball, self.erase, self.threshold, self.freehand, self.polygon)
        return (*first, self.judge, self.cut, self.merge, self.move, self.add, self.delete)


@pytest.mark.usefixtures("tiny_packages")
def test_a_hundred_mixed_edits_are_undone_bit_by_bit(reader, tmp_path, qtbot):  # noqa: F811 - the fixture
    study = phantom.write_head(tmp_path / "study", "axial", LESIONS)
    reader.open_review(study)
    begun = reader.screen.review
    editing = Editing(reader)
    seen = [bits(begun)]
    reader.controller.changed.connect(
        lambda old, new: seen.append(bits(new.review)) if old.review is not new.review else None
    )
    editing.begin()
    for act in cycle(editing.all):
        act()
        if len(seen) > STEPS:
            break
    done = reader.controller.step_count()
    assert done == len(seen) - 1 >= STEPS
    kinds = {action.name.split()[0] for action, _state in reader.controller._session.done if hasattr(action, "name")}
    assert {"Brush,", "Grow", "Smooth", "Freehand,", "Polygon,", "Cut", "Move", "Add"} <= kinds
    forward = list(seen)
    for expected in reversed(forward[:-1]):
        editing.key(Key.Key_Z)
        assert bits(reader.screen.review) == expected
    assert bits(reader.screen.review) == bits(begun)
    for expected in forward[1:]:
        editing.key(Key.Key_Y)
        assert bits(reader.screen.review) == expected
    reader.window.close()
    again = Reader(qtbot)
    again.open_review(study)
    assert bits(again.screen.review) == forward[-1], "and it is the same from the file"
    again.window.close()
