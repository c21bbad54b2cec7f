"""What the images themselves say of fitness: on the card as it is known, and never after the model has run."""

import threading
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt

from core import image_checks
from core.errors import StudyRefused
from core.fitness import Check, Level
from tests.helpers.reviews import series
from tests.helpers.windows import Desk
from ui import work

GHOSTS = Check("Motion", "ghosts 4.0%", "", Level.AMBER, "Ghosts lie beside the head.", "Motion ghosts")


def test_the_card_and_the_list_tell_it(qtbot, tmp_path):
    desk = Desk(tmp_path, seen=(GHOSTS,)).build(qtbot).open_series()
    qtbot.waitUntil(lambda: desk.screen.chosen.looked_at)
    assert desk.screen.chosen is desk.screen.entries[0]
    assert desk.screen.chosen.level is Level.AMBER
    assert ("Motion", "ghosts 4.0%") in desk.window.panel.checks.rows
    assert desk.window.panel.run.run.toolTip() == "Ghosts lie beside the head."


def test_the_model_does_not_run_before_the_images_were_looked_at(qtbot, tmp_path):
    """Enter pressed at once: the look comes first, what it finds is told, and only Enter again goes on."""
    desk = Desk(tmp_path, seen=(GHOSTS,)).build(qtbot)
    gate = threading.Event()
    desk.controller._looks._look = lambda entry: gate.wait(10) and None  # the look beside the window never ends
    desk.open_series().press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.screen.chosen.looked_at and desk.screen.busy is None)
    assert desk.news == ["Ghosts lie beside the head. Once more finds lesions all the same."]
    assert desk.screen.review is None
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.screen.review is not None, timeout=10_000)
    gate.set()


def test_what_is_marked_meanwhile_does_not_take_its_place(qtbot, tmp_path):
    desk = Desk(tmp_path).build(qtbot)
    gate, first = threading.Event(), threading.Event()
    desk.controller._looks._look = lambda entry: gate.wait(10) and None
    desk.controller.work = replace(desk.controller.work, look=lambda one: first.wait(10) and ())
    desk.open_series().press(Qt.Key.Key_Return, Qt.Key.Key_Down)
    asked, marked = desk.screen.entries
    assert desk.screen.chosen.series is marked.series
    first.set()
    qtbot.waitUntil(lambda: desk.screen.review is not None, timeout=10_000)
    gate.set()
    assert desk.loaded == [asked.series.series_instance_uid]


def test_a_picture_that_cannot_be_read_takes_no_other_along(qtbot, tmp_path):
    desk = Desk(tmp_path).build(qtbot)

    def picture(one):
        if one.refusal is None:
            raise StudyRefused("Slice 3 cannot be read.", "Ask again.")
        return np.ones((4, 4), np.float32)

    desk.controller.work = replace(desk.controller.work, thumbnail=picture)
    desk.open_series()
    qtbot.waitUntil(lambda: 1 in desk.screen.thumbnails)
    assert 0 not in desk.screen.thumbnails
    assert desk.alerts == []


def test_slices_that_cannot_be_read_are_for_loading_to_refuse(monkeypatch):
    def fails(*_):
        raise StudyRefused("Slice 3 cannot be read.", "Ask again.")

    monkeypatch.setattr(work.load, "some_slices", fails)
    assert work.look(series()) == ()


def test_the_look_is_at_both_ends_and_the_middle(monkeypatch):
    asked = []

    def slices(_series, wanted):
        asked.extend(wanted)
        return {k: np.zeros((14, 16), np.float32) for k in wanted}

    monkeypatch.setattr(work.load, "some_slices", slices)
    (check,) = work.look(series())
    assert check.chip == "Nothing to see"
    count = series().geometry.shape[0]
    assert {0, count // 2, count - 1} <= set(asked) == set(image_checks.places(count))
