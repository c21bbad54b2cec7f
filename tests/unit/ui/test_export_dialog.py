"""Export: proven before it is written, refused where a contour differs, receipt afterwards."""

import errno
import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core import crash_report, folders
from core.errors import ExportRefused
from core.export_folder import Trouble
from core.planning.dry_run import RulesBroken
from core.planning.profile import GENERIC
from core.study import Instance
from ui import appearance
from ui.core_words import spoken
from ui.dialogs import export_dialog
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.receipt_columns import LEFT, TICK, Columns, RoiLine
from ui.export_means import export_means
from ui.last_export import LastExport
from ui.settings import Settings, load
from ui.theme import font

Key = Qt.Key


@pytest.fixture
def judged(review):
    """One lesion rejected, two accepted; the dialog is not open yet."""
    return review.press(Key.Key_R, Key.Key_1, Key.Key_A, Key.Key_A)


def opened(desk) -> ExportDialog:
    desk.press(Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    desk.qtbot.addWidget(dialog)
    return dialog


def test_dry_run_is_made_at_once_and_writes_nothing(judged):
    dialog = opened(judged)
    judged.qtbot.waitUntil(lambda: dialog.verdict.sentence.text().startswith("Dry run passed: 2 of 2"))
    assert judged.exported == []
    assert dialog.go.face.text == "Export 2 lesions"
    assert not dialog.go.isEnabled(), "no folder yet"


def test_the_folder_of_the_images_is_named_at_once(judged, tmp_path):
    dialog = opened(judged)
    chosen = judged.screen.chosen
    laid = replace(chosen.series, instances=(Instance(tmp_path / "one.dcm", "", "", None),))
    dialog._screen = replace(dialog._screen, chosen=replace(chosen, series=laid))
    dialog.folder.setText(str(tmp_path))
    assert dialog.trouble.text() == "This folder holds the series' images. Choose another folder."
    assert not dialog.go.isEnabled()


def test_export_writes_and_becomes_the_receipt(judged, tmp_path, monkeypatch):
    monkeypatch.setattr(export_dialog, "show_folder", lambda _folder: False)
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    dialog.go.click()
    judged.qtbot.waitUntil(lambda: dialog.windowTitle() == "Exported")
    ((state, reader, formats, folder),) = judged.exported
    assert [each.lesion_id for each in state.accepted] == ["L2", "L3"]
    assert (reader, folder) == ("K. Han", tmp_path)
    assert "rtstruct" in formats
    assert dialog.verdict.sentence.text() == "Receipt: all 2 read back from disk agree"
    dialog.show_folder.click()
    assert dialog.verdict.sentence.text() == "Receipt: all 2 read back from disk agree", "the verdict stands"
    assert dialog.verdict.words.text() == "No file manager opened: the path is on the clipboard."
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[-1] == f"{'ab' * 32}  structures.dcm"
    assert "K. Han, approved, " in copied[2]
    assert next(line.split("\t")[0] for line in copied if "\t" in line) == "structure"
    assert len([line for line in copied if "\t" in line]) == 3, "each lesion with its volumes"
    dialog.go.click()
    assert not dialog.isVisible()


def test_while_it_is_written_the_dialog_stays(judged, tmp_path):
    """Closed on the way, it would lie in the folder all the same, and nobody would see its receipt."""
    go_on, write = threading.Event(), judged.controller.work.export

    def slowly(*given):
        assert go_on.wait(5)
        return write(*given)

    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    object.__setattr__(judged.controller.work, "export", slowly)
    dialog.go.click()
    assert dialog.verdict.sentence.text() == "Writing to your folder, and reading back"
    assert not dialog.cancel.isEnabled()
    assert not dialog.folder.isEnabled(), "the receipt is of the folder that was chosen"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    go_on.set()
    judged.qtbot.waitUntil(lambda: dialog.windowTitle() == "Exported")


def test_contour_that_differs_turns_the_export_off(judged, tmp_path):
    judged.receipt_factor = 1.006
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    judged.qtbot.waitUntil(lambda: "differs" in dialog.verdict.sentence.text())
    assert not dialog.go.isEnabled()
    assert "MET_02" in dialog.go.toolTip()


def test_what_is_left_out_is_said_with_the_reason(judged):
    dialog = opened(judged)
    words = [each.text() for each in dialog.findChildren(QLabel)]
    assert any(text.startswith("Not exported: 1 ") and "(vessel)" in text for text in words)
    assert any("2 findings put aside" in text for text in words)


def test_refused_export_is_said_in_the_dialog(judged, tmp_path, monkeypatch):
    def refuse(*args):
        raise ExportRefused("D:\\Planning is full.", "Choose another folder.")

    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    object.__setattr__(judged.controller.work, "export", refuse)
    dialog.go.click()
    judged.qtbot.waitUntil(lambda: dialog.verdict.sentence.text() == "D:\\Planning is full.")
    assert dialog.verdict.words.text() == "Choose another folder."
    assert dialog.go.isEnabled(), "another try is possible"


def test_no_kind_of_file_is_no_export(judged, tmp_path):
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert dialog.formats == ()
    assert not dialog.go.isEnabled()


def test_rules_of_the_planning_system_are_listed_and_turn_the_export_off(judged, tmp_path):
    asked = []
    broken = ("The name GTV_02 has 6 characters; 4 are allowed.", "There are 2 structures; Narrow takes 1.")
    dry_run = judged.controller.work.dry_run

    def refuse(what, formats):
        asked.append(what.choice.profile.name)
        if what.choice.profile.name == GENERIC.name:
            return dry_run(what, formats)
        raise RulesBroken(what.choice.profile.name, broken)

    object.__setattr__(judged.controller.work, "dry_run", refuse)
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    names = [action.text() for action in dialog.systems.menu.actions()]
    assert names == ["Generic", "Brainlab", "Eclipse", "GammaPlan", "MIM", "Monaco", "RayStation"]
    dialog.systems.menu.actions()[2].trigger()
    judged.qtbot.waitUntil(lambda: dialog.verdict.sentence.text() == "Dry run: 2 rules of Eclipse would be broken")
    assert asked == ["Generic", "Eclipse"]
    assert [each.text() for each in dialog.rules.widget().findChildren(QLabel)] == list(broken)
    assert dialog.table.isHidden()
    assert not dialog.go.isEnabled()
    dialog.systems.menu.actions()[0].trigger()
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    assert dialog.rules.isHidden()


def test_the_proof_of_another_choice_is_not_shown(judged, tmp_path):
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    assert dialog.table.lines
    dialog.contours.segments.buttons[1].click()
    assert dialog.table.lines == ()
    judged.qtbot.waitUntil(lambda: bool(dialog.table.lines))


def test_contours_margin_and_brain_go_with_the_export_and_say_their_price(judged, tmp_path):
    asked = []
    dry_run = judged.controller.work.dry_run

    def listen(what, formats):
        asked.append(what.choice)
        return dry_run(what, formats)

    object.__setattr__(judged.controller.work, "dry_run", listen)
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    assert "follow the voxels" in dialog.contours.price.text()
    dialog.contours.segments.buttons[1].click()
    assert "small lesions too large" in dialog.contours.price.text()
    dialog.beside.margin.setText("2,5")
    dialog.beside.inside.click()
    dialog.beside.brain.click()
    judged.qtbot.waitUntil(lambda: dialog.go.isEnabled() and asked[-1].brain)
    chosen = asked[-1]
    assert (chosen.contours, chosen.margin_mm, chosen.inside_brain) == ("smooth", 2.5, True)


@pytest.mark.parametrize("text", ["0", "21", "two", "-1", "nan", "1e9"])
def test_a_margin_that_cannot_be_made_turns_the_export_off(judged, tmp_path, text):
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    dialog.beside.margin.setText(text)
    assert dialog.verdict.sentence.text() == "This margin cannot be made."
    assert dialog.verdict.words.text() == "Give 0.1 to 20 mm."
    assert not dialog.go.isEnabled()
    dialog.beside.margin.setText("")
    judged.qtbot.waitUntil(dialog.go.isEnabled)


def test_a_folder_that_cannot_take_the_export_is_said_at_once(judged, tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "receipt.json").write_text("{}")
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path / "new"))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    for name, words in (("file/in", "is a file, not a folder"), ("old", "holds an export already")):
        dialog.folder.setText(str(tmp_path / name))
        assert words in dialog.trouble.text()
        assert not dialog.trouble.isHidden()
        assert not dialog.go.isEnabled()
    dialog.folder.setText(str(tmp_path / "new"))
    assert dialog.trouble.isHidden()
    assert dialog.go.isEnabled()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "may not be written to"),
        (OSError(errno.EHOSTDOWN, "Host is down"), "cannot be reached now"),
    ],
)
def test_the_last_folder_out_of_reach_leaves_another_to_be_chosen(judged, tmp_path, monkeypatch, error, words):
    """It was: no dialog at all, until the settings' file was edited."""
    stat = Path.stat

    def fail(path, **how):
        if path.is_relative_to(tmp_path / "away"):
            raise error
        return stat(path, **how)

    monkeypatch.setattr(Path, "stat", fail)
    settings = replace(judged.commands._settings, export_folder=str(tmp_path / "away" / "export"))
    monkeypatch.setattr(judged.commands, "_settings", settings)
    dialog = opened(judged)
    judged.qtbot.waitUntil(lambda: "passed" in dialog.verdict.sentence.text())
    assert words in dialog.trouble.text()
    assert not dialog.go.isEnabled()
    dialog.folder.setText(str(tmp_path / "new"))
    assert dialog.trouble.isHidden()
    assert dialog.go.isEnabled()


