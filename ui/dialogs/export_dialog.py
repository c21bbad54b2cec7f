"""Export: what and where at the left, the dry run at the right; afterwards the same dialog is the receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import Cancelled, UsageError
from core.export_folder import meant_folder, next_folder, trouble_of
from core.planning.dry_run import RulesBroken
from core.receipt import NAME, Receipt, sha256
from ui import icons, numbers
from ui.controls.buttons import CommandButton, Face
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM, SEMIBOLD, ElidedLabel, label
from ui.core_words import spoken
from ui.dialogs.export_approval import ApprovalChoice
from ui.dialogs.export_contours import BesideChoice, ContourChoice
from ui.dialogs.export_plan import FORMATS, left_out, remark_words, roi_lines, trouble_words, verdict
from ui.dialogs.export_systems import BrokenRules, SystemChoice
from ui.dialogs.frame import MARGIN, DialogFrame, Line
from ui.dialogs.receipt_columns import RoiLine
from ui.dialogs.receipt_table import ReceiptTable
from ui.export_choice import ExportChoice
from ui.export_means import ExportMeans
from ui.folder_opening import show_folder
from ui.identity import patient_line, patient_name, series_name
from ui.language import PLURAL, translate
from ui.last_export import LastExport
from ui.messages import alert_of
from ui.screen import Screen
from ui.status_bar import RESEARCH_LINE
from ui.theme import current

_WIDTH, _HEIGHT, _LEFT = 1000, 664, 320
Export = Callable[
    [tuple[str, ...], Path | None, ExportChoice, Callable[[Receipt], None], Callable[[BaseException], None]], None
]


class _Verdict(QWidget):
    """A sign, a sentence, and what was done."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = "info"
        self._colour = ""
        self.sentence, self.words = label("", 15, SEMIBOLD), label("", 13, tone="2")
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 0, 0, 0)
        column.setSpacing(2)
        for each in (self.sentence, self.words):  # a refusal's cause and way out are never cut
            each.setWordWrap(True)
            column.addWidget(each)

    def show_words(self, sentence: str, words: str, sign: str = "info", colour: str = "") -> None:
        """Say something else."""
        self._sign, self._colour = sign, colour
        self.sentence.setText(sentence)
        self.words.setText(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        picture = icons.pixmap(self._sign, 20, self._colour or current().text2, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, 0), picture)


