"""The application's log file and what is written of an error: code and kinds, never words that could name a patient."""

from __future__ import annotations

import errno
import logging
import logging.handlers
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from core import folders

_OURS = ("core", "inference", "ui", "metsreview")  # other libraries' lines may carry values of DICOM files
_ROOT = Path(__file__).resolve().parents[1]
_MOST_BYTES, _FORMER_FILES = 1_000_000, 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"

for _name in _OURS:  # where no log can be written nothing is: Python would print warnings on the terminal
    logging.getLogger(_name).addHandler(logging.NullHandler())


def log_file() -> Path:
    """Where the log is, or will be."""
    return folders.logs() / "metsreview.log"


def open_log() -> Path:
    """Send the application's own log to a rotating file; returns it. Once is enough.

    Raises
    ------
    OSError
        If the file cannot be written.

    """
    path = log_file()
    if any(_is_kept_at(handler, path) for handler in logging.getLogger(_OURS[0]).handlers):
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = _FileHandler(path, maxBytes=_MOST_BYTES, backupCount=_FORMER_FILES, encoding="utf-8")
    handler.setFormatter(_NamelessFormatter(_FORMAT))
    for name in _OURS:
        logger = logging.getLogger(name)
        for former in [each for each in logger.handlers if isinstance(each, logging.handlers.RotatingFileHandler)]:
            logger.removeHandler(former)
            former.close()
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    return path


class _FileHandler(logging.handlers.RotatingFileHandler):
    """Leaves a line away that a full disk refuses: Python would print a trace of it on the reader's terminal."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing of the disk; what is wrong with a line is still shown to who writes the code."""
        if not isinstance(sys.exception(), OSError):
            super().handleError(record)


def last_lines(count: int = 60) -> list[str]:
    """Return the end of the log; nothing where there is none."""
    try:
        return log_file().read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    except OSError:
        return []


def nameless(error: BaseException) -> list[str]:
    """Tell an error and what led to it without its message, which may carry a patient's name or folder.

    Returns
    -------
    list
        For each error in the chain, the first one first: places in the code, then the kind of error. Of an
        operating system's error also its code.

    """
    lines: list[str] = []
    for each in _chain(error):
        if lines:
            lines.append("which led to")
        lines += _frames(each.__traceback__)
        lines.append(_kind(each))
    return lines


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while True:
        last = chain[-1]
        before = last.__cause__ or (None if last.__suppress_context__ else last.__context__)
        if before is None or before in chain:
            return chain[::-1]
        chain.append(before)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trace):
        code = f": {frame.line}" if frame.line else ""
        yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}{code}"


def _place(file: str) -> str:
    """A source file without the folders of this computer, which may carry its user's name."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} ({errno.errorcode.get(error.errno, error.errno)})"
    return name


class _NamelessFormatter(logging.Formatter):
    """Writes errors without their messages."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and below it the error's places in the code."""
        line = super().formatMessage(self._with_message(record))
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([line, *nameless(error)]) if error is not None else line

    def _with_message(self, record: logging.LogRecord) -> logging.LogRecord:
        record.message = record.getMessage()
        record.asctime = self.formatTime(record)
        return record


def _is_kept_at(handler: logging.Handler, path: Path) -> bool:
    return isinstance(handler, logging.handlers.RotatingFileHandler) and Path(handler.baseFilename) == path.absolute()
