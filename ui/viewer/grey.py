"""Signal values to grey: a slice as a picture."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from ui.viewer.view_state import Window


def veil_picture(pixels: NDArray[Any], window: Window) -> QImage:
    """Return (rows, columns) signal values as :func:`grey_picture` does, clear where there is none (not a number)."""
    opaque = grey_picture(pixels, window).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    clear = np.isnan(pixels)
    if clear.any():
        words = np.frombuffer(opaque.bits(), dtype=np.uint32).reshape(pixels.shape)
        words[clear] = 0  # in premultiplied colour nothing at all
    return opaque


def grey_picture(pixels: NDArray[Any], window: Window) -> QImage:
    """(rows, columns) signal values as a grey picture that owns its memory.

    Values under the window are black, over it white. Not a number is black.
    """
    rows, columns = pixels.shape
    stride = (columns + 3) // 4 * 4  # QImage's lines are whole 32-bit words
    grey = np.zeros((rows, stride), dtype=np.uint8)
    scaled = (pixels.astype(np.float32) - np.float32(window.darkest)) * np.float32(255.0 / window.width)
    np.fmax(scaled, np.float32(0.0), out=scaled)  # fmax and fmin pass over what is not a number
    grey[:, :columns] = np.fmin(scaled, np.float32(255.0), out=scaled) + np.float32(0.5)
    return QImage(grey.data, columns, rows, stride, QImage.Format.Format_Grayscale8).convertToFormat(
        QImage.Format.Format_RGB32  # what Qt scales fastest
    )
