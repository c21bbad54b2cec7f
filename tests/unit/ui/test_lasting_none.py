"""The interpreter outlives any number of calls that return nothing."""

import sys

import pytest
from PySide6.QtGui import QFont

from ui.lasting_none import make_none_last


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal by itself from 3.12 on")
def test_none_survives_more_calls_than_it_had_references():
    before = sys.getrefcount(None)
    assert before > 1 << 40
    font = QFont()
    for _ in range(50_000):
        font.setPixelSize(12)
    assert sys.getrefcount(None) > 1 << 40


def test_twice_is_once():
    make_none_last()
    before = sys.getrefcount(None)
    make_none_last()
    assert abs(sys.getrefcount(None) - before) < 1000
