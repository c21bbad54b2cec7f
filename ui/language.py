"""The interface's words in the reader's language, from Qt's own files in ``assets/translations``.

Core stays English: reports, logs and exported files are stable formats. What it calls things is translated where it is
shown (:mod:`ui.core_words`).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase, QGuiApplication

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "translations"
LANGUAGES = ("en", "ko")
PLURAL = "plural"  # marks a text whose form follows a number; pyside6-lupdate knows it by its place in the call
_now = {"language": "en"}


def use(language: str) -> str:
    """Speak a language from now on; what is drawn already keeps its words until it is made anew.

    Parameters
    ----------
    language
        ``"en"``, ``"ko"``, or ``"system"`` for the computer's own where we have it and a font that can write it, else
        English.

    """
    if language not in LANGUAGES:
        own = QLocale.system().name()[:2]
        language = own if own in LANGUAGES and can_be_written(own) else "en"
    _now["language"] = language
    application = QCoreApplication.instance()
    if application is not None:  # Qt's own dialogs
        for old in application.findChildren(QTranslator):
            application.removeTranslator(old)
            old.deleteLater()
        qt = QTranslator(application)
        if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(qt)
    return language


def can_be_written(language: str) -> bool:
    """Whether some font has the language's letters; a system without shows boxes in their place."""
    if language != "ko" or not isinstance(QCoreApplication.instance(), QGuiApplication):
        return True
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.Korean))


def used() -> str:
    """Return the language spoken now."""
    return _now["language"]


def translate(context: str, text: str, comment: str = "", kind: str = "", number: int = -1) -> str:
    """Return a text in the reader's language; the English itself where there is no translation.

    pyside6-lupdate finds the calls by this name, so context, text and comment are written out in them.

    Parameters
    ----------
    context
        Part of the window.
    text
        English, as it is read; ``%n`` stands for ``number``.
    comment
        Keeps apart what is one word in English and two elsewhere.
    kind, number
        :data:`PLURAL` and how many, for Qt's numerus forms.

    """
    del kind
    found = _catalogue(used()).translate(context, text, comment or None, number) or text
    return found.replace("%n", str(number)) if number >= 0 else found


def translated(language: str, context: str, text: str) -> str:
    """Return a text, noted elsewhere, in a language that need not be the reader's."""
    return _catalogue(language).translate(context, text) or text


def noted(context: str, text: str) -> str:
    """Return a text as it is: it stands here for pyside6-lupdate, and is translated where it is shown."""
    del context
    return text


@lru_cache
def _catalogue(language: str) -> QTranslator:
    made = QTranslator()
    made.load(str(FOLDER / f"metsreview_{language}.qm"))
    return made
