"""What this computer can run, asked of a process of its own: a driver that falls over leaves the window standing."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.controls.buttons import CommandButton, Face
from ui.dialogs.text_page import TextPage
from ui.language import translate
from ui.programs import own_command


class DoctorPage(TextPage):
    """The doctor's page, and the acceptance test as a PDF."""

    def __init__(self, parent: QWidget | None) -> None:
        self._words = translate("Doctor", "What this computer can run")
        super().__init__(
            parent,
            self._words,
            translate("Doctor", "Every way to run the model is tried. This takes a few seconds."),
            "",
            "metsreview-doctor.txt",
        )
        self._asked = QProcess(self)
        self._report: Path | None = None
        self.acceptance = CommandButton(Face(translate("Doctor", "Acceptance test as PDF…")), 40)
        self.acceptance.setEnabled(False)
        self.acceptance.clicked.connect(self._choose_report)
        self.foot.insertWidget(2, self.acceptance)
        self._asked.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._asked.finished.connect(self._answered)
        self._asked.errorOccurred.connect(self._failed)
        self.finished.connect(lambda _result: self._stop())
        self._ask("doctor")

    def make_report(self, path: Path) -> None:
        """Run the acceptance test on the demo patient and write it to a PDF."""
        self._report = path
        self.acceptance.setEnabled(False)
        words = translate(
            "Doctor", "The demo patient is segmented, exported and read back. This takes a minute or two."
        )
        self.show_titles(self._words, words)
        self._ask("doctor", "--report", str(path))

    def _ask(self, *arguments: str) -> None:
        program, *rest = own_command(*arguments)
        self._asked.start(program, rest)

    def _choose_report(self) -> None:
        title = translate("Doctor", "Acceptance test as PDF…")
        chosen, _ = QFileDialog.getSaveFileName(self, title, "metsreview-acceptance.pdf", "PDF (*.pdf)")
        if chosen:
            self.make_report(Path(chosen))

    def _answered(self, code: int, _status: object) -> None:
        said = bytes(self._asked.readAll().data()).decode("utf-8", errors="replace").strip()
        self.show_text(said)
        self.acceptance.setEnabled(True)
        if self._report is not None and said.endswith(str(self._report)):  # its last line, passed or not
            words = f"{_verdict(said, code)} " + translate("TextPage", "Saved as {name}.").format(
                name=self._report.name
            )
            bar = self.text.verticalScrollBar()
            bar.setValue(bar.maximum())  # where the checks stand
        else:
            words = translate("Doctor", "Each way was tried just now.") if code == 0 else ""
        self.show_titles(self._words, words)

    def _failed(self, _error: object) -> None:
        self.show_titles(self._words, self._asked.errorString())

    def _stop(self) -> None:
        if self._asked.state() is not QProcess.ProcessState.NotRunning:
            self._asked.kill()
            self._asked.waitForFinished(2000)


def _verdict(said: str, code: int) -> str:
    """What came of the acceptance test, and how many of its checks passed, by the lines that the command prints."""
    checks = re.findall(r"^(NOT )?passed: ", said, re.MULTILINE)
    if code == 0:
        words = translate("Doctor", "Acceptance test passed: {good} of {count} checks.")
    else:
        words = translate("Doctor", "Acceptance test NOT passed: {good} of {count} checks.")
    return words.format(good=checks.count(""), count=len(checks))
