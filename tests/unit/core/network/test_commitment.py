"""Storage commitment: Orthanc answers on a connection of its own, others on ours, some not at all."""

import pytest
from pydicom.dataset import Dataset
from pynetdicom import AE, AllStoragePresentationContexts, evt

from core.export import export
from core.network.commitment import PUSH_MODEL, Commitment, commit
from core.network.nodes import Node, ReceiverSettings
from core.network.send import objects_of, send
from tests.helpers.dicom_nodes import orthanc, storescp
from tests.helpers.exports import GRIDS, review, series_on_disk
from ui.commandline.parser import parse

OFF = ReceiverSettings()


@pytest.fixture(scope="module")
def objects(tmp_path_factory):
    series = series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["thick"])
    folder = tmp_path_factory.mktemp("export") / "out"
    export(review(series.geometry), series, series.geometry, "Kim", ("rtstruct", "seg"), folder)
    return objects_of(folder)


def test_orthanc_answers_for_what_it_has_and_not_for_what_it_lacks(objects, tmp_path):
    with orthanc(tmp_path / "orthanc") as (node, back):
        receiver = ReceiverSettings(enabled=True, port=back)
        send(objects[:1], node)
        one = commit(objects[:1], node, receiver)
        both = commit(objects, node, receiver)
    assert one.answer is Commitment.KEPT
    assert one.words == "Storage commitment: orthanc answers for all of them."
    assert both.answer is Commitment.PARTLY
    assert both.failed == objects[1:]
    assert objects[1].path.name in both.words


def test_a_node_that_offers_none_is_no_failure(objects, tmp_path):
    with storescp(tmp_path / "there") as node:
        found = commit(objects, node, OFF)
    assert found.answer is Commitment.NOT_OFFERED
    assert found.words == ""


def provider(act):
    ae = AE("THEIRS")
    ae.supported_contexts = AllStoragePresentationContexts
    ae.add_supported_context(PUSH_MODEL)
    return ae.start_server(("127.0.0.1", 0), block=False, evt_handlers=[(evt.EVT_N_ACTION, act)])


@pytest.mark.parametrize(
    ("status", "tells", "wanted"),
    [(0x0000, True, Commitment.KEPT), (0x0000, False, Commitment.NO_ANSWER), (0x0110, False, Commitment.REFUSED)],
)
def test_answers_on_the_same_connection(objects, status, tells, wanted):
    def act(event):
        if tells:
            report = Dataset()
            report.TransactionUID = event.action_information.TransactionUID
            report.ReferencedSOPSequence = event.action_information.ReferencedSOPSequence
            event.assoc.send_n_event_report(report, 1, PUSH_MODEL, f"{PUSH_MODEL}.1")
        return status, None

    server = provider(act)
    try:
        node = Node("theirs", "127.0.0.1", server.socket.getsockname()[1], "THEIRS")
        assert commit(objects, node, OFF, wait_seconds=0.5).answer is wanted
    finally:
        server.shutdown()


def test_the_command_tells_the_answer(objects, tmp_path, monkeypatch, capsys):
    def act(event):
        report = Dataset()
        report.TransactionUID = event.action_information.TransactionUID
        event.assoc.send_n_event_report(report, 1, PUSH_MODEL, f"{PUSH_MODEL}.1")
        return 0x0000, None

    server = provider(act)
    server.bind(evt.EVT_C_STORE, lambda event: 0)
    try:
        port = server.socket.getsockname()[1]
        monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path))
        node = f'[[node]]\nname = "theirs"\nhost = "127.0.0.1"\nport = {port}\nae_title = "THEIRS"\n'
        (tmp_path / "nodes.toml").write_text(node, encoding="utf-8")
        assert parse(["send", str(objects[0].path.parent), "--to", "theirs"]).run() == 0
    finally:
        server.shutdown()
    assert "Storage commitment: theirs answers for all of them." in capsys.readouterr().out
