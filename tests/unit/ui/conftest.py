"""The window of most tests here: themed, on a review made by hand, without the 3D view's pictures."""

import pytest

from tests.helpers.windows import Desk
from ui.style_sheet import wear
from ui.theme import DARK, THEME_PROPERTY


@pytest.fixture(autouse=True)
def dark(qapp):
    if qapp.property(THEME_PROPERTY) != DARK.name:
        wear(qapp, DARK)


@pytest.fixture
def no_surfaces(monkeypatch):
    """Surfaces are tested by themselves; rendering them in software takes longer than all the rest."""
    monkeypatch.setattr("ui.viewer.surface_view.SurfaceView._redraw", lambda view: None)


@pytest.fixture
def desk(qtbot, tmp_path, no_surfaces):
    """A window with nothing open."""
    return Desk(tmp_path).build(qtbot)


@pytest.fixture
def review(desk):
    """The window on a review of three lesions and two candidates."""
    return desk.open_review()
