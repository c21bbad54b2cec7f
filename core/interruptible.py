"""Long work of other libraries that cannot be asked to stop: left to end by itself when the reader cancels."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from core.errors import Cancelled

Result = TypeVar("Result")
_BETWEEN_QUESTIONS = 0.05  # seconds


def interruptible(work: Callable[[], Result], cancel: Callable[[], bool] | None) -> Result:
    """Do ``work``, and ask ``cancel`` meanwhile.

    A library that unpacks one large file asks nobody before it has ended. Its thread is left behind then: it ends
    with that file, and what it made is thrown away.

    Parameters
    ----------
    work
        Changes nothing outside of itself that somebody would miss, or see, after a cancel.
    cancel
        Asked from the caller's thread; None where nobody can cancel, then ``work`` runs there too.

    Raises
    ------
    Cancelled
        If ``cancel`` says so.
    Exception
        Whatever ``work`` raises.

    """
    if cancel is None:
        return work()
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again for the caller
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True, name="metsreview-interruptible")
    thread.start()
    while thread.is_alive():
        thread.join(_BETWEEN_QUESTIONS)
        if thread.is_alive() and cancel():
            raise Cancelled
    if errors:
        raise errors[0]
    return results[0]
