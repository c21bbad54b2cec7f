"""Finding and retrieving in the dialog, against dcmtk's archive on loopback."""

import subprocess
import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.dicom.scan import studies
from core.network.nodes import Network, Node, ReceiverSettings
from core.network.query import Retrieved, StudyFound
from tests.helpers.dicom_nodes import dcmqrscp, free_port, program
from tests.helpers.exports import GRIDS, series_on_disk
from ui.dialogs import retrieve_dialog
from ui.dialogs.retrieve_dialog import RetrieveDialog


def test_search_by_name_retrieve_and_open(qtbot, tmp_path):
    series = series_on_disk(tmp_path / "series", GRIDS["thick"], patient_name="Lee^Ann")
    with dcmqrscp(tmp_path / "archive") as (node, back):
        sent = [program("storescu"), "-aec", node.ae_title, "127.0.0.1", node.port, *(i.path for i in series.instances)]
        subprocess.run(list(map(str, sent)), check=True, timeout=60)
        opened = []
        network = Network((node,), ReceiverSettings(port=back))
        dialog = RetrieveDialog(None, network, tmp_path / "received", opened.extend)
        qtbot.addWidget(dialog)
        dialog.show()
        assert not dialog.search.isEnabled()
        dialog.test.click()
        qtbot.waitUntil(lambda: dialog.news.text() == "archive answers.", timeout=20_000)
        QTest.keyClicks(dialog.name, "Nobody")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "Nothing like it on archive" in dialog.news.text(), timeout=20_000)
        assert "capitals" in dialog.news.text()
        assert not dialog.go.isEnabled()
        dialog.name.setText("Lee")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "1 study on archive" in dialog.news.text(), timeout=20_000)
        assert [dialog.table.item(0, n).text() for n in range(3)] == ["Lee, Ann", "DEMO-1", "1 Nov 2026"]
        dialog.go.click()
        qtbot.waitUntil(lambda: bool(opened), timeout=30_000)
    assert not dialog.isVisible()
    (study,) = studies(opened)
    assert study.series[0].geometry.matches(series.geometry)


def test_a_node_that_does_not_answer_is_named_and_the_wait_can_be_ended(qtbot, tmp_path, monkeypatch, caplog):
    closed = Node("gone", "127.0.0.1", free_port(), "GONE")
    dialog = RetrieveDialog(None, Network((closed,), ReceiverSettings(port=0)), tmp_path, list)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.test.click()
    qtbot.waitUntil(lambda: "gone" in dialog.news.text() and dialog.test.isEnabled(), timeout=20_000)
    asked, over = threading.Event(), threading.Event()
    monkeypatch.setattr(retrieve_dialog, "echo", lambda _node: (asked.set(), over.wait(60)))
    dialog.test.click()
    qtbot.waitUntil(asked.is_set)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.news.text().startswith("Stopped."), timeout=5000)
    over.set()
    assert dialog.isVisible()
    assert "unforeseen" not in caplog.text


def test_what_is_not_as_listed_is_told_before_it_is_opened(qtbot, tmp_path, monkeypatch):
    came = Retrieved(tmp_path, ("archive lists 12 images of this study, and 8 came: some may be missing.",))
    monkeypatch.setattr(retrieve_dialog, "retrieve", lambda *_all: came)
    opened = []
    node = Node("archive", "127.0.0.1", free_port(), "ARCHIVE")
    dialog = RetrieveDialog(None, Network((node,), ReceiverSettings(port=0)), tmp_path, opened.extend)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._show_found((StudyFound("2.25.1", "Lee^Ann", "P 17", "20261101", "", "MR", 12),))
    assert dialog.open_all_the_same.isHidden()
    dialog.go.click()
    qtbot.waitUntil(lambda: "12 images" in dialog.news.text())
    assert dialog.isVisible()
    assert not opened
    dialog.open_all_the_same.click()
    assert opened == [tmp_path]
    assert not dialog.isVisible()
