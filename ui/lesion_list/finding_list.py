"""A list with its head: lesions, or what was put aside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QStackedLayout, QVBoxLayout, QWidget

from ui.controls.text import label
from ui.language import translate
from ui.lesion_list.column_head import ColumnHead
from ui.lesion_list.delegate import ROW_HEIGHT, CandidateDelegate, RowDelegate
from ui.lesion_list.model import RowModel
from ui.lesion_list.row import Column, Order, Row
from ui.theme import scaled


class _Rows(QListView):
    """Qt's view without its own keys: letters and arrows belong to the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the key to the window."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows: the last one is never cut through."""
        row = scaled(ROW_HEIGHT)
        self.setViewportMargins(0, 0, 0, self.height() % row if self.height() > row else 0)
        super().resizeEvent(event)


class FindingList(QWidget):
    """Rows under a head; shows a sentence where there are none.

    Parameters
    ----------
    candidates
        The second look instead of the lesions.

    """

    selected = Signal(str)
    marked = Signal(str, bool)  # beside the selected one; True: and all between
    sort_requested = Signal(Column)

    def __init__(self, *, candidates: bool = False) -> None:
        super().__init__()
        self.head = ColumnHead(candidates=candidates)
        self.head.sort_requested.connect(self.sort_requested)
        self.model = RowModel(self)
        self.view = self._make_view(candidates)
        self._empty = label("", 13, tone="3")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(16, 16, 16, 16)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(body, 1)

    def show_rows(self, rows: tuple[Row, ...], order: Order, empty: str) -> None:
        """Show the rows in their order, or ``empty`` where there are none."""
        self.head.show_order(order)
        self.model.show_rows(rows)
        self._empty.setText(empty)
        self._body.setCurrentIndex(0 if rows else 1)

    @property
    def empty_words(self) -> str:
        """What stands in the rows' place where there are none."""
        return self._empty.text()

    def show_selected(self, finding_id: str | None, marked: frozenset[str] = frozenset()) -> None:
        """Show a finding as selected, and others marked beside it; bring it into sight; tells nobody."""
        place = self.model.place_of(finding_id)
        selection = self.view.selectionModel()
        if place < 0:
            selection.clear()
            return
        index = self.model.index(place)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for each in marked:
            beside = self.model.place_of(each)
            if beside >= 0:
                selection.select(self.model.index(beside), QItemSelectionModel.SelectionFlag.Select)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint rows where the theme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.view.viewport().update()

    def _make_view(self, candidates: bool) -> QListView:
        view = _Rows()
        view.setModel(self.model)
        view.setItemDelegate(CandidateDelegate(view) if candidates else RowDelegate(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(translate("List", "Second look") if candidates else translate("List", "Lesions"))
        view.clicked.connect(self._tell_clicked)
        return view

    def _tell_clicked(self, index: QModelIndex) -> None:
        finding_id, held = self.model.rows[index.row()].finding_id, QApplication.keyboardModifiers()
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self.marked.emit(finding_id, bool(held & Qt.KeyboardModifier.ShiftModifier))
        else:
            self.selected.emit(finding_id)
