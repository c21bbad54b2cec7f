"""The window of most tests here: themed, on a review made by hand."""

import pytest

from tests.helpers.windows import Desk
from ui.style_sheet import wear
from ui.theme import DARK


@pytest.fixture(autouse=True)
def dark(qapp):
    wear(qapp, DARK)


@pytest.fixture
def desk(qtbot, tmp_path):
    """A window with nothing open."""
    return Desk(tmp_path).build(qtbot)


@pytest.fixture
def review(desk):
    """The window on a review of three lesions and two candidates."""
    return desk.open_review()
