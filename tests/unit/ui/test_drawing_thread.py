"""What draws text beside the window does so on a thread of Qt's, and leaves nothing there."""

import gc
import threading

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QObject, QThread, QTimer
from PySide6.QtGui import QTextDocument

from ui.drawing_thread import drawn


def beside(work):
    """Run work on a thread of Python's and return what it gave."""
    made = []
    thread = threading.Thread(target=lambda: made.append(work()))
    thread.start()
    thread.join()
    return made[0]


def test_timers_can_be_started_where_text_is_drawn(qapp):
    def draw():
        timer = QTimer()
        timer.start(1000)
        return timer.isActive(), QAbstractEventDispatcher.instance() is not None

    assert beside(lambda: drawn(draw)) == (True, True)


def test_on_the_windows_thread_it_is_drawn_there(qapp):
    assert drawn(QThread.currentThread) is QThread.currentThread()


def test_what_went_wrong_comes_back_and_keeps_nothing(qapp):
    def draw():
        document = QTextDocument("words")
        raise ValueError(document.toPlainText())

    def work():
        with pytest.raises(ValueError, match="words"):
            drawn(draw)
        return [each for each in gc.get_objects() if type(each) is QTextDocument]

    assert beside(work) == []


@pytest.mark.qt_complaints
def test_the_tests_hear_what_qt_complains_of(qapp, qt_complaints):
    beside(lambda: QTextDocument("words").toPlainText() and QTimer().start(1))
    beside(lambda: QObject(qapp) and None)
    assert any("QBasicTimer" in each or "startTimer" in each for each in qt_complaints())
    assert any("Cannot create children" in each for each in qt_complaints())
