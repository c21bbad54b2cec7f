"""Send an export to a configured node: which node, then what became of each object."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from core.dicom.identity_read import read_identity_if_there
from core.network.commitment import Commitment, Committed, commit
from core.network.nodes import Node, ReceiverSettings
from core.network.send import KINDS, Outcome, SendReport, Sent, ToSend, objects_of, send
from ui import icons, numbers
from ui.controls.buttons import CommandButton, Face
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM, ElidedLabel, label
from ui.core_words import spoken
from ui.dialogs.frame import MARGIN, DialogFrame, Line
from ui.identity import person
from ui.language import translate
from ui.messages import alert_of
from ui.tasks import Task, Tasks
from ui.theme import current

_WIDTH = 560
_SIGNS = {Outcome.STORED: "file-check", Outcome.WARNED: "warning", Outcome.FAILED: "refused"}


def _whose(objects: Sequence[ToSend]) -> list[str]:
    """Name and ID as the files themselves record them: what is sent is this patient's, whoever's window is open."""
    read = [found for each in objects if (found := read_identity_if_there(each.path)) is not None]
    names = [(person(each.text("PatientName")), each.text("PatientID")) for each in read]
    return [" · ".join((*([name] if name else []), f"ID {number}")) for name, number in dict.fromkeys(names)]


class SendDialog(DialogFrame):
    """Sends an export's DICOM objects; what failed can be tried again.

    Parameters
    ----------
    parent, folder, nodes
        The window; the export; at least one node.
    receiver
        Ours, where a node answers that it keeps what it stored.

    """

    def __init__(
        self,
        parent: QWidget | None,
        folder: Path,
        nodes: tuple[Node, ...],
        receiver: ReceiverSettings = ReceiverSettings(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__(
            parent,
            translate("Send", "Send the export"),
            translate("Send", "Contours, segments and report. Images are never sent."),
        )
        self.setFixedWidth(_WIDTH)
        self._tasks = Tasks(self)
        self._task: Task[SendReport] | None = None
        self._waiting: tuple[ToSend, ...] = objects_of(folder)
        self._objects, self._receiver = self._waiting, receiver
        self._nodes = nodes
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 18, MARGIN, 18)
        column.setSpacing(8)
        for words in _whose(self._waiting):
            column.addWidget(label(words, 13, MEDIUM))
        self.where = ElidedLabel(12, cut=Qt.TextElideMode.ElideMiddle)
        self.where.set_text(str(folder))
        column.addWidget(self.where)
        column.addSpacing(4)
        column.addWidget(label(translate("Send", "To"), 12, tone="2"))
        self.choices = QButtonGroup(self)
        for place, node in enumerate(nodes):
            choice = QRadioButton(
                translate("Send", "{name}   {ae_title} at {host}, port {port}").format(
                    name=node.name, ae_title=node.ae_title, host=node.host, port=node.port
                )
            )
            choice.setChecked(place == 0)
            choice.toggled.connect(self._allow)
            self.choices.addButton(choice, place)
            column.addWidget(choice)
        column.addSpacing(8)
        column.addWidget(Line())
        column.addSpacing(4)
        self.lines = {each.sop_instance: _ObjectLine(each) for each in self._waiting}
        for line in self.lines.values():
            column.addWidget(line)
        column.addSpacing(4)
        self.news = label("", 13, tone="2")
        self.news.setWordWrap(True)
        self.news.setMinimumHeight(40)
        column.addWidget(self.news)
        self.content.addLayout(column)
        self.cancel = CommandButton(Face(translate("Send", "Cancel")), 40)
        self.go = CommandButton(Face(translate("Send", "Send")), 40)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.finished.connect(lambda _how: self._tasks.drop_all())
        self._allow()
        self.choices.button(0).setFocus()

    @property
    def node(self) -> Node:
        """The chosen node."""
        return self._nodes[self.choices.checkedId()]

    def _allow(self) -> None:
        count = numbers.count(len(self._waiting), "object")
        tried = any(line.outcome is Outcome.FAILED for line in self.lines.values())
        words = (
            translate("Send", "Try {count} again").format(count=len(self._waiting))
            if tried
            else translate("Send", "Send {count}").format(count=count)
        )
        self.go.set_face(Face(words if self._waiting else translate("Send", "Close"), primary=True))
        self.go.setEnabled(self._task is None)
        self.cancel.set_face(Face(translate("Send", "Close") if tried else translate("Send", "Cancel")))
        self.cancel.setVisible(bool(self._waiting))
        for button in self.choices.buttons():
            button.setEnabled(self._task is None and bool(self._waiting))

    def _go(self) -> None:
        if not self._waiting:
            self.accept()
            return
        node, waiting = self.node, self._waiting
        self.news.setText(translate("Send", "Sending to {name}.").format(name=node.name))
        self._task = self._tasks.start(
            lambda _report, cancel: send(waiting, node, cancel=cancel), self._show, self._show_error
        )
        self._allow()

    def _show(self, report: SendReport) -> None:
        self._task = None
        for each in report.objects:
            self.lines[each.what.sop_instance].show_sent(each)
        stored = sum(each.outcome is not Outcome.FAILED for each in report.objects)
        self._waiting = report.failed
        self.news.setText(
            translate("Send", "{name} stored {stored} of {count}.").format(
                name=report.node.name, stored=stored, count=len(report.objects)
            )
        )
        self._allow()
        if not self._waiting:
            node, everything, receiver = report.node, self._objects, self._receiver
            self._tasks.start(
                lambda _report, _cancel: commit(everything, node, receiver), self._show_commitment, lambda _error: None
            )

    def _show_commitment(self, kept: Committed) -> None:
        """Add what the node says of keeping them; nothing where it offers nothing."""
        told = {
            Commitment.KEPT: translate("Send", "It answers for all of them (storage commitment)."),
            Commitment.PARTLY: translate("Send", "It does not answer for all of them (storage commitment)."),
            Commitment.REFUSED: translate("Send", "It refused to answer for them (storage commitment)."),
            Commitment.NO_ANSWER: translate("Send", "It has not answered for them yet (storage commitment)."),
        }
        if kept.answer in told:
            self.news.setText(f"{self.news.text()} {told[kept.answer]}")

    def _show_error(self, error: BaseException) -> None:
        self._task = None
        alert = alert_of(error)
        self.news.setText(f"{alert.sentence} {alert.remedy}".strip())
        self._allow()


class _ObjectLine(QWidget):
    """One object: kind and file, and what became of it."""

    def __init__(self, what: ToSend) -> None:
        super().__init__()
        self.outcome: Outcome | None = None
        kind = KINDS[what.sop_class]
        self._name = label(spoken(f"{kind[:1].upper()}{kind[1:]}"), 13, MEDIUM)
        self.words = ElidedLabel(12, ink="text2")
        self.words.set_text(what.path.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 2, 0, 2)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self.words)

    def show_sent(self, sent: Sent) -> None:
        """Say what became of it."""
        self.outcome = sent.outcome
        state = spoken(sent.outcome.value[:1].upper() + sent.outcome.value[1:])
        words = f"{state}. {spoken(sent.words)}".strip()
        self.words.set_text(words)
        self.words.setToolTip(words)  # a cause and its way out are longer than a line
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(200, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        colours = {
            None: tokens.text3,
            Outcome.STORED: tokens.accepted,
            Outcome.WARNED: tokens.pending,
            Outcome.FAILED: tokens.rejected,
        }
        sign = "export" if self.outcome is None else _SIGNS[self.outcome]
        painter.drawPixmap(QPointF(0, 6), icons.pixmap(sign, 16, colours[self.outcome], self.devicePixelRatioF()))
