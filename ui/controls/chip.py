"""Chips: a sign and two or three words in a pill."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import glyphs, icons
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM
from ui.glyphs import Glyph
from ui.theme import DARK, Tokens, current, font, mixed, scaled

HEIGHT = 22


class Tone(Enum):
    """How much a chip has to say."""

    PLAIN = "plain"
    AMBER = "amber"
    RED = "red"


_ICONS = {Tone.PLAIN: "check-circle", Tone.AMBER: "warning", Tone.RED: "refused"}


class Chip(QWidget):
    """A pill with an icon by its tone, or a status glyph, and words.

    Parameters
    ----------
    text, tone
        What it says and how loud.
    glyph
        In the icon's place.

    """

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN, glyph: Glyph | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text, self._tone, self._glyph = text, tone, glyph

    @property
    def text(self) -> str:
        """The words."""
        return self._text

    @property
    def tone(self) -> Tone:
        """How loud they are."""
        return self._tone

    def show_words(self, text: str, tone: Tone = Tone.PLAIN, glyph: Glyph | None = None) -> None:
        """Say something else."""
        self._text, self._tone, self._glyph = text, tone, glyph
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Sign, gap, words, 8 and 10 at the sides."""
        words = QFontMetricsF(font(12, MEDIUM)).horizontalAdvance(self._text)
        return QSize(round(8 + scaled(14) + 5 + words + 10), scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        sign, words, fill = _colours(self._tone, tokens)
        painter.setPen(QPen(sign if self._tone is not Tone.PLAIN else QColor(tokens.control), 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self.height() / 2, self.height() / 2
        )
        middle = self.height() / 2
        if self._glyph is not None:
            glyphs.draw(
                painter, self._glyph, QPointF(8 + scaled(14) / 2, middle), tokens, size=scaled(12), behind=tokens.panel
            )
        else:
            side = scaled(14)
            picture = icons.pixmap(_ICONS[self._tone], side, sign.name(), self.devicePixelRatioF())
            painter.drawPixmap(QPointF(8, middle - side / 2), picture)
        painter.setFont(font(12, MEDIUM))
        painter.setPen(words)
        painter.drawText(QPointF(13 + scaled(14), middle + QFontMetricsF(painter.font()).capHeight() / 2), self._text)


def _colours(tone: Tone, tokens: Tokens) -> tuple[QColor, QColor, QColor | Qt.BrushStyle]:
    """Return the colours of sign, words and fill."""
    if tone is Tone.PLAIN:
        return QColor(tokens.text2), QColor(tokens.text2), QColor(tokens.raised)
    sign = tokens.pending if tone is Tone.AMBER else tokens.rejected
    # Light amber stands below 4.5 to 1 as text: there the sign alone is coloured.
    words = tokens.text if tone is Tone.AMBER and tokens.name != DARK.name else sign
    return QColor(sign), QColor(words), mixed(tokens.panel, sign, 0.12)
