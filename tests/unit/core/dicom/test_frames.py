"""Enhanced multi-frame objects: each frame at its own place, or refused like a series of single images."""

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import RLELossless

from core.dicom import rtstruct, segmentation
from core.dicom.load import slice_pixels, volume
from core.dicom.scan import studies
from core.errors import ExportRefused
from core.geometry import Geometry
from core.structure_set import StructureSet
from core.volume import Volume
from tests.helpers.enhanced import item, write_enhanced
from tests.helpers.exports import GRIDS, SAGITTAL_GRID, review
from tests.helpers.shared_data import shared

ALL_GRIDS = {**GRIDS, "sagittal": SAGITTAL_GRID}


def asymmetric(geometry) -> Volume:
    """Every voxel tells where it lies."""
    k, j, i = np.indices(geometry.shape)
    return Volume((k * 40 + j * 7 + i * 3).astype(np.float32), geometry, "")


def shuffled(count: int) -> list[int]:
    return np.random.default_rng(5).permutation(count).tolist()


def read(path):
    (study,) = studies([path])
    return study.series[0]


@pytest.mark.parametrize("grid", ALL_GRIDS)
def test_frames_in_any_order_lie_where_they_say(grid, tmp_path):
    original = asymmetric(ALL_GRIDS[grid])
    path = write_enhanced(original, tmp_path / "e.dcm", shuffled(24))

    series = read(path)

    assert series.refusal is None
    assert series.is_multi_frame
    found = volume(series)
    places = np.argwhere(np.ones(original.voxels.shape, dtype=bool))
    there = found.geometry.patient_to_index(original.geometry.index_to_patient(places))
    assert np.abs(there - np.rint(there)).max() < 1e-4
    assert np.array_equal(found.voxels[tuple(np.rint(there).astype(int).T)], original.voxels.ravel())
    assert np.array_equal(slice_pixels(series, 5), found.voxels[5])


def test_a_concatenation_is_one_volume(tmp_path):
    """One acquisition in several objects of one series (PS3.3 C.7.6.16.2.2.4), here of unequal length."""
    original = asymmetric(GRIDS["oblique"])
    for number, frames in enumerate((range(10), range(10, 24)), start=1):
        path = write_enhanced(original, tmp_path / f"part{number}.dcm", list(frames))
        part = dcmread(path)
        part.SOPInstanceUID = part.file_meta.MediaStorageSOPInstanceUID = f"2.25.{number}"
        part.ConcatenationUID, part.InConcatenationNumber, part.InConcatenationTotalNumber = "2.25.9", number, 2
        part.ConcatenationFrameOffsetNumber = 0 if number == 1 else 10
        path.unlink()
        (tmp_path / "in").mkdir(exist_ok=True)
        part.save_as(tmp_path / "in" / path.name)
    series = read(tmp_path / "in")
    assert series.refusal is None
    assert np.array_equal(volume(series).voxels, original.voxels)
    (tmp_path / "in" / "part2.dcm").unlink()
    refusal = read(tmp_path / "in").refusal
    assert refusal.sentence == "This series has 1 of the 2 objects into which its frames were divided."


def test_each_frame_has_its_own_rescale(tmp_path):
    slopes = [1.0 if k % 2 else 2.0 for k in range(24)]
    grid = GRIDS["axial"]
    voxels = asymmetric(grid).voxels * np.array(slopes, np.float32)[:, None, None]
    series = read(write_enhanced(Volume(voxels, grid, ""), tmp_path / "e.dcm", shuffled(24), slopes))
    assert np.array_equal(volume(series).voxels, voxels)


def test_compressed_frames(tmp_path):
    original = asymmetric(GRIDS["oblique"])
    path = write_enhanced(original, tmp_path / "e.dcm", shuffled(24))
    packed = dcmread(path)
    packed.compress(RLELossless)
    packed.save_as(path)
    assert np.array_equal(volume(read(path)).voxels, original.voxels)


def test_what_single_images_say_is_told_from_the_groups(tmp_path):
    series = read(write_enhanced(asymmetric(GRIDS["axial"]), tmp_path / "e.dcm"))
    assert series.contrast_agent == "gadolinium"
    assert "contrast" in series.kind


def test_a_missing_frame_is_named(tmp_path):
    order = [k for k in range(24) if k != 10]
    refusal = read(write_enhanced(asymmetric(GRIDS["axial"]), tmp_path / "e.dcm", order)).refusal
    assert refusal.sentence == "This series lacks 1 of 24 slices: slice 11."


def test_frames_that_share_a_place_are_refused(tmp_path):
    refusal = read(write_enhanced(asymmetric(GRIDS["axial"]), tmp_path / "e.dcm", [*range(24), 3])).refusal
    assert refusal.chip == "Slices repeat"
    assert "slice 4" in refusal.sentence


