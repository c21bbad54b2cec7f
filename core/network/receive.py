"""Receive images (C-STORE) into the application's own folder; off unless a site enables it or a reader retrieves."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pynetdicom import AE, AllStoragePresentationContexts, evt
from pynetdicom.presentation import build_context

from core.atomic import replacing
from core.dicom.decode import SYNTAXES
from core.errors import NetworkRefused
from core.network.association import VERIFICATION
from core.network.nodes import ReceiverSettings

_NO_ROOM, _NOT_UNDERSTOOD, _STORED = 0xA700, 0xC000, 0x0000
Received = Callable[[Path], None]
Refused = Callable[[NetworkRefused], None]


def study_folder(folder: Path, study_instance_uid: str) -> Path:
    """Return where a study's files go: a folder named by a digest, so that no identity stands in a path."""
    return folder / hashlib.sha256(study_instance_uid.encode()).hexdigest()[:16]


@contextlib.contextmanager
def receiving(
    settings: ReceiverSettings,
    folder: Path,
    received: Received | None = None,
    refused: Refused | None = None,
    apart: Mapping[str, Path] | None = None,
) -> Iterator[int]:
    """Listen while the block runs; yields the port.

    Parameters
    ----------
    settings
        Port 0 takes any free one.
    folder
        Each study gets a folder of its own in it.
    received
        Called, on a thread of the network's, with each file once it is whole.
    refused
        Called there with what this receiver turns away, and why: a caller, or an image.
    apart
        Folders of their own for the files of some studies, by Study Instance UID, instead of those in ``folder``.

    Raises
    ------
    NetworkRefused
        If the port is taken or the address is not this computer's.

    """
    ae = AE(settings.ae_title)
    ae.require_called_aet = True
    ae.require_calling_aet = list(settings.known_callers)
    ae.maximum_associations = 4
    ae.network_timeout = ae.dimse_timeout = 60.0
    ae.supported_contexts = [
        build_context(str(each.abstract_syntax), list(SYNTAXES)) for each in AllStoragePresentationContexts
    ]
    ae.add_supported_context(VERIFICATION)

    def store(event: evt.Event) -> int:
        return _store(event, lambda study: (apart or {}).get(study) or study_folder(folder, study), received, refused)

    def requested(event: evt.Event) -> None:
        reason = _why_turned_away(event, settings)
        if reason is not None and refused is not None:
            refused(reason)

    try:
        server = ae.start_server(
            (settings.host, settings.port),
            block=False,
            evt_handlers=[
                (evt.EVT_C_STORE, store),
                (evt.EVT_C_ECHO, lambda _event: _STORED),
                (evt.EVT_REQUESTED, requested),
            ],
        )
    except OSError as error:
        raise NetworkRefused(
            f"Nothing can be received at {settings.host}, port {settings.port}: {error.strerror or error}.",
            "Set another port in nodes.toml.",
        ) from error
    try:
        yield int(server.socket.getsockname()[1])
    finally:
        server.shutdown()


def _why_turned_away(event: evt.Event, settings: ReceiverSettings) -> NetworkRefused | None:
    """What makes pynetdicom reject a caller, in words: it tells only the caller."""
    asked = event.assoc.requestor.primitive
    caller, called = (str(each or "").strip() for each in (asked.calling_ae_title, asked.called_ae_title))
    if called != settings.ae_title:
        sentence = f"{caller} called our receiver {called}, but it is {settings.ae_title}."
        return NetworkRefused(sentence, "Have our AE title entered there, or change ae_title in nodes.toml.")
    if settings.known_callers and caller not in settings.known_callers:
        sentence = f"Our own receiver turned {caller} away: it is not among its known callers."
        return NetworkRefused(sentence, "Add this AE title to known_callers under [receiver] in nodes.toml.")
    return None


def _store(
    event: evt.Event, place_of: Callable[[str], Path], received: Received | None, refused: Refused | None
) -> int:
    try:
        study = str(event.dataset.StudyInstanceUID).strip()
        instance = str(event.request.AffectedSOPInstanceUID)
        name = f"{hashlib.sha256(instance.encode()).hexdigest()[:32]}.dcm"
        path = place_of(study) / name
        whole = event.encoded_dataset()
    except Exception:  # noqa: BLE001 - whatever is sent to us, the sender gets a status and the receiver goes on
        return _NOT_UNDERSTOOD
    try:
        with replacing(path) as aside:
            aside.write_bytes(whole)
    except OSError as error:
        if refused is not None:
            sentence = f"What was sent cannot be kept on this computer: {error.strerror or 'write error'}."
            refused(NetworkRefused(sentence, "Make room on its disk, and retrieve it once more."))
        return _NO_ROOM
    if received is not None:
        received(path)
    return _STORED
