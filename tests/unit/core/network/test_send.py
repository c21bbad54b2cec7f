"""Sending to dcmtk's storescp and to a node that answers as told, all on loopback."""

import json
import shutil
import socket
from dataclasses import replace

import pytest
from pydicom import dcmread
from pydicom.uid import ImplicitVRLittleEndian
from pynetdicom import build_context

from core.errors import Cancelled, NetworkRefused, UsageError
from core.export import export
from core.network.association import echo
from core.network.query import Criteria, find_studies
from core.network.send import Outcome, objects_of, send, send_with_retries, status_words
from core.receipt import sha256
from tests.helpers.dicom_nodes import free_port, orthanc, own_node, storescp
from tests.helpers.exports import GRIDS, review, series_on_disk
from ui.commandline.parser import parse


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    series = series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["thick"])
    folder = tmp_path_factory.mktemp("export") / "out"
    export(review(series.geometry), series, series.geometry, "Kim", ("rtstruct", "seg", "sr", "csv"), folder)
    return series, folder


def test_each_object_arrives_at_storescp_bit_for_bit_and_no_image_with_it(exported, tmp_path):
    series, folder = exported
    images = {each.path: sha256(each.path) for each in series.instances}
    with storescp(tmp_path / "there") as node:
        echo(node)
        report = send(objects_of(folder), node)
    assert [each.outcome for each in report.objects] == [Outcome.STORED] * 3
    arrived = [dcmread(path) for path in (tmp_path / "there").iterdir()]
    assert {each.Modality for each in arrived} == {"RTSTRUCT", "SEG", "SR"}
    for name in ("structures.dcm", "segmentation.dcm", "report.dcm"):
        sent = dcmread(folder / name)
        assert any(sent == each for each in arrived)
    assert images == {path: sha256(path) for path in images}


def test_each_object_arrives_at_orthanc(exported, tmp_path):
    _, folder = exported
    with orthanc(tmp_path / "orthanc") as (node, _):
        echo(node)
        report = send(objects_of(folder), node)
        assert [each.outcome for each in report.objects] == [Outcome.STORED] * 3
        (found,) = find_studies(node, Criteria(patient_id="DEMO-1"))
        assert set(found.modalities.split(", ")) == {"RTSTRUCT", "SEG", "SR"}


def test_the_command_sends_and_tells(exported, tmp_path, monkeypatch, capsys):
    _, folder = exported
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    with own_node(lambda event: 0) as node:
        (tmp_path / "home" / "nodes.toml").write_text(
            f'[[node]]\nname = "Planning"\nhost = "{node.host}"\nport = {node.port}\nae_title = "THEIRS"\n'
        )
        assert parse(["send", str(folder), "--to", "planning", "--json"]).run() == 0
        assert json.loads(capsys.readouterr().out)["stored"] == 3
        assert parse(["send", "--to", "planning", "--echo"]).run() == 0
    with own_node(lambda event: 0xA700) as node:
        (tmp_path / "home" / "nodes.toml").write_text(
            f'[[node]]\nname = "Planning"\nhost = "{node.host}"\nport = {node.port}\nae_title = "THEIRS"\n'
        )
        capsys.readouterr()
        assert parse(["send", str(folder), "--to", "planning"]).run() == 6
        assert "structures.dcm: failed. It has no room or too few resources (status A700)." in capsys.readouterr().out
    with pytest.raises(UsageError, match=r"No node elsewhere is configured. There is Planning"):
        parse(["send", str(folder), "--to", "elsewhere"]).run()


def test_only_what_failed_is_sent_again(exported):
    _, folder = exported
    got = []

    def full_at_first(event):
        got.append(event.request.AffectedSOPInstanceUID)
        return 0xA700 if len(got) == 1 else 0xB000 if len(got) == 2 else 0

    with own_node(full_at_first) as node:
        report = send_with_retries(objects_of(folder), node, 2)
    assert len(got) == 4
    assert got[3] == got[0]
    assert [each.outcome for each in report.objects] == [Outcome.STORED, Outcome.WARNED, Outcome.STORED]
    assert report.objects[1].words == "It changed values on storing (status B000)."


def test_what_a_node_does_not_take_is_said_of_that_object_alone(exported):
    _, folder = exported
    with own_node(lambda event: 0, contexts=[build_context("1.2.840.10008.5.1.4.1.1.481.3")]) as node:
        report = send(objects_of(folder), node)
    assert [each.outcome for each in report.objects] == [Outcome.FAILED, Outcome.FAILED, Outcome.STORED]
    assert report.objects[1].words == "theirs takes no Segmentation. Ask for it to be allowed."


