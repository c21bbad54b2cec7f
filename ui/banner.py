"""An error where the tabs stand: nothing is pushed aside, the window goes on working."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui import icons
from ui.controls.buttons import CommandButton, Face, IconButton
from ui.controls.guarded import paint_guarded
from ui.controls.text import label
from ui.language import translate
from ui.messages import Alert
from ui.tabs import HEIGHT
from ui.theme import current, mixed, scaled


class Banner(QWidget):
    """One whole sentence with an icon and a button that folds the rest out: 36 high, more only over what is below."""

    closed = Signal()
    more_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._alert = Alert("")
        self.sentence = label("", 12)
        self.sentence.setWordWrap(True)
        self.more = CommandButton(Face(translate("Banner", "More")), 24)
        self.more.clicked.connect(self.more_requested)
        close = IconButton("close", translate("Banner", "Close the message"), side=24)
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.more)
        row.addWidget(close)

    def show_alert(self, alert: Alert) -> None:
        """Show another error."""
        self.sentence.setText(alert.sentence)
        self._alert = alert
        self.update()

    def height_in(self, width: int) -> int:
        """Return how high it is where it is that wide: no word of the sentence is cut."""
        return max(scaled(HEIGHT), self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.fillRect(self.rect(), QColor(tokens.panel))
        icon, colour = ("info", tokens.accent) if self._alert.is_news else ("refused", tokens.rejected)
        if self._alert.in_doubt:
            icon, colour = "warning", tokens.pending
        painter.fillRect(self.rect(), mixed(tokens.panel, colour, 0.14))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(tokens.line))
        picture = icons.pixmap(icon, 19, colour, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(16, (scaled(HEIGHT) - 19) / 2), picture)


class AlertDetails(QFrame):
    """The whole sentence, the way out and the details with Copy, folded out under the banner."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self._sentence = label("", 13)
        self._remedy = label("", 13, tone="2")
        for each in (self._sentence, self._remedy):
            each.setWordWrap(True)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        copy = CommandButton(Face(translate("Banner", "Copy"), icon="copy"), 28)
        copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._sentence)
        column.addWidget(self._remedy)
        column.addWidget(self._details, 1)
        column.addLayout(row)
        self.hide()

    def show_alert(self, alert: Alert) -> None:
        """Fill in; the frame appears when asked for."""
        self._sentence.setText(alert.sentence)
        self._sentence.setVisible(not alert.is_news)  # it stands above whole
        self._remedy.setText(alert.remedy)
        self._remedy.setVisible(bool(alert.remedy))
        wrap = QPlainTextEdit.LineWrapMode.WidgetWidth if alert.is_news else QPlainTextEdit.LineWrapMode.NoWrap
        self._details.setLineWrapMode(wrap)  # sentences, or a trace
        self._details.setPlainText(alert.details)
        self._details.setVisible(bool(alert.details))

    def _copy(self) -> None:
        parts = (self._sentence.text(), self._remedy.text(), self._details.toPlainText())
        QGuiApplication.clipboard().setText("\n".join(parts))

    def height_wanted(self, width: int) -> int:
        """Return how far it folds out at this width: words alone need little."""
        layout = self.layout()
        assert layout is not None, "laid out when it was made"
        return 260 if self._details.toPlainText() else layout.totalHeightForWidth(width)
