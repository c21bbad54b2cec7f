"""An association with a node, or one sentence that says why there is none."""

from __future__ import annotations

import contextlib
import logging
import socket
from collections.abc import Iterator, Sequence

from pynetdicom import AE, Association, build_context, evt
from pynetdicom.presentation import PresentationContext

from core.errors import NetworkRefused
from core.network.nodes import Node

CONNECT_SECONDS, ANSWER_SECONDS = 10.0, 60.0
VERIFICATION = "1.2.840.10008.1.1"
_WRONG_CALLED, _WRONG_CALLING = 7, 3  # diagnostics of a rejection by the service user, PS3.8 9.3.4
_SERVICE_USER = 1
_OTHER_ENCODING = 4  # a presentation context's result: the kind is taken, none of its transfer syntaxes, PS3.8 9.3.3.2
IMPLICIT_ANYWAY = (
    "Ask for Explicit VR Little Endian to be allowed there, or send contours that were exported with a profile of "
    'transfer_syntax = "implicit".'
)
logging.getLogger("pynetdicom").setLevel(logging.CRITICAL + 1)  # its lines could name patients


@contextlib.contextmanager
def associated(
    node: Node,
    contexts: Sequence[PresentationContext],
    connect_seconds: float = CONNECT_SECONDS,
    answer_seconds: float = ANSWER_SECONDS,
    handlers: Sequence[evt.EventHandlerType] = (),
) -> Iterator[Association]:
    """Yield an association that the node accepted; it is released when the block ends.

    Raises
    ------
    NetworkRefused
        If the node cannot be reached, does not know an AE title, or takes none of the kinds of object.

    """
    ae = AE(node.our_ae_title)
    ae.connection_timeout = ae.acse_timeout = connect_seconds
    ae.dimse_timeout = ae.network_timeout = answer_seconds
    try:
        made = ae.associate(
            node.host, node.port, contexts=list(contexts), ae_title=node.ae_title, evt_handlers=list(handlers)
        )
    except socket.gaierror as error:
        sentence = f"{node.name} is not found: no computer is called {node.host}."
        raise NetworkRefused(sentence, "Check its host name and the network.") from error
    if not made.is_established:
        raise _why_not(node, made, connect_seconds)
    try:
        yield made
    finally:
        if made.is_established:
            made.release()


def takes_kind_otherwise(made: Association, kind: str) -> bool:
    """Whether a node takes a kind of object (its SOP class), but in none of the encodings that were offered."""
    return any(str(each.abstract_syntax) == kind and each.result == _OTHER_ENCODING for each in made.rejected_contexts)


def echo(node: Node, connect_seconds: float = CONNECT_SECONDS) -> None:
    """Ask a node whether it is there (C-ECHO).

    Raises
    ------
    NetworkRefused
        If it is not, with the reason.

    """
    with associated(node, [build_context(VERIFICATION)], connect_seconds, connect_seconds) as made:
        status = made.send_c_echo()
        if "Status" not in status or status.Status != 0:
            raise NetworkRefused(f"{node.name} did not answer the echo.", "Ask the person who looks after it.")


def _why_not(node: Node, made: Association, seconds: float) -> NetworkRefused:
    where = f"{node.host}, port {node.port}"
    if made.is_rejected:
        return NetworkRefused(*_rejection(node, made))
    if made.acceptor.primitive is not None and made.acceptor.primitive.result == 0:
        if any(each.result == _OTHER_ENCODING for each in made.rejected_contexts):
            return NetworkRefused(f"{node.name} takes none of these objects in their encoding.", IMPLICIT_ANYWAY)
        return NetworkRefused(f"{node.name} takes none of these kinds of DICOM object.", "Ask for them to be allowed.")
    try:
        socket.create_connection((node.host, node.port), seconds).close()
    except ConnectionRefusedError:
        return NetworkRefused(f"{node.name} is not listening at {where}.", "Check its port and whether it runs.")
    except TimeoutError:
        return NetworkRefused(f"{node.name} does not answer at {where} within {seconds:.0f} s.", "Check the network.")
    except OSError as error:
        reason = error.strerror or "network error"
        return NetworkRefused(f"{node.name} cannot be reached at {where}: {reason}.", "Check the network.")
    return NetworkRefused(f"{node.name} answers at {where}, but not as a DICOM node.", "Check its port.")


def _rejection(node: Node, made: Association) -> tuple[str, str]:
    answer = made.acceptor.primitive
    source, diagnostic = (answer.result_source, answer.diagnostic) if answer is not None else (0, 0)
    if source == _SERVICE_USER and diagnostic == _WRONG_CALLED:
        return f"{node.name} is not called {node.ae_title}: wrong AE title.", "Check the node's AE title."
    if source == _SERVICE_USER and diagnostic == _WRONG_CALLING:
        return f"{node.name} does not know us as {node.our_ae_title}.", "Ask for this AE title to be added there."
    return f"{node.name} refused the connection; it may be busy.", "Try again in a while."
