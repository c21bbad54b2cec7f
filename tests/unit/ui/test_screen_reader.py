"""What a screen reader finds: a name on every control, and a voice for selection and judgement."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSlider, QCheckBox, QLineEdit, QScrollBar

from tests.unit.ui.test_korean import screens
from ui import announcer
from ui.announcer import Announcer

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QCheckBox, QLineEdit)


def nameless(root):
    found = []
    for kind in CONTROLS:
        for part in root.findChildren(kind):
            if isinstance(part, QScrollBar) or not part.isVisibleTo(root) or part.parent().inherits("QHeaderView"):
                continue
            interface = QAccessible.queryAccessibleInterface(part)
            if not interface.text(QAccessible.Text.Name).strip():
                found.append(f"{type(part).__name__} in {type(part.parent()).__name__}")
    return found


def test_every_control_has_a_name_on_every_screen(desk, own_home):
    found = {name: nameless(part) for name, part in screens(desk) if nameless(part)}
    assert found == {}


def test_a_decision_tells_its_key(review):
    for button, key in ((review.window.panel.decide.accept, "A"), (review.window.panel.decide.reject, "R")):
        interface = QAccessible.queryAccessibleInterface(button)
        assert key in interface.text(QAccessible.Text.Description)


@pytest.fixture
def heard(monkeypatch):
    said = []

    class Listening:
        """In the platform's place."""

        @staticmethod
        def updateAccessibility(event):
            said.append(event.message())

    monkeypatch.setattr(announcer, "QAccessible", Listening)
    return said


def test_selection_and_judgement_are_said(review, heard):
    Announcer(review.window, review.controller, review.messages)
    review.press(Qt.Key.Key_A)
    assert heard[0].startswith("Accepted 1")
    row = next(each for each in review.screen.rows(review.screen.tab) if each.finding_id == review.screen.selected)
    assert heard[1] == announcer.words_of(row)
    assert "pending" in heard[1]
    assert row.name in heard[1]
    review.press(Qt.Key.Key_R, Qt.Key.Key_1)
    assert any("vessel" in each for each in heard[2:])
