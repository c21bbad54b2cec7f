import numpy as np
import pytest

from core import nifti
from core.errors import ExportRefused, StudyRefused, UsageError
from core.geometry import Geometry
from core.label_map import labels_of, lesions_from_labels, review_of_labels
from core.lesion import UNSAID, LesionOrigin, LesionStatus
from tests.helpers.exports import AXIAL

SHAPE = (6, 8, 10)
GRID = Geometry.from_axes(SHAPE, (1, 2, 3), (1, 1, 1), AXIAL)


def labels():
    found = np.zeros(SHAPE, dtype=np.int32)
    found[1, 1:4, 2:5] = 7
    found[4, 6, 8] = 2
    found[0, 0, 0] = 2  # two parts, one lesion
    return found


def test_label_numbers_become_lesion_numbers():
    lesions = lesions_from_labels(labels(), GRID, GRID)
    assert [(each.number, each.lesion_id, each.mask.count) for each in lesions] == [(2, "L2", 2), (7, "L7", 9)]


def test_nothing_is_claimed_of_a_model():
    for lesion in lesions_from_labels(labels(), GRID, GRID):
        assert lesion.origin is LesionOrigin.READER
        assert lesion.status is LesionStatus.PENDING
        assert (lesion.mean_probability, lesion.max_probability) == (0, 0)


def test_of_a_files_lesions_nobody_is_named():
    for lesion in lesions_from_labels(labels(), GRID, GRID, source="theirs.nii.gz, label map"):
        assert (lesion.origin, lesion.source) == (LesionOrigin.IMPORTED, "theirs.nii.gz, label map")
        assert lesion.making == UNSAID


def test_another_grid_is_refused_with_both_grids_named():
    other = Geometry.from_axes(SHAPE, (1, 2, 3.5), (1, 1, 1), AXIAL)
    with pytest.raises(ExportRefused, match=r"The label map lies 0.5 mm off the series' voxels"):
        lesions_from_labels(labels(), other, GRID)
    away = Geometry.from_axes(SHAPE, (1, 2, 53), (1, 1, 1), AXIAL)
    with pytest.raises(ExportRefused, match=r"10×8×6 voxels of 1×1×1 mm from \(1.0, 2.0, 53.0\)"):
        lesions_from_labels(labels(), away, GRID)


def test_the_series_voxels_in_another_order_are_taken():
    flipped = Geometry.from_axes(SHAPE, (1, 9, 3), (1, 1, 1), AXIAL * (1, -1, 1))
    theirs = lesions_from_labels(labels()[:, ::-1], flipped, GRID)
    for lesion, own in zip(theirs, lesions_from_labels(labels(), GRID, GRID), strict=True):
        assert (lesion.number, lesion.tracking_uid) == (own.number, own.tracking_uid)
        assert lesion.mask.same(own.mask)


def test_a_grid_in_32_bit_numbers_is_the_same_grid():
    nearly = Geometry.from_axes(SHAPE, (1.00002, 2, 3), (1, 1, 1), AXIAL)
    assert len(lesions_from_labels(labels(), nearly, GRID)) == 2


def test_an_empty_map_is_refused():
    with pytest.raises(ExportRefused, match="no lesion"):
        lesions_from_labels(np.zeros(SHAPE, dtype=np.int32), GRID, GRID)


def test_the_same_lesion_keeps_its_tracking_uid():
    first, again = (lesions_from_labels(labels(), GRID, GRID) for _ in range(2))
    assert [each.tracking_uid for each in first] == [each.tracking_uid for each in again]
    assert first[0].tracking_uid != first[1].tracking_uid
    assert all(len(each.tracking_uid) <= 64 and each.tracking_uid.startswith("2.25.") for each in first)


def test_named_lesions_are_accepted_and_others_left_out():
    state = review_of_labels(lesions_from_labels(labels(), GRID, GRID), [7])
    assert [(each.number, each.status) for each in state.lesions] == [(7, LesionStatus.ACCEPTED)]


def test_all_are_accepted_where_none_is_named():
    state = review_of_labels(lesions_from_labels(labels(), GRID, GRID), None)
    assert len(state.accepted) == 2


def test_a_label_that_is_not_there_is_told():
    with pytest.raises(UsageError, match=r"no label 3, 9. It has 2, 7"):
        review_of_labels(lesions_from_labels(labels(), GRID, GRID), [9, 7, 3])


def test_labels_come_back():
    back = labels_of(lesions_from_labels(labels(), GRID, GRID), SHAPE)
    assert np.array_equal(back, labels())


def test_the_smaller_of_two_that_overlap_stays_whole():
    big, small = lesions_from_labels(labels(), GRID, GRID)[::-1]
    covering = labels()
    covering[1, 1:4, 2:5] = 0
    covering[1, 2, 3] = 2
    (small, *_) = lesions_from_labels(covering, GRID, GRID)
    assert np.count_nonzero(labels_of([small, big], SHAPE) == 2) == small.mask.count


def test_the_same_voxels_of_another_series_are_another_lesion():
    one, other = (lesions_from_labels(labels(), GRID, GRID, uid) for uid in ("2.25.1", "2.25.2"))
    assert not {each.tracking_uid for each in one} & {each.tracking_uid for each in other}


@pytest.mark.parametrize("name", ["structures.dcm", "lesions.csv", "report.pdf", "labels"])
def test_a_file_of_another_kind_is_no_label_map(name, tmp_path):
    (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(StudyRefused, match=f"{name} is no label map. Choose a NIfTI"):
        nifti.read_labels(tmp_path / name)


def test_what_is_missing_a_folder_or_out_of_reach_is_told_as_that(tmp_path):
    with pytest.raises(StudyRefused, match=r"There is no file labels\.nrrd"):
        nifti.read_labels(tmp_path / "labels.nrrd")
    (tmp_path / "labels.nii").mkdir()
    with pytest.raises(StudyRefused, match=r"labels\.nii cannot be opened: Is a directory"):
        nifti.read_labels(tmp_path / "labels.nii")
    with pytest.raises(StudyRefused, match=r"labels\.nii\.gz cannot be opened: File name too long"):
        nifti.read_labels(tmp_path / ("x" * 300) / "labels.nii.gz")
