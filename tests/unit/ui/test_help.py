"""The Help menu: everything in it opens, tells what is so, and sends nothing."""

import json
import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QWidget

from core import components, crash_report, folders
from core.version import VERSION
from ui import folder_opening, guide, help_commands
from ui.actions import Command
from ui.dialogs import guide_page
from ui.dialogs.about import About, Inventory, look_up
from ui.dialogs.doctor_page import DoctorPage
from ui.dialogs.frame import DialogFrame
from ui.dialogs.guide_page import GuidePage
from ui.dialogs.text_page import TextPage
from ui.help_commands import GROUPS
from ui.theme import TEXT_PROPERTY

ROOT = Path(__file__).parents[3]


def over(window, kind):
    return next((each for each in window.findChildren(kind) if each.isVisible()), None)


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    """What a build lays beside the program."""
    folder = tmp_path / "assets" / "licences"
    folder.mkdir(parents=True)
    (folder / "numpy.txt").write_text("Redistribution and use")
    rows = [
        {"name": "numpy", "version": "2.4.6", "licence": "BSD-3-Clause", "text": "numpy.txt"},
        {"name": "bare", "version": "1", "licence": "MIT", "text": ""},
    ]
    (folder / "versions.json").write_text(json.dumps(rows))
    (folder / "sbom.cdx.json").write_text('{"bomFormat": "CycloneDX"}')
    monkeypatch.setattr(components, "folder", lambda: folder)
    return folder


def test_the_menu_holds_every_command_and_is_reached_from_the_top_bar_and_the_menu(desk):
    menu = desk.commands.help.menu(desk.commands.carry_out)
    assert sum(not action.isSeparator() for action in menu.actions()) == sum(map(len, GROUPS))
    assert desk.window.top.help.isVisible()
    desk.window.resize(960, 600)
    desk.qtbot.waitUntil(lambda: not desk.window.top.help.isVisible())


def test_about_tells_version_packages_and_checksums(desk):
    found = look_up()
    assert {name.split()[0] for name, _ in found.packages} >= {"brain-mask", "mets-demo"}
    assert all(len(digest) == 64 for _, digest in found.packages)
    desk.commands.carry_out(Command.ABOUT)
    desk.qtbot.waitUntil(lambda: over(desk.window, About) is not None, timeout=20_000)
    about = over(desk.window, About)
    about.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert f"MetsReview {VERSION}" in copied
    assert found.packages[0][1] in copied, "Copy gives the whole checksum"
    assert not about.bill.isVisible(), "run from source there is none"
    about.accept()


def test_about_of_a_packaged_program_shows_licences_and_bill(desk, packaged):
    about = About(desk.window, Inventory((("mets-demo 1", "ab" * 32),), "cd" * 32, components.components()))
    about.open()
    assert "program sha256 cdcd" in about.plain_text()
    assert "numpy 2.4.6 (BSD-3-Clause)" in about.plain_text()
    button = next(
        each
        for each in about.findChildren(object)
        if getattr(each, "accessibleName", str)() != "" and each.accessibleName() == "Licence of numpy"
    )
    button.click()
    page = over(about, TextPage)
    assert page.text.toPlainText() == "Redistribution and use"
    page.accept()
    about.bill.click()
    assert "CycloneDX" in over(about, TextPage).text.toPlainText()


def test_about_fits_into_a_small_window_with_large_letters(desk, packaged, qapp):
    qapp.setProperty(TEXT_PROPERTY, 150)
    try:
        desk.window.resize(960, 600)
        about = About(desk.window, Inventory((("mets-demo 1", "ab" * 32),), "cd" * 32, components.components()))
        about.open()
        assert about.width() <= 960
        assert about.height() <= 600
        assert about.minimumSizeHint().height() <= 600
        about.accept()
    finally:
        qapp.setProperty(TEXT_PROPERTY, 100)


def test_a_refused_package_is_told_in_about(desk):
    folders.models().mkdir(parents=True)
    (folders.models() / "broken.mets").write_bytes(b"no zip")
    assert any(name == "broken.mets" and " " in words for name, words in look_up().packages)


def test_a_crash_report_is_read_saved_and_sent_by_nobody(desk, tmp_path):
    desk.commands.carry_out(Command.CRASH_REPORT)
    assert desk.news[-1] == "There is no report of a crash."
    crash_report.keep(["it fell over here"])
    desk.commands.carry_out(Command.CRASH_REPORT)
    page = over(desk.window, TextPage)
    assert "it fell over here" in page.text.toPlainText()
    page.save_to(tmp_path / "report.txt")
    assert "it fell over here" in (tmp_path / "report.txt").read_text()
    page.save_to(tmp_path / "report.txt" / "inside a file.txt")
    assert page._subtitle.text().endswith(": inside a file.txt"), "why it could not be written"