def test_the_same_object_twice_is_read_once(tmp_path):
    (tmp_path / "in").mkdir()
    path = write_enhanced(asymmetric(GRIDS["axial"]), tmp_path / "in" / "e.dcm")
    both = tmp_path / "both"
    both.mkdir()
    for name in ("a.dcm", "b.dcm"):
        (both / name).write_bytes(path.read_bytes())
    series = read(both)
    assert series.refusal is None
    assert series.notes == ("24 identical copies were left out.",)


def test_two_objects_of_one_identity_are_no_copies(tmp_path):
    """Their pixels are compared: a mirrored one was once left out as a copy, which of the two by the drop's order."""
    (tmp_path / "in").mkdir()
    path = write_enhanced(asymmetric(GRIDS["axial"]), tmp_path / "in" / "e.dcm")
    both = tmp_path / "both"
    both.mkdir()
    (both / "a.dcm").write_bytes(path.read_bytes())
    other = dcmread(path)
    other.PixelData = other.pixel_array[..., ::-1].tobytes()
    other.save_as(both / "b.dcm")
    refusal = read(both).refusal
    assert refusal is not None
    assert refusal.sentence.startswith("This series holds different images at the same place")


def test_groups_that_do_not_match_the_frames_are_refused(tmp_path):
    path = write_enhanced(asymmetric(GRIDS["axial"]), tmp_path / "e.dcm")
    short = dcmread(path)
    short.PerFrameFunctionalGroupsSequence = short.PerFrameFunctionalGroupsSequence[:-1]
    short.save_as(path)
    refusal = read(path).refusal
    assert refusal.sentence == "This series is a multi-frame object that does not say where each frame lies."


def test_contours_are_not_drawn_on_it(tmp_path):
    """Planning systems attach contours to single images."""
    series = read(write_enhanced(asymmetric(GRIDS["axial"]), tmp_path / "e.dcm"))
    structure_set = StructureSet.from_review(review(series.geometry), series, "K", True)
    with pytest.raises(ExportRefused, match="one file a slice"):
        rtstruct.write(structure_set, series, tmp_path / "s.dcm")
    with pytest.raises(ExportRefused, match="one file a slice"):
        segmentation.write(structure_set, series, tmp_path / "g.dcm")


def test_frames_of_several_diffusion_weightings_are_volumes_of_their_own(tmp_path):
    """Of b 0 and two directions of b 1000: a value, and where it is the same a direction, tells them apart."""
    original = asymmetric(GRIDS["axial"])
    path = write_enhanced(original, tmp_path / "e.dcm", [*range(24)] * 3)
    made = dcmread(path)
    for number, groups in enumerate(made.PerFrameFunctionalGroupsSequence):
        along = [1.0, 0.0, 0.0] if number < 48 else [0.0, 1.0, 0.0]
        groups.MRDiffusionSequence = item(DiffusionBValue=0.0 if number < 24 else 1000.0)
        if number >= 24:
            groups.MRDiffusionSequence[0].DiffusionGradientDirectionSequence = item(DiffusionGradientOrientation=along)
    made.save_as(path)
    (study,) = studies([path])
    assert [each.refusal for each in study.series] == [None] * 3
    assert {each.attributes["apart"] for each in study.series} == {
        "b-value 0",
        "b-value 1000; diffusion direction 1, 0, 0",
        "b-value 1000; diffusion direction 0, 1, 0",
    }
    for each in study.series:
        assert np.array_equal(volume(each).voxels, original.voxels)


