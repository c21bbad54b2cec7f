"""One family of icons: one grid, one stroke."""

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from ui import icons

ROOT = Path(__file__).parents[3]
NAMES = sorted(path.stem for path in icons.FOLDER.glob("*.svg"))
FAMILY = [name for name in NAMES if name != "mark" and not name.startswith("box-tick")]


@pytest.mark.parametrize("name", FAMILY)
def test_same_grid_and_one_stroke(name):
    text = icons.file_of(name).read_text()
    assert 'viewBox="0 0 24 24"' in text
    assert len(re.findall("stroke-width", text)) == 1
    assert 'stroke-linecap="round"' in text
    assert not re.search("#[0-9a-fA-F]{6}", text), "tinted by the theme, not by itself"


@pytest.mark.parametrize("name", NAMES)
def test_draws_something_inside_its_box(qapp, name):
    image = icons.pixmap(name, 19, "#FFFFFF", 2.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., 3]
    assert pixels.max() > 200
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    assert border.max() == 0, "cut at the edge"


def test_stroke_is_one_and_a_half_pixels_at_every_size():
    for size in (16, 19, 24):
        width = float(re.search('stroke-width="([0-9.]+)"', icons.svg("check", size, "#FFFFFF"))[1])
        assert width * size / 24 == pytest.approx(1.5, abs=0.01)


def test_every_icon_named_in_the_window_exists():
    named = set()
    for path in (ROOT / "ui").rglob("*.py"):
        text = path.read_text()
        named |= set(re.findall(r'icons\.pixmap\(\s*"([a-z0-9-]+)"', text))
        named |= set(re.findall(r'icon="([a-z0-9-]+)"', text))
        named |= set(re.findall(r'IconButton\("([a-z0-9-]+)"', text))
    assert named
    assert named <= set(NAMES)
