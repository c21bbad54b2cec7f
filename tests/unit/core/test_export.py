import csv
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from pydicom import dcmread

from core import export as exporting
from core import export_folder, nifti, passing
from core.errors import ExportRefused, UsageError
from core.export import export
from core.export_folder import next_folder
from core.geometry import Geometry
from core.lesion import LesionStatus
from core.mask import Mask
from core.review.state import ReviewState
from core.structures_beside import Beside
from core.study import Instance
from tests.helpers.exports import AXIAL, GRIDS, SHAPE, label_map, review, series_on_disk

ALL = ("rtstruct", "nifti", "csv")
ROI_KEYS = {
    "roi_number",
    "roi_name",
    "lesion_id",
    "volume_approved_mm3",
    "volume_reread_mm3",
    "centroid_shift_mm",
    "dice",
    "slices",
    "kind",
}


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["axial"])


@pytest.fixture
def no_dicom(series):
    return replace(series, instances=(Instance(series.instances[0].path, "", "", None),), frame_of_reference_uid="")


def run(series, folder, formats=ALL, state=None, reader="Kim^Minho", **options):
    return export(state or review(series.geometry), series, series.geometry, reader, formats, folder, **options)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_everything_asked_for_is_there_and_nothing_else(series, tmp_path):
    run(series, tmp_path / "out")
    assert names(tmp_path / "out") == ["approved.nii.gz", "lesions.csv", "receipt.json", "structures.dcm"]
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize(
    ("formats", "files"),
    [
        (["rtstruct"], ["receipt.json", "structures.dcm"]),
        (["nifti"], ["approved.nii.gz", "receipt.json"]),
        (["csv"], ["lesions.csv", "receipt.json"]),
    ],
)
def test_each_format_alone_has_its_proof(formats, files, series, tmp_path):
    receipt = run(series, tmp_path / "out", formats)
    assert names(tmp_path / "out") == files
    assert [roi.dice for roi in receipt.rois] == [1] * 7


def test_the_receipt(series, tmp_path):
    receipt = run(series, tmp_path / "out")
    document = json.loads((tmp_path / "out" / "receipt.json").read_text(encoding="utf-8"))
    assert document == receipt.to_json()
    assert all(set(roi) == ROI_KEYS for roi in document["rois"])
    assert [roi["volume_reread_mm3"] for roi in document["rois"]] == [
        roi["volume_approved_mm3"] for roi in document["rois"]
    ]
    assert set(document["files"]) == {"approved.nii.gz", "lesions.csv", "structures.dcm"}
    for name, digest in document["files"].items():
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest


def test_the_label_map_holds_what_was_approved(series, tmp_path):
    run(series, tmp_path / "out")
    labels, grid = nifti.read_labels(tmp_path / "out" / "approved.nii.gz")
    assert np.array_equal(labels, label_map())
    assert grid.matches(series.geometry, 0.01)


def test_one_tracking_uid_in_table_and_structure_set(series, tmp_path):
    run(series, tmp_path / "out")
    with (tmp_path / "out" / "lesions.csv").open(newline="", encoding="utf-8") as file:
        table = {row["tracking_uid"] for row in csv.DictReader(file)}
    items = dcmread(tmp_path / "out" / "structures.dcm").StructureSetROISequence
    assert {item.ROIDescription.split("tracking UID ")[1].rstrip(".") for item in items} == table


def test_rejected_lesions_are_not_exported(series, tmp_path):
    first, *others = review(series.geometry).lesions
    state = ReviewState((replace(first, status=LesionStatus.REJECTED), *others))
    receipt = run(series, tmp_path / "out", state=state)
    assert [roi.roi_name for roi in receipt.rois] == [f"GTV_{n:02d}" for n in range(2, 8)]
    labels, _ = nifti.read_labels(tmp_path / "out" / "approved.nii.gz")
    assert 1 not in labels


