"""MetsReview: parse the command line, then open the window or run a headless command."""

from __future__ import annotations

import multiprocessing
import os
import sys
import warnings

from ui.commandline import parser, place
from ui.commandline.failures import run_guarded


def main(arguments: list[str] | None = None) -> int:
    """Run the application; returns its exit status (see the table in README.md)."""
    trouble = place.of_this_program()
    if trouble:
        print(trouble, file=sys.stderr)
        return 2
    command = parser.parse(sys.argv[1:] if arguments is None else arguments)
    return run_guarded(command)


if __name__ == "__main__":
    if not sys.warnoptions:  # what libraries wonder about is no sentence for the reader; -W shows it
        warnings.simplefilter("ignore")
        os.environ["PYTHONWARNINGS"] = "ignore"  # nor do child processes say it
    multiprocessing.freeze_support()  # the packaged application starts its child processes through this file
    sys.exit(main())
