import numpy as np
import pytest

from ui.viewer.view_state import WINDOW_PRESETS, Window, automatic_window


def test_the_automatic_window_spans_the_head_and_not_its_brightest_vessel():
    rng = np.random.default_rng(0)
    voxels = np.zeros((40, 40, 40), np.float32)
    voxels[8:32, 8:32, 8:32] = rng.uniform(200, 1000, (24, 24, 24))
    voxels[20, 20, 20] = 30_000
    window = automatic_window(voxels)
    assert window.darkest <= 30
    assert window.darkest + window.width == pytest.approx(1000, abs=15)


def test_signal_may_be_negative_or_flat_or_not_a_number():
    negative = automatic_window(np.linspace(-1000, -10, 1000, dtype=np.float32).reshape(10, 10, 10))
    assert negative.width > 500
    assert automatic_window(np.full((3, 3, 3), 7.0)) == Window(1.0, 7.0)
    assert automatic_window(np.full((3, 3, 3), np.nan)) == Window(1.0, 0.5)


def test_dragging_right_widens_and_up_brightens():
    window = Window(100.0, 50.0)
    assert window.dragged(10, 0, 2.0) == Window(120.0, 50.0)
    assert window.dragged(0, -10, 2.0) == Window(100.0, 30.0)
    assert window.dragged(-1000, 0, 2.0).width == 2.0


def test_presets_are_told_from_the_automatic_window():
    automatic = Window(1000.0, 500.0)
    by_name = {preset.name: preset.window(automatic) for preset in WINDOW_PRESETS}
    assert by_name["Automatic"] == automatic
    assert by_name["High contrast"] == Window(500.0, 500.0)
    assert by_name["Enhancement"].level > automatic.level
