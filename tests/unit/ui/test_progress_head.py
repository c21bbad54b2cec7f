"""Where work in progress is told in a narrow place, it takes two lines; its figures are never cut."""

from PySide6.QtGui import QFontMetricsF

from ui.controls.text import MEDIUM
from ui.progress_head import ProgressHead
from ui.screen import Busy
from ui.theme import font


def test_how_far_it_is_stays_where_the_sentence_has_no_room(qtbot):
    head = ProgressHead()
    qtbot.addWidget(head)
    head.resize(340, head.height())
    head.show()
    head.show_busy(Busy("Finding lesions on OpenVINO", 0.4, 12))
    metrics = QFontMetricsF(font(13, MEDIUM))
    assert head._lines(metrics) == ("Finding lesions on OpenVINO", "40 %, about 12 s")
    head.show_busy(Busy("Looking again at what was found on OpenVINO", 0.98, 1))
    first, second = head._lines(metrics)
    assert f"{first} {second}" == "Looking again at what was found on OpenVINO, 98 %, about 1 s"
    assert metrics.horizontalAdvance(first) <= head._cancel.x() - 16
    head.show_busy(Busy("Finding lesions on Intel Xeon of a very long name with OpenVINO in half precision", 0.4, 12))
    first, second = head._lines(metrics)
    assert first.startswith("Finding lesions on Intel")
    assert second.endswith("…, 40 %, about 12 s")
    assert metrics.horizontalAdvance(second) <= head._cancel.x()
    head.resize(900, head.height())
    assert head._lines(metrics) == (head.accessibleName(),) == (head._busy.words(),)
