"""How a headless command fails: one sentence, an exit status, no traceback."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys

from core.errors import Cancelled, MetsReviewError, as_the_system_told
from core.logs import open_log
from ui.commandline.output import readable
from ui.commandline.parser import Command

_INTERRUPTED = 130
_MISSING = re.compile(r"^(\S+\.so\S*): cannot open shared object file")


def run_guarded(command: Command) -> int:
    """Run a command; foreseen errors become one sentence on stderr, others go to a log file that is named."""
    try:
        try:
            return command.run()
        finally:
            if sys.stdout is not None:  # as in a program without a terminal on Windows
                sys.stdout.flush()  # here, where it is known what a closed pipe means
    except MetsReviewError as error:
        print(readable(str(error)), file=sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, Cancelled):
        print("Stopped. Nothing was changed.", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):  # what is left to write has nowhere to go
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0  # whoever read our output has read enough
    except Exception as error:  # noqa: BLE001 - the one place where the unforeseen becomes a sentence
        print(readable(_sentence(error)), file=sys.stderr)
        return 1


def _sentence(error: Exception) -> str:
    """Say what nobody foresaw, while it is at hand: what the system says of a file, else where the details are."""
    missing = _MISSING.match(str(error)) if isinstance(error, ImportError) else None
    if missing:
        told = "which the window needs: have it installed. The administrators' guide lists all of them."
        return f"This computer lacks the system library {missing[1]}, {told}"
    kept = _kept_in_log()
    if isinstance(error, OSError):
        error = as_the_system_told(error)
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}. Choose another place or mend it, then try again."
    return f"Something unforeseen went wrong. {kept}"


def _kept_in_log() -> str:
    """Write the exception at hand to the log; tell where it is."""
    try:
        path = open_log()
        logging.getLogger("metsreview").exception("unforeseen")
    except OSError as error:
        return f"It could not be written to a log file: {error.strerror}."
    return f"The details are in {path}."
