"""Sort and filter the list of lesions by any column, from a popover under the funnel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.controls.buttons import LinkButton
from ui.controls.segments import Segments
from ui.controls.text import SEMIBOLD, label
from ui.core_words import spoken
from ui.language import translate
from ui.lesion_list.narrowing import ALL_ROWS, RANGED, Narrowing, Range, number_in
from ui.lesion_list.row import Column, order_words
from ui.lesion_list.status_filter import StatusFilter
from ui.screen import Screen, Tab
from ui.theme import scaled

_FILTERS, _COLUMNS = tuple(StatusFilter), tuple(Column)
_FIELD = 88
_SHOWN = ("review", "facts", "order", "status_filter", "narrowing")  # of the screen


class ListChoices(QFrame):
    """Order, status, position and ranges; everything is applied at once, Esc or a click beside it closes."""

    sort_requested = Signal(Column)
    filter_requested = Signal(StatusFilter)
    narrowing_requested = Signal(object)  # Narrowing

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName(translate("List", "Sort and filter"))
        self.order = Segments([_head(each) for each in _COLUMNS], translate("List", "Sort by"))
        self.order_words = label("", 12, tone="2")
        self.status = Segments([spoken(each.value) for each in _FILTERS], translate("List", "Status"))
        self.position = QLineEdit()
        self.position.setAccessibleName(translate("List", "Position contains"))
        self.position.setPlaceholderText(translate("List", "e.g. left frontal"))
        self.ends = {each: (QLineEdit(), QLineEdit()) for each in RANGED}
        self.count = label("", 12, tone="2")
        self.show_all = LinkButton(translate("List", "Show all"))
        self._lay_out()
        self._connect()

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show what the list is set to; a field that is being written in keeps its text."""
        if all(getattr(old, part) is getattr(new, part) for part in _SHOWN):
            return
        self.order.show_chosen(_COLUMNS.index(new.order.column))
        self.order_words.setText(order_words(new.order))
        self.status.show_chosen(_FILTERS.index(new.status_filter))
        if old.narrowing is not new.narrowing and new.narrowing != self._written():
            self._write(new.narrowing)
        shown, whole = len(new.listed_rows()), len(new.rows(Tab.LESIONS))
        self.count.setText(translate("List", "{shown} of {whole} shown").format(shown=shown, whole=whole))
        self.show_all.setEnabled(shown < whole)

    def open_under(self, part: QWidget) -> None:
        """Open with its right edge at a part's right edge, the keyboard on the order."""
        self.adjustSize()
        corner = part.mapToGlobal(QPoint(part.width(), part.height() + 4))
        self.move(corner.x() - self.width(), corner.y())
        self.show()
        self.order.buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(_name(translate("List", "Status")), 0, 0)
        grid.addWidget(self.status, 0, 1, 1, 3, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(_name(translate("List", "Position")), 1, 0)
        grid.addWidget(self.position, 1, 1, 1, 3)
        for line, (column, (least, most)) in enumerate(self.ends.items(), start=2):
            head = _head(column)
            grid.addWidget(_name(head), line, 0)
            for place, (end, words) in enumerate(
                (
                    (least, translate("List", "{column} at least").format(column=head)),
                    (most, translate("List", "{column} at most").format(column=head)),
                )
            ):
                end.setFixedWidth(scaled(_FIELD))
                end.setAccessibleName(words)
                end.setPlaceholderText(translate("List", "from") if place == 0 else translate("List", "to"))
                grid.addWidget(end, line, 1 + place)
        grid.setColumnStretch(3, 1)
        sort = QHBoxLayout()
        sort.addWidget(label(translate("List", "Sort by"), 13, SEMIBOLD))
        sort.addStretch(1)
        sort.addWidget(self.order_words)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.show_all)
        body = QVBoxLayout(self)
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(8)
        body.addLayout(sort)
        body.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeft)
        body.addSpacing(4)
        body.addWidget(label(translate("List", "Show only"), 13, SEMIBOLD))
        body.addLayout(grid)
        body.addLayout(foot)

    def _connect(self) -> None:
        self.order.chosen.connect(lambda place: self.sort_requested.emit(_COLUMNS[place]))
        self.status.chosen.connect(lambda place: self.filter_requested.emit(_FILTERS[place]))
        for each in (self.position, *(end for ends in self.ends.values() for end in ends)):
            each.textEdited.connect(lambda _text: self.narrowing_requested.emit(self._written()))
        self.show_all.clicked.connect(self._show_all)

    def _show_all(self) -> None:
        self._write(ALL_ROWS)
        self.narrowing_requested.emit(ALL_ROWS)
        self.filter_requested.emit(StatusFilter.ALL)

    def _written(self) -> Narrowing:
        """What the fields ask for; what is no number asks for nothing."""
        ranges = {}
        for column, (least, most) in self.ends.items():
            asked = Range(number_in(least.text()), number_in(most.text()))
            if asked != Range():
                ranges[column] = asked
        return Narrowing(self.position.text().strip(), ranges)

    def _write(self, narrowing: Narrowing) -> None:
        fields = {self.position: narrowing.position}
        for column, (least, most) in self.ends.items():
            asked = narrowing.ranges.get(column, Range())
            fields |= {
                end: "" if value is None else f"{value:g}" for end, value in ((least, asked.least), (most, asked.most))
            }
        for each, text in fields.items():
            blocked = QSignalBlocker(each)
            each.setText(text)
            blocked.unblock()


def _head(column: Column) -> str:
    return translate("List", "Status") if column is Column.STATUS else spoken(column.value)


def _name(words: str) -> QLabel:
    made = label(words, 12, tone="2")
    made.setMinimumWidth(scaled(64))
    return made
