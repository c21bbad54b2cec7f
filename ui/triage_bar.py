"""How much is judged: a number, three counts, a segment a lesion."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.lesion import LesionStatus
from core.review.state import ReviewState
from ui import glyphs
from ui.controls.guarded import paint_guarded
from ui.controls.text import SEMIBOLD
from ui.screen import Screen
from ui.theme import Tokens, current, font

HEIGHT = 64
_MARGIN = 16
_TOO_MANY = 40
_ORDER = (LesionStatus.ACCEPTED, LesionStatus.REJECTED, LesionStatus.PENDING)


class TriageBar(QWidget):
    """Accepted full, rejected hatched, pending hollow: told apart without colour."""

    def __init__(self) -> None:
        super().__init__()
        self._review: ReviewState | None = None
        self._title = "No study open"
        self.setFixedHeight(HEIGHT)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the review's progress; a sentence where there is no review."""
        if (old.review, old.volume) == (new.review, new.volume):
            return
        self._review = new.review
        self._title = "No study open" if new.volume is None else "Reading only"
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """What the bar says, for a screen reader."""
        counts = self.counts()
        total = sum(counts.values())
        return f"{total - counts[LesionStatus.PENDING]} of {total} judged" if self._review else self._title

    def counts(self) -> dict[LesionStatus, int]:
        """How many lesions have each status."""
        lesions = self._review.lesions if self._review else ()
        return {status: sum(each.status is status for each in lesions) for status in _ORDER}

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        counts = self.counts()
        total = sum(counts.values())
        track = QRectF(_MARGIN, 45, self.width() - 2 * _MARGIN, 7)
        painter.setFont(font(20, SEMIBOLD))
        painter.setPen(QColor(tokens.text))
        if self._review is None or not total:
            painter.drawText(QPointF(_MARGIN, 33), self._title if self._review is None else "No lesion found")
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
        painter.drawText(QPointF(_MARGIN, 33), str(judged))
        end = _MARGIN + QFontMetricsF(painter.font()).horizontalAdvance(str(judged))
        painter.setFont(font(13))
        painter.setPen(QColor(tokens.text2))
        painter.drawText(QPointF(end + 8, 33), f"of {total} judged")

    def _draw_glyphs(self, painter: QPainter, tokens: Tokens, counts: dict[LesionStatus, int]) -> None:
        painter.setFont(font(13))
        right = float(self.width() - _MARGIN)
        for status in reversed(_ORDER):
            text = str(counts[status])
            width = max(8.0, QFontMetricsF(painter.font()).horizontalAdvance(text))
            painter.setPen(QColor(tokens.text))
            painter.drawText(QPointF(right - width, 33), text)
            glyphs.draw(painter, glyphs.of(status), QPointF(right - width - 13, 28.5), tokens)
            right -= width + 13 + 7 + 16


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
