"""Structures dropped on the open study: lesions to review, beside what was there."""

from pathlib import Path

from PySide6.QtCore import Qt

from core.lesion import LesionOrigin, LesionStatus
from core.structures_file import Found, StructuresFile
from tests.helpers.reviews import ball, detection
from tests.helpers.windows import Desk

FILE = StructuresFile(
    "plan.dcm, Planmaker 7",
    (Found("Mets links", ball((3, 3, 12), 1), "2.25.71", "2.25.72"), Found("PTV", ball((6, 6, 6), 4), "2.25.81", "")),
    ("BODY is recorded as EXTERNAL.",),
)


def dropped(desk: Desk) -> None:
    desk.window.paths_dropped.emit([Path("/plan.dcm")])


def test_beside_the_review_that_is_open_and_back_by_one_undo(qtbot, tmp_path):
    desk = Desk(tmp_path, structures=(FILE,)).build(qtbot).open_review()
    before = desk.screen.review
    desk.press(Qt.Key.Key_A)
    dropped(desk)
    qtbot.waitUntil(lambda: len(desk.screen.review.lesions) == 4)
    lesion = desk.screen.lesion
    assert (lesion.name, lesion.origin, lesion.status) == ("Mets links", LesionOrigin.IMPORTED, LesionStatus.PENDING)
    assert [each.reason_words for each in desk.screen.review.candidates[2:]] == ["PTV, over lesion 1"]
    assert desk.statuses()[0] is LesionStatus.ACCEPTED
    assert "1 lesion from plan.dcm, Planmaker 7" in desk.news[-1]
    card = desk.window.panel.review.card
    assert ("Brought in", "Mets links", "plan.dcm, Planmaker 7") in [(x.name, x.value, x.remark) for x in card.lines]
    desk.press(Qt.Key.Key_Z)
    assert [each.lesion_id for each in desk.screen.review.lesions] == [each.lesion_id for each in before.lesions]
    assert desk.statuses()[0] is LesionStatus.ACCEPTED


def test_without_a_review_one_is_begun_once_a_reader_is_named(qtbot, tmp_path):
    desk = Desk(tmp_path, structures=(FILE,), reader="").build(qtbot).open_series()
    desk.controller.read_only()
    qtbot.waitUntil(lambda: desk.screen.volume is not None)
    asked = []
    desk.controller.reader_wanted.disconnect()
    desk.controller.reader_wanted.connect(asked.append)
    dropped(desk)
    qtbot.waitUntil(lambda: bool(asked))
    desk.controller.set_reader("K. Han")
    asked[0]()
    qtbot.waitUntil(lambda: desk.screen.review is not None and len(desk.screen.review.lesions) == 2)
    assert {each.name for each in desk.screen.review.lesions} == {"Mets links", "PTV"}
    assert detection().lesions[0].lesion_id not in [each.lesion_id for each in desk.screen.review.lesions]
