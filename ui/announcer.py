"""What is said aloud to a screen reader: every piece of news, and the lesion that is at hand now."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from ui.controller import Controller
from ui.core_words import spoken
from ui.language import translate
from ui.lesion_list.row import Row
from ui.messages import Alert, Messages
from ui.numbers import length, volume
from ui.screen import Screen


class Announcer(QObject):
    """Hands sentences to the platform's screen reader; where none listens, nothing happens.

    Parameters
    ----------
    window, controller, messages
        In whose name, of whose selection, of which news it speaks.

    """

    def __init__(self, window: QWidget, controller: Controller, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        messages.told.connect(self.say)
        messages.alerted.connect(self._say_alert)
        controller.changed.connect(self._follow)

    def say(self, words: str) -> None:
        """Announce one sentence."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, words))

    def _say_alert(self, alert: Alert) -> None:
        self.say(f"{alert.sentence} {alert.remedy}".strip())

    def _follow(self, old: Screen, new: Screen) -> None:
        if old.selected == new.selected:
            return
        row = next((each for each in new.rows(new.tab) if each.finding_id == new.selected), None)
        if row is not None:
            self.say(words_of(row))


def words_of(row: Row) -> str:
    """Return a finding in words: number, place, status, volume and diameter."""
    status = row.remark or spoken(row.glyph.value)
    told = translate("Announce", "{number}, {name}, {status}, {volume} mm³, {longest} mm")
    return told.format(
        number=row.number, name=row.name, status=status, volume=volume(row.volume_mm3), longest=length(row.longest_mm)
    )
