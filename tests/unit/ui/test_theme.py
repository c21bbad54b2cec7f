"""The tokens, recomputed: what the design promises of contrast and of colour vision."""

from itertools import combinations

import numpy as np
import pytest

from core.lesion import LesionStatus
from tests.helpers.colour import contrast, difference, seen
from ui import theme
from ui.theme import DARK, LIGHT

STATUSES = ("pending", "accepted", "rejected", "candidate")
MARKS = (*STATUSES, "edited")


def test_difference_agrees_with_published_pairs():
    # Sharma, Wu, Dalal 2005, pairs 1, 7, 17 and 25.
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ]
    for one, other, expected in pairs:
        assert difference(np.array(one, float), np.array(other, float)) == pytest.approx(expected, abs=2e-4)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_text_can_be_read_on_panel_and_selected_row(tokens):
    for ink in (tokens.text, tokens.text2, tokens.text3):
        assert contrast(ink, tokens.panel) >= 4.5
        assert contrast(ink, tokens.selected) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_edges_and_glyphs_stand_out(tokens):
    for name in ("control", "accent", *STATUSES):
        assert contrast(getattr(tokens, name), tokens.panel) >= 3.0, name
        assert round(contrast(getattr(tokens, name), tokens.selected), 1) >= 3.0, name


def test_ratios_of_the_table():
    expected = {"text": 14.9, "text2": 8.6, "text3": 5.7, "control": 3.7, "accent": 6.3, "pending": 11.7}
    assert {name: round(contrast(getattr(DARK, name), DARK.panel), 1) for name in expected} == expected
    expected = {"text": 17.8, "text2": 8.0, "text3": 5.5, "control": 3.6, "accent": 6.8, "rejected": 9.7}
    assert {name: round(contrast(getattr(LIGHT, name), LIGHT.panel), 1) for name in expected} == expected


@pytest.mark.parametrize(
    ("tokens", "vision", "least"),
    [
        (DARK, "normal", 27.6),
        (DARK, "protan", 14.4),
        (DARK, "deutan", 16.2),
        (DARK, "tritan", 15.7),
        (LIGHT, "normal", 24.9),
        (LIGHT, "protan", 12.2),
        (LIGHT, "deutan", 11.8),
        (LIGHT, "tritan", 11.3),
    ],
)
def test_marks_are_told_apart_by_every_eye(tokens, vision, least):
    labs = [seen(getattr(tokens, name), vision) for name in MARKS]
    found = min(difference(one, other) for one, other in combinations(labs, 2))
    assert found == pytest.approx(least, abs=0.05)


@pytest.mark.parametrize("vision", ["normal", "protan", "deutan", "tritan"])
def test_no_status_is_lost_on_any_grey_of_the_image(vision):
    greys = [seen(f"#{level:02X}{level:02X}{level:02X}", vision) for level in range(256)]
    for name in STATUSES:
        lab = seen(getattr(DARK, name), vision)
        assert min(difference(lab, grey) for grey in greys) >= 11.1, name


def test_accent_is_never_a_status():
    for tokens in (DARK, LIGHT):
        assert tokens.accent not in {tokens.status(status) for status in LesionStatus}


def test_font_has_figures_of_one_width(qapp):
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(theme.font(13))
    assert len({metrics.horizontalAdvance(digit * 8) for digit in "0123456789"}) == 1


def test_mixed_lies_between():
    assert theme.mixed("#000000", "#FFFFFF", 0.5).name() == "#808080"
    assert theme.mixed("#102030", "#FFFFFF", 0.0).name() == "#102030"
