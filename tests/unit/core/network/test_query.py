"""Receiving, asking and retrieving, against dcmtk's archive and sender on loopback."""

import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import DeflatedExplicitVRLittleEndian, MRImageStorage
from pynetdicom import AE

from core.dicom.decode import SYNTAXES
from core.dicom.load import volume
from core.dicom.scan import studies
from core.errors import Cancelled, NetworkRefused, UsageError
from core.network.association import echo
from core.network.nodes import Node, ReceiverSettings
from core.network.query import Criteria, _question, find_studies, retrieve
from core.network.receive import receiving, study_folder
from tests.helpers.dicom_nodes import dcmqrscp, free_port, orthanc, program
from tests.helpers.exports import GRIDS, KOREAN, series_on_disk
from ui.commandline.parser import parse

OURS = ReceiverSettings(port=0)


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["thick"], patient_name=KOREAN, patient_id="P 17")


def files(series):
    return [str(each.path) for each in series.instances]


def test_what_another_program_sends_opens_as_a_dropped_folder_would(series, tmp_path):
    got = []
    with receiving(OURS, tmp_path, got.append) as port:
        command = [program("storescu"), "-aec", "METSREVIEW", "127.0.0.1", str(port), *files(series)]
        subprocess.run(command, check=True, timeout=60)
    folder = study_folder(tmp_path, series.study_instance_uid)
    assert sorted(got) == sorted(folder.iterdir())
    assert "P 17" not in str(folder)
    assert series.study_instance_uid not in str(folder)
    (study,) = studies([folder])
    assert study.patient.name == KOREAN
    assert study.series[0].geometry.matches(series.geometry)
    assert dcmread(folder / sorted(got)[0]).PixelData


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_every_syntax_that_is_decoded_is_taken(syntax, tmp_path):
    with receiving(OURS, tmp_path) as port:
        sender = AE("SENDER")
        sender.add_requested_context(MRImageStorage, syntax)
        association = sender.associate("127.0.0.1", port, ae_title="METSREVIEW")
        taken = [context.transfer_syntax[0] for context in association.accepted_contexts]
        association.release()
    assert taken == [syntax]


def test_what_is_sent_deflated_is_read(series, tmp_path):
    with receiving(OURS, tmp_path) as port:
        command = [program("storescu"), "-xd", "-R", "-aec", "METSREVIEW", "127.0.0.1", str(port)]
        subprocess.run([*command, *files(series)], check=True, timeout=60)
    folder = study_folder(tmp_path, series.study_instance_uid)
    assert {dcmread(each).file_meta.TransferSyntaxUID for each in folder.iterdir()} == {DeflatedExplicitVRLittleEndian}
    (study,) = studies([folder])
    assert study.series[0].geometry.matches(series.geometry)
    assert np.array_equal(volume(study.series[0]).voxels, volume(series).voxels)


def test_only_known_callers_and_only_by_our_name(series, tmp_path):
    with receiving(replace(OURS, known_callers=("PACS",)), tmp_path) as port:
        us = Node("us", "127.0.0.1", port, "METSREVIEW", "PACS")
        echo(us)
        with pytest.raises(NetworkRefused, match="does not know us as STRANGER"):
            echo(replace(us, our_ae_title="STRANGER"))
        with pytest.raises(NetworkRefused, match="wrong AE title"):
            echo(replace(us, ae_title="OTHER"))
        with (
            pytest.raises(NetworkRefused, match="Nothing can be received"),
            receiving(replace(OURS, port=port), tmp_path),
        ):
            pass
    assert not any(tmp_path.iterdir())


