"""Where work in progress is told in a narrow place, its sentence is cut and never its figures."""

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
    head.show_busy(Busy("Finding lesions on Intel Xeon with OpenVINO in half precision", 0.4, 12))
    metrics = QFontMetricsF(font(13, MEDIUM))
    words = head._words(metrics)
    assert words.startswith("Fin")
    assert words.endswith("…, 40 %, about 12 s")
    assert metrics.horizontalAdvance(words) <= head._cancel.x()
    head.resize(900, head.height())
    assert head._words(metrics) == head.accessibleName() == head._busy.words()
