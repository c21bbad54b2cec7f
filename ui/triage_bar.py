"""How much is judged: a number, three counts, a segment a lesion."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.lesion import LesionStatus
from core.review.state import ReviewState
from ui import glyphs
from ui.controls.guarded import paint_guarded
from ui.controls.text import SEMIBOLD
from ui.core_words import spoken
from ui.language import translate
from ui.lesion_list.status_filter import StatusFilter
from ui.screen import Screen
from ui.theme import Tokens, current, font, scaled

HEIGHT = 64
_MARGIN = 16
_PAD = 5.0  # around a count's glyph and number, where it can be pressed
_SIGN = 20  # a glyph and what keeps it from its number
_TOO_MANY = 40
_ORDER = (LesionStatus.ACCEPTED, LesionStatus.REJECTED, LesionStatus.PENDING)


class TriageBar(QWidget):
    """Accepted full, rejected hatched, pending hollow: told apart without colour. A count pressed shows those alone."""

    filter_requested = Signal(StatusFilter)

    def __init__(self) -> None:
        super().__init__()
        self._review: ReviewState | None = None
        self._title = translate("List", "No study open")
        self._filter = StatusFilter.ALL
        self.setMouseTracking(True)
        self.setFixedHeight(scaled(HEIGHT))

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the review's progress; a sentence where there is no review."""
        shown = [(each.review, each.volume, each.status_filter) for each in (old, new)]
        if shown[0] == shown[1]:
            return
        self._review, self._filter = new.review, new.status_filter
        self._title = _title(new)
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """What the bar says, for a screen reader."""
        counts = self.counts()
        total = sum(counts.values())
        return (
            translate("List", "{judged} of {total} judged").format(
                judged=total - counts[LesionStatus.PENDING], total=total
            )
            if total
            else self._title
        )

    def counts(self) -> dict[LesionStatus, int]:
        """How many lesions have each status."""
        lesions = self._review.lesions if self._review else ()
        return {status: sum(each.status is status for each in lesions) for status in _ORDER}

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show one status alone, or all again."""
        for status, box in self.count_boxes().items():
            if box.contains(event.position()):
                wanted = StatusFilter[status.name]
                self.filter_requested.emit(StatusFilter.ALL if wanted is self._filter else wanted)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what a press does."""
        over = next((s for s, box in self.count_boxes().items() if box.contains(event.position())), None)
        self.setToolTip(
            "" if over is None else translate("List", "Show {status} lesions only").format(status=spoken(over.value))
        )
        self.setCursor(Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.PointingHandCursor)

    def count_boxes(self) -> dict[LesionStatus, QRectF]:
        """Where each count stands; nothing where there is no lesion."""
        counts = self.counts()
        boxes: dict[LesionStatus, QRectF] = {}
        sign = scaled(_SIGN)
        right, metrics = float(self.width() - _MARGIN), QFontMetricsF(font(13))
        for status in reversed(_ORDER) if sum(counts.values()) else ():
            width = max(8.0, metrics.horizontalAdvance(str(counts[status])))
            boxes[status] = QRectF(right - width - sign - _PAD, scaled(33 - 16), width + sign + 2 * _PAD, scaled(23))
            right -= width + sign + 16
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        counts = self.counts()
        total = sum(counts.values())
        track = QRectF(_MARGIN, scaled(45), self.width() - 2 * _MARGIN, 7)
        painter.setFont(font(20, SEMIBOLD))
        painter.setPen(QColor(tokens.text))
        if self._review is None or not total:
            painter.drawText(QPointF(_MARGIN, scaled(33)), self._title)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(track.adjusted(0, 0.5, 0, -0.5), 3, 3)
            return
        self._draw_count(painter, tokens, total - counts[LesionStatus.PENDING], total)
        self._draw_glyphs(painter, tokens, counts)
        if total > _TOO_MANY:
            _draw_shares(painter, tokens, counts, track)
        else:
            _draw_segments(painter, tokens, counts, track)

    def _draw_count(self, painter: QPainter, tokens: Tokens, judged: int, total: int) -> None:
        painter.drawText(QPointF(_MARGIN, scaled(33)), str(judged))
        end = _MARGIN + QFontMetricsF(painter.font()).horizontalAdvance(str(judged))
        painter.setFont(font(13))
        painter.setPen(QColor(tokens.text2))
        painter.drawText(QPointF(end + 8, scaled(33)), translate("List", "of {total} judged").format(total=total))

    def _draw_glyphs(self, painter: QPainter, tokens: Tokens, counts: dict[LesionStatus, int]) -> None:
        painter.setFont(font(13))
        for status, box in self.count_boxes().items():
            if self._filter.name == status.name:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.hover))
                painter.drawRoundedRect(box, 5, 5)
            left = box.left() + _PAD
            painter.setPen(QColor(tokens.text))
            painter.drawText(QPointF(left + scaled(_SIGN), scaled(33)), str(counts[status]))
            middle = QPointF(left + scaled(7), scaled(33) - scaled(4.5))
            glyphs.draw(painter, glyphs.of(status), middle, tokens, size=scaled(glyphs.BOX))


def _draw_segments(painter: QPainter, tokens: Tokens, counts: dict[LesionStatus, int], track: QRectF) -> None:
    total = sum(counts.values())
    gap = 2.0
    width = (track.width() - gap * (total - 1)) / total
    left = track.left()
    for status in _ORDER:
        for _ in range(counts[status]):
            _draw_segment(painter, tokens, status, QRectF(left, track.top(), width, track.height()))
            left += width + gap


def _draw_shares(painter: QPainter, tokens: Tokens, counts: dict[LesionStatus, int], track: QRectF) -> None:
    left, total = track.left(), sum(counts.values())
    for status in _ORDER:
        width = track.width() * counts[status] / total
        if width:
            _draw_segment(painter, tokens, status, QRectF(left, track.top(), max(2.0, width - 2), track.height()))
        left += width


def _draw_segment(painter: QPainter, tokens: Tokens, status: LesionStatus, box: QRectF) -> None:
    colour = QColor(tokens.status(status))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = min(3.0, box.width() / 2)
    if status is LesionStatus.PENDING:
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        return
    if status is LesionStatus.REJECTED:
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        return
    painter.setBrush(colour)
    painter.drawRoundedRect(box, radius, radius)


def _title(screen: Screen) -> str:
    """What stands there while no lesion is listed."""
    if screen.review is not None:
        return (
            translate("List", "Nothing marked yet")
            if screen.blind or not screen.searched
            else translate("List", "No lesion found")
        )
    return translate("List", "No study open") if screen.volume is None else translate("List", "Reading only")