def three_times(tmp_path, tell):
    """Every place three times, each frame told by ``tell(groups, volume)``; what is read of it, and its voxels."""
    original = asymmetric(GRIDS["axial"])
    path = write_enhanced(original, tmp_path / "e.dcm", [*range(24)] * 3)
    made = dcmread(path)
    made.ContrastBolusAgentSequence = item(CodeValue="1", CodingSchemeDesignator="99X", CodeMeaning="Gadobutrol")
    for number, groups in enumerate(made.PerFrameFunctionalGroupsSequence):
        tell(groups, number // 24)
    made.save_as(path)
    (study,) = studies([path])
    return study.series, original


def test_frames_before_the_agent_are_a_volume_without_it(tmp_path):
    def tell(groups, number):
        given = "NO" if number == 0 else "YES"
        groups.ContrastBolusUsageSequence = item(ContrastBolusAgentNumber=1, ContrastBolusAgentAdministered=given)
        groups.FrameContentSequence[0].TemporalPositionIndex = number + 1

    series, original = three_times(tmp_path, tell)
    assert [each.refusal for each in series] == [None] * 3
    assert sorted(each.contrast_agent for each in series) == ["", "Gadobutrol", "Gadobutrol"]
    for each in series:
        assert bool(each.attributes["contrast"]) is bool(each.contrast_agent)
        assert np.array_equal(volume(each).voxels, original.voxels)


@pytest.mark.parametrize("told_by", ["date and time", "offset"])
def test_frames_that_their_times_alone_tell_apart(tmp_path, told_by):
    def tell(groups, number):
        if told_by == "offset":
            groups.TemporalPositionSequence = item(TemporalPositionTimeOffset=float(30 * number))
        else:
            groups.FrameContentSequence[0].FrameAcquisitionDateTime = f"2026112710{number}000"

    series, original = three_times(tmp_path, tell)
    assert [each.refusal for each in series] == [None] * 3
    for each in series:
        assert np.array_equal(volume(each).voxels, original.voxels)


@pytest.mark.shared_data
def test_a_scanners_own_object_is_a_volume():
    enhanced = [each for study in studies([shared("dicom/siemens_xa30_enhanced")]) for each in study.series]
    heads = [each for each in enhanced if "tfl" in each.description]
    assert [each.geometry.shape for each in heads] == [(96, 128, 128)] * 2
    assert all(each.is_multi_frame for each in heads)


@pytest.mark.parametrize("by_mm", [0.0, 0.4])
@pytest.mark.parametrize("told_by", ["stack", "object"])
def test_two_stacks_at_one_height_are_never_woven_into_one(tmp_path, told_by, by_mm):
    """Two stacks of one object, or two objects of one series: at the same places, or some part of a slice apart."""
    original = asymmetric(GRIDS["axial"])
    affine = original.geometry.affine.copy()
    affine[:3, 3] += by_mm * affine[:3, 0]
    again = Volume(original.voxels[::-1].copy(), Geometry(original.geometry.shape, affine), "")
    one, other = (dcmread(write_enhanced(each, tmp_path / f"{n}.dcm")) for n, each in enumerate((original, again)))
    (tmp_path / "in").mkdir()
    if told_by == "object":
        other.SOPInstanceUID = other.file_meta.MediaStorageSOPInstanceUID = "2.25.77"
        other.SeriesInstanceUID, other.StudyInstanceUID = one.SeriesInstanceUID, one.StudyInstanceUID
        other.FrameOfReferenceUID = one.FrameOfReferenceUID
        other.save_as(tmp_path / "in" / "other.dcm")
    else:
        one.PerFrameFunctionalGroupsSequence.extend(other.PerFrameFunctionalGroupsSequence)
        for number, groups in enumerate(one.PerFrameFunctionalGroupsSequence):
            groups.FrameContentSequence[0].StackID = str(1 + number // 24)
        one.NumberOfFrames, one.PixelData = 48, one.PixelData + other.PixelData
    one.save_as(tmp_path / "in" / "one.dcm")
    (study,) = studies([tmp_path / "in"])
    assert [each.refusal for each in study.series] == [None, None]
    found = sorted((volume(each) for each in study.series), key=lambda each: each.voxels[0, 0, 0])
    assert np.array_equal(found[0].voxels, original.voxels)
    assert np.array_equal(found[1].voxels, again.voxels)
    for each in study.series:
        assert f"another {told_by}" in each.notes[0]


@pytest.mark.parametrize("component", ["PHASE", "REAL"])
def test_the_part_of_a_complex_image_is_told(tmp_path, component):
    """Recorded for each frame or for all, beside an image type that says nothing of it."""
    original = asymmetric(GRIDS["axial"])
    made = dcmread(write_enhanced(original, tmp_path / "e.dcm", [*range(24)] * 2))
    for number, groups in enumerate(made.PerFrameFunctionalGroupsSequence):
        told = "MAGNITUDE" if number < 24 else component
        kind = ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]
        groups.MRImageFrameTypeSequence = item(FrameType=kind, ComplexImageComponent=told, AcquisitionContrast="T1")
    path = tmp_path / "both.dcm"
    made.save_as(path)
    series = {each.kind: each for each in studies([path])[0].series}
    (other,) = (kind for kind in series if "T1" not in kind)
    assert ("phase image" if component == "PHASE" else "part of a complex image") in other
    assert all(np.array_equal(volume(each).voxels, original.voxels) for each in series.values())


@pytest.mark.parametrize(("step", "missing"), [(1, ""), (2, "23")])
def test_frames_that_are_missing_by_their_places_in_the_stack(tmp_path, step, missing):
    made = dcmread(write_enhanced(asymmetric(GRIDS["axial"]), tmp_path / "e.dcm"))
    for number, groups in enumerate(made.PerFrameFunctionalGroupsSequence):
        groups.FrameContentSequence[0].InStackPositionNumber = step * number + 1
    path = tmp_path / "told.dcm"
    made.save_as(path)
    assert read(path).attributes["not_here"] == missing
