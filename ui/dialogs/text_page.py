"""A text to read: a licence, a report, what this computer can run; copied or saved, never sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from core.atomic import replacing
from ui.controls.buttons import CommandButton, Face
from ui.dialogs.frame import MARGIN, DialogFrame
from ui.language import translate

_WIDTH, _HEIGHT = 820, 560


class TextPage(DialogFrame):
    """A title, a text in even columns, Copy and Save.

    Parameters
    ----------
    parent
        The window it stands over.
    title, subtitle, text
        What is shown.
    file_name
        What Save proposes.

    """

    def __init__(self, parent: QWidget | None, title: str, subtitle: str, text: str, file_name: str) -> None:
        super().__init__(parent, title, subtitle)
        self._file_name = file_name
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(title)
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 16, MARGIN, 16)
        column.addWidget(self.text)
        self.content.addLayout(column)
        self.copy = CommandButton(Face(translate("TextPage", "Copy"), icon="copy"), 40)
        self.save = CommandButton(Face(translate("TextPage", "Save…")), 40)
        self.close_button = CommandButton(Face(translate("Dialog", "Close"), key="Esc"), 40)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.accept)
        for button in (self.copy, self.save):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        self.take_size(_WIDTH, _HEIGHT)
        self.close_button.setFocus()

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.text.setPlainText(text)

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, translate("TextPage", "Save…"), self._file_name)
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the text; the subtitle tells where it went, or why it did not."""
        title = self.windowTitle()
        try:
            with replacing(path) as aside:
                aside.write_text(self.text.toPlainText(), encoding="utf-8")
        except OSError as error:
            self.show_titles(title, f"{error.strerror or type(error).__name__}: {path.name}")
            return
        self.show_titles(title, translate("TextPage", "Saved as {name}.").format(name=path.name))