class ExportDialog(DialogFrame):
    """Exports what was accepted, and proves it.

    Parameters
    ----------
    parent, screen
        The window; what it shows, a review with nothing pending.
    folder
        Where the last export went.
    export
        Called with formats, folder (None: the dry run), what was chosen, and what to do with receipt or error.
    exported
        Called after an export with the folder, and what was set.
    send
        Called with the folder where the export is to be sent; None where no node is configured.
    means
        The planning systems to choose of, and which files of the site are wrong.
    last
        What the last export was set to; this one begins so.

    """

    def __init__(
        self,
        parent: QWidget | None,
        screen: Screen,
        folder: str,
        export: Export,
        exported: Callable[[Path, LastExport], None],
        send: Callable[[Path], None] | None = None,
        means: ExportMeans = ExportMeans(),  # noqa: B008 - frozen
        last: LastExport = LastExport(),  # noqa: B008 - frozen
    ) -> None:
        assert screen.chosen is not None, "a series is open"
        assert screen.review is not None, "it was reviewed"
        assert screen.facts is not None, "its lesions were measured"
        entry = screen.chosen
        whose = f"{patient_name(entry.study)} · {patient_line(entry.study)}"
        what = f"{series_name(entry.series)}, {numbers.day(entry.series.date)}"
        super().__init__(parent, translate("Export", "Export approved contours"), f"{whose} · {what}")
        self._screen, self._review, self._facts = screen, screen.review, screen.facts
        self._export, self._exported, self._send = export, exported, send
        self._writing, self._target = False, Path()
        self._receipt: Receipt | None = None
        self._proven = False
        self._needed_bytes = 0
        self._means, self._last = means, last
        self.approval = ApprovalChoice(screen.reader, approved=last.approved)
        self.approval.chosen.connect(self._start_dry_run)
        self.systems = SystemChoice(means.profiles, last.system)
        self.systems.chosen.connect(self._start_dry_run)
        self.contours = ContourChoice(last.contours)
        self.contours.chosen.connect(self._start_dry_run)
        has_brain = screen.facts.brain_mask is not None
        self.beside = BesideChoice(has_brain=has_brain, margin_mm=last.margin_mm, inside_brain=last.inside_brain)
        self.beside.chosen.connect(self._start_dry_run)
        self._build(folder)
        self.take_size(_WIDTH, _HEIGHT)
        self._start_dry_run()

    @property
    def formats(self) -> tuple[str, ...]:
        """The chosen kinds of file."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    @property
    def choice(self) -> ExportChoice:
        """The planning system, how contours run, and what goes beside the lesions.

        Raises
        ------
        UsageError
            If the margin is none that can be made.

        """
        carries = "rtstruct" in self.formats
        margin = self.beside.margin_mm if carries else None
        return ExportChoice(
            self.systems.profile,
            self.contours.kind,
            margin,
            inside_brain=margin is not None and self.beside.inside.isChecked(),
            brain=carries and self.beside.brain.isChecked(),
            approved=self.approval.approved,
        )

    def _build(self, folder: str) -> None:
        self.folder = QLineEdit(folder)
        self.folder.setAccessibleName(translate("Export", "Folder"))
        self.folder.setPlaceholderText(translate("Export", "Choose a folder"))
        self.folder.textChanged.connect(self._allow)
        self.boxes: dict[str, QCheckBox] = {}
        self.left = QStackedWidget()
        self._add_left(self._plan())
        self.verdict, self.table, self.rules = _Verdict(), ReceiptTable(), BrokenRules()
        right = QVBoxLayout()
        right.setContentsMargins(MARGIN, 16, MARGIN, 14)
        right.setSpacing(8)
        right.addWidget(self.verdict)
        right.addWidget(self.rules, 1)
        right.addWidget(self.table, 1)
        self.remark = label("", 12)
        self.remark.setWordWrap(True)
        self.remark.hide()
        right.addWidget(self.remark)
        not_exported = left_out(self._review, self._facts, self._screen.reader)
        for sentence in (*not_exported, *self._troubles()):
            words = label(sentence, 12, tone="2")
            words.setWordWrap(True)
            right.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(Line(standing=True))
        row.addLayout(right, 1)
        self.content.addLayout(row)
        self._build_foot()
        self.folder.setFocus()

    @property
    def chosen_folder(self) -> Path:
        """The folder that the field means, absolute; the home folder where it is empty."""
        return meant_folder(self.folder.text())

    def _add_left(self, page: QWidget) -> None:
        """Put a page at the left, as wide as its words need."""
        scrolled = _scrolled(page)
        bar = scrolled.verticalScrollBar().sizeHint().width()
        self.left.addWidget(scrolled)
        self.left.setFixedWidth(max(_LEFT, self.left.minimumWidth(), page.minimumSizeHint().width() + bar))

    def _plan(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 18, MARGIN, 18)
        column.setSpacing(8)
        if self._last.is_known:
            remembered = label(translate("Export", "Set as in your last export; look at it once more."), 12, tone="3")
            remembered.setWordWrap(True)
            column.addWidget(remembered)
        column.addWidget(self.approval)
        column.addSpacing(12)
        column.addWidget(label(translate("Export", "To the folder"), 12, tone="2"))
        where = QHBoxLayout()
        where.setSpacing(6)
        where.addWidget(self.folder, 1)
        choose = CommandButton(Face(translate("Export", "Choose…")), 32)
        choose.setAccessibleName(translate("Export", "Choose folder…"))
        choose.clicked.connect(self._choose_folder)
        where.addWidget(choose)
        column.addLayout(where)
        self.means = ElidedLabel(12, ink="text2", cut=Qt.TextElideMode.ElideMiddle)
        self.means.hide()
        column.addWidget(self.means)
        self.trouble = label("", 12)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        column.addSpacing(12)
        column.addWidget(label(translate("Export", "Planning system"), 12, tone="2"))
        column.addWidget(self.systems)
        column.addSpacing(12)
        column.addWidget(label(translate("Export", "Files"), 12, tone="2"))
        is_dicom, last = self._carries_dicom, self._last.formats
        for kind in FORMATS:
            box = QCheckBox(spoken(kind.words))
            allowed = is_dicom or not kind.dicom
            box.setEnabled(allowed)
            box.setToolTip("" if allowed else translate("Export", "Only a DICOM series of single images can carry it."))
            at_first = kind.name in last if is_dicom and last else kind.at_first or not is_dicom
            box.setChecked(allowed and at_first)
            box.toggled.connect(self._start_dry_run)
            self.boxes[kind.name] = box
            line = QHBoxLayout()
            line.addWidget(box)
            name = ElidedLabel(12, ink="text3", at_right=True)
            name.set_text(kind.file_name)
            line.addWidget(name, 1)
            column.addLayout(line)
        column.addSpacing(12)
        column.addWidget(label(translate("Export", "Contours"), 12, tone="2"))
        column.addWidget(self.contours)
        column.addSpacing(12)
        column.addWidget(label(translate("Export", "Beside the lesions"), 12, tone="2"))
        column.addWidget(self.beside)
        column.addStretch(1)
        return page

    @property
    def _carries_dicom(self) -> bool:
        """Whether objects of DICOM can be made on the series."""
        series = self._screen.chosen.series if self._screen.chosen else None
        return series is not None and series.is_dicom and not series.is_multi_frame

    @property
    def _image_folders(self) -> set[Path]:
        chosen = self._screen.chosen
        return {each.path.parent for each in chosen.series.instances} if chosen else set()

    def _troubles(self) -> list[str]:
        """What is wrong with the site's files, and whether the system of the last export is gone."""
        told = list(self._means.troubles)
        if self._last.is_known and self.systems.profile.name != self._last.system:
            words = translate("Export", "{last}, chosen in the last export, is not to be had: {now} is chosen.")
            told.append(words.format(last=self._last.system, now=spoken(self.systems.profile.name)))
        return told

    def _as_set(self) -> LastExport:
        """What the next export is to begin with; where a series carries no DICOM, its choice of files is no rule."""
        chosen, last = self.choice, self._last
        carries = "rtstruct" in self.formats
        return LastExport(
            chosen.profile.name,
            chosen.contours,
            chosen.margin_mm if carries else last.margin_mm,
            chosen.inside_brain if carries else last.inside_brain,
            chosen.approved,
            self.formats if self._carries_dicom else last.formats,
        )

    def _build_foot(self) -> None:
        self.foot.addWidget(
            _InfoLine(translate("Export", "Labelled “research use, not a medical device” in every file.")), 1
        )
        self.cancel = CommandButton(Face(translate("Export", "Cancel")), 40)
        self.go = CommandButton(Face(translate("Export", "Export"), primary=True, key="Ctrl ⏎"), 40)
        self.copy = CommandButton(Face(translate("Export", "Copy receipt"), icon="copy"), 40)
        self.show_folder = CommandButton(Face(translate("Export", "Show in folder"), icon="folder-open"), 40)
        self.send = CommandButton(Face(translate("Export", "Send…"), icon="export"), 40)
        for button in (self.cancel, self.copy, self.show_folder, self.send, self.go):
            self.foot.addWidget(button)
        self.send.hide()
        self.send.clicked.connect(lambda: self._send(self.chosen_folder) if self._send else None)
        self.copy.hide()
        self.show_folder.hide()
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.copy.clicked.connect(self._copy)
        self.show_folder.clicked.connect(self._open_folder)
        self.go.setShortcut("Ctrl+Return")

    def _start_dry_run(self) -> None:
        self._proven = False
        self.verdict.show_words(
            translate("Export", "Reading back what would be written"),
            translate("Export", "Nothing is in your folder yet."),
        )
        self.table.show_lines(())  # an old proof is none of another choice
        self.remark.setVisible(False)
        self._allow()
        self._show_rules(())
        wanted = self.formats
        self.beside.show_possible(possible="rtstruct" in wanted)
        try:
            chosen = self.choice
        except UsageError as error:
            self.verdict.show_words(error.sentence, error.remedy, "warning", current().pending)
            return
        if not wanted:
            self.verdict.show_words(
                translate("Export", "No file is chosen"),
                translate("Export", "Choose at least one kind of file."),
                "warning",
                current().pending,
            )
            return

        def done(receipt: Receipt) -> None:
            if self._is_chosen(wanted, chosen):
                self._show_dry_run(receipt)

        def failed(error: BaseException) -> None:
            if self._is_chosen(wanted, chosen):
                self._show_error(error)

        self._export(wanted, None, chosen, done, failed)

    def _is_chosen(self, wanted: tuple[str, ...], chosen: ExportChoice) -> bool:
        """Whether an answer that comes late is still asked for."""
        try:
            return (wanted, chosen) == (self.formats, self.choice)
        except UsageError:
            return False

    def _show_dry_run(self, receipt: Receipt) -> None:
        lines = roi_lines(receipt, self._review, self._facts)
        self._proven = bool(lines) and all(line.agrees for line in lines)
        self._needed_bytes = receipt.size_bytes
        self.remark.setText(remark_words(receipt))
        self.remark.setVisible(bool(receipt.remarks))
        words = translate("Export", "Written aside, read back and compared. Nothing is in your folder yet.")
        self._show_verdict(lines, words, dry=True)
        self._allow()

    def _show_verdict(self, lines: tuple[RoiLine, ...], words: str, *, dry: bool) -> None:
        good = all(line.agrees for line in lines)
        colour = current().accepted if good else current().pending
        self.verdict.show_words(verdict(lines, dry=dry), words, "check-circle" if good else "warning", colour)
        self.table.show_lines(lines)

    def changeEvent(self, event: QEvent) -> None:
        """Look at the folder again where the reader comes back to the dialog: room may have been made meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self._writing:
            self._allow()

    def _allow(self) -> None:
        if self._receipt is not None:
            return
        count = len(self._review.accepted)
        self.go.set_face(
            Face(translate("Export", "Export %n lesion(s)", "", PLURAL, count), primary=True, key="Ctrl ⏎")
        )
        text = self.folder.text().strip()
        folder = self.chosen_folder
        self.means.set_text(translate("Export", "That is {folder}").format(folder=folder))
        self.means.setVisible(bool(text) and not Path(text).is_absolute())
        self.folder.setToolTip(str(folder) if text else "")
        trouble = trouble_words(trouble_of(folder, self._needed_bytes, self._image_folders)) if text else ""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.go.setEnabled(self._proven and bool(text) and not trouble)
        if not self._proven:
            self.go.setToolTip(self.verdict.sentence.text())
        else:
            self.go.setToolTip(trouble if text else translate("Export", "Choose a folder."))

    def _go(self) -> None:
        if self._receipt is not None:
            self.accept()
            return
        self._write(under_way=True)
        self.verdict.show_words(
            translate("Export", "Writing to your folder, and reading back"),
            translate("Export", "It is all or nothing, so it is not stopped on the way."),
            "info",
            current().accent,
        )
        self._target = self.chosen_folder
        self._export(self.formats, self._target, self.choice, self._show_receipt, self._show_error)

    def _write(self, *, under_way: bool) -> None:
        self._writing = under_way
        self.cancel.setEnabled(not under_way)
        self.left.setEnabled(not under_way)  # what is written is what was chosen then
        if under_way:
            self.go.setEnabled(False)

    def reject(self) -> None:
        """Close without an export; not while one is written, for it would lie in the folder all the same."""
        if not self._writing:
            super().reject()

    def _show_receipt(self, receipt: Receipt) -> None:
        self._receipt = receipt
        self._write(under_way=False)
        self.show_titles(translate("Export", "Exported"), self._subtitle.text())
        folder = self._target
        self._add_left(self._files(receipt, folder))
        self.left.setCurrentIndex(1)
        lines = roi_lines(receipt, self._review, self._facts)
        words = translate("Export", "What was written was opened again and compared with what you approved.")
        self._show_verdict(lines, words, dry=False)
        self.cancel.hide()
        self.copy.show()
        self.show_folder.show()
        self.send.setVisible(self._send is not None and any(name.endswith(".dcm") for name in receipt.files))
        self.go.set_face(Face(translate("Export", "Close"), primary=True))
        self.go.setEnabled(True)
        self.go.setToolTip("")
        self._exported(folder, self._as_set())

    def _files(self, receipt: Receipt, folder: Path) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 18, MARGIN, 18)
        column.setSpacing(10)
        when = translate("Export", "Written at {time} to").format(time=f"{datetime.now().astimezone():%H:%M:%S}")
        where = ElidedLabel(12, cut=Qt.TextElideMode.ElideMiddle)
        where.set_text(str(folder))
        place = QVBoxLayout()
        place.setSpacing(2)
        place.addWidget(label(when, 12, tone="2"))
        place.addWidget(where)
        column.addLayout(place)
        files = dict(receipt.files)
        if (folder / NAME).is_file():
            files[NAME] = sha256(folder / NAME)
        for name, digest in files.items():
            column.addWidget(_FileLine(name, digest, folder))
        column.addWidget(Line())
        signed = translate("Export", "Signed by {reader}")
        unsigned = translate("Export", "Unapproved, judged by {reader}")
        words = signed if receipt.approved else unsigned
        column.addWidget(label(words.format(reader=self._screen.reader), 13, MEDIUM))
        column.addWidget(label(self._screen.model_words, 12, tone="2"))
        column.addStretch(1)
        return page

    def _show_error(self, error: BaseException) -> None:
        self._write(under_way=False)
        if isinstance(error, Cancelled):
            return
        if isinstance(error, RulesBroken):
            count = len(error.broken)
            sentence = translate("Export", "Dry run: %n rule(s) of {system} would be broken", "", PLURAL, count)
            words = translate("Export", "Nothing was written. Choose another planning system, or change its profile.")
            self.verdict.show_words(sentence.format(system=error.system), words, "refused", current().rejected)
            self._show_rules(error.broken)
            self._allow()
            return
        alert = alert_of(error)
        self.table.show_lines(())  # what it showed is no longer so
        self.verdict.show_words(alert.sentence, alert.remedy, "refused", current().rejected)
        self._allow()

    def _show_rules(self, broken: tuple[str, ...]) -> None:
        """List the rules in place of the table; none bring the table back."""
        self.rules.show_rules(broken)
        self.rules.setVisible(bool(broken))
        self.table.setVisible(not broken)

    def _choose_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, translate("Export", "Export to"), str(self.chosen_folder))
        if found:
            self.folder.setText(str(next_folder(Path(found))))  # a folder holds one export: the next free name

    def _open_folder(self) -> None:
        if not show_folder(self.chosen_folder):  # told under the verdict, which stands
            self.verdict.words.setText(translate("Export", "No file manager opened: the path is on the clipboard."))

    def _copy(self) -> None:
        assert self._receipt is not None, "the button is shown with a receipt"
        whose = [self._subtitle.text()] if self._subtitle.text() else []
        QGuiApplication.clipboard().setText("\n".join([*whose, self._receipt.text()]))


def _scrolled(page: QWidget) -> QScrollArea:
    """Show a part of a page where there is no room for the whole."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class _FileLine(QWidget):
    """A written file: name, size, the start and end of its checksum."""

    def __init__(self, name: str, digest: str, folder: Path) -> None:
        super().__init__()
        path = folder / name
        size = numbers.size(path.stat().st_size) if path.is_file() else ""
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label(name, 13), 1)
        top.addWidget(label(size, 12, tone="2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(label(f"SHA-256  {digest[:6]}…{digest[-4:]}", 11, tone="3"))
        self.setToolTip(digest)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        painter.drawPixmap(0, 1, icons.pixmap("file-check", 16, current().accepted, self.devicePixelRatioF()))


class _InfoLine(QWidget):
    def __init__(self, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 0, 0)
        shown = ElidedLabel(12, ink="text2")
        shown.set_text(words)
        shown.setToolTip(RESEARCH_LINE)
        row.addWidget(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        picture = icons.pixmap("info", 16, current().text2, self.devicePixelRatioF())
        painter.drawPixmap(0, (self.height() - 16) // 2, picture)
