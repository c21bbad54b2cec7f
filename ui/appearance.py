"""The settings that dress the whole application: theme, text size, language, keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui import language
from ui.actions import rebind
from ui.settings import DARK_THEME, SYSTEM_THEME, Settings
from ui.style_sheet import wear
from ui.theme import DARK, LIGHT, Tokens


def tokens_of(theme: str) -> Tokens:
    """Return the colours of a theme; the system's own for ``"system"``, dark where it has none."""
    if theme == SYSTEM_THEME:
        light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
        return LIGHT if light else DARK
    return DARK if theme == DARK_THEME else LIGHT


def put_on(settings: Settings) -> tuple[str, ...]:
    """Dress the application; returns the commands whose own keys could not be taken."""
    language.use(settings.language)
    refused = rebind(settings.keys)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        wear(application, tokens_of(settings.theme), settings.text_percent)
    return refused


def needs_dress(old: Settings, new: Settings) -> bool:
    """Whether :func:`put_on` has anything to do."""
    return old.theme != new.theme or needs_remake(old, new)


def needs_remake(old: Settings, new: Settings) -> bool:
    """Whether the window's parts must be made anew: words, text sizes and key caps stand in them."""
    return (old.language, old.text_percent, old.keys) != (new.language, new.text_percent, new.keys)
