"""What stands on the screen while libraries are loaded: the name, and what is being loaded."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from core.version import VERSION
from ui import icons
from ui.controls.guarded import paint_guarded
from ui.language import translate
from ui.theme import current, font, scaled

_WIDTH, _HEIGHT = 420, 168


class Splash(QWidget):
    """Small, in the middle of the first screen, without a frame; gone when the window is there."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
        self._words, self._share = "", 0.0
        self.setFixedSize(scaled(_WIDTH), scaled(_HEIGHT))
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            box = self.rect()
            box.moveCenter(screen.availableGeometry().center())
            self.move(box.topLeft())

    @property
    def words(self) -> str:
        """What is being loaded."""
        return self._words

    def tell(self, words: str, share: float) -> None:
        """Say what is being loaded, and draw it before that takes the thread.

        Parameters
        ----------
        words
            A sentence without a stop.
        share
            How much is done, 0 to 1.

        """
        self._words, self._share = words, share
        self.setAccessibleName(f"MetsReview. {words}")
        self.update()
        QApplication.processEvents()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens, left, right = current(), scaled(24), self.width() - scaled(24)
        painter.fillRect(self.rect(), QColor(tokens.panel))
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.drawPixmap(
            QPointF(left, scaled(28)), icons.pixmap("mark", scaled(40), tokens.text, self.devicePixelRatioF())
        )
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(20))
        painter.drawText(QPointF(left + scaled(56), scaled(46)), "MetsReview")
        painter.setFont(font(12))
        painter.setPen(QColor(tokens.text2))
        painter.drawText(QPointF(left + scaled(56), scaled(66)), VERSION)
        painter.drawText(QPointF(left, scaled(112)), self._words)
        painter.setPen(QColor(tokens.text3))
        words = translate("Status", "Research software, not a medical device")
        painter.drawText(QPointF(left, self.height() - scaled(16)), words)
        bar = QRectF(left, scaled(124), right - left, scaled(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.hover))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * self._share, bar.height()), 2, 2)
