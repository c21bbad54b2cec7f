"""Over the tiles: how many, in which order; which of them; at which scale."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import numbers
from ui.controls.segments import Segments
from ui.controls.text import SEMIBOLD, label
from ui.core_words import spoken
from ui.language import translate
from ui.lesion_list.row import order_words
from ui.lesion_list.status_filter import StatusFilter
from ui.screen import Screen, Tab
from ui.theme import scaled

HEIGHT = 46
_NO_ORDER_UNDER = 720
_FILTERS = tuple(StatusFilter)


class SheetBar(QWidget):
    """Count and order left, two choices right."""

    filter_requested = Signal(StatusFilter)
    same_scale_requested = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(HEIGHT))
        self.count = label("", 13, SEMIBOLD)
        self.order = label("", 12, tone="2")
        self.filters = Segments(
            [spoken(each.value) for each in _FILTERS], translate("Sheet", "Which lesions are shown")
        )
        self.scales = Segments(
            (translate("Sheet", "Each to fit"), translate("Sheet", "Same scale")),
            translate("Sheet", "Scale of the tiles"),
        )
        self.filters.chosen.connect(lambda place: self.filter_requested.emit(_FILTERS[place]))
        self.scales.chosen.connect(lambda place: self.same_scale_requested.emit(place == 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self.count)
        row.addWidget(self.order)
        row.addStretch(1)
        row.addWidget(self.filters)
        row.addWidget(self.scales)

    def render_screen(self, new: Screen) -> None:
        """Show what the sheet is set to."""
        shown, whole = len(new.sheet_rows(Tab.LESIONS)), len(new.rows(Tab.LESIONS))
        counted = numbers.count(whole, "lesion")
        of = translate("Sheet", "{shown} of {lesions}").format(shown=shown, lesions=counted)
        self.count.setText(of if new.narrowed else counted)
        self.order.setText(order_words(new.order) if shown > 1 else "")
        self.filters.show_chosen(_FILTERS.index(new.status_filter))
        self.scales.show_chosen(int(new.same_scale))

    def resizeEvent(self, event: object) -> None:
        """Narrow sheets leave the order to the list's head."""
        del event
        self.order.setVisible(self.width() >= _NO_ORDER_UNDER)
