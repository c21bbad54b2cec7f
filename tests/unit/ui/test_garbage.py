"""Garbage is collected on the window's thread, between events, never while a button is held."""

import gc
import threading
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from ui import garbage
from ui.garbage import Collector


@pytest.fixture
def collector(qapp, monkeypatch):
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.NoButton)  # whatever was left held
    was = gc.isenabled()
    gc.enable()
    owner = QObject()
    made = Collector(owner)
    yield made
    made.stop()
    assert gc.isenabled(), "Python's own way is back"
    gc.enable() if was else gc.disable()


class Ring(QObject):
    """A Qt object that nothing but itself holds."""

    ended: ClassVar[list[int]] = []

    def __init__(self):
        super().__init__()
        self.me = self
        self.destroyed.connect(lambda: Ring.ended.append(threading.get_ident()))


def rings(count):
    for _ in range(count):
        Ring()


def test_a_thread_that_makes_much_destroys_nothing_of_qt(collector):
    Ring.ended.clear()
    rings(5)
    kept = []
    thread = threading.Thread(target=lambda: kept.extend([] for _ in range(50_000)))
    thread.start()
    thread.join()
    assert Ring.ended == []
    assert collector.look() >= 0
    assert Ring.ended == [threading.get_ident()] * 5


def test_memory_is_given_back_by_the_timer_alone(collector, qtbot, monkeypatch):
    """Also where as much is freed as was made, so that nothing seems to be due."""
    monkeypatch.setattr(garbage, "_AT_LEAST_EVERY_S", 0.2)
    Ring.ended.clear()
    rings(20)
    qtbot.waitUntil(lambda: len(Ring.ended) == 20)


def test_nothing_is_collected_while_a_button_is_held(collector, monkeypatch):
    monkeypatch.setattr(garbage, "_YOUNG", 0)
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    assert collector.look() == -1
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.NoButton)
    assert collector.look() >= 0


def test_the_whole_heap_is_looked_at_rarely(collector, monkeypatch):
    monkeypatch.setattr(garbage, "_YOUNG", 0)
    looked = [collector.look() for _ in range(2 * garbage._MIDDLE + 2)]
    assert set(looked) == {0, 1}
    monkeypatch.setattr(garbage, "_WHOLE_EVERY_S", 0.0)
    gc.collect(1)
    assert collector.look() == 2


def test_little_garbage_costs_nothing(collector):
    gc.collect()
    assert collector.look() == -1
