"""Glyphs are told apart by shape alone."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from core.lesion import LesionStatus
from ui import glyphs
from ui.glyphs import Glyph
from ui.theme import DARK

SIDE = 28


def shape(glyph: Glyph) -> np.ndarray:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    glyphs.draw(painter, glyph, QPointF(SIDE / 2, SIDE / 2), DARK, size=SIDE, behind="#000000", ink="#FFFFFF")
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIDE, SIDE, 4)
    return pixels[..., 0] / 255.0


@pytest.mark.parametrize("pair", list(combinations(Glyph, 2)), ids=lambda pair: "-".join(g.value for g in pair))
def test_shapes_differ_without_colour(qapp, pair):
    one, other = (shape(glyph) for glyph in pair)
    assert np.abs(one - other).sum() > 0.25 * max(one.sum(), other.sum())


def test_ring_is_open_and_disc_is_full(qapp):
    ring, disc = shape(Glyph.PENDING), shape(Glyph.ACCEPTED)
    middle = slice(SIDE // 2 - 2, SIDE // 2 + 2)
    assert ring[middle, middle].max() == 0
    assert disc.sum() > 1.5 * ring.sum()


def test_diamond_is_broken_at_its_corners(qapp):
    diamond = shape(Glyph.CANDIDATE)
    tip = round(SIDE / 2 + 5.8 * 2) - 1
    assert diamond[SIDE // 2, tip] < 0.5
    assert diamond.max() > 0.9


def test_every_status_has_its_glyph_and_colour():
    assert [glyphs.of(status) for status in LesionStatus] == [Glyph.PENDING, Glyph.ACCEPTED, Glyph.REJECTED]
    assert glyphs.colour(Glyph.CANDIDATE, DARK) == DARK.candidate
    assert glyphs.colour(Glyph.EDITED, DARK) == DARK.accent


def test_painter_is_given_back_as_it_was(qapp):
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    before = painter.transform()
    glyphs.draw(painter, Glyph.EDITED, QPointF(9, 9), DARK)
    assert painter.transform() == before
    painter.end()