def pending(series):
    first, *others = review(series.geometry).lesions
    return ReviewState((replace(first, status=LesionStatus.PENDING), *others))


def test_pending_lesions_lock_an_approved_export(series, tmp_path):
    with pytest.raises(ExportRefused, match="1 lesion is not judged"):
        run(series, tmp_path / "out", state=pending(series))
    assert names(tmp_path) == []


def test_every_format_beside_each_other(series, tmp_path):
    def pages(path, structure_set, rois, files, remarks):
        path.write_text(f"{len(structure_set.rois)} {len(rois)}")

    def pictures(structure_set, lesions):
        return [np.full((20, 31, 3), 7, dtype=np.uint8), np.zeros((4, 6, 3), dtype=np.uint8)]

    receipt = run(series, tmp_path / "out", exporting.FORMATS, pages=pages, pictures=pictures)
    assert names(tmp_path / "out") == sorted([*receipt.files, "receipt.json"])
    assert {"segmentation.dcm", "report.dcm", "report.pdf"} < set(receipt.files)
    assert (tmp_path / "out" / "report.pdf").read_text() == "7 7"
    sheet = dcmread(tmp_path / "out" / "contact_sheet_01.dcm")
    assert sheet.StudyInstanceUID == series.study_instance_uid
    assert (sheet.pixel_array == 7).all()
    assert len({dcmread(path).SeriesInstanceUID for path in (tmp_path / "out").glob("contact_sheet_*.dcm")}) == 1


def test_a_structured_report_brings_the_segments_it_refers_to(series, tmp_path):
    receipt = run(series, tmp_path / "out", ["sr"])
    assert sorted(receipt.files) == ["report.dcm", "segmentation.dcm"]
    assert receipt.proof == "segmentation.dcm"


def test_a_segment_that_lost_a_slice_withdraws_the_export(series, tmp_path, monkeypatch):
    numbers = exporting.segmentation.segment_numbers

    def lose_a_slice(*args):
        found = numbers(*args)
        found[12] = 0
        return found

    monkeypatch.setattr(exporting.segmentation, "segment_numbers", lose_a_slice)
    with pytest.raises(ExportRefused, match="reads back as"):
        run(series, tmp_path / "out", ["rtstruct", "seg"])
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["seg", "sr"])
def test_no_dicom_of_what_is_no_dicom(name, no_dicom, tmp_path):
    with pytest.raises(ExportRefused, match="not of DICOM"):
        run(no_dicom, tmp_path / "out", [name])


def test_an_unapproved_export_leaves_them_out(series, tmp_path):
    receipt = run(series, tmp_path / "out", state=pending(series), approved=False, reader="")
    assert len(receipt.rois) == 6
    assert dcmread(tmp_path / "out" / "structures.dcm").ApprovalStatus == "UNAPPROVED"


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        ({"formats": ["pdf"]}, UsageError, "draws a report's pages"),
        ({"formats": ["rtstruct", "stl"]}, UsageError, "no export format stl"),
        ({"formats": []}, UsageError, "No export format"),
        ({"contours": "round"}, UsageError, "no round contours"),
        ({"reader": "  "}, ExportRefused, "reader's name"),
        ({"state": ReviewState(())}, ExportRefused, "No lesion is accepted"),
    ],
)
def test_what_cannot_be_exported_leaves_nothing_behind(options, kind, words, series, tmp_path):
    with pytest.raises(kind, match=words):
        run(series, tmp_path / "deep" / "out", **options)
    assert names(tmp_path) == []


def test_masks_of_another_grid_are_refused(series, tmp_path):
    other = Geometry.from_axes(SHAPE, (0, 0, 0), (1, 1, 1), AXIAL)
    with pytest.raises(ExportRefused, match="series' grid"):
        export(review(series.geometry), series, other, "Kim", ALL, tmp_path / "out")
    with pytest.raises(ExportRefused, match="geometry"):
        run(replace(series, geometry=None), tmp_path / "out", state=review(GRIDS["axial"]))


