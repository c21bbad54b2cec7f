"""The bar on top: what gives way where letters are wider than the design's, and words longer."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontDatabase

from core.fitness import Check, Level
from tests.helpers.reviews import series
from tests.helpers.windows import Desk, many
from ui import appearance, theme
from ui.controls.text import ElidedLabel
from ui.settings import Settings

WIDE = "DejaVu Sans"  # what a desktop without Inter and Noto has
LONGEST = Check("Frame of reference", "none", "", Level.AMBER, "None.", "No frame of reference")


@pytest.fixture(params=["en", "ko"])
def wide(request, qtbot, tmp_path, no_surfaces, monkeypatch):
    """A review in the fallback's letters, with the longest chip, a real series' name and a reader's."""
    if WIDE not in QFontDatabase.families():
        pytest.skip(f"{WIDE} is not on this system")
    monkeypatch.setattr(theme, "FAMILIES", (WIDE,))
    appearance.put_on(Settings(language=request.param))
    monkeypatch.setattr("ui.top_bar.series_line", lambda _one: "1.0 × 1.0 × 1.0 mm · 184 slices · 21 Nov 2026")
    named = replace(series(), description="SYNTHETIC T1 3D MPRAGE + contrast")
    monkeypatch.setattr("tests.helpers.windows.series", lambda *given: named if not given else series(*given))
    monkeypatch.setattr("tests.helpers.windows.green", lambda name: LONGEST)
    yield Desk(tmp_path, detection=many(14), reader="Dr. M. Hohenlohe").build(qtbot).open_review()
    monkeypatch.undo()
    appearance.put_on(Settings(language="en"))


def cut(bar) -> list[str]:
    """Texts that have less room than they take."""
    shown = [each for each in bar.findChildren(ElidedLabel) if each.isVisible()]
    return [each.text() for each in shown if each.sizeHint().width() > each.width()]


def test_nothing_is_pushed_out_or_cut_with_a_fallback_font(wide):
    bar, parts = wide.window.top, {}
    for width in (1920, 1600, 1440, 1380, 1300, 1280, 1200, 1100, 960):
        wide.window.resize(width, 900)
        wide.qtbot.wait(1)
        row = bar.layout()
        least = row.minimumSize().width()
        assert (wide.window.width(), least <= width) == (width, True), (width, least)
        assert bar.export.geometry().right() < width
        assert bar.patient.isVisible()
        assert bar.chip.isVisible()
        parts[width] = [bar.series.isVisible(), bar.reader.isVisible()]
        assert not bar.reader.isVisible() or bar.reader.width() >= min(72, bar.reader.sizeHint().width()), width
        if width >= 1440:
            assert not cut(bar), width
    assert parts[1440] == [True, True]
    assert parts[960] == [False, False]
    assert sorted(parts.values(), reverse=True) == list(parts.values()), "what went does not come back when narrower"


def test_an_image_without_a_date_ends_in_no_comma(qtbot, tmp_path, no_surfaces, monkeypatch):
    undated = replace(series(), date="", description="pat0.nii.gz")
    monkeypatch.setattr("tests.helpers.windows.series", lambda *given: undated if not given else series(*given))
    desk = Desk(tmp_path).build(qtbot).open_review()
    desk.window.resize(960, 600)
    desk.qtbot.wait(1)
    assert desk.window.top.patient_rest.text().endswith(" · pat0.nii.gz")


def test_a_name_whose_letters_no_font_has_is_told_when_the_study_opens(desk, monkeypatch):
    """The head showed boxes in its place, and no word of why."""
    desk.open_series()
    assert desk.alerts == []
    desk.controller.close_study()
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    desk.open_series()
    assert desk.alerts[-1].sentence.startswith("This computer has no font with the letters of a patient's name")
    assert desk.window.panel.banner.isVisible()
