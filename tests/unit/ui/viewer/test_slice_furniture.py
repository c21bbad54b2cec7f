import pytest
from PySide6.QtCore import QRectF

from core.plane import Letters
from ui.theme import TEXT_PROPERTY
from ui.viewer.slice_furniture import corner_boxes, fitted, letter_boxes, scale_bar_mm, window_words
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


def test_a_small_view_cuts_its_title_before_the_letter(qapp):
    size, lines = (
        QRectF(0, 0, 207, 240),
        ["Oblique, nearest coronal", "Lesion 2, 0.8 mm PS of its middle, and more of it"],
    )
    letters = Letters("RP", "LA", "SA", "IP")
    boxes = corner_boxes(size, lines, 2.1, "Radiological")
    top = letter_boxes(size, letters)[2]
    assert not any(box.intersects(top) for box in boxes)
    assert all(box.right() <= size.right() for box in boxes)
    assert fitted(size, lines)[0].startswith("Obl")
    assert fitted(QRectF(0, 0, 700, 400), lines) == lines


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("width", [147, 196, 207, 250, 297, 400, 509])
@pytest.mark.parametrize("scale", [0.7, 1.3, 1.9, 2.9, 4.4, 7.1])
@pytest.mark.parametrize("letters", [Letters("A", "P", "S", "I"), Letters("RP", "LA", "SA", "IP")])
def test_the_scale_bar_and_the_side_give_way_to_the_lowest_letter(qapp, percent, width, scale, letters):
    qapp.setProperty(TEXT_PROPERTY, percent)
    try:
        size = QRectF(0, 0, width, 261)
        lowest = letter_boxes(size, letters)[3]
        *corners, bar = corner_boxes(size, ["Axial"], scale, "Radiological")
        assert not bar.intersects(lowest)
        assert not corners[1].intersects(lowest)
        assert not bar.intersects(corners[1])
    finally:
        qapp.setProperty(TEXT_PROPERTY, 100)