def test_logs_and_models_are_shown_where_they_are(desk, monkeypatch):
    shown = []
    monkeypatch.setattr(folder_opening.shutil, "which", lambda name: name)
    monkeypatch.setattr(folder_opening.QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    for command, folder in ((Command.LOGS, folders.logs()), (Command.MODELS_FOLDER, folders.models())):
        desk.commands.carry_out(command)
        assert shown[-1] == str(folder)
        assert folder.is_dir()
        assert desk.news[-1] == str(folder), "told also where no file manager opens"


def test_the_doctor_runs_as_a_process_and_its_page_shows_what_it_said(desk, monkeypatch, tmp_path):
    said = tmp_path / "said.py"
    said.write_text("import sys; print('ONNX Runtime', *sys.argv[1:])")
    monkeypatch.setattr("ui.dialogs.doctor_page.own_command", lambda *rest: [sys.executable, str(said), *rest])
    desk.commands.carry_out(Command.DOCTOR)
    page = over(desk.window, DoctorPage)
    desk.qtbot.waitUntil(lambda: page.acceptance.isEnabled(), timeout=20_000)
    assert page.text.toPlainText() == "ONNX Runtime doctor"
    page.make_report(tmp_path / "a.pdf")
    desk.qtbot.waitUntil(lambda: page.acceptance.isEnabled(), timeout=20_000)
    assert page.text.toPlainText() == f"ONNX Runtime doctor --report {tmp_path / 'a.pdf'}"
    page.reject()


@pytest.mark.parametrize(
    ("code", "verdict"),
    [(0, "Acceptance test passed: 3 of 3 checks. "), (1, "Acceptance test NOT passed: 2 of 3 checks. ")],
)
def test_the_verdict_of_the_acceptance_test_is_said_first_and_its_checks_are_in_sight(
    desk, monkeypatch, tmp_path, code, verdict
):
    third = "NOT passed" if code else "passed"
    said = tmp_path / "said.py"
    lines = ["x"] * 80 + ["passed: shape: 3 (3)", "passed: Dice: 1 (0.98)", f"{third}: time: 9 (10)", "Acceptance; "]
    text = "\n".join(lines)
    said.write_text(f"import sys\nprint({text!r} + sys.argv[-1])\nsys.exit({code} if len(sys.argv) > 2 else 0)")
    monkeypatch.setattr("ui.dialogs.doctor_page.own_command", lambda *rest: [sys.executable, str(said), *rest])
    desk.commands.carry_out(Command.DOCTOR)
    page = over(desk.window, DoctorPage)
    desk.qtbot.waitUntil(lambda: page.acceptance.isEnabled(), timeout=20_000)
    page.make_report(tmp_path / "a.pdf")
    desk.qtbot.waitUntil(lambda: page.acceptance.isEnabled(), timeout=20_000)
    assert page._subtitle.text() == f"{verdict}Saved as a.pdf."
    bar = page.text.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    page.reject()


def test_another_window_is_another_process(desk, monkeypatch):
    started = []
    monkeypatch.setattr(
        help_commands.QProcess, "startDetached", lambda program, rest: (started.append([program, *rest]) or True, 1)
    )
    desk.commands.carry_out(Command.NEW_WINDOW)
    assert started[0][-1].endswith("main.py")


def test_the_guide_opens_follows_its_links_and_fetches_nothing(desk):
    desk.commands.carry_out(Command.GUIDE)
    page = over(desk.window, GuidePage)
    assert page.pages.toPlainText().strip()
    assert (
        page.pages.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("https://example.org/a.png"))
        is None
    )
    page.pages.follow(QUrl("#triage"))
    assert page.pages.verticalScrollBar().value() > 0, "headings are found by their words"
    page.pages.follow(QUrl("physicists.md"))
    assert "acceptance" in page.pages.toPlainText()
    page.pages.follow(QUrl("https://example.org/"))
    page.pages.follow(QUrl("gone.md"))
    assert page.pages.source().fileName() == "physicists.md"
    page.pages.backward()
    assert page.pages.source().fileName() == "guide.md"
    page.accept()


def test_links_to_headings_lead_to_headings():
    for page in guide.folder().glob("*.md"):
        text = page.read_text(encoding="utf-8")
        for file, heading in re.findall(r"\]\(([a-z-]*(?:\.md)?)#([a-z-]+)\)", text):
            there = (page.parent / file).read_text(encoding="utf-8") if file else text
            assert heading in {guide_page._slug(each) for each in re.findall(r"^#+ (.+)$", there, re.MULTILINE)}


def test_every_link_and_picture_of_the_guide_is_there():
    pages = sorted(guide.folder().glob("*.md"))
    assert guide.first_page() in pages
    missing = []
    for page in pages:
        document = QTextDocument()
        document.setMarkdown(page.read_text(encoding="utf-8"))
        block = document.begin()
        while block.isValid():
            fragment = block.begin()
            while not fragment.atEnd():
                shape = fragment.fragment().charFormat()
                named = [shape.anchorHref().split("#")[0]] if shape.isAnchor() else []
                named += [shape.toImageFormat().name()] if shape.isImageFormat() else []
                missing += [f"{page.name}: {each}" for each in named if each and not (page.parent / each).exists()]
                fragment += 1
            block = block.next()
    assert missing == []


def test_the_guide_has_room_over_its_headings(desk):
    desk.commands.carry_out(Command.GUIDE)
    page = over(desk.window, GuidePage)
    block, seen = page.pages.document().begin(), []
    while block.isValid():
        if block.blockFormat().headingLevel() == 2:
            seen.append(block.blockFormat().topMargin())
        block = block.next()
    assert seen
    assert min(seen) >= 16


def test_without_a_file_manager_the_path_is_told_and_on_the_clipboard(desk, monkeypatch):
    monkeypatch.setattr(folder_opening.shutil, "which", lambda _name: None)
    monkeypatch.setattr(folder_opening.sys, "platform", "linux")
    desk.commands.carry_out(Command.LOGS)
    page = over(desk.window, TextPage)
    assert page.windowTitle() == "No file manager opened"
    assert page.text.toPlainText() == str(folders.logs()), "whole, however long: to be read and selected"
    page.accept()
    assert QGuiApplication.clipboard().text() == str(folders.logs())


def test_a_dialog_is_no_larger_than_the_window_that_it_stands_over(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(960, 600)
    dialog = DialogFrame(window, "Guide")
    dialog.take_size(860, 760)
    assert (dialog.width(), dialog.height()) == (860, 584)
