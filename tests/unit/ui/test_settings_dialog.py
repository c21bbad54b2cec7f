"""The settings dialog: every choice works at once, is kept, and survives the window's being made anew."""

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from core import folders
from core.plane import Convention
from ui import appearance, language, settings, theme
from ui.actions import TABLE, Command, command_of, key_of, rebind
from ui.dialogs.settings_dialog import SettingsDialog
from ui.model_run import RunChoices
from ui.settings import BLIND_FIRST, Settings
from ui.viewer.view_layout import ViewLayout
from ui.window_place import first_size, placed, remembered, restore

MAIN, SECOND = QRect(0, 0, 1920, 1160), QRect(1920, 0, 2560, 1400)
LEAST = QSize(960, 600)


@pytest.fixture
def usual():
    yield
    appearance.put_on(Settings(language="en"))


def opened(desk) -> SettingsDialog:
    desk.press(Qt.Key.Key_Comma, modifier=Qt.KeyboardModifier.ControlModifier)
    return desk.commands.settings_dialog


def kept() -> Settings:
    return settings.load(folders.settings_file())


def test_every_choice_is_applied_and_kept(review, own_home, usual):
    dialog, quad = opened(review), review.window.review.quad
    for entry, place in (
        ("theme", 1),
        ("convention", 1),
        ("contours", 1),
        ("reading", 1),
        ("windows", 1),
        ("mirroring", 1),
    ):
        QTest.mouseClick(dialog.choices[entry].buttons[place], Qt.MouseButton.LeftButton)
    assert theme.current() is theme.LIGHT
    assert quad.state.convention is Convention.NEUROLOGICAL
    assert quad.state.contours_filled
    assert review.controller.blind_first
    assert review.run_as == RunChoices(fast=True, mirroring=False)
    found = kept()
    assert (found.theme, found.convention, found.contours, found.reading) == (
        "light",
        "neurological",
        "filled",
        BLIND_FIRST,
    )


def test_text_size_and_language_make_the_parts_anew_with_the_review_in_them(review, own_home, usual):
    review.press(Qt.Key.Key_A)
    statuses, row = review.statuses(), review.window.panel.decide.accept.height()
    dialog = opened(review)
    dialog.size_slider.setValue(150)
    assert theme.font(13).pixelSize() == 20
    assert review.window.panel.decide.accept.height() > row
    again = review.commands.settings_dialog
    assert again is not dialog
    assert again.settings.text_percent == 150
    QTest.mouseClick(again.choices["language"].buttons[2], Qt.MouseButton.LeftButton)
    assert language.used() == "ko"
    assert review.window.panel.decide.accept.text() == "승인"
    assert review.commands.settings_dialog.windowTitle() == "설정"
    review.commands.settings_dialog.accept()
    assert review.statuses() == statuses
    review.press(Qt.Key.Key_R, Qt.Key.Key_1)
    assert review.statuses() != statuses
    assert (kept().text_percent, kept().language) == (150, "ko")


def test_the_price_of_windows_around_the_brain_is_the_one_that_was_measured(review, usual):
    """In both languages the numbers of the table in docs/performance.md; what was lost and gained is said in words."""
    table = (Path(__file__).parents[3] / "docs" / "performance.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| all \| 12 \| (\d+), (\d+) of (\d+) \| 1, 1 \|", table, re.MULTILINE)
    assert row[0] == row[1], "either way"
    times = re.findall(r"^\| (?:maps|real|procedural|demo).* (\d\.\d) \|$", table, re.MULTILINE)
    (price,) = [each.text() for each in opened(review).findChildren(QLabel) if "mets-demo" in each.text()]
    for said in (price, language.translated("ko", "Settings", price)):
        assert sorted(re.findall(r"\d+(?:\.\d+)?", said)) == sorted({*row, min(times), max(times)}), said


