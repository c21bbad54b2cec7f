import numpy as np
import pytest

from ui.viewer.grey import grey_picture
from ui.viewer.view_state import Window


def greys(picture) -> list[list[int]]:
    return [[picture.pixelColor(x, y).red() for x in range(picture.width())] for y in range(picture.height())]


def test_the_window_runs_from_black_to_white():
    pixels = np.array([[-50.0, 0.0, 50.0, 100.0, 1e9]])
    assert greys(grey_picture(pixels, Window(100.0, 50.0))) == [[0, 0, 128, 255, 255]]


def test_what_is_not_a_number_is_black():
    pixels = np.array([[np.nan, np.inf, -np.inf]])
    assert greys(grey_picture(pixels, Window(100.0, 50.0))) == [[0, 255, 0]]


@pytest.mark.parametrize("columns", range(1, 9))
def test_every_width_keeps_its_rows(columns):
    pixels = np.arange(3 * columns, dtype=np.int16).reshape(3, columns)
    assert greys(grey_picture(pixels, Window(255.0, 127.5))) == pixels.tolist()


def test_mirrored_pixels_are_drawn_mirrored():
    pixels = np.array([[10, 20], [30, 40]])[::-1, ::-1]
    assert greys(grey_picture(pixels, Window(255.0, 127.5))) == [[40, 30], [20, 10]]