def test_a_series_without_dicom_gives_label_map_and_table_only(no_dicom, tmp_path):
    with pytest.raises(ExportRefused, match="not of DICOM"):
        run(no_dicom, tmp_path / "out")
    assert len(run(no_dicom, tmp_path / "out", ["nifti", "csv"]).rois) == 7


def test_smooth_contours_read_back_as_what_was_approved(series, tmp_path):
    exact = run(series, tmp_path / "exact")
    smooth = run(series, tmp_path / "smooth", contours="smooth")
    assert [roi.dice for roi in smooth.rois] == [1.0] * len(exact.rois)
    assert json.loads((tmp_path / "smooth" / "receipt.json").read_text())["contours"] == "smooth"
    points = [
        sum(
            int(contour.NumberOfContourPoints)
            for roi in dcmread(tmp_path / kind / "structures.dcm").ROIContourSequence
            for contour in roi.ContourSequence
        )
        for kind in ("exact", "smooth")
    ]
    assert points[1] > points[0]


def test_overlapping_lesions_refuse_a_label_map_but_not_contours(series, tmp_path):
    (first, second, *_) = review(series.geometry).lesions
    covered = replace(first, mask=Mask(second.mask.start, np.ones((1, 1, 4), dtype=bool)))
    state = ReviewState((covered, second))
    with pytest.raises(ExportRefused, match=r"GTV_01 reads back as 2.0 mm³, approved were 4.0"):
        run(series, tmp_path / "out", ["rtstruct", "nifti"], state=state)
    assert names(tmp_path) == []
    assert len(run(series, tmp_path / "out", ["rtstruct"], state=state).rois) == 2


def test_a_structure_set_that_reads_back_differently_is_refused(series, tmp_path, monkeypatch):
    write = exporting.rtstruct.write

    def lose_a_slice(structure_set, *arguments):
        *others, last = structure_set.rois
        write(replace(structure_set, rois=(*others, replace(last, contours=last.contours[1:]))), *arguments)

    monkeypatch.setattr(exporting.rtstruct, "write", lose_a_slice)
    with pytest.raises(ExportRefused, match="GTV_07 reads back"):
        run(series, tmp_path / "out")
    assert names(tmp_path) == []


def moved(dataset):
    for contour in dataset.ROIContourSequence[0].ContourSequence:
        contour.ContourData = [float(v) + (n % 3 == 0) for n, v in enumerate(contour.ContourData)]


def renamed(dataset):
    first, second = dataset.StructureSetROISequence[:2]
    first.ROIName, second.ROIName = second.ROIName, first.ROIName


def swollen(dataset):
    """Outwards by less than half a pixel: no centre more lies inside."""
    for contour in dataset.ROIContourSequence[0].ContourSequence:
        points = np.array(contour.ContourData, dtype=float).reshape(-1, 3)
        middle = points.mean(axis=0)
        contour.ContourData = (middle + (points - middle) * 1.15).round(3).ravel().tolist()