def test_a_key_is_changed_said_where_taken_and_reset(review, own_home, usual):
    table = opened(review).keys
    button = table.buttons[Command.ACCEPT]
    button.click()
    assert button.waiting
    QTest.keyClick(button, Qt.Key.Key_Z)
    assert "Z already means “Undo”" in table.remark.text()
    assert key_of(Command.ACCEPT) == "A"
    button.click()
    QTest.keyClick(button, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert (command_of("Ctrl+J"), command_of("A")) == (Command.ACCEPT, None)
    assert kept().keys == {"accept": ("Ctrl+J",)}
    assert review.window.panel.decide.accept.face.key == "Ctrl+J"
    review.press(Qt.Key.Key_J, modifier=Qt.KeyboardModifier.ControlModifier)
    assert any(status.value == "accepted" for status in review.statuses())
    table.reset.click()
    assert (command_of("A"), kept().keys) == (Command.ACCEPT, {})


def test_keys_of_a_file_never_take_away_another_ones(usual):
    refused = rebind({"accept": ("Z",), "back": ("Q",), "nonsense": ("Ctrl+J",), "fit": ("Ctrl+J",)})
    assert sorted(refused) == ["accept", "back", "nonsense"]
    assert (command_of("Z"), command_of("Esc"), command_of("Ctrl+J")) == (Command.UNDO, Command.BACK, Command.FIT)
    rebind({})
    assert {entry.command: entry.keys for entry in TABLE if entry.keys} == {
        entry.command: tuple(key for key in entry.keys if command_of(key) is entry.command)
        for entry in TABLE
        if entry.keys
    }


def test_broken_entries_fall_back_one_by_one_and_are_named(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"reader": "A", "theme": "pink", "text_percent": 900, "keys": [1], "window": [1]}))
    found = settings.read(path)
    assert found.settings == Settings(reader="A")
    assert found.refused == ("theme", "text_percent", "keys", "window")
    path.write_text("{")
    assert settings.read(path).refused == ("",)


def test_window_comes_back_where_it_stood_or_onto_a_screen_that_is_there():
    there = QRect(2100, 80, 1600, 1000)
    assert placed(there, [MAIN, SECOND], LEAST) == there
    gone = placed(there, [MAIN], LEAST)
    assert MAIN.contains(gone)
    assert gone.size() == there.size()
    small = QRect(0, 0, 1280, 720)
    assert placed(there, [small], LEAST).size() == QSize(1264, 680), "with room for its frame"
    above = QRect(300, -500, 1440, 900)  # its title bar cannot be taken hold of
    assert MAIN.contains(placed(above, [MAIN], LEAST))


def test_a_window_of_a_larger_screen_lies_whole_on_a_smaller_one():
    """A laptop taken off its dock: lists, Accept and Export lay beyond its right and lower edges."""
    laptop = QRect(0, 0, 1440, 900)
    assert laptop.contains(placed(QRect(240, 97, 1440, 900), [laptop], LEAST))
    assert placed(QRect(240, 97, 1100, 700), [laptop], LEAST) == QRect(240, 97, 1100, 700)
    assert placed(QRect(900, 150, 1100, 700), [laptop], LEAST) == QRect(340, 150, 1100, 700)
    across = QRect(MAIN.right() - 700, 100, 1400, 800)
    assert placed(across, [MAIN, SECOND], LEAST) == across, "over two screens as it was laid"


def test_the_first_window_fits_with_its_frame_onto_a_screen_of_its_own_size():
    assert first_size(QRect(0, 0, 1440, 900)) == QSize(1424, 860)
    assert first_size(QRect(0, 0, 1920, 1040)) == QSize(1440, 900)


def test_place_and_layout_are_kept_on_closing(desk, own_home):
    restore(desk.window, (40, 50, 1300, 800, 0))
    desk.window.review.quad.set_layout(ViewLayout.ONE_AND_THREE)
    expected = remembered(desk.window)
    desk.window.close()
    assert kept().window == expected
    assert kept().layout == ViewLayout.ONE_AND_THREE.value
