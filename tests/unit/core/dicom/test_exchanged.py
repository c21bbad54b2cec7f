"""An export goes by the files that were opened: another patient's in their place, as on another CD, are refused."""

import shutil

import pytest

from core.dicom import exchanged
from core.dicom.scan import studies
from core.errors import ExportRefused
from core.export import export
from tests.helpers.exports import GRIDS, review, series_on_disk
from tests.helpers.slices import change, setting


@pytest.fixture
def opened(tmp_path):
    series_on_disk(tmp_path / "mr", GRIDS["axial"])
    change(sorted((tmp_path / "mr").iterdir()), setting(PatientName="PARK^Minji", PatientID="P-2"))
    return studies([tmp_path / "mr"])[0].series[0]


def exported(series, folder, formats):
    return export(review(series.geometry), series, series.geometry, "K. Han", formats, folder)


@pytest.mark.parametrize("formats", [["rtstruct"], ["seg"], ["sr"], ["csv", "seg"]])
@pytest.mark.parametrize(
    "other",
    [
        {"PatientName": "LEE^Jisoo", "PatientID": "L-9"},
        {"PatientName": "KIM^Cheolsu", "StudyInstanceUID": "2.25.70", "SeriesInstanceUID": "2.25.71"},
        {"StudyInstanceUID": "2.25.72"},
        {"SOPInstanceUID": "2.25.73"},
    ],
)
def test_other_images_in_the_place_of_the_opened_ones_are_refused(opened, tmp_path, formats, other):
    """The segmentation went out in another patient's name, with a receipt that said that all agreed."""
    exported(opened, tmp_path / "before", formats)
    last = sorted((tmp_path / "mr").iterdir())[-1:]
    change(last if "SOPInstanceUID" in other else sorted((tmp_path / "mr").iterdir()), setting(**other))
    with pytest.raises(ExportRefused, match=r"The file of slice \d+ holds another image than when"):
        exported(opened, tmp_path / "out", formats)
    assert not (tmp_path / "out").exists()


def test_what_is_exchanged_while_it_is_written_is_seen_before_anything_is_there(opened, tmp_path, monkeypatch):
    looks = []
    look = exchanged.refuse_exchanged

    def once(series):
        look(series)
        looks.append(series)
        change(sorted((tmp_path / "mr").iterdir()), setting(PatientID="L-9"))

    monkeypatch.setattr("core.export.refuse_exchanged", lambda series: once(series) if not looks else look(series))
    with pytest.raises(ExportRefused):
        exported(opened, tmp_path / "out", ["rtstruct"])
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mr"]


def test_files_that_are_gone_are_told(opened, tmp_path):
    shutil.rmtree(tmp_path / "mr")
    with pytest.raises(ExportRefused, match="can no longer be read"):
        exported(opened, tmp_path / "out", ["rtstruct"])


def test_a_table_needs_no_files(opened, tmp_path):
    shutil.rmtree(tmp_path / "mr")
    assert exported(opened, tmp_path / "out", ["csv", "nifti"]).rois