def test_a_name_that_no_folder_can_have_is_said_while_it_is_typed(judged, tmp_path):
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path / ("가" * 255)))
    assert "No folder can have this name here" in dialog.trouble.text()
    assert not dialog.go.isEnabled()


def test_files_of_the_site_that_are_wrong_take_away_only_what_they_are_about(judged, tmp_path):
    folders.profiles().mkdir(parents=True, exist_ok=True)
    (folders.profiles() / "bad.toml").write_text("= =\n")
    folders.nodes_file().write_text("[[node]]\nname = 3\n")
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path / "new"))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    words = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "The profile bad.toml cannot be read: line 1 is no TOML from letter 1 on. Mend the file." in words
    assert "bad cannot be chosen until then." in words
    assert "nodes.toml is wrong: a node has no ae_title. Mend the file. Nothing can be sent until then." in words


def test_those_files_and_broken_rules_are_told_in_korean(qapp):
    appearance.put_on(Settings(language="ko"))
    try:
        folders.profiles().mkdir(parents=True, exist_ok=True)
        (folders.profiles() / "bad.toml").write_text('name="Bad')
        folders.nodes_file().write_text("ae_title = 7\n")
        told = export_means().troubles
        rules = (
            "The name GTV_02 has 6 characters; 4 are allowed.",
            "The name GTV 02 holds space, which Eclipse does not take.",
            "2 structures are named gtv_02, letter case aside.",
            "Eclipse takes no approved structure set; export it as unapproved.",
            "There are 12 structures; Eclipse takes 10.",
            "A contour of GTV_02 has 1200 points; Eclipse takes 1000.",
            "A contour is too long for explicit transfer syntax, and Eclipse takes no other.",
        )
        for words in (*told, *map(spoken, rules)):
            assert re.search("[가-힣]", words)
            left = set(re.findall("[A-Za-z]{2,}", words))
            allowed = {"bad", "toml", "TOML", "nodes", "AE", "Eclipse", "GTV", "gtv", "explicit"}
            assert left <= allowed, words
    finally:
        appearance.put_on(Settings(language="en"))


