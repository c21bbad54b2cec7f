"""The one place where errors and news are turned into words for the reader."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from core import crash_report, logs
from core.errors import Cancelled, MetsReviewError, as_the_system_told
from ui.core_words import spoken
from ui.language import translate

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Alert:
    """What the banner shows: what is wrong; what folds out: what to do, and the trace of what nobody foresaw."""

    sentence: str
    remedy: str = ""
    details: str = ""
    is_news: bool = False  # nothing went wrong; the details are read at once
    in_doubt: bool = False  # nothing is known to be wrong; it is to be looked at
    of_program: bool = False  # not of what is open: it stays until it is closed, whatever is opened


class Messages(QObject):
    """Tells the banner and the status bar; holds no state."""

    alerted = Signal(Alert)
    told = Signal(str)
    settled = Signal()  # what the banner told of is over: something else was begun

    def show_error(self, error: BaseException) -> None:
        """Show any error in one sentence; a foreseen one brings its own, the rest is logged whole."""
        if isinstance(error, Cancelled):
            self.tell(translate("News", "Stopped. Nothing was changed."))
            return
        alert = alert_of(error)
        self.alerted.emit(alert)

    def inform(self, news: str, remarks: Sequence[str]) -> None:
        """Show news that needs more room than the status bar has: the sentence, and the remarks folded out."""
        self.tell(news)
        self.alerted.emit(Alert(news, details="\n".join(remarks), is_news=True))

    def doubt(self, sentence: str, remedy: str, *, of_program: bool = False) -> None:
        """Show, in amber, what may be wrong and is to be looked at."""
        self.alerted.emit(Alert(sentence, remedy, in_doubt=True, of_program=of_program))

    def tell(self, news: str) -> None:
        """Show a sentence at the left of the status bar for six seconds."""
        self.told.emit(news)


def alert_of(error: BaseException) -> Alert:
    """Return what banner and dialogs say about an error; of one that nobody foresaw a report is kept."""
    if isinstance(error, MetsReviewError):
        _log.warning("refused: %s", type(error).__name__)
        return Alert(spoken(error.sentence), spoken(error.remedy))
    if isinstance(error, OSError):
        error = as_the_system_told(error)
    if isinstance(error, OSError) and error.strerror:
        _log.warning("system: %s", type(error).__name__)
        name = f" ({error.filename})" if error.filename else ""
        return Alert(f"{error.strerror}{name}.", translate("News", "Choose another place or mend it, then try again."))
    crash_report.keep(logs.nameless(error))
    _log.error("unforeseen", exc_info=error)
    sentence = translate("News", "Something unforeseen happened: {name}.").format(name=type(error).__name__)
    return Alert(
        sentence,
        translate("News", "What you judged is saved. Help, Last report of a crash, shows what to report."),
        "".join(traceback.format_exception(error)).strip(),
    )
