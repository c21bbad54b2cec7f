"""Where the cursor is, what happened, which keys work, which convention, when it was saved, and what this is not."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.plane import Convention
from ui import icons, numbers, read_only
from ui.actions import present_key
from ui.blend_bar import BlendBar
from ui.controls.guarded import paint_guarded
from ui.controls.key_cap import KeyHint
from ui.controls.text import MEDIUM, ElidedLabel, label
from ui.core_words import spoken
from ui.language import noted, translate
from ui.screen import Mode, Page, Screen
from ui.theme import current, scaled
from ui.viewer.view_state import ViewState

HEIGHT = 28
_LEAST_LEFT = 40
RESEARCH_LINE = noted("Status", "Research software, not a medical device")
_NEWS_MS = 6000
_HINT_GAP = 16
_AFTER_CONVENTION = 18
_SIDES = 48  # margins and the gap before the research line
_FEW_HINTS_UNDER = 1100
_LEFT_WIDTH, _LEFT_NARROW, _WIDE_FROM = 380, 306, 1280  # place, signal and probability are never cut

_HINTS: dict[Page | Mode, tuple[tuple[tuple[str, ...], str], ...]] = {
    Page.FIRST_RUN: ((("Ctrl", "O"), noted("Hint", "Open")), (("?",), noted("Hint", "All keys"))),
    Page.SERIES: (
        (("↑", "↓"), noted("Hint", "Choose")),
        (("Enter",), noted("Hint", "Go on")),  # the button says with what
        (("Esc",), noted("Hint", "Close study")),
        (("?",), noted("Hint", "All keys")),
    ),
    Page.REVIEW: (
        (("N",), noted("Hint", "Next")),
        (("P",), noted("Hint", "Previous")),
        (("Z",), noted("Hint", "Undo")),
        (("C",), noted("Hint", "Contours")),
        (("?",), noted("Hint", "All keys")),
    ),
    Mode.REVIEW: (  # read only: nothing is done, and nothing undone
        (("N",), noted("Hint", "Next")),
        (("P",), noted("Hint", "Previous")),
        (("C",), noted("Hint", "Contours")),
        (("?",), noted("Hint", "All keys")),
    ),
    Mode.EDIT: (
        (("[", "]"), noted("Hint", "Size")),
        (("X",), noted("Hint", "Erase")),
        (("D",), noted("Hint", "Ball")),
        (("Space",), noted("Hint", "Pan")),
        (("?",), noted("Hint", "All keys")),
    ),
    Mode.SHEET: (
        (("←", "↑", "↓", "→"), noted("Hint", "Move")),
        (("A", "R"), noted("Hint", "Accept, reject")),  # one hint: neither is left out without the other
        (("Enter",), noted("Hint", "Open in views")),
        (("?",), noted("Hint", "All keys")),
    ),
}


class _Signed(QWidget):
    """An icon and a line of text."""

    def __init__(self, icon: str, text: QLabel) -> None:
        super().__init__()
        self._icon = icon
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 0, 0)
        row.addWidget(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        picture = icons.pixmap(self._icon, 16, current().text2, self.devicePixelRatioF())
        painter.drawPixmap(0, (self.height() - 16) // 2, picture)


class StatusBar(QWidget):
    """Fixed places: news or the cursor left, keys in the middle, saved and the research line right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setFixedHeight(scaled(HEIGHT))
        self.left = ElidedLabel(12, ink="text2")
        self.left.setFixedWidth(scaled(_LEFT_WIDTH))
        self.convention = ElidedLabel(12, MEDIUM, ink="text2")
        self.convention.hide()
        self.saved = _Signed("check", label("", 12, tone="2"))
        self.saved.hide()
        self._is_saved = self._widened = False
        self.read_only = _Signed("lock", label("", 12, MEDIUM))
        self.read_only.hide()
        self.research = _Signed("info", label(translate("Status", RESEARCH_LINE), 12, MEDIUM))
        self._cursor_words = translate("Status", "Ready")
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.timeout.connect(self._show_cursor)
        self._hints: dict[Page | Mode, QWidget] = {page: _hint_row(hints) for page, hints in _HINTS.items()}
        self._page: Page | Mode = Page.FIRST_RUN
        self._sheet_words = ""
        self.blend, self._blended = BlendBar(), False
        self._convention: Convention | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        for hints in self._hints.values():
            row.addWidget(hints)
        row.addWidget(self.blend)
        row.addStretch(1)
        row.addWidget(self.convention)
        row.addWidget(self.saved)
        row.addWidget(self.read_only)
        row.addSpacing(20)
        row.addWidget(self.research)
        self._show_cursor()
        self.render_look(ViewState())

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show when the last step was saved, and the page's keys."""
        if (old.saved_at, old.read_only) != (new.saved_at, new.read_only):
            self.saved.text.setText(translate("Status", "Saved {time}").format(time=local_time(new.saved_at)))
            self._is_saved = bool(new.saved_at) and new.read_only is None
            if new.read_only is not None:
                self.read_only.text.setText(read_only.sign(new.read_only))
            self.read_only.setVisible(new.read_only is not None)
            self._collapse()
        if new.page is not Page.REVIEW and (old.page, old.entries) != (new.page, new.entries):
            refused = sum(not entry.runnable for entry in new.entries)
            counted = translate("Status", "{count} series, {refused} refused").format(
                count=len(new.entries), refused=refused
            )
            self.show_cursor(counted if new.page is Page.SERIES else translate("Status", "Ready"))
        if old.second is not new.second and new.second is not None:
            self.blend.name.set_text(new.second.name)
        words = _sheet_words(new)
        if words != self._sheet_words:
            self._sheet_words = words
            self.show_cursor(self._cursor_words)
        hints: Page | Mode = Mode.EDIT if new.edit is not None else Mode.SHEET if words else new.page
        if new.read_only and hints is Page.REVIEW:
            hints = Mode.REVIEW
        if self._page is not hints:
            self._page = hints
            self._collapse()

    def render_look(self, state: ViewState) -> None:
        """Show the convention; the blend's slider in the hints' place while a second series lies over the first."""
        if self._convention is not state.convention:
            self._convention = state.convention
            usual = state.convention is Convention.RADIOLOGICAL
            self.convention.set_text(spoken(state.convention.value.capitalize()), "text2" if usual else "text")
            self.convention.setFixedWidth(self.convention.sizeHint().width() + _AFTER_CONVENTION)
            self._collapse()
        self.blend.render_blend(state.overlay)
        if self._blended is not (state.overlay > 0):
            self._blended = state.overlay > 0
            self._collapse()

    def show_cursor(self, words: str) -> None:
        """Show where the crosshair is; news keeps its six seconds."""
        self._cursor_words = words
        if not self._news.isActive():
            self._show_cursor()

    def tell(self, news: str) -> None:
        """Show a sentence for six seconds."""
        self.left.set_text(news, "text")
        self._news.start(_NEWS_MS)
        self._collapse()

    def drop_news(self) -> None:
        """Take the news away before its time."""
        self._news.stop()
        self._show_cursor()

    def resizeEvent(self, event: object) -> None:
        """Narrow windows keep one hint."""
        del event
        self._collapse()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _show_cursor(self) -> None:
        if self._widened:
            self._collapse()
        self.left.set_text(self._sheet_words or self._cursor_words, "text2")

    def _collapse(self) -> None:
        narrow = self.width() < scaled(_FEW_HINTS_UNDER)
        self.left.setFixedWidth(scaled(_LEFT_WIDTH if self.width() >= scaled(_WIDE_FROM) else _LEFT_NARROW))
        blended = self._blended and self._page is not Mode.SHEET
        self.blend.setVisible(blended)
        self.blend.set_narrow(narrow)
        reviewing = self._page in (Page.REVIEW, Mode.REVIEW, Mode.EDIT, Mode.SHEET)
        self.convention.setVisible(reviewing and not (blended and narrow))  # the views say it in any width
        for page, row in self._hints.items():
            row.setVisible(page is self._page and not blended)
            caps = row.findChildren(KeyHint)
            shown = _fitting([hint.sizeHint().width() + _HINT_GAP for hint in caps], 0 if narrow else self._room())
            for place, hint in enumerate(caps):
                hint.setVisible(place in shown)
        self.saved.setVisible(self._is_saved)
        self._give_way()
        self._widen()

    def _widen(self) -> None:
        """Give news that would be cut the hints' room while it is told: its end says what to do."""
        needed = self.left.sizeHint().width()
        self._widened = self._news.isActive() and needed > self.left.width()
        if not self._widened:
            return
        for row in self._hints.values():
            row.hide()
        fixed = (self.saved, self.read_only, self.research, self.blend)
        room = self.width() - sum(part.sizeHint().width() for part in fixed if not part.isHidden()) - _SIDES
        if needed + self.convention.width() + _HINT_GAP > room:
            self.convention.hide()  # the views say it meanwhile
        elif not self.convention.isHidden():
            room -= self.convention.width()
        self.left.setFixedWidth(max(self.left.width(), min(needed + _HINT_GAP, room)))

    def _give_way(self) -> None:
        """Where large letters leave too little room: hints, the convention, the time go, never the research line."""
        row = self.layout()
        assert row is not None, "laid out when it was made"

        def over() -> int:
            for part in (self, *self._hints.values()):  # Qt does so later, and would answer for the former hints
                inner = part.layout()
                if inner is not None:
                    inner.invalidate()
            return row.minimumSize().width() - self.width()

        for part in (*self._hints.values(), self.convention, self.saved):
            if over() <= 0:
                return
            part.hide()
        self.left.setFixedWidth(max(scaled(_LEAST_LEFT), self.left.width() - max(0, over())))

    def _room(self) -> int:
        """Logical pixels that the fixed parts leave to the hints, "Saved" counted whether it is shown or not."""
        right = self.saved if self.read_only.isHidden() else self.read_only
        ends = self.left.width() + right.sizeHint().width() + self.research.sizeHint().width()
        ends += self.convention.width()
        return self.width() - ends - _SIDES

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(current().panel))
        painter.fillRect(0, 0, self.width(), 1, QColor(current().line))


def _fitting(widths: list[int], room: int) -> set[int]:
    """Return which hints fit: the last, "All keys", always; of the others the first goes last."""
    shown = list(range(len(widths)))
    while len(shown) > 1 and sum(widths[place] for place in shown) > room:
        shown.remove(shown[1 if len(shown) > 2 else 0])
    return set(shown)


def local_time(utc: str) -> str:
    """ISO 8601 UTC as the computer's own ``HH:MM:SS``."""
    return datetime.fromisoformat(utc).astimezone().strftime("%H:%M:%S") if utc else ""


def _sheet_words(screen: Screen) -> str:
    """What stands in the cursor's place on the contact sheet, which has none; empty elsewhere."""
    if screen.mode is not Mode.SHEET or screen.review is None:
        return ""
    counted, aside = numbers.count(len(screen.review.lesions), "lesion"), len(screen.candidates)
    return (
        translate("Status", "{lesions}, {aside} put aside").format(lesions=counted, aside=aside) if aside else counted
    )


def _hint_row(hints: tuple[tuple[tuple[str, ...], str], ...]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_HINT_GAP)
    for keys, words in hints:
        row.addWidget(KeyHint(tuple(filter(None, map(present_key, keys))), translate("Hint", words)))
    return holder
