"""Lists and card: fixed columns, numbers that never change, a sentence where there is nothing."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from core.geometry import Geometry
from core.lesion import LesionOrigin, LesionStatus, RejectReason
from core.mask import Mask
from core.review.state import ReviewState
from core.volume import Volume
from tests.helpers.exports import SAGITTAL
from tests.helpers.reviews import ball, candidate, detection, lesion
from tests.helpers.windows import volume
from ui.evidence_card import evidence_lines
from ui.facts import Evidence, Facts, Measures
from ui.glyphs import Glyph
from ui.lesion_list.columns import candidate_columns, lesion_columns
from ui.lesion_list.finding_list import FindingList
from ui.lesion_list.row import Column, Order, Row, candidate_rows, lesion_rows


@pytest.fixture
def facts():
    return Facts(volume(), detection().brain_mask)


def row(number: int, **parts) -> Row:
    return Row(f"L{number}", str(number), Glyph.PENDING, "Left frontal", 10.0 * number, 3.0, 0.5, **parts)


def test_largest_first_with_the_numbers_of_the_review(facts):
    state = ReviewState(detection().lesions, detection().candidates)
    rows = lesion_rows(state, facts, Order())
    assert [each.number for each in rows] == ["1", "2", "3"]
    assert rows[0].volume_mm3 > rows[1].volume_mm3 > rows[2].volume_mm3
    smallest_first = lesion_rows(state, facts, Order(Column.VOLUME, descending=False))
    assert [each.number for each in smallest_first] == ["3", "2", "1"]


def test_equal_values_stay_in_the_order_of_their_numbers(facts):
    mask = ball((6, 6, 6), 1)
    state = ReviewState((lesion(2, mask), lesion(1, mask), lesion(3, mask)))
    for descending in (True, False):
        rows = lesion_rows(state, facts, Order(Column.VOLUME, descending))
        assert [each.number for each in rows] == ["1", "2", "3"]


def test_rows_tell_status_origin_and_edits(facts):
    mask = ball((6, 6, 6), 1)
    own = replace(lesion(1, mask), origin=LesionOrigin.READER, edited=True)
    rejected = replace(lesion(2, mask), status=LesionStatus.REJECTED, reject_reason=RejectReason.DURA)
    rows = lesion_rows(ReviewState((own, rejected)), facts, Order(Column.NUMBER, descending=False))
    assert (rows[0].own, rows[0].edited, rows[0].dimmed) == (True, True, False)
    assert (rows[1].glyph, rows[1].dimmed) == (Glyph.REJECTED, True)


def test_candidates_say_why(facts):
    rows = candidate_rows(ReviewState((), (candidate(1, ball((6, 6, 6), 1)),)).candidates, facts)
    assert (rows[0].number, rows[0].remark, rows[0].probability) == ("S1", "too small", 0.7)


def test_second_click_on_a_head_turns_the_order_round():
    first = Order().toggled(Column.PROBABILITY)
    assert first == Order(Column.PROBABILITY, descending=True)
    assert first.toggled(Column.PROBABILITY) == Order(Column.PROBABILITY, descending=False)
    assert Order().toggled(Column.POSITION) == Order(Column.POSITION, descending=False)


def test_columns_stand_16_from_the_edge_and_one_goes_when_narrow():
    wide = lesion_columns(376)
    assert (wide.third_right, wide.second_right, wide.volume_right) == (360, 308, 256)
    narrow = lesion_columns(320)
    assert (narrow.third_right, narrow.second_right) == (None, 304)
    assert candidate_columns(320).name_right > candidate_columns(320).name_left


@pytest.fixture
def shown(qtbot):
    made = FindingList()
    qtbot.addWidget(made)
    made.resize(376, 400)
    made.show()
    made.show_rows(tuple(row(n) for n in range(1, 13)), Order(), "")
    return made


def test_click_selects_a_row(qtbot, shown):
    with qtbot.waitSignal(shown.selected) as told:
        qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 28 * 4 + 10))
    assert told.args == ["L5"]


@pytest.mark.parametrize(
    ("x", "column"),
    [
        (30, Column.NUMBER),
        (90, Column.POSITION),
        (250, Column.VOLUME),
        (300, Column.DIAMETER),
        (350, Column.PROBABILITY),
    ],
)
def test_click_on_a_head_asks_for_its_order(qtbot, shown, x, column):
    with qtbot.waitSignal(shown.sort_requested) as told:
        qtbot.mouseClick(shown.head, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert told.args == [column]


def test_selection_is_shown_without_asking_for_it(shown):
    asked = []
    shown.selected.connect(asked.append)
    shown.show_selected("L7")
    assert shown.view.currentIndex().row() == 6
    assert not asked
    shown.show_selected("S1")
    assert not shown.view.selectionModel().hasSelection()


def test_letters_are_left_to_the_window(qtbot, shown):
    qtbot.keyClick(shown.view, Qt.Key.Key_Down)
    assert not shown.view.selectionModel().hasSelection()


def test_empty_list_says_so(shown):
    shown.show_rows((), Order(), "Nothing was put aside.")
    assert shown.empty_words == "Nothing was put aside."
    assert not shown.view.isVisible()


def test_drawn_rows_differ_by_status(shown):
    pictures = []
    for glyph in Glyph:
        shown.show_rows((replace(row(1), glyph=glyph),), Order(), "")
        pictures.append(shown.grab().toImage())
    assert all(a != b for n, a in enumerate(pictures) for b in pictures[:n])


MEASURES = Measures("Left frontal", 75.6, 5.58, 4.96, "under 10 mm")
EVIDENCE = Evidence(1.6, 1.1, 9.4, 182, 186)


def values(finding, measures=MEASURES, evidence=EVIDENCE) -> dict[str, tuple[str, str]]:
    return {line.name: (line.value, line.remark) for line in evidence_lines(finding, measures, evidence, "")}


def test_card_says_what_the_design_says():
    found = values(lesion(7, ball((6, 6, 6), 1)))
    assert found == {
        "Volume": ("76 mm³", "0.076 ml"),
        "Longest × perpendicular": ("5.6 × 5.0 mm", "axial"),
        "RANO-BM": ("Not measurable", "under 10 mm"),
        "Probability": ("0.80 mean", "0.97 peak"),
        "Contrast to surroundings": ("1.6 ×", ""),
        "Elongation": ("1.1", "compact, not vessel-like"),
        "To brain surface": ("9.4 mm", ""),
        "Axial slices": ("5", "182 – 186"),
    }


def test_card_judges_in_words():
    large = replace(MEASURES, longest_mm=10.0, not_measurable="")
    long = replace(EVIDENCE, elongation=3.1, surface_mm=None)
    found = values(lesion(7, ball((6, 6, 6), 1)), large, long)
    assert found["RANO-BM"] == ("Measurable", "from 10 × 5 mm")
    assert found["Elongation"] == ("3.1", "long, may be a vessel")
    assert found["To brain surface"] == ("unknown", "")


def test_card_of_a_candidate_says_why_it_was_put_aside():
    found = values(candidate(1, ball((6, 6, 6), 1)))
    assert found["Put aside"] == ("1 mm³, under 6 mm³", "")
    assert "RANO-BM" not in found


def test_facts_are_measured_once(facts, monkeypatch):
    mask = ball((6, 6, 6), 1)
    first = facts.measures(mask)
    monkeypatch.setattr(Facts, "_measure", lambda self, other: pytest.fail("measured again"))
    assert facts.measures(mask) is first


def test_slices_are_those_of_the_axial_view_also_on_a_sagittal_series():
    geometry = Geometry.from_axes((20, 30, 40), (0, 0, 0), (1, 1, 1), SAGITTAL)
    full = np.zeros(geometry.shape, dtype=bool)
    full[3:15, 10:14, 20:26] = True  # k runs to the left, j downwards
    evidence = Facts(Volume(full.astype(np.float32), geometry, ""), None).evidence(Mask.from_full(full))
    assert (evidence.first_slice, evidence.last_slice) == (11, 14)
