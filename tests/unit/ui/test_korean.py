"""The real window in Korean: no English is left on the main screens, and no word is cut at 100 % or at 200 %."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QWidget

from core import folders
from ui import appearance, language, numbers, settings
from ui.actions import TABLE, entry_of
from ui.controls.buttons import CommandButton
from ui.core_words import spoken
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.keys import Keys
from ui.settings import Settings

# Names, units and formats that are the same in every language, and what comes from the images.
ALLOWED = {
    *(
        "DICOM",
        "DICOMDIR",
        "zip",
        "MRI",
        "RANO",
        "BM",
        "Dice",
        "ROI",
        "PTV",
        "STL",
        "OBJ",
        "MET",
        "RT",
        "Structure",
        "Set",
        "SEG",
        "ID",
        "DEMO",
    ),
    *("Patient", "MetsReview", "English", "Esc", "Enter", "Ctrl", "Shift", "Space", "Delete", "Backspace", "Home"),
    *("End", "PgUp", "PgDn", "mm", "ml", "Han", "Brain", "dcm", "csv", "pdf", "nii", "gz", "structures", "report"),
    *("Eclipse", "RayStation", "Brainlab", "GammaPlan", "MIM", "Monaco", "PS", "SH", "implicit", "explicit"),
    *("segmentation", "lesions", "approved", "synthetic", "fine", "partial", "brain", "mask", "mets", "demo"),
    *("ONNX", "Runtime", "OpenVINO", "CUDA", "TensorRT"),
}
_WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def korean(qapp):
    appearance.put_on(Settings(language="ko"))
    yield
    appearance.put_on(Settings(language="en"))


def english(root: QWidget) -> set[str]:
    """Words of Latin letters that a part shows, tells or is called by."""
    texts = []
    for part in [root, *root.findChildren(QWidget)]:
        if not part.isVisibleTo(root):
            continue
        texts += [part.accessibleName(), part.toolTip()]
        if isinstance(part, QLabel | QAbstractButton):
            texts.append(part.text())
        if isinstance(part, QLineEdit):
            texts.append(part.placeholderText())
    texts += [action.text() for action in root.findChildren(QAction)]
    texts = [text.replace(str(folders.home()), "") for text in texts]  # a path is the same in every language
    return {text for text in texts if set(_WORD.findall(text)) - ALLOWED}


def cut(root: QWidget) -> set[str]:
    """Words for which a part has less room than they take."""
    found = set()
    for part in [*root.findChildren(QLabel), *root.findChildren(QAbstractButton)]:
        if not part.isVisibleTo(root) or not part.text():
            continue
        if isinstance(part, QLabel) and part.wordWrap():
            short = part.heightForWidth(part.width()) > part.height() + 1
        else:
            wanted = part.sizeHint().width() - (24 if isinstance(part, CommandButton) else 0)
            short = wanted > part.width() + 1
        if short:
            found.add(f"{part.text()} ({part.width()} of {part.sizeHint().width()})")
    return found


def dialog_of(desk, kind):
    return next(each for each in desk.window.findChildren(QDialog) if isinstance(each, kind) and each.isVisible())


def screens(desk):
    """Every main screen in turn, by name."""
    yield "first page", desk.window
    desk.open_series()
    yield "series", desk.window
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None, timeout=10_000)
    yield "review", desk.window
    desk.press(Qt.Key.Key_R)
    yield "reasons", desk.window
    desk.press(Qt.Key.Key_1)
    yield "judged", desk.window
    desk.press(Qt.Key.Key_Right)
    yield "second look", desk.window
    desk.press(Qt.Key.Key_Left)
    desk.press(Qt.Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    yield "sheet", desk.window
    desk.press(Qt.Key.Key_1, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_E)
    yield "edit", desk.window
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Comma, modifier=Qt.KeyboardModifier.ControlModifier)
    yield "settings", desk.commands.settings_dialog
    desk.commands.settings_dialog.accept()
    desk.press(Qt.Key.Key_Question)
    yield "keys", dialog_of(desk, Keys)
    dialog_of(desk, Keys).accept()
    for _ in desk.screen.review.pending:
        desk.press(Qt.Key.Key_A)
    desk.press(Qt.Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(desk, ExportDialog)
    desk.qtbot.waitUntil(lambda: bool(dialog.go.isVisible() and dialog.verdict.sentence.text()), timeout=5000)
    yield "export", dialog
    dialog.reject()


def test_no_english_is_left_and_nothing_is_cut(korean, desk, own_home):
    settings.save(Settings(reader="K. Han", language="ko"), folders.settings_file())
    left, short = {}, {}
    for name, part in screens(desk):
        QTest.qWait(20)
        left |= {name: english(part)} if english(part) else {}
        short |= {name: cut(part)} if cut(part) else {}
    assert not left, left
    assert not short, short


def test_nothing_is_cut_in_half_the_room(korean, desk):
    """1920x1200 at 200 % is a window of 960x600."""
    desk.window.resize(960, 600)
    short = {}
    for name, part in screens(desk):
        QTest.qWait(20)
        short |= {name: cut(part)} if cut(part) else {}
    assert not short, short


def test_every_action_numbers_and_days_in_both_languages(korean):
    assert all(re.search("[가-힣]", entry_of(each.command).words) for each in TABLE)
    assert (numbers.count(1, "lesion"), numbers.count(2, "lesion")) == ("병변 1개", "병변 2개")
    assert numbers.day("20261112") == "2026-11-12"
    assert spoken("3.5 mm³, under 6 mm³") == "3.5 mm³, 6 mm³ 미만"
    language.use("en")
    assert (numbers.count(1, "lesion"), numbers.count(2, "lesion")) == ("1 lesion", "2 lesions")
    assert numbers.day("20261112") == "12 Nov 2026"


def test_the_files_are_up_to_date_with_the_texts(tmp_path):
    """What `dev.py translate` would write is what is committed, and nothing waits for its Korean."""
    root = Path(language.__file__).resolve().parent.parent
    kept = language.FOLDER / "metsreview_ko.ts"
    assert 'type="unfinished"' not in kept.read_text(encoding="utf-8")
    program = Path(sys.executable).parent
    again, compiled = tmp_path / "metsreview_ko.ts", tmp_path / "metsreview_ko.qm"
    sources = sorted(str(path.relative_to(root)) for path in (root / "ui").rglob("*.py"))
    alias = ["-tr-function-alias", "QT_TRANSLATE_NOOP+=noted"]
    options = ["-silent", "-locations", "none", "-target-language", "ko_KR", *alias]
    subprocess.run([program / "pyside6-lupdate", *options, *sources, "-ts", again], cwd=root, check=True)
    texts = [re.findall("<source>.*?</source>", path.read_text(encoding="utf-8"), re.S) for path in (kept, again)]
    assert sorted(texts[0]) == sorted(texts[1])
    subprocess.run([program / "pyside6-lrelease", "-silent", kept, "-qm", compiled], check=True)
    assert compiled.read_bytes() == kept.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize(("families", "word"), [(["Noto Sans CJK KR"], "ko"), ([], "en")])
def test_a_korean_computer_without_korean_letters_speaks_english(qapp, monkeypatch, families, word):
    before = language.used()
    monkeypatch.setattr(language.QLocale, "system", lambda: language.QLocale("ko_KR"))
    monkeypatch.setattr(language.QFontDatabase, "families", lambda _system: families)
    try:
        assert language.use("system") == word
        assert language.use("ko") == "ko", "what the reader chose is kept"
    finally:
        language.use(before)
