"""What `segment` refuses before a model runs: another patient's sequence, another sequence, a review that was begun."""

import argparse
import errno
from dataclasses import replace

import numpy as np
import pytest

from core import folders, home_check
from core.dicom.load import volume
from core.errors import ExportRefused, StudyRefused, UsageError
from core.geometry import Geometry
from core.lesion import LesionStatus
from core.measure import diameters
from core.review.provenance import refuse_another_run
from core.review.session import ReviewSession
from core.review.state import SetStatus
from tests.helpers.exports import GRIDS, series_on_disk
from tests.helpers.reviews import SHAPE, ball, detection, lesion
from tests.helpers.reviews import series as reviewed
from tests.helpers.slices import change, setting
from ui import numbers
from ui.commandline import segment
from ui.commandline.opening import open_series
from ui.commandline.segment import _further, _refuse_begun, _warnings

NAMES = ("T1c", "FLAIR")


def folder(path, **values):
    series_on_disk(path, GRIDS["axial"])
    change(sorted(path.iterdir()), setting(**values))
    return path


@pytest.fixture
def main(tmp_path):
    return open_series(folder(tmp_path / "t1c", PatientID="1", StudyInstanceUID="2.25.7"), None)


FLAIR = {"SeriesDescription": "FLAIR", "AcquisitionContrast": "FLUID_ATTENUATED", "StudyInstanceUID": "2.25.7"}


def test_a_sequence_of_the_same_patient_is_taken(main, tmp_path):
    study, series = main
    flair = folder(tmp_path / "flair", PatientID="1", **FLAIR)
    assert list(_further([f"FLAIR={flair}"], NAMES, series, study)) == ["FLAIR"]


def test_another_patients_sequence_is_refused(main, tmp_path):
    study, series = main
    flair = folder(tmp_path / "flair", PatientID="2", **FLAIR)
    with pytest.raises(StudyRefused, match="another patient: the patient id differs"):
        _further([f"FLAIR={flair}"], NAMES, series, study)


def test_another_sequence_is_refused_by_what_it_is(main, tmp_path):
    study, series = main
    with pytest.raises(StudyRefused, match="no FLAIR is there, but"):
        _further([f"FLAIR={tmp_path / 't1c'}"], NAMES, series, study)


def test_lesions_are_not_looked_for_on_another_sequence_though_the_rest_is_given(tmp_path):
    flair = folder(tmp_path / "flair", PatientID="1", **FLAIR)
    study, series = open_series(flair, None)
    with pytest.raises(StudyRefused, match="looks for lesions on T1c, and this series is"):
        _further([f"FLAIR={flair}"], NAMES, series, study)


def test_what_slices_show_is_told_beside_what_headers_say(main):
    _, series = main
    told = _warnings(series, volume(series), "T1c")
    assert "The images cover 23 mm from top to bottom: part of the brain is likely missing." in told
    assert "The slices that were looked at have one value throughout: nothing can be seen on them." in told


def test_a_review_that_was_begun_is_never_written_over(tmp_path):
    session = ReviewSession.start(tmp_path / "out", reviewed(), detection(), "segment")
    _refuse_begun(tmp_path / "out")  # of an earlier run, nothing judged
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    session.close()
    with pytest.raises(UsageError, match="holds a review that was begun"):
        _refuse_begun(tmp_path / "out")
    (tmp_path / "out" / "review.jsonl").write_text("damaged")
    with pytest.raises(UsageError, match="holds a review that was begun"):
        _refuse_begun(tmp_path / "out")


def test_a_file_and_the_applications_own_reviews_are_no_place(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="is a file"):
        _refuse_begun(tmp_path / "file")
    with pytest.raises(UsageError, match="the application's own reviews"):
        _refuse_begun(folders.reviews() / "abc")


def test_a_folder_that_cannot_be_made_is_told_before_anything_runs(tmp_path, monkeypatch):
    segment._refuse_unwritable(tmp_path / "new" / "deep")
    assert not list(tmp_path.iterdir()), "what may be refused yet leaves nothing behind"

    def full(*_given, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(home_check.tempfile, "mkstemp", full)
    with pytest.raises(UsageError, match="cannot be written: No space left on device"):
        segment.run(argparse.Namespace(out=tmp_path / "new"))


def test_which_patient_is_meant_is_never_guessed(tmp_path):
    one = folder(tmp_path / "in" / "a", PatientID="1", StudyInstanceUID="2.25.7", SeriesInstanceUID="2.25.71")
    folder(tmp_path / "in" / "b", PatientID="2", StudyInstanceUID="2.25.8", SeriesInstanceUID="2.25.81")
    with pytest.raises(StudyRefused, match="images of 2 patients"):
        open_series(tmp_path / "in", None)
    assert open_series(tmp_path / "in", "2.25.81")[0].patient.patient_id == "2"
    assert open_series(one, None)[0].patient.patient_id == "1"


def test_of_several_studies_the_one_that_is_taken_is_said(tmp_path, capsys):
    for name in ("7", "8"):
        told = {"StudyInstanceUID": f"2.25.{name}", "SeriesInstanceUID": f"2.25.{name}1", "StudyDate": f"2026110{name}"}
        folder(tmp_path / "in" / name, PatientID="1", **told)
    open_series(tmp_path / "in", None)
    assert capsys.readouterr().err.startswith("Of 2 studies the series ")


def test_the_map_of_a_run_on_other_images_is_no_map_of_these(tmp_path):
    ReviewSession.start(tmp_path / "run", reviewed(), detection(), "segment").close()
    refuse_another_run(tmp_path / "run", reviewed())
    refuse_another_run(tmp_path, reviewed())
    with pytest.raises(ExportRefused, match="beside a review of another series"):
        refuse_another_run(tmp_path / "run", replace(reviewed(), series_instance_uid="2.25.99"))


def test_the_table_has_the_tenths_that_the_window_shows():
    """It rounded what was rounded for the files: 12.6496 as 12.65, then 12.7."""
    mask = ball((5, 6, 8), 3)
    spacing = 12.6496 / diameters(mask, Geometry(SHAPE, np.eye(4))).longest_mm
    geometry = Geometry(SHAPE, np.diag([spacing, spacing, spacing, 1.0]))
    measured = diameters(mask, geometry).longest_mm
    assert measured == pytest.approx(12.6496)
    assert segment._row(lesion(1, mask), geometry)[2] == numbers.length(measured) == "12.6"
