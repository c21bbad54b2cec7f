"""`send`: an export's DICOM objects to a configured node."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from core import folders
from core.errors import NetworkRefused, UsageError
from core.network import nodes
from core.network.association import echo
from core.network.commitment import Committed, commit
from core.network.send import Outcome, SendReport, ToSend, objects_of, send_with_retries
from ui.commandline import output

_SOME_FAILED = 6


def run(values: argparse.Namespace) -> int:
    """Send, telling what became of each object; 6 where one was not stored."""
    configured = nodes.load(folders.nodes_file())
    node, receiver = configured.node(values.to), configured.receiver
    if values.echo:
        echo(node)
        print(f"{node.name} answers at {node.host}, port {node.port}.")
        return 0
    if values.folder is None:
        raise UsageError("No export was given to send.", "Give its folder, or --echo to ask whether the node answers.")
    objects = objects_of(values.folder)
    report = send_with_retries(objects, node, values.tries, lambda n, of: output.progress(f"Sending {n + 1} of {of}."))
    output.progress_done()
    kept = None if report.failed else _commitment(objects, node, receiver)
    if values.json:
        output.document(_plain(report) | {"commitment": kept.answer.name.lower() if kept else "not_asked"})
    else:
        for each in report.objects:
            print(f"{each.what.path.name}: {each.outcome.value}. {each.words}".rstrip())
        if kept is not None and kept.words:
            print(kept.words)
    return _SOME_FAILED if report.failed else 0


def _commitment(objects: Sequence[ToSend], node: nodes.Node, receiver: nodes.ReceiverSettings) -> Committed | None:
    """Ask the node to answer for what it stored; that it cannot be asked undoes nothing, and is said."""
    try:
        return commit(objects, node, receiver)
    except NetworkRefused as error:
        print(f"No storage commitment: {error.sentence}", file=sys.stderr)
        return None


def _plain(report: SendReport) -> dict[str, object]:
    return {
        "node": report.node.name,
        "stored": sum(each.outcome is not Outcome.FAILED for each in report.objects),
        "objects": [
            {
                "file": each.what.path.name,
                "sop_instance_uid": each.what.sop_instance,
                "outcome": each.outcome.name.lower(),
                "words": each.words,
            }
            for each in report.objects
        ],
    }