def test_a_node_of_another_encoding_is_told_as_such_with_the_way_out(exported):
    """Such a node takes the kinds: to have them allowed leads nowhere."""
    _, folder = exported
    kinds = [each.sop_class for each in objects_of(folder)]
    implicit = [build_context(each, ImplicitVRLittleEndian) for each in kinds]
    with own_node(lambda event: 0, contexts=implicit) as node, pytest.raises(NetworkRefused) as refused:
        send(objects_of(folder), node)
    assert refused.value.sentence == "theirs takes none of these objects in their encoding."
    assert 'transfer_syntax = "implicit"' in refused.value.remedy
    with own_node(lambda event: 0, contexts=[*implicit[1:], build_context(kinds[0])]) as node:
        report = send(objects_of(folder), node)
    assert [each.outcome for each in report.objects] == [Outcome.STORED, Outcome.FAILED, Outcome.FAILED]
    begin = "theirs takes no Segmentation in its encoding, Explicit VR Little Endian. Ask for"
    assert report.objects[1].words.startswith(begin)


def test_a_connection_that_breaks_in_the_middle(exported):
    _, folder = exported

    def breaks(event):
        event.assoc.abort()
        return 0

    with own_node(breaks) as node:
        report = send(objects_of(folder), node, answer_seconds=1)
    assert [each.outcome for each in report.objects] == [Outcome.FAILED] * 3
    assert "broke the connection off" in report.objects[0].words
    assert "lost before it" in report.objects[2].words


def silent_listener():
    one = socket.socket()
    one.bind(("127.0.0.1", 0))
    one.listen()
    return one


def test_why_there_is_no_connection(exported):
    _, folder = exported
    with own_node(lambda event: 0, known_callers=("KNOWN",)) as node:
        with pytest.raises(NetworkRefused, match="does not know us as METSREVIEW"):
            send(objects_of(folder), node)
        with pytest.raises(NetworkRefused, match="is not called OTHER: wrong AE title"):
            echo(replace(node, ae_title="OTHER", our_ae_title="KNOWN"))
        echo(replace(node, our_ae_title="KNOWN"))
    with pytest.raises(NetworkRefused, match="is not listening at"):
        echo(replace(node, port=free_port()))
    with pytest.raises(NetworkRefused, match=r"no computer is called nowhere\.invalid"):
        echo(replace(node, host="nowhere.invalid"))
    with silent_listener() as one, pytest.raises(NetworkRefused, match="not as a DICOM node"):
        echo(replace(node, port=one.getsockname()[1]), connect_seconds=0.5)
    only_images = [build_context("1.2.840.10008.5.1.4.1.1.4")]
    with own_node(lambda event: 0, contexts=only_images) as node, pytest.raises(NetworkRefused, match="takes none"):
        send(objects_of(folder)[:1], node)


def test_cancel_between_objects(exported):
    _, folder = exported
    got = []
    with own_node(lambda event: got.append(event) or 0) as node, pytest.raises(Cancelled):
        send(objects_of(folder), node, cancel=lambda: len(got) == 1)
    assert len(got) == 1


def test_only_whole_exports_and_never_images(exported, tmp_path):
    series, folder = exported
    with pytest.raises(UsageError, match="holds no export"):
        objects_of(series.instances[0].path.parent)
    changed = shutil.copytree(folder, tmp_path / "changed")
    with (changed / "structures.dcm").open("ab") as file:
        file.write(b"\0\0")
    with pytest.raises(UsageError, match=r"structures\.dcm is not as it was exported"):
        objects_of(changed)
    image = shutil.copytree(folder, tmp_path / "image")
    shutil.copy(series.instances[0].path, image / "image.dcm")
    receipt = json.loads((image / "receipt.json").read_text())
    receipt["files"]["image.dcm"] = sha256(image / "image.dcm")
    (image / "receipt.json").write_text(json.dumps(receipt))
    with pytest.raises(UsageError, match="Images are never sent"):
        objects_of(image)


def test_every_status_has_words():
    assert status_words(0xC123) == "It cannot understand the object"
    assert status_words(0x0124) == "We are not allowed to"
    assert status_words(0xA900) == "It says the data set does not match its kind"
    assert status_words(0x0999) == "It refused"
