"""Pictures of what is on the screen, to a file: without the patient's identity unless that is asked for."""

from __future__ import annotations

import errno
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog

from core.atomic import replacing
from ui.language import translate
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.status_bar import RESEARCH_LINE
from ui.theme import scaled
from ui.viewer.outlined_text import CONTENT_STYLE, draw_text
from ui.viewer.slice_furniture import CORNER

_FOOT = 20  # px below the images


class Pictures:
    """Takes and saves them.

    Parameters
    ----------
    window, messages
        What is pictured, and where the news goes.

    """

    def __init__(self, window: MainWindow, messages: Messages) -> None:
        self._window, self._messages = window, messages

    def save_views(self) -> None:
        """Save the views alone: no bar with a name on it; what the corners say is geometry."""
        self._save(with_research_line(self._window.review.grab()), translate("News", "Save a picture of the views"))

    def save_view(self) -> None:
        """Save the active view alone."""
        picture = with_research_line(self._window.review.quad.active.grab())
        self._save(picture, translate("News", "Save a picture of the active view"))

    def save_window(self, *, with_identity: bool = False) -> None:
        """Save the whole window; without identity no name, ID, date or path is on it."""
        with ExitStack() as bare:
            if not with_identity:
                bare.enter_context(self._window.top.nameless())
                bare.enter_context(self._window.panel.review.card.nameless())
                self._window.status.drop_news()  # news may name a folder, and a folder may be called after a patient
                if self._window.panel.alert is not None:
                    self._window.panel.close_alert()
            picture = self._window.grab()
        self._save(picture, translate("News", "Save a picture of the window"))

    def _save(self, picture: QPixmap, title: str) -> None:
        suggested = f"metsreview-{datetime.now():%Y%m%d-%H%M%S}.png"  # no patient in a file name
        found, _ = QFileDialog.getSaveFileName(self._window, title, suggested, "PNG (*.png)")
        if not found:
            return
        path = Path(found).with_suffix(".png")
        with replacing(path) as aside:
            if not picture.save(str(aside), "PNG"):
                raise OSError(errno.EIO, "the picture could not be written", str(path))
        self._messages.tell(translate("News", "Saved {name}.").format(name=path.name))


def with_research_line(picture: QPixmap) -> QPixmap:
    """Return a picture of views with the line below that the window's own foot always shows."""
    ratio, high = picture.devicePixelRatio(), scaled(_FOOT)
    whole = QPixmap(picture.width(), picture.height() + round(high * ratio))
    whole.setDevicePixelRatio(ratio)
    whole.fill(QColor(0, 0, 0))
    painter = QPainter(whole)
    painter.drawPixmap(QPointF(0, 0), picture)
    baseline = QPointF(whole.width() / ratio - CORNER, whole.height() / ratio - high / 3)
    draw_text(painter, baseline, translate("Status", RESEARCH_LINE), CONTENT_STYLE, align=Qt.AlignmentFlag.AlignRight)
    painter.end()
    return whole
