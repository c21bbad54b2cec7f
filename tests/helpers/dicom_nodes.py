"""Other programs' DICOM nodes on loopback, and one of our own that can be told what to answer."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pynetdicom import AE, AllStoragePresentationContexts, evt

from core.network.nodes import Node

DCMDICTPATH = "DCMDICTPATH"


def program(name: str) -> str:
    """Path of a program of dcmtk or Orthanc, or the test is skipped; pynetdicom's namesakes do not count."""
    places = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"]
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen, seconds: float = 20) -> None:
    """Until the port is open; a program that ends before says why."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.05)
    raise AssertionError("the program does not listen")


@contextlib.contextmanager
def running(command: list, port: int) -> Iterator[subprocess.Popen]:
    """A program that listens; ended with the block."""
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


@contextlib.contextmanager
def storescp(folder: Path) -> Iterator[Node]:
    """dcmtk's storage provider, which keeps what it gets in the folder, bit for bit."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    command = [program("storescp"), "--bit-preserving", "-aet", "THEIRS", "--output-directory", folder, port]
    with running(command, port):
        yield Node("storescp", "127.0.0.1", port, "THEIRS")


@contextlib.contextmanager
def own_node(
    store: Callable[[evt.Event], int], known_callers: tuple[str, ...] = (), contexts: list | None = None
) -> Iterator[Node]:
    """A storage provider that answers as told, and checks AE titles."""
    ae = AE("THEIRS")
    ae.require_called_aet = True
    ae.require_calling_aet = list(known_callers)
    ae.supported_contexts = contexts or AllStoragePresentationContexts
    ae.add_supported_context("1.2.840.10008.1.1")
    handlers = [(evt.EVT_C_STORE, store), (evt.EVT_C_ECHO, lambda event: 0)]
    server = ae.start_server(("127.0.0.1", 0), block=False, evt_handlers=handlers)
    try:
        yield Node("theirs", "127.0.0.1", server.socket.getsockname()[1], "THEIRS")
    finally:
        server.shutdown()


ARCHIVE_CONFIG = """
NetworkTCPPort = {port}
MaxPDUSize = 16384
MaxAssociations = 16
HostTable BEGIN
ours = (METSREVIEW, 127.0.0.1, {back})
HostTable END
VendorTable BEGIN
VendorTable END
AETable BEGIN
ARCHIVE {folder} RW (200, 1024mb) ANY
AETable END
"""


@contextlib.contextmanager
def dcmqrscp(folder: Path) -> Iterator[tuple[Node, int]]:
    """dcmtk's archive, empty, and the port at which it believes us to be."""
    port, back = free_port(), free_port()
    (folder / "data").mkdir(parents=True)
    config = folder / "dcmqrscp.cfg"
    config.write_text(ARCHIVE_CONFIG.format(port=port, back=back, folder=folder / "data"))
    with running([program("dcmqrscp"), "-c", config], port):
        yield Node("archive", "127.0.0.1", port, "ARCHIVE"), back


@contextlib.contextmanager
def orthanc(folder: Path) -> Iterator[tuple[Node, int]]:
    """Orthanc, empty, on loopback alone, and the port at which it believes us to be."""
    port, back = free_port(), free_port()
    (folder / "data").mkdir(parents=True)
    settings = {
        "StorageDirectory": str(folder / "data"),
        "IndexDirectory": str(folder / "data"),
        "HttpServerEnabled": False,
        "DicomServerEnabled": True,
        "DicomAet": "ORTHANC",
        "DicomPort": port,
        "DicomCheckCalledAet": True,
        "DefaultEncoding": "Utf8",
        "Plugins": [],
        "DicomModalities": {"ours": ["METSREVIEW", "127.0.0.1", back], "dcmtk": ["STORESCU", "127.0.0.1", 1]},
    }
    (folder / "orthanc.json").write_text(json.dumps(settings))
    with running([program("Orthanc"), folder / "orthanc.json"], port):
        yield Node("orthanc", "127.0.0.1", port, "ORTHANC"), back
