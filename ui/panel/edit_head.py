"""Which lesion is edited: the tabs' place while editing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.controls.buttons import LinkButton
from ui.controls.key_cap import KeyCap
from ui.controls.text import SEMIBOLD, ElidedLabel
from ui.core_words import spoken
from ui.language import translate
from ui.lesion_list.columns import NARROW
from ui.screen import Screen
from ui.theme import scaled


class EditHead(QWidget):
    """Number and place, and the way back."""

    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = ElidedLabel(13, SEMIBOLD)
        self.back = LinkButton(translate("Edit", "Back to review"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
        row.addWidget(KeyCap("Esc"))
        self.back.clicked.connect(self.back_requested)

    def resizeEvent(self, event: object) -> None:
        """In a narrow panel the lesion's name needs the room."""
        del event
        wide = self.width() >= scaled(NARROW)
        self.back.set_words(translate("Edit", "Back to review") if wide else translate("Edit", "Back"))

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Name the lesion."""
        del old
        lesion = new.lesion
        if new.edit is not None and lesion is not None and new.facts is not None:
            self.words.set_text(
                translate("Edit", "Editing {number}   {position}").format(
                    number=lesion.number, position=spoken(new.facts.measures(lesion.mask).position)
                )
            )
