"""Finding and retrieving in the dialog, against dcmtk's archive on loopback."""

import subprocess

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.dicom.scan import studies
from core.network.nodes import Network, ReceiverSettings
from tests.helpers.dicom_nodes import dcmqrscp, program
from tests.helpers.exports import GRIDS, series_on_disk
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
        QTest.keyClicks(dialog.name, "Nobody")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "Nothing like it on archive" in dialog.news.text(), timeout=20_000)
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
