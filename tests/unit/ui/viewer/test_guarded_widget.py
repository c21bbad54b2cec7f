import logging

import numpy as np
import pytest

from ui.viewer.guarded_widget import GuardedWidget


def _no_such_voxel():
    np.zeros(3)[7]


def _broken_shapes():
    np.zeros(3) + np.zeros(4)


@pytest.mark.parametrize("fault", [_no_such_voxel, _broken_shapes, lambda: 1 // 0, lambda: int("x"), lambda: len(3)])
def test_a_fault_while_painting_is_told_and_logged_once(qtbot, caplog, fault):
    class Broken(GuardedWidget):
        def paint(self, painter):
            painter.setOpacity(0.0)
            fault()

    widget = Broken()
    qtbot.addWidget(widget)
    widget.resize(400, 100)
    with caplog.at_level(logging.ERROR):
        picture = widget.grab().toImage()
        widget.grab()
    assert len(caplog.records) == 1
    assert "could not be drawn" in caplog.text
    lit = [picture.pixelColor(x, y).lightness() for x in range(400) for y in range(40, 60)]
    assert max(lit) > 150


def test_it_recovers(qtbot, caplog):
    class Once(GuardedWidget):
        broken = True

        def paint(self, painter):
            if self.broken:
                raise ValueError
            painter.fillRect(self.rect(), "#123456")

    widget = Once()
    qtbot.addWidget(widget)
    widget.grab()
    widget.broken = False
    assert widget.grab().toImage().pixelColor(3, 3).name() == "#123456"
    assert len(caplog.records) == 1
