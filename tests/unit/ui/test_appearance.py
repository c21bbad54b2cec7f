"""How images are shown: convention, contours, windows, a picture; remembered, and never silently."""

import json

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from core.plane import Convention
from ui.actions import Command


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def settings(home) -> dict:
    return json.loads((home / "settings.json").read_text())


def test_the_convention_is_turned_said_shown_and_remembered(home, review):
    quad = review.window.review.quad
    assert quad.axial.projection().plane.letters.right == "L"
    review.commands.carry_out(Command.CONVENTION)
    assert quad.state.convention is Convention.NEUROLOGICAL
    assert quad.axial.projection().plane.letters.right == "R"
    assert review.news[-1] == "Neurological: the patient's left is on the left."
    assert settings(home)["convention"] == "neurological"
    review.commands.carry_out(Command.CONVENTION)
    assert settings(home)["convention"] == "radiological"
    assert quad.axial.projection().plane.letters.right == "L"


def test_contours_are_filled_on_demand(home, review):
    quad = review.window.review.quad
    review.commands.carry_out(Command.FILL)
    assert quad.state.contours_filled
    assert settings(home)["contours"] == "filled"
    review.commands.carry_out(Command.FILL)
    assert not quad.state.contours_filled


def test_windows_by_name(review):
    quad = review.window.review.quad
    automatic = quad.state.window
    review.commands.carry_out(Command.WINDOW_CONTRAST)
    assert quad.state.window.width == pytest.approx(automatic.width / 2)
    review.commands.carry_out(Command.WINDOW_AUTOMATIC)
    assert quad.state.window == automatic


def test_a_picture_of_the_views_holds_no_bar_and_no_name(review, tmp_path, monkeypatch):
    asked = []

    def choose(_parent, _title, suggested, _kinds):
        asked.append(suggested)
        return str(tmp_path / "views"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    review.commands.carry_out(Command.PICTURE)
    saved = QImage(str(tmp_path / "views.png"))
    assert (saved.width(), saved.height()) == (review.window.review.width(), review.window.review.height() + 20)
    assert "DEMO" not in asked[0].upper().replace("METSREVIEW", "")
    assert review.news[-1] == "Saved views.png."


def test_a_picture_that_cannot_be_written_is_told_and_leaves_nothing(review, tmp_path, monkeypatch):
    (tmp_path / "views.png").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "views.png"), ""))
    review.commands.carry_out(Command.PICTURE)
    assert review.alerts
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "review") == ["views.png"]
