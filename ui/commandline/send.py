"""`send`: an export's DICOM objects to a configured node."""

from __future__ import annotations

import argparse

from core import folders
from core.errors import UsageError
from core.network import nodes
from core.network.association import echo
from core.network.send import Outcome, SendReport, objects_of, send_with_retries
from ui.commandline import output

_SOME_FAILED = 6


def run(values: argparse.Namespace) -> int:
    """Send, telling what became of each object; 6 where one was not stored."""
    node = nodes.load(folders.nodes_file()).node(values.to)
    if values.echo:
        echo(node)
        print(f"{node.name} answers at {node.host}, port {node.port}.")
        return 0
    if values.folder is None:
        raise UsageError("No export was given to send.", "Give its folder, or --echo to ask whether the node answers.")
    objects = objects_of(values.folder)
    report = send_with_retries(objects, node, values.tries, lambda n, of: output.progress(f"Sending {n + 1} of {of}."))
    output.progress_done()
    if values.json:
        output.document(_plain(report))
    else:
        for each in report.objects:
            print(f"{each.what.path.name}: {each.outcome.value}. {each.words}".rstrip())
    return _SOME_FAILED if report.failed else 0


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