def test_an_export_as_unapproved_says_what_that_means_and_is_one(judged, tmp_path):
    """A planning system that takes no approved structure set was a dead end in the window."""
    asked = []
    dry_run = judged.controller.work.dry_run

    def listen(what, formats):
        asked.append(what.choice.approved)
        if what.choice.approved:
            raise RulesBroken("Eclipse", ("Eclipse takes no approved structure set; export it as unapproved.",))
        return dry_run(what, formats)

    object.__setattr__(judged.controller.work, "dry_run", listen)
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path / "new"))
    judged.qtbot.waitUntil(lambda: "would be broken" in dialog.verdict.sentence.text())
    assert dialog.approval.words.isHidden()
    dialog.approval.unapproved.click()
    assert "UNAPPROVED" in dialog.approval.words.text()
    assert dialog.approval.head.text() == "Judged by"
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    assert asked == [True, False]
    dialog.go.click()
    judged.qtbot.waitUntil(lambda: dialog.windowTitle() == "Exported")
    words = [each.text() for each in dialog.findChildren(QLabel)]
    assert "Unapproved, judged by K. Han" in words
    assert not any(each.startswith("Signed by") for each in words)


def test_the_next_export_begins_as_the_last_one_was_set(judged, tmp_path):
    dialog = opened(judged)
    shown = {each.text() for each in dialog.findChildren(QLabel)}
    assert "Set as in your last export; look at it once more." not in shown
    dialog.folder.setText(str(tmp_path / "one"))
    dialog.systems.menu.actions()[2].trigger()
    dialog.contours.segments.buttons[1].click()
    dialog.beside.margin.setText("2.5")
    dialog.beside.inside.click()
    dialog.beside.brain.click()
    dialog.boxes["csv"].click()
    dialog.boxes["nifti"].click()
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    formats = dialog.formats
    dialog.go.click()
    judged.qtbot.waitUntil(lambda: dialog.windowTitle() == "Exported")
    dialog.go.click()
    dialog = opened(judged)
    chosen = dialog.choice
    assert (chosen.profile.name, chosen.contours, chosen.margin_mm, chosen.inside_brain) == (
        "Eclipse",
        "smooth",
        2.5,
        True,
    )
    assert dialog.contours.segments.buttons[1].isChecked()
    assert dialog.formats == formats
    assert not chosen.brain, "that a brain was looked at is said of each patient anew"
    shown = {each.text() for each in dialog.findChildren(QLabel)}
    assert "Set as in your last export; look at it once more." in shown
    kept = load(folders.settings_file()).last_export
    assert (kept.system, kept.margin_mm, kept.formats) == ("Eclipse", 2.5, formats)


