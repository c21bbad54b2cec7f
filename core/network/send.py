"""Send an export's DICOM objects to a node (C-STORE), object by object; images are never sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pydicom import dcmread
from pydicom.uid import UID
from pynetdicom import Association, _config, build_context
from pynetdicom.presentation import PresentationContext

from core.errors import Cancelled, NetworkRefused, UsageError
from core.network.association import ANSWER_SECONDS, CONNECT_SECONDS, IMPLICIT_ANYWAY, associated, takes_kind_otherwise
from core.network.nodes import Node
from core.receipt import NAME, sha256

_config.STORE_SEND_CHUNKED_DATASET = True  # a file's own bytes go out, not what a parser made of them

KINDS = {
    "1.2.840.10008.5.1.4.1.1.481.3": "RT Structure Set",
    "1.2.840.10008.5.1.4.1.1.66.4": "Segmentation",
    "1.2.840.10008.5.1.4.1.1.88.22": "structured report",
    "1.2.840.10008.5.1.4.1.1.88.33": "structured report",
    "1.2.840.10008.5.1.4.1.1.88.34": "structured report",
    "1.2.840.10008.5.1.4.1.1.7": "secondary capture",
    "1.2.840.10008.5.1.4.1.1.104.1": "report",
}
Progress = Callable[[int, int], None]


class Outcome(Enum):
    """What became of one object."""

    STORED = "stored"
    WARNED = "stored, with a warning"
    FAILED = "failed"


@dataclass(frozen=True)
class ToSend:
    """One object of an export: its file and what it says it is."""

    path: Path
    sop_class: str
    sop_instance: str
    transfer_syntax: str


@dataclass(frozen=True)
class Sent:
    """What became of one object, in words where it was not simply stored."""

    what: ToSend
    outcome: Outcome
    words: str = ""


@dataclass(frozen=True)
class SendReport:
    """One attempt, object by object."""

    node: Node
    objects: tuple[Sent, ...]

    @property
    def failed(self) -> tuple[ToSend, ...]:
        """What to try again."""
        return tuple(each.what for each in self.objects if each.outcome is Outcome.FAILED)


def objects_of(folder: Path) -> tuple[ToSend, ...]:
    """Return the DICOM objects of an export, whole as its receipt says.

    Raises
    ------
    UsageError
        If the folder holds no receipt, no DICOM object, one that has changed since, or one that is an image.

    """
    try:
        files = dict(json.loads((folder / NAME).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{folder} holds no export: its receipt cannot be read.", "Choose an export.") from error
    names = sorted(name for name in files if name.endswith(".dcm"))
    if not names:
        raise UsageError("The export holds no DICOM object.", "Export contours, segments or a report as DICOM.")
    for name in names:
        if Path(name).name != name or not (folder / name).is_file() or sha256(folder / name) != files[name]:
            raise UsageError(f"{name} is not as it was exported.", "Export again, then send.")
    return tuple(map(_to_send, (folder / name for name in names)))


def _to_send(path: Path) -> ToSend:
    dataset = dcmread(path, stop_before_pixels=True, specific_tags=["SOPClassUID", "SOPInstanceUID"])
    found = ToSend(
        path, str(dataset.SOPClassUID), str(dataset.SOPInstanceUID), str(dataset.file_meta.TransferSyntaxUID)
    )
    if found.sop_class not in KINDS:
        raise UsageError(f"{path.name} is none of the objects that an export makes.", "Images are never sent.")
    return found


def send(
    objects: Sequence[ToSend],
    node: Node,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
    connect_seconds: float = CONNECT_SECONDS,
    answer_seconds: float = ANSWER_SECONDS,
) -> SendReport:
    """Send objects one by one; one that fails does not keep the others from being sent.

    Raises
    ------
    NetworkRefused
        If there is no association at all.
    Cancelled
        If ``cancel`` says so between two objects; what was stored stays stored.

    """
    done: list[Sent] = []
    with associated(node, _contexts(objects), connect_seconds, answer_seconds) as made:
        for number, each in enumerate(objects):
            if progress is not None:
                progress(number, len(objects))
            if cancel is not None and cancel():
                raise Cancelled
            done.append(_store(made, each, node))
    return SendReport(node, tuple(done))


def send_with_retries(
    objects: Sequence[ToSend], node: Node, tries: int, progress: Progress | None = None
) -> SendReport:
    """Send, then send again what failed, each time on a new association, ``tries`` times in all.

    Raises
    ------
    NetworkRefused
        If the node was never reached.

    """
    outcomes: dict[str, Sent] = {}
    waiting = tuple(objects)
    for turn in range(tries):
        try:
            report = send(waiting, node, progress)
        except NetworkRefused:
            if turn + 1 == tries and not outcomes:
                raise
            continue
        outcomes.update({each.what.sop_instance: each for each in report.objects})
        waiting = report.failed
        if not waiting:
            break
    return SendReport(node, tuple(outcomes[each.sop_instance] for each in objects))


def _contexts(objects: Iterable[ToSend]) -> list[PresentationContext]:
    pairs = sorted({(each.sop_class, each.transfer_syntax) for each in objects})
    return [build_context(sop_class, syntax) for sop_class, syntax in pairs]


def _store(made: Association, what: ToSend, node: Node) -> Sent:
    if not made.is_established:
        return Sent(what, Outcome.FAILED, "The connection was lost before it.")
    accepted = {(str(each.abstract_syntax), str(each.transfer_syntax[0])) for each in made.accepted_contexts}
    if (what.sop_class, what.transfer_syntax) not in accepted:
        kind = KINDS[what.sop_class]
        if takes_kind_otherwise(made, what.sop_class):
            words = f"{node.name} takes no {kind} in its encoding, {UID(what.transfer_syntax).name}. {IMPLICIT_ANYWAY}"
            return Sent(what, Outcome.FAILED, words)
        return Sent(what, Outcome.FAILED, f"{node.name} takes no {kind}. Ask for it to be allowed.")
    try:
        status = made.send_c_store(what.path)
    except (ValueError, RuntimeError, OSError):
        return Sent(what, Outcome.FAILED, "It could not be sent.")
    if "Status" not in status:
        return Sent(what, Outcome.FAILED, f"{node.name} did not answer, or broke the connection off.")
    return _judged(what, int(status.Status), str(status.get("ErrorComment") or ""))


def _judged(what: ToSend, status: int, comment: str) -> Sent:
    if status == 0:
        return Sent(what, Outcome.STORED)
    tail = f": {comment}" if comment else ""
    words = f"{status_words(status)}{tail} (status {status:04X})."
    return Sent(what, Outcome.WARNED if status >> 12 == 0xB or status in (1, 0x107, 0x116) else Outcome.FAILED, words)


def status_words(status: int) -> str:
    """Return what a status of C-STORE, C-FIND or C-MOVE means (PS3.4 annexes B and C, PS3.7 annex C)."""
    exact = {
        0x0110: "It failed while processing",
        0x0111: "It has an object of this UID already",
        0x0112: "It does not know such an object",
        0x0117: "It says the UID is invalid",
        0x0122: "It does not take this kind of object",
        0x0124: "We are not allowed to",
        0x0210: "It says the message was sent twice",
        0xA701: "It ran out of room to count what matches",
        0xA702: "It ran out of room to send",
        0xA801: "It does not know our receiver's AE title",
        0xB000: "It changed values on storing",
        0xB006: "It dropped elements on storing",
        0xB007: "It says the data set does not match its kind",
        0xFE00: "It was cancelled",
    }
    if status in exact:
        return exact[status]
    families = {0xA7: "It has no room or too few resources", 0xA9: "It says the data set does not match its kind"}
    if status >> 8 in families:
        return families[status >> 8]
    return {0xC: "It cannot understand the object", 0xB: "It stored with a warning"}.get(status >> 12, "It refused")
