"""Ask a node to answer for what it stored (storage commitment, PS3.4 annex J), where it offers that.

The answer comes on the same connection or, with most archives, on a new one to our own receiver; so a site that wants
it enables the receiver. Until the node has answered, nothing is promised, and we say so.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pydicom.dataset import Dataset
from pynetdicom import AE, build_context, evt

from core.dicom.rtstruct import new_uid
from core.errors import NetworkRefused
from core.network.association import CONNECT_SECONDS, associated
from core.network.nodes import Node, ReceiverSettings
from core.network.send import ToSend

PUSH_MODEL = "1.2.840.10008.1.20.1"
_WELL_KNOWN_INSTANCE = "1.2.840.10008.1.20.1.1"
_REQUEST = 1  # action type, PS3.4 J.3.2
_WAIT_LISTENING, _WAIT_HERE = 20.0, 4.0  # seconds


class Commitment(Enum):
    """What a node says of keeping what it was sent."""

    NOT_OFFERED = "offers no storage commitment"
    KEPT = "answers for all of them"
    PARTLY = "does not answer for all of them"
    REFUSED = "refused to answer for them"
    NO_ANSWER = "has not answered yet"


@dataclass(frozen=True)
class Committed:
    """The node's answer, and which objects it does not answer for."""

    node: Node
    answer: Commitment
    failed: tuple[ToSend, ...] = ()

    @property
    def words(self) -> str:
        """One sentence; empty where the node offers nothing of the kind."""
        if self.answer is Commitment.NOT_OFFERED:
            return ""
        names = f": {', '.join(each.path.name for each in self.failed)}" if self.failed else ""
        return f"Storage commitment: {self.node.name} {self.answer.value}{names}."


class _Answer:
    """What the node reports, from whichever connection."""

    def __init__(self, transaction: str) -> None:
        self._transaction = transaction
        self.come = threading.Event()
        self.failed: set[str] = set()

    def take(self, event: evt.Event) -> tuple[int, None]:
        """Take an N-EVENT-REPORT; one of another transaction is none of ours."""
        try:
            told = event.event_information
            if str(told.get("TransactionUID", "")) == self._transaction:
                items = told.get("FailedSOPSequence") or []
                self.failed = {str(each.get("ReferencedSOPInstanceUID", "")) for each in items}
                self.come.set()
        except Exception:  # noqa: BLE001 - whatever is sent to us, the sender gets a status
            return 0x0110, None
        return 0x0000, None


def commit(
    objects: Sequence[ToSend],
    node: Node,
    receiver: ReceiverSettings,
    wait_seconds: float | None = None,
) -> Committed:
    """Ask, and wait for the answer.

    Parameters
    ----------
    objects
        What the node has stored.
    node
        It.
    receiver
        Ours; where it is enabled it listens while we wait, since most nodes answer on a new connection.
    wait_seconds
        How long the answer may take; left out, longer where our receiver listens, for most answer there alone.

    Raises
    ------
    NetworkRefused
        If the node can no longer be reached, or our receiver's port is taken.

    """
    transaction = str(new_uid())
    answer = _Answer(transaction)
    handlers = [(evt.EVT_N_EVENT_REPORT, answer.take)]
    with contextlib.ExitStack() as stack:
        if receiver.enabled:
            stack.enter_context(_listening(receiver, answer))
        try:
            made = stack.enter_context(
                associated(node, [build_context(PUSH_MODEL)], CONNECT_SECONDS, CONNECT_SECONDS, handlers)
            )
        except NetworkRefused as error:
            if "takes none of these kinds" in error.sentence:
                return Committed(node, Commitment.NOT_OFFERED)
            raise
        status, _ = made.send_n_action(_request(transaction, objects), _REQUEST, PUSH_MODEL, _WELL_KNOWN_INSTANCE)
        if "Status" not in status or status.Status != 0:
            return Committed(node, Commitment.REFUSED)
        longest = _WAIT_LISTENING if receiver.enabled else _WAIT_HERE
        if not answer.come.wait(longest if wait_seconds is None else wait_seconds):
            return Committed(node, Commitment.NO_ANSWER)
    failed = tuple(each for each in objects if each.sop_instance in answer.failed)
    return Committed(node, Commitment.PARTLY if failed else Commitment.KEPT, failed)


def _request(transaction: str, objects: Sequence[ToSend]) -> Dataset:
    request = Dataset()
    request.TransactionUID = transaction
    items = []
    for each in objects:
        item = Dataset()
        item.ReferencedSOPClassUID = each.sop_class
        item.ReferencedSOPInstanceUID = each.sop_instance
        items.append(item)
    request.ReferencedSOPSequence = items
    return request


@contextlib.contextmanager
def _listening(receiver: ReceiverSettings, answer: _Answer) -> Iterator[None]:
    ae = AE(receiver.ae_title)
    ae.require_called_aet = True
    ae.require_calling_aet = list(receiver.known_callers)
    ae.network_timeout = ae.dimse_timeout = 60.0
    # The node asks to be the provider on the connection that it opens.
    ae.add_supported_context(PUSH_MODEL, scu_role=True, scp_role=True)
    try:
        server = ae.start_server(
            (receiver.host, receiver.port), block=False, evt_handlers=[(evt.EVT_N_EVENT_REPORT, answer.take)]
        )
    except OSError as error:
        raise NetworkRefused(
            f"No answer can be received at {receiver.host}, port {receiver.port}: {error.strerror or error}.",
            "Set another port in nodes.toml.",
        ) from error
    try:
        yield
    finally:
        server.shutdown()
