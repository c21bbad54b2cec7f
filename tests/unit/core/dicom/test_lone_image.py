"""A double-click on one image of a series opens the series."""

from core.dicom import lone_image, scan
from tests.helpers.slices import change, setting, small_series


def folder(path, series):
    files = small_series(path, 6)
    change(files, setting(StudyInstanceUID="2.25.7", SeriesInstanceUID=f"2.25.7.{series}"))
    return files


def test_the_series_of_one_image_is_found_beside_it(tmp_path):
    files = folder(tmp_path, 1)
    for number, other in enumerate(folder(tmp_path / "other", 2)):
        other.rename(tmp_path / f"other-{number}.dcm")
    (alone,) = scan.studies([files[2]])
    assert alone.usable == (), "it makes no volume by itself"
    (study,) = lone_image.studies([files[2]])
    assert [each.series_instance_uid for each in study.series] == ["2.25.7.1"], "nothing else of the folder"
    assert study.series[0].slice_count == 6


def test_an_image_that_is_alone_and_a_folder_stay_as_they_are(tmp_path):
    first, *others = folder(tmp_path, 1)
    (study,) = lone_image.studies([tmp_path])
    assert study.series[0].slice_count == 6
    for each in others:
        each.unlink()
    (study,) = lone_image.studies([first])
    assert "only one slice" in study.series[0].refusal.sentence
