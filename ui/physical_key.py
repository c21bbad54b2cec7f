"""Which key was pressed, whatever the input method makes of it: A is A under Hangul input too."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# The standard Korean layout (2-beolsik): the letter that stands on the same key.
_HANGUL = dict(
    zip(
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        "QWERTYUIOPASDFGHJKLZXCVBNMQWERTOP",
        strict=True,
    )
)
# Scan codes of the three rows of letters, from the left: the same on Windows and, plus 8, on X11 and Wayland.
_SCAN_CODES = {
    **{16 + place: letter for place, letter in enumerate("QWERTYUIOP")},
    **{30 + place: letter for place, letter in enumerate("ASDFGHJKL")},
    **{44 + place: letter for place, letter in enumerate("ZXCVBNM")},
}
_NAMED = {
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDn",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_F1: "F1",
    Qt.Key.Key_Question: "?",
    Qt.Key.Key_BracketLeft: "[",
    Qt.Key.Key_BracketRight: "]",
    Qt.Key.Key_Slash: "/",
    Qt.Key.Key_Comma: ",",
    Qt.Key.Key_Plus: "+",
    Qt.Key.Key_Delete: "Delete",
}

_SHIFTED = ("G", "J", "O", "T")


def name_of(event: QKeyEvent) -> str:
    """Return the key as :mod:`ui.actions` writes it: ``A``, ``7``, ``Ctrl+O``, ``Esc``; empty for others."""
    key = _plain_name(event)
    modifiers = event.modifiers()
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return ""
    if not key:
        return ""
    shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    if modifiers & Qt.KeyboardModifier.ControlModifier:  # of a sign, Shift is how it is typed; of a letter it is meant
        return f"Ctrl+Shift+{key}" if shifted and key.isalpha() and len(key) == 1 else f"Ctrl+{key}"
    # Shift makes another key of a letter that has a second meaning with it; of any other it changes nothing.
    return f"Shift+{key}" if key in _SHIFTED and shifted else key


def _plain_name(event: QKeyEvent) -> str:
    code = event.key()
    if Qt.Key.Key_A <= code <= Qt.Key.Key_Z or Qt.Key.Key_0 <= code <= Qt.Key.Key_9:
        return chr(code)
    if code in _NAMED:
        return _NAMED[Qt.Key(code)]
    if event.text() in _HANGUL:
        return _HANGUL[event.text()]
    if not event.text() or event.text().isascii():
        return ""
    offset = 8 if sys.platform.startswith("linux") else 0
    return _SCAN_CODES.get(event.nativeScanCode() - offset, "")
