"""The application's icon as each system wants it, made from icon.svg."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).with_name("icon.svg")
SIDES = (16, 24, 32, 48, 64, 128, 256, 512)


def make(folder: Path) -> None:
    """Write ``metsreview.svg``, ``SIDExSIDE.png``, ``metsreview.ico`` and ``metsreview.icns``."""
    # Not by the environment: the check of what was built inherits that, and needs the real screen.
    application = QGuiApplication.instance() or QGuiApplication(["icons", "-platform", "offscreen"])
    assert application is not None
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(DRAWING, folder / "metsreview.svg")
    pictures = {side: _drawn(side) for side in SIDES}
    for side, picture in pictures.items():
        picture.save(folder / f"{side}x{side}.png")
    largest = pictures[512]
    largest.save(folder / "metsreview.ico", sizes=[(side, side) for side in SIDES if side <= 256])
    largest.save(folder / "metsreview.icns")


def _drawn(side: int) -> Image.Image:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, the library takes text
    return Image.open(BytesIO(bytes(buffer.data().data())))
