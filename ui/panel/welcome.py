"""A few words to who is here for the first time, below the five steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.actions import Command
from ui.controls.buttons import LinkButton
from ui.controls.text import SEMIBOLD, label
from ui.language import translate


class Welcome(QWidget):
    """The demo patient, the guide, where models lie: each a link."""

    command_requested = Signal(Command)

    def __init__(self) -> None:
        super().__init__()
        words = translate(
            "Welcome",
            "Try it on the demo patient, a synthetic head. The embedded models are a demonstration; "
            "your own lie in a folder of this computer.",
        )
        text = label(words, 12, tone="2")
        text.setWordWrap(True)
        title = label(translate("Welcome", "New here?"), 13, SEMIBOLD)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(4)
        for each in (title, text):
            each.setContentsMargins(8, 0, 8, 0)  # links bring this margin with them: all words on one edge
            column.addWidget(each)
        self.links: dict[Command, LinkButton] = {}
        for command, words in (
            (Command.DEMO, translate("Welcome", "Open the demo patient")),
            (Command.GUIDE, translate("Welcome", "Read the user's guide")),
            (Command.MODELS_FOLDER, translate("Welcome", "Show where models lie")),
        ):
            link = LinkButton(words)
            link.clicked.connect(lambda _checked=False, wanted=command: self.command_requested.emit(wanted))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self.links[command] = link
