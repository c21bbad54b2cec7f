"""Structures dropped on the open study: lesions to review, beside what was there."""

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from core.lesion import LesionOrigin, LesionStatus, Making
from core.structures_file import Found, StructuresFile
from tests.helpers.reviews import ball, detection
from tests.helpers.windows import Desk
from ui.core_words import said

FILE = StructuresFile(
    "plan.dcm, Planmaker 7",
    (Found("Mets links", ball((3, 3, 12), 1), "2.25.71", "2.25.72"), Found("PTV", ball((6, 6, 6), 4), "2.25.81", "")),
    ("BODY is recorded as EXTERNAL.",),
    ("Mets links: 1 of its 4 contours cross themselves: look at its shape.",),
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


def test_the_largest_of_what_comes_in_is_at_hand(qtbot, tmp_path):
    small, large = Found("a", ball((3, 3, 12), 0), "2.25.71", ""), Found("b", ball((8, 12, 4), 1), "2.25.81", "")
    file = StructuresFile("plan.dcm", (small, large), (), ())
    desk = Desk(tmp_path, structures=(file,)).build(qtbot).open_review()
    dropped(desk)
    qtbot.waitUntil(lambda: len(desk.screen.review.lesions) == 5)
    assert desk.screen.lesion.name == "b"


def test_where_no_model_ran_no_lesion_is_said_to_be_sought_in_vain(qtbot, tmp_path):
    desk = Desk(tmp_path, structures=(FILE,)).build(qtbot).open_series()
    desk.controller.read_only()
    qtbot.waitUntil(lambda: desk.screen.volume is not None)
    dropped(desk)
    qtbot.waitUntil(lambda: desk.screen.review is not None and len(desk.screen.review.lesions) == 2)
    desk.press(Qt.Key.Key_Z)
    assert desk.screen.review.lesions == ()
    shown = desk.window.panel.review.lesions.empty_words
    assert shown.startswith("The model has not been run on this series.")
    assert desk.window.panel.triage.words() == "Nothing marked yet"
    desk.press(Qt.Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    assert "the model has not been run" in desk.window.sheet.empty.text()


def test_what_was_put_aside_and_left_out_can_be_read(qtbot, tmp_path):
    desk = Desk(tmp_path, structures=(FILE,)).build(qtbot).open_review()
    dropped(desk)
    qtbot.waitUntil(lambda: bool(desk.alerts))
    panel = desk.window.panel
    assert panel.banner.isVisible()
    assert panel.banner.sentence.text() == "1 lesion from plan.dcm, Planmaker 7. 1 put aside. 1 left out."
    assert panel.details.isVisible()
    shown = panel.details.findChild(QPlainTextEdit)
    assert shown.toPlainText().splitlines() == [
        "Mets links: 1 of its 4 contours cross themselves: look at its shape.",
        "PTV is put aside: it lies over lesion 1.",
        "BODY is recorded as EXTERNAL.",
    ]
    assert shown.lineWrapMode() is QPlainTextEdit.LineWrapMode.WidgetWidth
    panel.banner.closed.emit()
    assert not panel.details.isVisible()


def test_a_part_cut_off_is_of_the_same_file_and_no_program_s_work_alone(qtbot, tmp_path):
    made = Making("AUTOMATIC", "Planmaker 7")
    found = Found("Mets links", ball((3, 3, 12), 2), "2.25.71", "2.25.72", made)
    desk = Desk(tmp_path, structures=(StructuresFile("plan.dcm", (found,)),)).build(qtbot).open_review()
    dropped(desk)
    qtbot.waitUntil(lambda: len(desk.screen.review.lesions) == 4)
    assert desk.screen.lesion.making == made
    assert not desk.alerts  # nothing was left out: the status bar says it all
    desk.press(Qt.Key.Key_E)
    desk.controller.editor.cut(np.array([3.0, 3.0, 11.5]), np.array([0.0, 0.0, 1.0]))
    part = desk.screen.review.lesions[-1]
    assert (part.name, part.source) == ("Mets links", "plan.dcm")
    assert part.making == Making("SEMIAUTOMATIC", "Planmaker 7")


@pytest.mark.parametrize(
    "text",
    [
        "1 lesion from plan.dcm, Planmaker 7.",
        "10 lesions from labels.nii.gz, label map.",
        "1 was here already.",
        "7 were here already.",
        "2 put aside.",
        "3 left out.",
        "PTV_01, PTV_02 are margins around lesions.",
        "PTV_01 is a margin around a lesion.",
        "PTV is put aside: it lies over lesion 1.",
        "PTV is put aside: it lies over Mets links.",
        "BODY is recorded as EXTERNAL.",
        "GTV_01 holds no voxel of this series.",
        "BRAIN is larger than any lesion.",
        "Segment 3 holds no voxel.",
        "GTV_01 is left out: 1 of its 9 contours hold what is no number.",
        "GTV_01 is left out: 1 of its 9 contours do not hold three numbers a point.",
        "GTV_01 is left out: another structure has its number, too, and its contours.",
        "Contours of the number 77 belong to no structure and are lost.",
        "GTV_01: 1 of its 9 contours are not marked as closed; they were closed.",
        "GTV_01: 1 of its 9 contours say another number of points than they have: some may be missing.",
        "GTV_01: 1 of its 9 contours have fewer than three points and enclose nothing.",
        "GTV_01: 1 of its 9 contours cross themselves: look at its shape.",
        "GTV_01: contours lie on each other on 2 of its slices: the same one twice is taken once, others cancel out "
        "where they overlap.",
        "GTV_01: no contour on 2 of the slices between its first and its last.",
        "GTV_01: 3.9 mm³ here, 1.0 mm³ by its contours.",
        "a.dcm was drawn on another series: its contours are filled with this series' voxels, so shapes and volumes "
        "are approximate, and each lesion gets a new tracking UID.",
        "a.dcm was made on another series with the same voxels: look whether the lesions fit these images. Each gets a "
        "new tracking UID.",
        "a.dcm belongs to another study than this series.",
        "a.dcm has another patient's name than the images, with the same ID and study: look whose it is.",
        "a.dcm is of another patient: it differs from the images in the name, the ID and the birth date.",
        "a.dcm is of another patient: it differs from the images in the ID and the sex.",
        "a.dcm is cut short: it ends before its data set does, and what came after is lost.",
        "a.nii.gz does not lie on this series' grid.",
        "a.dcm has another frame of reference than this series.",
        "a.dcm has contours of GTV_01 that lie on no slice of this series.",
        "a.dcm has contours of GTV_01 that lie outside this series.",
        "a.dcm holds probabilities, not voxels.",
        "From plan.dcm, Planmaker 7",
        "Label 1, over lesion 5",
    ],
)
def test_what_comes_in_is_said_in_korean(text):
    words = said(text, "ko")
    names = re.compile(
        r"[\w.]+\.(?:dcm|nii\.gz)|(?:GTV|PTV)_\d+|BODY|EXTERNAL|BRAIN|PTV|Mets links|Planmaker|Label \d|mm³|UID|ID"
    )
    assert not re.search("[A-Za-z]{3}", names.sub("", words)), words
