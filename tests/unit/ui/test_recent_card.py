"""Recently opened on the first page: opened again, removed, switched off; what was left out is under its heading."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from core import recent
from tests.helpers.windows import Desk
from ui.pages.first_run import FirstRunPage
from ui.panel.check_list import CheckList
from ui.screen import Screen


@pytest.fixture(autouse=True)
def home(own_home):
    return own_home


def test_what_was_opened_is_offered_again_until_removed(qtbot, tmp_path):
    desk = Desk(tmp_path).build(qtbot)
    card = desk.window.first_run.recent
    assert not card.isVisible()
    desk.open_series()
    desk.controller.close_study()
    assert card.isVisible()
    assert [each.text() for each in card.opens] == ["patient"]
    with qtbot.waitSignal(desk.controller.opened):
        qtbot.mouseClick(card.opens[0], Qt.MouseButton.LeftButton)
    desk.controller.close_study()
    qtbot.mouseClick(card.removes[0], Qt.MouseButton.LeftButton)
    assert not card.isVisible()
    assert recent.load().openings == ()


def test_switched_off_nothing_is_kept(qtbot, tmp_path):
    desk = Desk(tmp_path).build(qtbot)
    card = desk.window.first_run.recent
    card.remember([Path("/patient")])
    qtbot.mouseClick(card.switch, Qt.MouseButton.LeftButton)
    card.remember([Path("/other")])
    assert (card.opens, card.switch.text()) == ([], "Keep it")
    assert recent.load().openings == ()


def test_left_out_stands_under_its_heading(qtbot, tmp_path):
    desk = Desk(tmp_path).build(qtbot).open_series()
    entry = desk.screen.entries[0]
    skipped = (*(f"{n}.txt: no DICOM." for n in range(4)), "a.dcm: damaged.")
    entry = replace(entry, study=replace(entry.study, skipped=skipped))
    checks = CheckList()
    qtbot.addWidget(checks)
    checks.render_screen(Screen(), replace(desk.screen, chosen=entry))
    assert checks.headed["Left out"] == [
        "0.txt: no DICOM.", "1.txt: no DICOM.", "2.txt: no DICOM.", "2 more files, for no DICOM (1); damaged (1).",
    ]  # fmt: skip
    assert checks.headed["Picked for the model"][0].startswith("Chosen")


def test_nothing_lies_over_anything_in_a_low_window(qtbot):
    window, page = QWidget(), FirstRunPage()
    qtbot.addWidget(window)
    window.setFixedSize(900, 560)
    page.setParent(window)
    page.setGeometry(window.rect())
    for folder in ("/one/a", "/two/b", "/three/c"):
        page.recent.remember([Path(folder)])
    page.offer.setFixedHeight(104)
    page.offer.show()
    window.show()
    parts = (page.offer, page.zone, page.card, page.recent)

    def apart() -> bool:
        boxes = [QRect(part.mapTo(page, QPoint(0, 0)), part.size()) for part in parts]
        return all(upper.bottom() < lower.top() for upper, lower in pairwise(boxes))

    qtbot.waitUntil(lambda: page.recent.isVisible() and apart(), timeout=2000)
    assert page.zone.rect().contains(QRect(page.zone.demo.pos(), page.zone.demo.size()))
