import pytest

from ui.viewer.slice_furniture import scale_bar_mm, window_words
from ui.viewer.view_state import Window


@pytest.mark.parametrize(
    ("scale", "width", "millimetres"),
    [
        (6.4, 509, 10),
        (8.8, 749, 10),
        (11.6, 509, 5),
        (4.1, 297, 10),
        (7.2, 297, 5),
        (1.6, 509, 50),
        (0.1, 509, 100),
    ],
)
def test_the_scale_bar_is_the_first_length_that_is_long_enough(scale, width, millimetres):
    assert scale_bar_mm(scale, width) == millimetres


def test_a_narrow_window_is_told_with_decimals():
    assert window_words(Window(1657.3, 862.4)) == "W 1657  L 862"
    assert window_words(Window(1.0, 0.52)) == "W 1.00  L 0.52"