@pytest.mark.parametrize(
    ("harm", "words"),
    [(moved, "1.00 mm apart"), (renamed, "reads back as GTV_02"), (swollen, "The contours of GTV_01 enclose")],
)
def test_a_structure_set_of_the_same_volumes_elsewhere_or_under_other_names_is_refused(
    series, tmp_path, monkeypatch, harm, words
):
    write = exporting.rtstruct.write

    def harmed(structure_set, series, path, *rest):
        write(structure_set, series, path, *rest)
        dataset = dcmread(path)
        harm(dataset)
        dataset.save_as(path)

    monkeypatch.setattr(exporting.rtstruct, "write", harmed)
    with pytest.raises(ExportRefused, match=words):
        run(series, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_label_map_elsewhere_is_refused(series, tmp_path, monkeypatch):
    write = exporting.nifti.write

    def shifted(path, voxels, geometry):
        affine = geometry.affine.copy()
        affine[0, 3] += 1
        write(path, voxels, Geometry(geometry.shape, affine))

    monkeypatch.setattr(exporting.nifti, "write", shifted)
    with pytest.raises(ExportRefused, match="lies elsewhere than the images"):
        run(series, tmp_path / "out", ["nifti"])
    assert names(tmp_path) == []


def test_a_report_of_other_volumes_is_refused(series, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting.measurement_report, "volume_mm3", lambda _mask, _geometry: 9.9)
    with pytest.raises(ExportRefused, match=r"measurements of GTV_01 read back as 9\.9 mm³"):
        run(series, tmp_path / "out", ["sr", "seg"])
    assert names(tmp_path) == []


def test_segments_that_changed_places_are_refused(series, tmp_path, monkeypatch):
    write = exporting.segmentation.write

    def swapped(structure_set, series, path, *rest):
        made = write(structure_set, series, path, *rest)
        dataset = dcmread(path)
        first, second = dataset.SegmentSequence[:2]
        first.TrackingUID, second.TrackingUID = second.TrackingUID, first.TrackingUID
        dataset.save_as(path)
        return made

    monkeypatch.setattr(exporting.segmentation, "write", swapped)
    with pytest.raises(ExportRefused, match="GTV_01 reads back under another name"):
        run(series, tmp_path / "out", ["seg"])
    assert names(tmp_path) == []


def test_a_structure_set_without_one_lesion_is_refused(series, tmp_path, monkeypatch):
    write = exporting.rtstruct.write
    monkeypatch.setattr(exporting.rtstruct, "write", lambda s, *rest: write(replace(s, rois=s.rois[:-1]), *rest))
    with pytest.raises(ExportRefused, match="GTV_07 was not there"):
        run(series, tmp_path / "out")


def test_a_structure_set_that_breaks_a_rule_is_refused(series, tmp_path, monkeypatch):
    write = exporting.rtstruct.write

    def rename(structure_set, *arguments):
        first, *others = structure_set.rois
        write(replace(structure_set, rois=(replace(first, name="gtv_02"), *others)), *arguments)

    monkeypatch.setattr(exporting.rtstruct, "write", rename)
    with pytest.raises(ExportRefused, match="breaks a rule: 2 ROIs are named"):
        run(series, tmp_path / "out")


def test_an_earlier_export_is_kept(series, tmp_path):
    """What was once approved is not lost to a second approval, and one folder never holds parts of two."""
    run(series, tmp_path / "out", ["csv"])
    before = (tmp_path / "out" / "lesions.csv").read_bytes()
    with pytest.raises(ExportRefused, match="holds an export already"):
        run(series, tmp_path / "out", ["rtstruct"])
    assert names(tmp_path / "out") == ["lesions.csv", "receipt.json"]
    assert (tmp_path / "out" / "lesions.csv").read_bytes() == before


def test_the_next_folder_is_free(series, tmp_path):
    assert next_folder(tmp_path / "out") == tmp_path / "out"
    run(series, tmp_path / "out", ["csv"])
    assert next_folder(tmp_path / "out") == tmp_path / "out-2"
    run(series, tmp_path / "out-2", ["csv"])
    assert next_folder(tmp_path / "out") == tmp_path / "out-3"


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), export_folder.Trouble.FORBIDDEN),
        (OSError(errno.EHOSTDOWN, "Host is down"), export_folder.Trouble.OUT_OF_REACH),
        (OSError(errno.ESTALE, "Stale file handle"), export_folder.Trouble.OUT_OF_REACH),
    ],
)
def test_a_folder_that_cannot_be_looked_into_is_told_not_thrown(error, trouble, tmp_path, monkeypatch):
    stat = Path.stat

    def fail(path, **how):
        if path.is_relative_to(tmp_path / "away"):
            raise error
        return stat(path, **how)

    monkeypatch.setattr(Path, "stat", fail)
    assert export_folder.trouble_of(tmp_path / "away" / "out") is trouble
    assert next_folder(tmp_path / "away" / "out") == tmp_path / "away" / "out"


