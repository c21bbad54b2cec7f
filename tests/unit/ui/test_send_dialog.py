"""The send dialog on a real export and real nodes on loopback."""

from dataclasses import replace

from core.export import export
from core.network.send import Outcome
from tests.helpers.dicom_nodes import free_port, own_node
from tests.helpers.exports import GRIDS, review, series_on_disk
from ui.dialogs.send_dialog import SendDialog


def test_status_of_each_object_and_what_failed_again(qtbot, tmp_path):
    series = series_on_disk(tmp_path / "series", GRIDS["thick"])
    export(review(series.geometry), series, series.geometry, "Kim", ("rtstruct", "seg"), tmp_path / "out")
    got = []

    def full_at_first(event):
        got.append(event.request.AffectedSOPInstanceUID)
        return 0xA700 if len(got) == 1 else 0

    with own_node(full_at_first) as node:
        away = replace(node, name="away", port=free_port())
        dialog = SendDialog(None, tmp_path / "out", (away, node))
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.go.click()
        qtbot.waitUntil(lambda: "away is not listening" in dialog.news.text(), timeout=20_000)
        assert got == []
        dialog.choices.button(1).click()
        dialog.go.click()
        qtbot.waitUntil(lambda: "stored 1 of 2" in dialog.news.text(), timeout=20_000)
        assert [line.outcome for line in dialog.lines.values()] == [Outcome.FAILED, Outcome.STORED]
        dialog.go.click()
        qtbot.waitUntil(lambda: "stored 1 of 1" in dialog.news.text(), timeout=20_000)
        assert len(got) == 3
        assert dialog.go.accessibleName() == "Close"
        dialog.go.click()
        assert not dialog.isVisible()
