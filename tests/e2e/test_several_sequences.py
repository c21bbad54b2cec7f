"""A package that looks at two sequences, in the window and headless: registered and shown, or refused in a sentence."""

import json
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.fitness import Level
from inference import library
from main import main
from tests.helpers.tiny_model import write_package
from tests.helpers.two_series import LEFT_FRONT_LOW, write_two_series
from ui import model_run
from ui.app import build
from ui.screen import SeriesEntry
from ui.settings import Settings
from ui.work import Work, _picked, find_series

THREE = ("T1c", "T1", "FLAIR")  # the second series is a T1 by its times, whatever it is called


@pytest.fixture
def packages(own_home):
    """What is bright in both together is a lesion; by its size no other thing is."""

    def write(names: tuple[str, ...]) -> None:
        inputs = [{"kind": "sequence", "sequence": name, "normalisation": {"scheme": "none"}} for name in names]
        write_package(own_home / "models" / f"{library.BRAIN_MASK}.mets", "brain-mask", 50.0)
        write_package(own_home / "models" / f"{library.METASTASIS}.mets", "metastasis", 150.0, inputs=inputs)

    return write


@pytest.fixture
def window(qtbot, monkeypatch):
    monkeypatch.setattr("ui.viewer.surface_view.SurfaceView._redraw", lambda view: None)

    def opened(folder):
        shown, controller, messages = build(Work(), Settings(reader="K. Han"))
        qtbot.addWidget(shown)
        shown.resize(1440, 900)
        shown.show()
        controller.open_paths([folder])
        qtbot.waitUntil(lambda: bool(controller.screen.entries), timeout=60_000)
        controller.choose(next(e for e in controller.screen.entries if e.series.description.startswith("T1")))
        return shown, controller, messages

    return opened


def test_the_second_sequence_is_registered_used_and_shown_in_the_window(qtbot, window, packages, tmp_path):
    packages(THREE[:2])
    shown, controller, messages = window(write_two_series(tmp_path / "study", "axial", "sagittal", moved=True))
    alerts, news = [], []
    messages.alerted.connect(alerts.append)
    messages.told.connect(news.append)
    assert controller.screen.chosen.runnable

    qtbot.waitUntil(
        lambda: controller.screen.chosen.looked_at, timeout=60_000
    )  # of few values: told, and asked for once
    controller.find()
    qtbot.waitUntil(lambda: controller.screen.review is not None or bool(alerts), timeout=120_000)

    assert not alerts
    (laid,) = controller.laid
    assert (laid.name, laid.series_instance_uid) == ("T1", _other(controller).series.series_instance_uid)
    assert laid.shift_mm < 1, "both were written where the patient lies"
    grid = controller.screen.volume.geometry
    centres = [grid.index_to_patient(each.mask.indices().mean(axis=0)) for each in controller.screen.review.lesions]
    assert min(np.linalg.norm(centre - LEFT_FRONT_LOW) for centre in centres) < 1.5, "only the second shows it"
    assert "T1 registered" in controller.screen.model_words
    assert any("see whether it fits" in each for each in news)
    QTest.keyClick(shown, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: shown.review.quad.overlay_shown, timeout=60_000)
    assert "registered" in controller.screen.second.name
    assert not alerts, "another frame of reference is no hindrance to what was registered"

    controller.show_series_page()
    controller.resume()
    qtbot.waitUntil(lambda: controller.screen.review is not None, timeout=60_000)
    assert np.array_equal(controller.laid[0].to_sequence, laid.to_sequence), "it is kept with the review"
    controller._tell_doubt((laid, replace(laid, is_doubtful=True)))
    assert (alerts[-1].sentence, alerts[-1].in_doubt) == ("T1 may not fit: look before you trust it.", True)
    assert shown.panel.banner.isVisible()
    controller.close()


def _other(controller):
    return next(e for e in controller.screen.entries if e.series is not controller.screen.chosen.series)


def test_a_missing_sequence_is_said_before_anything_runs(window, packages, tmp_path):
    packages(THREE)
    _, controller, _ = window(write_two_series(tmp_path / "study", "axial", "sagittal"))
    entry = controller.screen.chosen
    (told,) = (each for each in entry.checks if each.name == "Sequences")
    assert told.level is Level.RED
    assert told.sentence == "The model wants T1c, T1 and FLAIR, and this study has no FLAIR that can be used."
    assert not entry.runnable
    assert not entry.refused, "it can still be read"
    controller.close()


def test_headless_what_was_registered_is_written_to_be_looked_at(packages, tmp_path, capsys):
    packages(THREE[:2])
    folder = write_two_series(tmp_path / "study", "axial", "coronal", moved=True)

    status = main(["segment", str(folder), "--out", str(tmp_path / "out"), "--provider", "cpu", "--threads", "1"])

    assert status == 0
    told = capsys.readouterr().out
    assert "T1 was moved by" in told
    assert "see whether it fits, in registered_" in told
    assert (tmp_path / "out" / "registered_T1.nii.gz").is_file()
    found = json.loads((tmp_path / "out" / "lesions.json").read_text())["lesions"]
    assert min(np.linalg.norm(np.array(each["centroid_lps_mm"]) - LEFT_FRONT_LOW) for each in found) < 1.5


def test_headless_a_missing_sequence(packages, tmp_path, capsys):
    packages(THREE)
    folder = write_two_series(tmp_path / "study", "axial", "coronal")
    assert main(["segment", str(folder), "--out", str(tmp_path / "out")]) == 3
    assert "no FLAIR that can be used" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_of_several_studies_one_that_has_every_sequence_is_picked(packages, tmp_path):
    packages(("T1c", "FLAIR"))
    folder = write_two_series(tmp_path / "study", "axial", "sagittal")
    found = find_series([folder], lambda _now: None, lambda: False)
    contrast, plain = sorted(found.chosen.study.series, key=lambda each: not each.attributes.get("contrast"))
    flair = replace(plain, attributes={**plain.attributes, "weighting": "FLAIR"})
    whole = replace(found.chosen.study, series=(contrast, flair))
    alone = replace(whole, study_instance_uid="2.25.77", series=(replace(contrast, date="20991231"),))
    names = model_run.wanted()
    entries = tuple(
        SeriesEntry(study, series, model_run.check(names, series, study))
        for study in (alone, whole)
        for series in study.series
    )
    assert [each.study for each in entries if each.runnable] == [whole]
    assert _picked(entries, [alone, whole], library.wanted_sequence()).chosen.study is whole
    told = [(check.chip, each.series) for each in entries for check in each.checks if check.level is Level.RED]
    assert told == [("Sequence missing", alone.series[0]), ("Another sequence", flair)]
