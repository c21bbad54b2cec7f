"""What every dialog looks like: title and close on top, actions below."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.buttons import IconButton
from ui.controls.guarded import paint_guarded
from ui.controls.text import SEMIBOLD, ElidedLabel
from ui.language import translate
from ui.theme import current, scaled

MARGIN = 24
_AROUND = QMargins(8, 8, 8, 8)  # of the window, that is seen behind a dialog


class DialogFrame(QDialog):
    """A window-modal dialog with a title, a line under it, content and a foot.

    Parameters
    ----------
    parent
        The window it stands over.
    title, subtitle
        What it is about; whose images.

    """

    def __init__(self, parent: QWidget | None, title: str, subtitle: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._room = parent.size() if parent is not None else None
        self._title, self._subtitle = ElidedLabel(20, SEMIBOLD), ElidedLabel(13, ink="text2")
        self.show_titles(title, subtitle)
        close = IconButton("close", translate("Dialog", "Close (Esc)"), side=32)
        close.clicked.connect(self.reject)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        self._subtitle.setVisible(bool(subtitle))
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 18, 16, 14)
        head.addLayout(titles, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(MARGIN, 12, MARGIN, 12)
        self.foot.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addLayout(self.content, 1)
        column.addWidget(Line())
        column.addLayout(self.foot)

    def take_size(self, width: int, height: int) -> None:
        """Open at the design's size, scaled, but no larger than the window that it stands over."""
        asked = QSize(scaled(width), scaled(height))
        self.resize(asked if self._room is None else asked.boundedTo(self._room.shrunkBy(_AROUND)))

    def show_titles(self, title: str, subtitle: str) -> None:
        """Write other titles."""
        self.setWindowTitle(title)
        self._title.set_text(title)
        self._subtitle.set_text(subtitle)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its edge, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(current().panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(current().line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Line(QWidget):
    """A hairline, lying or standing."""

    def __init__(self, *, standing: bool = False) -> None:
        super().__init__()
        if standing:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, lambda painter: painter.fillRect(self.rect(), QColor(current().line)))
