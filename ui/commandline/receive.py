"""`receive`: take what other nodes send, until it is stopped."""

from __future__ import annotations

import argparse
import contextlib
import threading
from pathlib import Path

from core import folders
from core.errors import UsageError
from core.network import nodes
from core.network.receive import receiving
from ui.commandline import output


def run(values: argparse.Namespace) -> int:
    """Listen for ``--seconds``, or until interrupted."""
    settings = nodes.load(folders.nodes_file()).receiver
    if not settings.enabled:
        raise UsageError("Receiving is off.", "Enable it under [receiver] in nodes.toml.")
    arrived: list[Path] = []

    def received(path: Path) -> None:
        arrived.append(path)
        output.progress(f"Received {len(arrived)}.")

    with receiving(settings, folders.received(), received) as port:
        print(f"Receiving as {settings.ae_title} at {settings.host}, port {port}. Ctrl+C ends.", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait(values.seconds)
    output.progress_done()
    for folder in sorted({path.parent for path in arrived}):
        print(folder)
    return 0