@pytest.mark.skipif(sys.platform == "win32", reason="there a name's letters are counted, not their bytes")
@pytest.mark.parametrize("name", ["가" * 120, "a\0b"])
def test_a_name_that_no_folder_can_have_is_told_not_thrown(name, tmp_path):
    assert export_folder.trouble_of(tmp_path / name) is export_folder.Trouble.NO_NAME
    assert next_folder(tmp_path / name) == tmp_path / name


@pytest.mark.skipif(sys.platform == "win32", reason="there a name's letters are counted, not their bytes")
def test_a_name_too_long_below_a_folder_to_be_made_is_refused_in_words(series, tmp_path):
    with pytest.raises(ExportRefused, match="longer name than can be kept"):
        run(series, tmp_path / "new" / ("가" * 120), ["csv"])
    assert names(tmp_path) == []


def test_other_files_in_the_folder_stay(series, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    run(series, tmp_path / "out", ["csv"])
    assert names(tmp_path / "out") == ["lesions.csv", "notes.txt", "receipt.json"]
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["lesions.csv", "structures.dcm", "receipt.json"])
def test_a_file_of_another_origin_is_not_overwritten(name, series, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("not ours")
    with pytest.raises(ExportRefused, match="already"):
        run(series, tmp_path / "out")
    assert names(tmp_path / "out") == [name]
    assert (tmp_path / "out" / name).read_text() == "not ours"


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "full"), (errno.EROFS, "may not be written"), (errno.EACCES, "may not"), (errno.EIO, "could not")],
)
@pytest.mark.parametrize("there", [False, True])
def test_a_disk_that_fails_leaves_nothing_behind(code, words, there, series, tmp_path, monkeypatch):
    if there:
        (tmp_path / "deep" / "out").mkdir(parents=True)

    def fail(*_):
        raise OSError(code, "no")

    monkeypatch.setattr(exporting, "write_csv", fail)
    with pytest.raises(ExportRefused, match=words):
        run(series, tmp_path / "deep" / "out")
    assert names(tmp_path) == (["deep"] if there else [])
    assert not there or names(tmp_path / "deep" / "out") == []


def test_nothing_is_laid_between_the_images(series):
    folder = series.instances[0].path.parent
    before = sorted(folder.iterdir())
    with pytest.raises(ExportRefused, match="holds the series' images: an export is never laid between them"):
        export(review(series.geometry), series, series.geometry, "Kim^Minho", ("nifti",), folder)
    assert sorted(folder.iterdir()) == before


def test_a_file_in_the_folder_s_place_is_refused(series, tmp_path):
    (tmp_path / "out").write_text("a file")
    for folder in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(ExportRefused, match="is a file"):
            run(series, folder)
    assert names(tmp_path) == ["out"]


