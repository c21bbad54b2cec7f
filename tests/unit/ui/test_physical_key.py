"""The physical key counts, whatever the input method makes of it."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui import physical_key
from ui.actions import FIXED, TABLE, Command, command_of
from ui.physical_key import name_of

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def press(key=0, text="", modifiers=NONE, scan=0):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, 0, 0, text)


@pytest.mark.parametrize(
    ("jamo", "letter"),
    [("ㅁ", "A"), ("ㄱ", "R"), ("ㅜ", "N"), ("ㅔ", "P"), ("ㅋ", "Z"), ("ㅊ", "C"), ("ㄲ", "R")],
)
def test_hangul_input_means_the_same_key(jamo, letter):
    assert name_of(press(0x3131, jamo)) == letter


def test_latin_letters_digits_and_names():
    assert name_of(press(Qt.Key.Key_A, "a")) == "A"
    assert name_of(press(Qt.Key.Key_7, "7")) == "7"
    assert name_of(press(Qt.Key.Key_Escape)) == "Esc"
    assert name_of(press(Qt.Key.Key_Question, "?", SHIFT)) == "?"
    assert name_of(press(Qt.Key.Key_O, "", CTRL)) == "Ctrl+O"


def test_a_letter_with_ctrl_and_shift_is_another_key_a_sign_that_needs_shift_is_not():
    assert name_of(press(Qt.Key.Key_N, "", CTRL | SHIFT)) == "Ctrl+Shift+N"
    assert command_of(name_of(press(Qt.Key.Key_N, "", CTRL | SHIFT))) is Command.NEW_WINDOW
    assert command_of(name_of(press(Qt.Key.Key_Z, "", CTRL | SHIFT))) is Command.REDO, "not one more step back"
    assert name_of(press(Qt.Key.Key_Plus, "+", CTRL | SHIFT)) == "Ctrl++"


def test_every_key_of_the_table_can_be_pressed():
    """Each is written as a press of it is named; what is not would stand in the table and do nothing."""
    signs = {name: code for code, name in physical_key._NAMED.items() if code != Qt.Key.Key_Enter}
    for entry in (each for each in TABLE if each.command not in FIXED):
        for key in entry.keys:
            *held, name = key.split("+") if not key.endswith("+") else [*key[:-1].split("+")[:-1], "+"]
            modifiers = (CTRL if "Ctrl" in held else NONE) | (SHIFT if "Shift" in held else NONE)
            code = signs.get(name) or ord(name)
            assert name_of(press(code, name, modifiers)) == key, key


def test_other_scripts_fall_back_to_the_place_of_the_key():
    offset = 8 if sys.platform.startswith("linux") else 0
    assert name_of(press(0x0424, "ф", scan=30 + offset)) == "A"


def test_nothing_else_is_a_command():
    assert name_of(press(Qt.Key.Key_A, "a", Qt.KeyboardModifier.AltModifier)) == ""
    assert name_of(press(Qt.Key.Key_Shift)) == ""
    assert name_of(press(Qt.Key.Key_Semicolon, ";")) == ""
