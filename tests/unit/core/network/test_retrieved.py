"""What an archive sends against what it lists, and what stays of an earlier retrieve: an archive of our own answers."""

import contextlib
from dataclasses import replace

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import MRImageStorage
from pynetdicom import AE, evt
from pynetdicom.sop_class import StudyRootQueryRetrieveInformationModelMove

from core.dicom.scan import studies
from core.errors import Cancelled, NetworkRefused, UsageError
from core.network.arrived import differences
from core.network.nodes import Node, ReceiverSettings
from core.network.query import Criteria, StudyFound, _question, retrieve
from tests.helpers.dicom_nodes import free_port
from tests.helpers.exports import GRIDS, series_on_disk


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["thick"], patient_name="Lee^Ann", patient_id="P 17")


@pytest.fixture(scope="module")
def images(series):
    return [dcmread(each.path) for each in series.instances]


@pytest.fixture
def listed(series):
    return StudyFound(series.study_instance_uid, "Lee^Ann", "P 17", "20261101", "", "MR", len(series.instances))


@contextlib.contextmanager
def archive(sent):
    """An archive that sends these images, whatever it is asked for; yields it and how we receive."""
    back = free_port()

    def move(_event):
        yield ("127.0.0.1", back)
        yield len(sent)
        for each in sent:
            yield 0xFF00, each

    ae = AE("ARCHIVE")
    ae.add_supported_context(StudyRootQueryRetrieveInformationModelMove)
    ae.add_requested_context(MRImageStorage)
    server = ae.start_server(("127.0.0.1", 0), block=False, evt_handlers=[(evt.EVT_C_MOVE, move)])
    try:
        port = server.socket.getsockname()[1]
        yield Node("archive", "127.0.0.1", port, "ARCHIVE"), ReceiverSettings(port=back)
    finally:
        server.shutdown()


def changed(images, **values):
    found = []
    for each in images:
        other = Dataset()
        other.update(each)
        other.file_meta = each.file_meta
        for keyword, value in values.items():
            setattr(other, keyword, value)
        found.append(other)
    return found


def test_a_study_that_was_corrected_in_the_archive_keeps_nothing_of_what_was_retrieved_before(images, listed, tmp_path):
    wrong = changed(images, PatientID="P 18", PatientName="Wrong^Name", SeriesInstanceUID="2.25.7")
    for number, each in enumerate(wrong):
        each.SOPInstanceUID = f"2.25.8.{number}"
    with archive([*images, *wrong]) as (node, settings):
        first = retrieve(node, listed, settings, tmp_path)
    assert len(studies([first.folder])) == 2
    with archive(images) as (node, settings):
        again = retrieve(node, listed, settings, tmp_path)
    assert again.folder == first.folder
    (study,) = studies([again.folder])
    assert study.patient.patient_id == "P 17"
    assert [each.name for each in tmp_path.iterdir()] == [again.folder.name]


def test_what_was_here_stays_where_a_retrieve_fails_or_is_stopped(images, listed, tmp_path):
    with archive(images) as (node, settings):
        folder = retrieve(node, listed, settings, tmp_path).folder
        before = sorted(folder.iterdir())
        with pytest.raises(Cancelled):
            retrieve(node, listed, settings, tmp_path, cancel=lambda: True)
    with archive([]) as (node, settings), pytest.raises(NetworkRefused, match="sent nothing"):
        retrieve(node, listed, settings, tmp_path)
    assert sorted(folder.iterdir()) == before
    assert list(tmp_path.iterdir()) == [folder]


def test_fewer_images_than_the_archive_lists_are_told(images, listed, tmp_path):
    with archive(images[:-3]) as (node, settings):
        came = retrieve(node, listed, settings, tmp_path)
        unlisted = retrieve(node, replace(listed, images=None), settings, tmp_path)
    assert came.told == (
        f"archive lists {len(images)} images of this study, and {len(images) - 3} came: some may be missing.",
    )
    assert not unlisted.told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"PatientID": "P 18"}, "another patient (ID)"),
        ({"PatientName": "Somebody^Else"}, "another patient (name)"),
        ({"PatientName": "LEE ^ANN^"}, ""),
        ({"PatientName": "Lee^Ann=李^安"}, ""),
    ],
)
def test_another_patient_than_was_listed_is_told(images, tmp_path, sent, told):
    (other,) = changed(images[:1], SpecificCharacterSet="ISO_IR 192", **sent)
    other.save_as(tmp_path / "one.dcm", enforce_file_format=True)
    words = list(differences("archive", 1, ("P 17", "Lee^Ann"), [tmp_path / "one.dcm"]))
    assert told in " ".join(words)
    assert bool(told) == bool(words)


def test_another_study_than_was_asked_for_is_said_in_words(images, listed, tmp_path):
    with (
        archive(changed(images, StudyInstanceUID="2.25.9")) as (node, settings),
        pytest.raises(NetworkRefused, match="archive sent another study than was asked for"),
    ):
        retrieve(node, listed, settings, tmp_path)


def test_days_that_end_before_they_begin_are_not_asked_for():
    with pytest.raises(UsageError, match="ends before it begins"):
        _question(Criteria(study_date="20261130-20261101"))
