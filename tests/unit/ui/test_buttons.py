"""Buttons that carry words: what must outlast a change of the words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.controls.buttons import CommandButton, Face
from ui.glyphs import Glyph


def test_a_shortcut_outlasts_new_words(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    button = CommandButton(Face("Export 2 lesions", key="Ctrl+Enter"))
    QHBoxLayout(window).addWidget(button)
    button.setShortcut("Ctrl+Return")
    pressed = []
    button.clicked.connect(lambda: pressed.append(button.face.text))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for face in (Face("Export 3 lesions", key="Ctrl+Enter"), Face("Close", key="Ctrl+Enter", primary=True)):
        button.set_face(face)
        qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda words=face.text: pressed[-1:] == [words])


def test_a_long_key_takes_the_glyphs_room_and_a_longer_one_is_told_under_the_mouse(qtbot):
    wide = {}
    for key in ("A", "Ctrl+J", "Ctrl+Shift+J"):
        button = CommandButton(Face("Accept", glyph=Glyph.ACCEPTED, key=key), 40)
        qtbot.addWidget(button)
        button.resize(109, 40)
        wide[key] = (button.sign_shown, button.key_shown)
        assert button._content_width() <= button.width() - 8
    assert wide == {"A": (True, True), "Ctrl+J": (False, True), "Ctrl+Shift+J": (True, False)}
