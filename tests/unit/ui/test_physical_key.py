"""The physical key counts, whatever the input method makes of it."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

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


def test_other_scripts_fall_back_to_the_place_of_the_key():
    offset = 8 if sys.platform.startswith("linux") else 0
    assert name_of(press(0x0424, "ф", scan=30 + offset)) == "A"


def test_nothing_else_is_a_command():
    assert name_of(press(Qt.Key.Key_A, "a", Qt.KeyboardModifier.AltModifier)) == ""
    assert name_of(press(Qt.Key.Key_Shift)) == ""
    assert name_of(press(Qt.Key.Key_Semicolon, ";")) == ""
