"""For which planning system is exported, what is not known of it, and which of its rules would be broken."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from core.planning.profile import LIMITS, Profile
from ui.controls.buttons import CommandButton, Face
from ui.controls.text import label
from ui.core_words import spoken
from ui.language import translate


class SystemChoice(QWidget):
    """A button that names the planning system and opens the list of them, and what is unknown of it.

    Parameters
    ----------
    profiles
        To choose of.
    last
        Name of the one that is taken at first; where there is none of that name, the first.

    """

    chosen = Signal()

    def __init__(self, profiles: tuple[Profile, ...], last: str = "") -> None:
        super().__init__()
        self._profiles = profiles
        self.profile = next((each for each in profiles if each.name == last), profiles[0])
        self.button = CommandButton(Face(spoken(self.profile.name), icon="chevron-down"), 32)
        self.button.clicked.connect(self._open)
        self.words = label("", 12, tone="3")
        self.words.setWordWrap(True)
        self.menu = QMenu(self)
        for profile in profiles:
            self.menu.addAction(spoken(profile.name), lambda profile=profile: self.take(profile))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words)
        self._show()

    def take(self, profile: Profile) -> None:
        """Choose another."""
        self.profile = profile
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        self.button.set_face(Face(spoken(self.profile.name), icon="chevron-down"))
        self.button.setAccessibleName(f"{translate('Export', 'Planning system')}: {spoken(self.profile.name)}")
        self.words.setText(known_words(self.profile))
        sources = (self.profile.sources or {}).items()
        self.words.setToolTip("\n".join(f"{spoken(LIMITS.get(key, key))}: {spoken(words)}" for key, words in sources))

    def _open(self) -> None:
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))


def known_words(profile: Profile) -> str:
    """Say how much of a system's limits is known: what is unknown is not checked."""
    unknown = profile.unknown
    if len(unknown) == len(LIMITS):
        return translate("Export", "None of its limits is known: DICOM’s are checked.")
    if not unknown:
        return translate("Export", "Every limit of its profile is checked.")
    limits = ", ".join(spoken(words) for words in unknown)
    return translate("Export", "Unknown, so not checked: {limits}.").format(limits=limits)


class BrokenRules(QScrollArea):
    """The broken rules, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_rules(self, broken: tuple[str, ...]) -> None:
        """Show others."""
        holder = QWidget()
        holder.setObjectName("panel")
        column = QVBoxLayout(holder)
        column.setContentsMargins(30, 4, 8, 4)
        column.setSpacing(10)
        for sentence in broken:
            words = label(spoken(sentence), 13)
            words.setWordWrap(True)
            column.addWidget(words)
        column.addStretch(1)
        self.setWidget(holder)
