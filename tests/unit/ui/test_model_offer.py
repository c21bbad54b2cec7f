"""A model package that comes by a drop or from the desktop is shown, asked about, tried and kept."""

import pytest
from PySide6.QtWidgets import QLabel

from core import folders
from inference import library
from tests.helpers.tiny_model import write_package
from ui import readiness
from ui.dialogs.confirm import Confirm


@pytest.fixture
def package(tmp_path):
    return write_package(tmp_path / "Site.METS", "metastasis", 0.5)


def question(desk):
    desk.qtbot.waitUntil(lambda: desk.window.findChild(Confirm) is not None)
    return desk.window.findChild(Confirm)


def words(dialog):
    return " ".join(each.text() for each in dialog.findChildren(QLabel))


def test_it_is_shown_asked_about_tried_and_used(desk, package):
    desk.window.paths_dropped.emit([package])
    asked = question(desk)
    told = words(asked)
    assert "tiny 1.0" in asked.windowTitle() + told
    assert library.open_package(package).sha256[:16] in told
    assert "Tests." in told
    assert "It finds lesions." in told
    assert "in place of mets-demo" in told
    shown = max(asked.findChildren(QLabel), key=lambda each: len(each.text()))
    assert shown.height() >= shown.heightForWidth(shown.width()), "to its last word"
    assert not folders.models().exists(), "nothing is kept before the answer"
    asked.confirm.click()
    desk.qtbot.waitUntil(lambda: any("is kept" in each for each in desk.news), timeout=10_000)
    assert library.default_packages().metastasis.manifest.name == "tiny"
    _, model, _ = readiness.lines()
    assert (model.words, model.state) == ("tiny 1.0, added here. Tests.", "Added")
    assert desk.opened == [], "it is no study"


def test_leaving_the_question_keeps_nothing(desk, package):
    desk.window.paths_dropped.emit([package])
    question(desk).reject()
    assert not folders.models().exists()


def test_a_damaged_package_is_one_sentence(desk, tmp_path):
    (tmp_path / "broken.mets").write_bytes(b"no package")
    desk.window.paths_dropped.emit([tmp_path / "broken.mets"])
    desk.qtbot.waitUntil(lambda: bool(desk.alerts))
    assert "broken.mets" in desk.alerts[0].sentence or "package" in desk.alerts[0].sentence
    assert desk.window.findChild(Confirm) is None


def test_images_beside_it_are_opened_all_the_same(desk, package, tmp_path):
    desk.window.paths_dropped.emit([package, tmp_path])
    question(desk)
    desk.qtbot.waitUntil(lambda: desk.opened == [[tmp_path]])
