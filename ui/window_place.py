"""Where the window stood, brought back onto the screens there are now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FIRST_SIZE = QSize(1440, 900)
_NEARLY_ALL = 0.98  # of a window that was laid a little over the edge by hand
_GRASP_WIDTH, _GRASP_HEIGHT = 160, 32  # of the title bar, enough to take hold of it
# Room for a title bar and edges: how thick they are is known only once the system has put them on.
_FRAME = QSize(16, 40)


def remembered(window: QWidget) -> tuple[int, ...]:
    """Return left, top, width, height before any maximising, and 1 where it is maximised."""
    box = window.normalGeometry() if window.isMaximized() else window.geometry()
    return (box.x(), box.y(), box.width(), box.height(), int(window.isMaximized()))


def restore(window: QWidget, place: tuple[int, ...]) -> None:
    """Put a window where it stood; where that screen is gone, onto the first one, no larger than it."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    window.setMinimumSize(least_size(window.minimumSize(), screens))
    if not place:
        window.resize(first_size(screens[0]) if screens else FIRST_SIZE)
        return
    left, top, width, height, maximised = place
    window.setGeometry(placed(QRect(left, top, width, height), screens, window.minimumSize()))
    if maximised:
        window.showMaximized()


def first_size(screen: QRect) -> QSize:
    """Return the size of a window that never stood anywhere: the design's, or what a screen has room for with a frame.

    Parameters
    ----------
    screen
        What it leaves to windows.

    """
    return FIRST_SIZE.boundedTo(screen.size() - _FRAME)


def least_size(design: QSize, screens: Sequence[QRect]) -> QSize:
    """Return how small a window can be made: as the design has it, or as each screen has room for with a frame.

    A Full HD screen at 200 % has 960 by 540 logical pixels: nothing may lie below its edge.
    """
    for screen in screens:
        design = design.boundedTo(screen.size() - _FRAME)
    return design


def placed(wanted: QRect, screens: Sequence[QRect], least: QSize) -> QRect:
    """Return where a window goes that stood at ``wanted``.

    Parameters
    ----------
    wanted
        Its place without the frame, logical px of the desktop.
    screens
        What each screen there is leaves to windows, the first one the main one.
    least
        The window's smallest size.

    """
    if not screens:
        return wanted
    grasp = QRect(wanted.x(), wanted.y(), wanted.width(), _GRASP_HEIGHT)
    seen = [(screen.intersected(grasp), screen) for screen in screens]
    part, home = max(seen, key=lambda each: each[0].width() * each[0].height())
    size = _bounded(wanted.size(), home).expandedTo(least)
    if part.width() >= min(_GRASP_WIDTH, wanted.width()) and part.height() > 0:
        box = QRect(wanted.topLeft(), size)
        return box if _is_seen(box, screens) else _moved_into(box, home)
    size = _bounded(wanted.size(), screens[0]).expandedTo(least)
    box = QRect(screens[0].topLeft(), size)
    box.moveCenter(screens[0].center())
    return _moved_into(box, screens[0])


def _is_seen(box: QRect, screens: Sequence[QRect]) -> bool:
    """Whether nearly all of it lies on the screens, on several of them if it spans them."""
    parts = (screen.intersected(box) for screen in screens)
    return sum(part.width() * part.height() for part in parts) >= _NEARLY_ALL * box.width() * box.height()


def _moved_into(box: QRect, screen: QRect) -> QRect:
    """Shift it so that its right and lower edges are seen, where the buttons are; the left and upper go before them."""
    left = max(min(box.left(), screen.right() - box.width() + 1), screen.left())
    top = max(min(box.top(), screen.bottom() - box.height() + 1), screen.top())
    return QRect(QPoint(left, top), box.size())


def _bounded(size: QSize, screen: QRect) -> QSize:
    """Return a size that stood somewhere, as it was where the screen has room for it."""
    return QSize(
        size.width() if size.width() <= screen.width() else screen.width() - _FRAME.width(),
        size.height() if size.height() <= screen.height() else screen.height() - _FRAME.height(),
    )
