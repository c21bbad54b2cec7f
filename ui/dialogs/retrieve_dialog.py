"""Find a study on a configured node and have it sent here; it then opens as a dropped folder would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import Cancelled
from core.interruptible import interruptible
from core.network.association import echo
from core.network.nodes import Network
from core.network.query import MOST_STUDIES, Criteria, Retrieved, StudyFound, find_studies, retrieve
from ui import numbers
from ui.controls.buttons import CommandButton, Face
from ui.controls.segments import Segments
from ui.controls.text import label
from ui.core_words import spoken
from ui.dialogs.frame import MARGIN, DialogFrame
from ui.identity import person
from ui.language import PLURAL, noted, translate
from ui.messages import alert_of
from ui.tasks import CancelAsked, Report, Task, Tasks

_WIDTH, _HEIGHT = 860, 560
_HEADS = (
    noted("Retrieve", "Patient"),
    noted("Retrieve", "ID"),
    noted("Retrieve", "Date"),
    noted("Retrieve", "Study"),
    noted("Retrieve", "Kinds"),
    noted("Retrieve", "Images"),
)


class RetrieveDialog(DialogFrame):
    """Asks a node, lists its studies, retrieves one.

    Parameters
    ----------
    parent, network
        The window; what is configured, with at least one node.
    folder
        The application's own folder for what is received.
    opened
        Called with the study's folder once it is here.

    """

    def __init__(
        self, parent: QWidget | None, network: Network, folder: Path, opened: Callable[[list[Path]], None]
    ) -> None:
        super().__init__(
            parent,
            translate("Retrieve", "Retrieve a study"),
            translate("Retrieve", "Asked of the chosen node only, and kept on this computer."),
        )
        self._network, self._folder, self._opened = network, folder, opened
        self._tasks = Tasks(self)
        self._task: Task[object] | None = None
        self._found: tuple[StudyFound, ...] = ()
        self._node = network.nodes[0]
        self.nodes = Segments([each.name for each in network.nodes], translate("Retrieve", "Node"))
        self.nodes.chosen.connect(self._choose)
        self.test = CommandButton(Face(translate("Retrieve", "Test")), 32)
        self.test.setToolTip(translate("Retrieve", "Ask whether the node answers (C-ECHO)."))
        self.test.clicked.connect(self._test)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.nodes)
        where.addStretch(1)
        where.addWidget(self.test)
        self.patient_id, self.name, self.date = (
            _field(translate("Retrieve", "Patient ID")),
            _field(translate("Retrieve", "Name")),
            _field(translate("Retrieve", "Date")),
        )
        self.search = CommandButton(Face(translate("Retrieve", "Search"), key="Enter"), 32)
        self.search.clicked.connect(self._search)
        criteria = QHBoxLayout()
        criteria.setSpacing(8)
        for part in (self.patient_id, self.name, self.date):
            part.textChanged.connect(self._allow)
            criteria.addWidget(part, 1)
        criteria.addWidget(self.search)
        self.table = _table()
        self.table.currentCellChanged.connect(self._allow)
        self.table.cellDoubleClicked.connect(lambda *_where: self._retrieve())
        self.news = label(_hint(), 13, tone="2")
        self.news.setWordWrap(True)
        self.news.setMinimumHeight(40)
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 16, MARGIN, 12)
        column.setSpacing(10)
        column.addLayout(where)
        column.addLayout(criteria)
        column.addWidget(self.table, 1)
        column.addWidget(self.news)
        self.content.addLayout(column)
        self.cancel = CommandButton(Face(translate("Retrieve", "Close")), 40)
        self.go = CommandButton(Face(translate("Retrieve", "Retrieve"), primary=True), 40)
        self.cancel.clicked.connect(self._cancel)
        self.go.clicked.connect(self._retrieve)
        self.foot.addStretch(1)
        self.open_all_the_same = CommandButton(Face(translate("Retrieve", "Open what came")), 40)
        self.open_all_the_same.clicked.connect(self._open)
        self._here: Path | None = None
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.open_all_the_same)
        self.foot.addWidget(self.go)
        self.finished.connect(lambda _how: self._tasks.drop_all())
        self.take_size(_WIDTH, _HEIGHT)
        self._allow()
        self.patient_id.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches from a field, retrieves from the list; Esc stops what runs, then leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self._retrieve if self.table.hasFocus() else self._search)()
        elif event.key() == Qt.Key.Key_Escape:
            self._cancel()
        else:
            super().keyPressEvent(event)

    @property
    def criteria(self) -> Criteria:
        """What the fields say."""
        return Criteria(self.patient_id.text(), self.name.text(), self.date.text().strip())

    def _choose(self, place: int) -> None:
        self._node = self._network.nodes[place]
        self._list(())
        self.news.setText(_hint())

    def _allow(self, *_changed: object) -> None:
        idle = self._task is None
        self.nodes.setEnabled(idle)
        self.test.setEnabled(idle)
        self.search.setEnabled(idle and not self.criteria.empty)
        self.open_all_the_same.setVisible(idle and self._here is not None)
        self.go.setEnabled(idle and 0 <= self.table.currentRow() < len(self._found))
        self.cancel.set_face(Face(translate("Retrieve", "Close") if idle else translate("Retrieve", "Cancel")))

    def _cancel(self) -> None:
        if self._task is None:
            self.reject()
        else:
            self._task.cancel()
            self.news.setText(translate("Retrieve", "Stopping."))

    def _test(self) -> None:
        if self._task is not None:
            return
        node = self._node
        self.news.setText(translate("Retrieve", "Asking {node}.").format(node=node.name))
        answers = translate("Retrieve", "{node} answers.").format(node=node.name)
        self._start(
            lambda _report, cancel: interruptible(lambda: echo(node), cancel),
            lambda _nothing: self.news.setText(answers),
        )

    def _search(self) -> None:
        if self._task is not None or self.criteria.empty:
            return
        node, wanted = self._node, self.criteria
        self._list(())
        self.news.setText(translate("Retrieve", "Asking {node}.").format(node=node.name))
        self._start(lambda _report, cancel: interruptible(lambda: find_studies(node, wanted), cancel), self._show_found)

    def _show_found(self, found: tuple[StudyFound, ...]) -> None:
        self._list(found)
        words = translate("Retrieve", "%n studies on {node}.", "", PLURAL, len(found))
        if len(found) == MOST_STUDIES:
            words += " " + translate("Retrieve", "There may be more: narrow the search.")
        if not found:
            words = translate("Retrieve", "Nothing like it on {node}.")
            if self.criteria.patient_name.strip():
                words += " " + translate(
                    "Retrieve", "Some nodes tell capitals from small letters in a name: try the other, or the ID."
                )
        self.news.setText(words.format(node=self._node.name))
        if found:
            self.table.setFocus()

    def _retrieve(self) -> None:
        row = self.table.currentRow()
        if self._task is not None or not 0 <= row < len(self._found):
            return
        node, study, receiver, folder = self._node, self._found[row], self._network.receiver, self._folder
        self.news.setText(translate("Retrieve", "Asking {node} to send the study.").format(node=node.name))

        def work(report: Report, cancel: CancelAsked) -> Retrieved:
            return retrieve(node, study, receiver, folder, lambda n, of: report((n, of)), cancel)

        self._start(work, self._arrived)

    def _arrived(self, came: Retrieved) -> None:
        self._here = came.folder
        if not came.told:
            self._open()
            return
        ask = translate("Retrieve", "Retrieve it once more, or open what came.")
        self.news.setText(" ".join([*map(spoken, came.told), ask]))

    def _open(self) -> None:
        if self._here is not None:
            self.accept()
            self._opened([self._here])

    def _start(self, work: Callable[[Report, CancelAsked], object], done: Callable[..., None]) -> None:
        def finish(result: object) -> None:
            self._task = None
            done(result)
            self._allow()

        self._here = None
        self._task = self._tasks.start(work, finish, self._show_error, self._progress)
        self._allow()

    def _progress(self, step: tuple[int, int]) -> None:
        words = translate("Retrieve", "Receiving {done} of {total} images.")
        self.news.setText(words.format(done=step[0], total=step[1]))

    def _show_error(self, error: BaseException) -> None:
        self._task = None
        if isinstance(error, Cancelled):  # the reader's wish is no error, and is not logged as one
            words = translate("Retrieve", "Stopped. Nothing was opened.")
        else:
            alert = alert_of(error)
            words = f"{alert.sentence} {alert.remedy}".strip()
        self.news.setText(words)
        self._allow()

    def _list(self, found: tuple[StudyFound, ...]) -> None:
        self._found = found
        self.table.setRowCount(len(found))
        for row, study in enumerate(found):
            images = "" if study.images is None else str(study.images)
            words = (
                person(study.patient_name),
                study.patient_id,
                numbers.day(study.date),
                study.description,
                study.modalities,
                images,
            )
            for column, text in enumerate(words):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == len(words) - 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        if found:
            self.table.setCurrentCell(0, 0)


def _hint() -> str:
    return translate(
        "Retrieve", "A name finds all that begin with it. A date as 20261112, or from-to as 20261101-20261130."
    )


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field


def _table() -> QTableWidget:
    table = QTableWidget(0, len(_HEADS))
    table.setHorizontalHeaderLabels([translate("Retrieve", each) for each in _HEADS])
    table.setAccessibleName(translate("Retrieve", "Studies"))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    heads = table.horizontalHeader()
    heads.setHighlightSections(False)
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for column, width in ((1, 110), (4, 70), (5, 70)):
        heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(column, width)
    heads.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)  # a date without its year is another one
    return table