@pytest.fixture
def interruptible():
    """Tests that run in the background ignore interrupts, and what they start would too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_the_command_receives_only_where_it_is_enabled(series, tmp_path, monkeypatch):
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path))
    with pytest.raises(UsageError, match="Receiving is off"):
        parse(["receive"]).run()
    port = free_port()
    (tmp_path / "nodes.toml").write_text(f"[receiver]\nenabled = true\nport = {port}\n")
    command = [sys.executable, str(Path(__file__).parents[4] / "main.py"), "receive", "--seconds", "60"]
    # A process of its own: an interrupt in the middle of the tests' own process has ended it.
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as receiver:
        send = [program("storescu"), "-aec", "METSREVIEW", "127.0.0.1", str(port), files(series)[0]]
        while receiver.poll() is None and subprocess.run(send, check=False, capture_output=True).returncode:
            time.sleep(0.1)  # it does not listen yet
        receiver.send_signal(signal.SIGINT)
        told, _ = receiver.communicate(timeout=30)
    assert receiver.returncode == 0
    assert str(study_folder(tmp_path / "received", series.study_instance_uid)) in told


@pytest.fixture(scope="module", params=(dcmqrscp, orthanc), ids=("dcmtk", "orthanc"))
def archive(request, series, tmp_path_factory):
    """An archive with the series in it, and how we receive from it."""
    with request.param(tmp_path_factory.mktemp("archive")) as (node, back):
        command = [program("storescu"), "-aec", node.ae_title, "127.0.0.1", str(node.port), *files(series)]
        subprocess.run(command, check=True, timeout=60)
        yield node, replace(OURS, port=back)


def test_find_by_id_name_and_date(archive, series):
    node, _ = archive
    (by_id,) = find_studies(node, Criteria(patient_id="P 17"))
    assert by_id.study_instance_uid == series.study_instance_uid
    assert by_id.patient_name == KOREAN
    assert find_studies(node, Criteria(patient_name="Hong")) == (by_id,)
    assert find_studies(node, Criteria(study_date=by_id.date)) == (by_id,)
    assert find_studies(node, Criteria(patient_id="nobody")) == ()
    with pytest.raises(UsageError, match="Nothing to look for"):
        find_studies(node, Criteria(patient_name="*"))


def test_retrieve_into_our_own_folder(archive, series, tmp_path):
    node, settings = archive
    (found,) = find_studies(node, Criteria(patient_id="P 17"))
    steps = []
    came = retrieve(node, found, settings, tmp_path, lambda n, of: steps.append((n, of)))
    assert not came.told
    assert steps[-1][0] == len(series.instances)
    (study,) = studies([came.folder])
    assert study.series[0].geometry.matches(series.geometry)


def test_who_is_turned_away_by_our_own_list_is_named(archive, tmp_path):
    """dcmtk's archive answers that it ran out of room (A702), Orthanc that it failed: neither knows why."""
    node, settings = archive
    (found,) = find_studies(node, Criteria(patient_id="P 17"))
    ours = replace(settings, known_callers=("SOMEBODY",))
    with pytest.raises(NetworkRefused, match=f"turned {node.ae_title} away: it is not among its known") as told:
        retrieve(node, found, ours, tmp_path)
    assert "known_callers" in told.value.remedy
    assert not list(tmp_path.rglob("*.dcm"))


def test_a_full_disk_here_is_not_blamed_on_the_archive(archive, tmp_path):
    node, settings = archive
    (found,) = find_studies(node, Criteria(patient_id="P 17"))
    (tmp_path / "taken").touch()
    with pytest.raises(NetworkRefused, match="cannot be kept on this computer"):
        retrieve(node, found, settings, tmp_path / "taken")


def test_cancel_and_a_receiver_that_the_archive_does_not_know(archive, tmp_path):
    node, settings = archive
    (found,) = find_studies(node, Criteria(patient_id="P 17"))
    asked = threading.Event()
    asked.set()
    with pytest.raises(Cancelled):
        retrieve(node, found, settings, tmp_path, cancel=asked.is_set)
    with pytest.raises(NetworkRefused, match=r"know our receiver's AE title|could not do what"):
        retrieve(node, found, replace(settings, ae_title="UNKNOWN"), tmp_path)
    with pytest.raises(NetworkRefused, match=node.name):
        retrieve(node, found, replace(settings, port=free_port()), tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("20261127", "20261127"),
        ("2026-11-27", "20261127"),
        ("2026-11-01-2026-11-27", "20261101-20261127"),
        ("20261101-", "20261101-"),
        ("", ""),
    ],
)
def test_days_as_people_write_them(typed, asked):
    assert _question(Criteria("P", study_date=typed)).StudyDate == asked


@pytest.mark.parametrize("typed", ["20261301", "27.11.2026", "2026", "yesterday", "20261101-20261102-20261103"])
def test_what_is_no_date_is_not_asked_for(typed):
    with pytest.raises(UsageError, match="is no date"):
        _question(Criteria(study_date=typed))


def test_a_name_as_a_list_shows_it_is_asked_for_as_dicom_has_it():
    assert _question(Criteria(patient_name="Kim, Min")).PatientName == "Kim^Min*"
