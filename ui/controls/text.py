"""Labels in the design's sizes and tones."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.controls.guarded import paint_guarded
from ui.theme import current, font

MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold


def label(text: str = "", pixels: int = 13, weight: QFont.Weight = QFont.Weight.Normal, tone: str = "") -> QLabel:
    """Return a plain-text label.

    Parameters
    ----------
    text
        Never read as rich text: names come from files.
    pixels, weight
        See :func:`ui.theme.font`.
    tone
        ``""`` content, ``"2"`` labels, ``"3"`` remarks, ``"accent"``.

    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(pixels, weight))
    made.setProperty("tone", tone)
    return made


class ElidedLabel(QWidget):
    """One line of text that is cut where there is no room; the whole of it stands in the tooltip.

    Parameters
    ----------
    pixels, weight, ink
        Size, weight and the colour's token name.
    cut
        Where it is cut: in its middle where the end tells most, as of a folder.
    at_right
        Whether it stands at the right of its room.

    """

    def __init__(
        self,
        pixels: int = 13,
        weight: QFont.Weight = QFont.Weight.Normal,
        ink: str = "text",
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        *,
        at_right: bool = False,
    ) -> None:
        super().__init__()
        self.setFont(font(pixels, weight))
        self._text = ""
        self._ink = ink
        self._cut = cut
        self._side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str, ink: str = "") -> None:
        """Show another text, in another colour where one is named."""
        if (text, ink or self._ink) == (self._text, self._ink):
            return
        self._text = text
        self._ink = ink or self._ink
        self.setAccessibleName(text)
        self.updateGeometry()
        self._tell_rest()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        metrics = QFontMetricsF(self.font())
        return QSize(int(metrics.horizontalAdvance(self._text)) + 2, int(metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return a width of nothing: the text may be cut."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Whether the tooltip is needed depends on the width."""
        del event
        self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, cut on the right."""
        del event
        paint_guarded(self, self._draw)

    def _tell_rest(self) -> None:
        self.setToolTip(self._text if self.sizeHint().width() > self.width() else "")

    def _draw(self, painter: QPainter) -> None:
        painter.setPen(QColor(getattr(current(), self._ink)))
        shown = QFontMetricsF(self.font()).elidedText(self._text, self._cut, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | self._side, shown)
