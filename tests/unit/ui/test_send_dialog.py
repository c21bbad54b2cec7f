"""The send dialog on a real export and real nodes on loopback."""

import re
from dataclasses import replace

from PySide6.QtWidgets import QLabel

from core.export import export
from core.network.association import IMPLICIT_ANYWAY
from core.network.nodes import Node
from core.network.send import KINDS, Outcome, Sent, ToSend
from tests.helpers.dicom_nodes import free_port, own_node
from tests.helpers.exports import GRIDS, KOREAN, review, series_on_disk
from ui import appearance
from ui.dialogs.send_dialog import SendDialog, _ObjectLine
from ui.settings import Settings


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


def test_whose_the_files_are_is_read_from_them(qtbot, tmp_path):
    series = series_on_disk(tmp_path / "series", GRIDS["thick"], patient_name=KOREAN)
    export(review(series.geometry), series, series.geometry, "Kim", ("rtstruct", "seg"), tmp_path / "out")
    dialog = SendDialog(None, tmp_path / "out", (Node("away", "127.0.0.1", 1, "THEIRS"),))
    qtbot.addWidget(dialog)
    texts = [each.text() for each in dialog.findChildren(QLabel)]
    (whose,) = [each for each in texts if "ID " in each]
    assert whose.startswith("Hong, Gildong (홍길동) · ID ")
    assert dialog.where.text() == str(tmp_path / "out")


def test_kinds_and_what_became_of_them_are_told_in_korean(qtbot, tmp_path):
    appearance.put_on(Settings(language="ko"))
    try:
        for sop_class, kind in KINDS.items():
            what = ToSend(tmp_path / "a.dcm", sop_class, "1.2", "1.2.840.10008.1.2.1")
            line = _ObjectLine(what)
            qtbot.addWidget(line)
            told = [line._name.text()]
            for words in (
                "It has no room or too few resources: disk 3 (status A700).",
                "The connection was lost before it.",
                f"theirs takes no {kind}. Ask for it to be allowed.",
                f"theirs takes no {kind} in its encoding, Explicit VR Little Endian. {IMPLICIT_ANYWAY}",
            ):
                line.show_sent(Sent(what, Outcome.FAILED, words))
                told.append(line.words.toolTip())
            assert told[0] == "RT Structure Set" or re.search("[가-힣]", told[0])
            for each in told[1:]:
                assert re.search("[가-힣]", each)
                left = set(re.findall("[A-Za-z]{4,}", each))
                allowed = {"theirs", "disk", "Structure", "Explicit", "Little", "Endian", "transfer_syntax", "implicit"}
                assert left <= {*allowed, "transfer", "syntax", "A700"}, each
    finally:
        appearance.put_on(Settings(language="en"))
