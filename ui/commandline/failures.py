"""How a headless command fails: one sentence, an exit status, no traceback."""

from __future__ import annotations

import logging
import logging.handlers
import sys
from pathlib import Path

from core import folders
from core.errors import Cancelled, MetsReviewError
from ui.commandline.parser import Command

_INTERRUPTED = 130


def run_guarded(command: Command) -> int:
    """Run a command; foreseen errors become one sentence on stderr, others go to a log file that is named."""
    try:
        return command.run()
    except MetsReviewError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, Cancelled):
        print("Stopped. Nothing was changed.", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        return 0  # whoever read our output has read enough
    except Exception:  # noqa: BLE001 - the one place where the unforeseen becomes a sentence
        print(f"Something unforeseen went wrong. {_kept_in_log()}", file=sys.stderr)
        return 1


def _kept_in_log() -> str:
    """Write the exception at hand to the log; tell where it is."""
    try:
        path = open_log()
        logging.getLogger("metsreview").exception("unforeseen")
    except OSError as error:
        return f"It could not be written to a log file: {error.strerror}."
    return f"The details are in {path}."


def open_log() -> Path:
    """Send the application's log to a rotating file; returns it. Tracebacks hold code, no patient names."""
    path = folders.logs() / "metsreview.log"
    logger = logging.getLogger("metsreview")
    if not logger.handlers:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return path