def test_a_move_that_fails_half_way_is_undone(series, tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    rename = export_folder.Path.rename

    def fail_at_structures(source, target):
        if source.name == "structures.dcm" and source.parent.name == "new":
            raise OSError(errno.ENOSPC, "full")
        return rename(source, target)

    monkeypatch.setattr(export_folder.Path, "rename", fail_at_structures)
    with pytest.raises(ExportRefused, match="full"):
        run(series, tmp_path / "out")
    assert names(tmp_path / "out") == ["notes.txt"]


def test_images_that_are_gone_refuse_the_export(tmp_path):
    gone = series_on_disk(tmp_path / "mr", GRIDS["axial"])
    shutil.rmtree(tmp_path / "mr")
    with pytest.raises(ExportRefused, match="no longer be read"):
        run(gone, tmp_path / "out")
    assert names(tmp_path) == []


def test_a_full_disk_is_told_though_a_library_hides_its_number(series, tmp_path, monkeypatch):
    def fail(*_):
        try:
            raise OSError(errno.ENOSPC, "no space")
        except OSError as error:
            raise OSError("With tag (3006,0039) got exception") from error

    monkeypatch.setattr(exporting.rtstruct, "write", fail)
    with pytest.raises(ExportRefused, match="is full; nothing was exported"):
        run(series, tmp_path / "out")
    assert names(tmp_path) == []


def test_what_is_against_a_folder_is_known_before_anything_is_written(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "receipt.json").write_text("{}")
    trouble = export_folder.trouble_of
    assert trouble(tmp_path / "new" / "deep", 1000) is None
    assert trouble(tmp_path / "file" / "in") is export_folder.Trouble.IS_FILE
    assert trouble(tmp_path / "old") is export_folder.Trouble.HOLDS_EXPORT
    assert trouble(tmp_path / "new", 2**60) is export_folder.Trouble.FULL
    assert trouble(tmp_path / "file" / "..", images=[tmp_path]) is export_folder.Trouble.HOLDS_IMAGES
    monkeypatch.setattr(export_folder.shutil, "disk_usage", lambda _: SimpleNamespace(total=0, free=0))
    assert trouble(tmp_path / "new", 1) is export_folder.Trouble.FORBIDDEN, "no disk is not a full one"
    monkeypatch.setattr(export_folder.os, "access", lambda *_: False)
    assert trouble(tmp_path / "new") is export_folder.Trouble.FORBIDDEN


@pytest.mark.parametrize("formats", [("rtstruct", "csv"), ("csv",), ALL])
def test_a_folder_taken_away_meanwhile_is_no_export(formats, series, tmp_path, monkeypatch):
    """It was one: an empty folder with a receipt that named no file."""
    (tmp_path / "out").mkdir()
    write = exporting.write_csv

    def take_away(*arguments):
        write(*arguments)
        shutil.rmtree(tmp_path / "out")

    monkeypatch.setattr(exporting, "write_csv", take_away)
    with pytest.raises(ExportRefused):
        run(series, tmp_path / "out", formats)
    assert not (tmp_path / "out" / "receipt.json").exists()


@pytest.mark.parametrize("contours", ["exact", "smooth"])
def test_lesions_at_the_edge_of_the_images_and_touching_ones_come_back(contours, series, tmp_path):
    labels = np.zeros(SHAPE, dtype=int)
    labels[0] = 1
    labels[-1, :, :24], labels[-1, :, 24:] = 2, 3
    labels[10, 0, 0], labels[10, -1, -1] = 4, 5
    labels[10:12, 10:12, 10], labels[10:12, 10:12, 11] = 6, 7
    state = review(series.geometry, labels)
    told = []

    def pages(path, structure_set, rois, files, remarks):
        path.write_text("pages")
        told.extend(remarks)

    formats = ("rtstruct", "seg", "nifti", "pdf")
    receipt = run(series, tmp_path / "out", formats, state, contours=contours, beside=Beside(3.0), pages=pages)
    assert {roi.dice for roi in receipt.rois} == {1}
    assert len(receipt.remarks) == 5
    assert tuple(told) == receipt.remarks, "the report says them too"


def test_what_a_killed_export_left_is_cleared_and_a_running_one_is_let_be(series, tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    machine = passing._machine()
    names_there = [f".metsreview-{machine}-{ended.pid}-a", f".metsreview-{machine}-{os.getpid()}-b",
                   f".metsreview-00000000-{ended.pid}-c", ".metsreview-notes"]  # fmt: skip
    for name in names_there:
        (tmp_path / name / "new").mkdir(parents=True)
    run(series, tmp_path / "out", ["csv"])
    assert names(tmp_path) == sorted([*names_there[1:], "out"])