def test_a_system_that_is_gone_since_the_last_export_is_named(judged, monkeypatch):
    settings = replace(judged.commands._settings, last_export=LastExport("Elsewhere"))
    monkeypatch.setattr(judged.commands, "_settings", settings)
    dialog = opened(judged)
    assert dialog.systems.profile.name == "Generic"
    words = [each.text() for each in dialog.findChildren(QLabel)]
    assert "Elsewhere, chosen in the last export, is not to be had: Generic is chosen." in words


def test_a_relative_folder_is_meant_from_the_home_folder_on_and_said_so(judged, tmp_path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path / "new"))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    assert dialog.means.isHidden()
    dialog.folder.setText("exports/../planning")
    assert not dialog.means.isHidden()
    assert dialog.means.text() == f"That is {tmp_path / 'planning'}"
    dialog.go.click()
    judged.qtbot.waitUntil(lambda: dialog.windowTitle() == "Exported")
    ((*_, folder),) = judged.exported
    assert folder == tmp_path / "planning"


@pytest.fixture
def in_text_of():
    yield lambda percent: appearance.put_on(Settings(language="en", text_percent=percent))
    appearance.put_on(Settings(language="en"))


LINES = tuple(RoiLine(f"GTV_{n:02d}", "Right cerebellar", 12345.0, 12345.0, 0.01, 1.0, 27) for n in range(12))


@pytest.mark.parametrize(("percent", "width"), [(90, 560), (100, 535), (100, 900), (150, 526), (150, 900)])
def test_figures_never_meet(qapp, in_text_of, percent, width):
    in_text_of(percent)
    columns = Columns.of(LINES, width)
    plain, small = QFontMetricsF(font(13)), QFontMetricsF(font(11))
    left, room = columns.position
    end = left + room if room else LEFT + plain.horizontalAdvance(LINES[0].name)
    for value, head, right in zip(LINES[0].values, columns.heads, columns.rights, strict=True):
        widest = max(plain.horizontalAdvance(value), *map(small.horizontalAdvance, head))
        assert right - widest >= end, (value, head)
        end = right
    assert end <= max(width, columns.least) - TICK + 0.1  # where there is less room, it is scrolled to


@pytest.mark.parametrize("percent", [100, 150])
def test_the_smallest_window_cuts_nothing_at_its_sides(judged, tmp_path, in_text_of, percent):
    in_text_of(percent)
    judged.window.resize(960, 600)
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path / "new"))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    page = dialog.left.widget(0)
    assert page.widget().width() == page.viewport().width()
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()
    assert dialog.table.widget().width() == dialog.table.viewport().width()
    words = (dialog.verdict.sentence, dialog.verdict.words)
    judged.qtbot.waitUntil(lambda: all(each.height() >= each.heightForWidth(each.width()) for each in words))
    dialog.go.click()
    judged.qtbot.waitUntil(lambda: dialog.windowTitle() == "Exported")
    page = dialog.left.widget(1)
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()


def test_another_studys_export_is_not_proposed_the_former_patients_folder(judged, tmp_path):
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path / "PARK Minji"))
    judged.qtbot.waitUntil(dialog.go.isEnabled)
    dialog.go.click()
    judged.qtbot.waitUntil(lambda: dialog.windowTitle() == "Exported")
    dialog.go.click()
    screen = judged.screen
    assert judged.commands._proposed_folder(screen) == str(tmp_path / "PARK Minji")
    study = replace(screen.chosen.study, study_instance_uid="2.25.77")
    other = replace(screen, chosen=replace(screen.chosen, study=study))
    assert judged.commands._proposed_folder(other) == str(tmp_path / "export")


def test_what_nobody_foresaw_in_the_dialog_leaves_a_report(judged, own_home):
    def fail(what, formats):
        raise ValueError("of a library")

    object.__setattr__(judged.controller.work, "dry_run", fail)
    dialog = opened(judged)
    judged.qtbot.waitUntil(lambda: dialog.verdict.sentence.text().startswith("Something unforeseen"))
    assert len(crash_report.reports()) == 1


def test_a_folder_is_looked_at_again_when_the_reader_comes_back_from_making_room(judged, tmp_path, monkeypatch):
    monkeypatch.setattr(export_dialog, "trouble_of", lambda *_: Trouble.FULL)
    dialog = opened(judged)
    dialog.folder.setText(str(tmp_path))
    judged.qtbot.waitUntil(lambda: dialog.verdict.sentence.text().startswith("Dry run passed"))
    assert not dialog.go.isEnabled()
    monkeypatch.setattr(export_dialog, "trouble_of", lambda *_: None)
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.ActivationChange))
    assert dialog.go.isEnabled()
    assert not dialog.trouble.isVisible()
