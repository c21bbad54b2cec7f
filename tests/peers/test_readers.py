"""Independent programs read our structure sets: each lesion within 0.5 % of what was approved."""

import json
from functools import partial

import numpy as np
import pytest
import SimpleITK as sitk
from pydicom import dcmread

from core.contour import voxel_contours
from core.dicom import measurement_report, rtstruct, segmentation
from core.export import export
from core.geometry import Geometry
from core.measure import volume_mm3
from core.smooth_contour import smooth_contours
from core.structure_set import StructureSet
from core.structures_beside import Beside
from tests.helpers.exports import GRIDS, KOREAN, SAGITTAL_GRID, SHAPE, review, series_on_disk
from tests.helpers.peer_programs import READERS, need_peers, need_program, plastimatch, run

pytestmark = pytest.mark.peer

CORONAL = Geometry.from_axes(SHAPE, (-20.3, -31.7, 12.5), (1, 1, 1), [[0, 0, 1], [1, 0, 0], [0, -1, 0]])
ALL_GRIDS = {**GRIDS, "sagittal": SAGITTAL_GRID, "coronal": CORONAL}


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Write each geometry once; returns series folder, file and structure set."""
    made = {}

    def write(name, geometry):
        if name not in made:
            folder = tmp_path_factory.mktemp(name)
            series = series_on_disk(folder / "mr", geometry, patient_name=KOREAN)
            structure_set = StructureSet.from_review(review(series.geometry), series, "Kim^Minho", approved=True)
            rtstruct.write(structure_set, series, folder / "structures.dcm")
            made[name] = folder / "mr", folder / "structures.dcm", structure_set, series.geometry
        return made[name]

    return write


def of(roi, geometry):
    """Flat indices of what was approved."""
    return np.flatnonzero(roi.mask.to_full(geometry.shape))


@pytest.mark.parametrize("reader", READERS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("grid", ALL_GRIDS)
def test_each_lesion_comes_back(reader, grid, exported, tmp_path):
    series, structures, structure_set, geometry = exported(grid, ALL_GRIDS[grid])
    found = reader(series, structures, tmp_path / "out")
    assert len(found) == len(structure_set.rois)
    for roi in structure_set.rois:
        assert np.array_equal(found[roi.name], of(roi, geometry)), roi.name


@pytest.mark.parametrize("grid", ALL_GRIDS)
def test_smooth_contours_come_back_by_pixel_centres(grid, tmp_path):
    """Readers that round vertices to pixels (rt-utils, dcmrtstruct2nii) see them a fifth larger: docs/fidelity.md."""
    series = series_on_disk(tmp_path / "mr", ALL_GRIDS[grid])
    made = StructureSet.from_review(review(series.geometry), series, "Kim^Minho", True, outline=smooth_contours)
    rtstruct.write(made, series, tmp_path / "structures.dcm")
    found = plastimatch(tmp_path / "mr", tmp_path / "structures.dcm", tmp_path / "out")
    for roi in made.rois:
        assert np.array_equal(found[roi.name], of(roi, series.geometry)), roi.name


@pytest.mark.parametrize("grid", ALL_GRIDS)
def test_holes_of_their_own_come_back_by_a_reader_of_even_odd(grid, tmp_path):
    """CLOSEDPLANAR_XOR, where a profile asks for it: of the programs tried rt-utils alone combines contours so."""
    series = series_on_disk(tmp_path / "mr", ALL_GRIDS[grid])
    outline = partial(voxel_contours, holes="xor")
    made = StructureSet.from_review(review(series.geometry), series, "Kim^Minho", True, outline=outline)
    rtstruct.write(made, series, tmp_path / "structures.dcm")
    read = {each.__name__: each for each in READERS}["rt_utils"]
    found = read(tmp_path / "mr", tmp_path / "structures.dcm", tmp_path / "out")
    for roi in made.rois:
        assert np.array_equal(found[roi.name], of(roi, series.geometry)), roi.name


@pytest.mark.parametrize("grid", GRIDS)
def test_dciodvfy_finds_nothing(grid, exported):
    need_program("dciodvfy")
    _, structures, _, _ = exported(grid, GRIDS[grid])
    done = run("dciodvfy", structures)
    findings = [line for line in done.stderr.splitlines() if line.startswith(("Error", "Warning"))]
    assert findings == []


@pytest.fixture(scope="module")
def with_segments(tmp_path_factory):
    """Write a segmentation and a report on each grid once; returns their folder, the structure set and the grid."""
    made = {}

    def write(grid):
        if grid not in made:
            folder = tmp_path_factory.mktemp(grid)
            series = series_on_disk(folder / "series", GRIDS[grid], patient_name=KOREAN)
            structure_set = StructureSet.from_review(review(series.geometry), series, "Kim^Minho", True)
            dataset = segmentation.write(structure_set, series, folder / "segmentation.dcm")
            measurement_report.write(structure_set, series, dataset, folder / "report.dcm")
            made[grid] = folder, structure_set, series.geometry
        return made[grid]

    return write


@pytest.mark.parametrize("name", ["segmentation.dcm", "report.dcm"])
@pytest.mark.parametrize("grid", GRIDS)
def test_dciodvfy_finds_no_error_in_segments_and_measurements(grid, name, with_segments):
    need_program("dciodvfy")
    folder, *_ = with_segments(grid)
    done = run("dciodvfy", folder / name)
    assert [line for line in done.stderr.splitlines() if line.startswith("Error")] == []
    assert done.stderr.splitlines()[-1:] != []


@pytest.mark.parametrize("grid", GRIDS)
def test_dcmqi_reads_the_segments(grid, with_segments, tmp_path):
    folder, structure_set, geometry = with_segments(grid)
    program = need_peers("segimage2itkimage")
    run(program, "--inputDICOM", folder / "segmentation.dcm", "--outputDirectory", tmp_path, "--outputType", "nii")
    for roi in structure_set.rois:
        image = sitk.ReadImage(str(tmp_path / f"{roi.number}.nii.gz"))
        places = np.argwhere(sitk.GetArrayFromImage(image))
        points = [image.TransformIndexToPhysicalPoint(place[::-1].tolist()) for place in places]
        assert len(points) == roi.mask.count
        indices = np.rint(geometry.patient_to_index(np.array(points))).astype(int)
        assert {tuple(each) for each in indices.tolist()} == {tuple(each) for each in roi.mask.indices().tolist()}


def test_dcmqi_reads_the_measurements(with_segments, tmp_path):
    folder, structure_set, geometry = with_segments("axial")
    program = need_peers("tid1500reader")
    run(program, "--inputDICOM", folder / "report.dcm", "--outputMetadata", tmp_path / "measured.json")
    found = json.loads((tmp_path / "measured.json").read_text(encoding="utf-8"))["Measurements"]
    for roi, read in zip(structure_set.rois, found, strict=True):
        assert (read["TrackingIdentifier"], read["TrackingUniqueIdentifier"]) == (roi.name, roi.tracking_uid)
        assert read["ReferencedSegment"] == roi.number
        values = {item["quantity"]["CodeMeaning"]: float(item["value"]) for item in read["measurementItems"]}
        assert values["Volume"] == pytest.approx(volume_mm3(roi.mask, geometry), abs=1e-3)


def test_the_report_keeps_its_template(with_segments):
    """Row 4 of TID 1500 (procedure reported) was once remarked on; the validator says so with exit status 0."""
    need_program("DicomSRValidator")
    folder, *_ = with_segments("axial")
    limits = " ".join(f"-Djdk.xml.xpath{each}=0" for each in ("ExprGrpLimit", "ExprOpLimit", "TotalOpLimit"))
    short = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # half the processor's time, where it runs for seconds alone
    done = run("env", f"JAVA_TOOL_OPTIONS={limits} {short}", "DicomSRValidator", folder / "report.dcm")
    lines = (done.stdout + done.stderr).splitlines()
    assert any("Found Root Template TID_1500" in line for line in lines)
    assert [line for line in lines if line.startswith("Error")] == []


def test_the_korean_name_comes_back_byte_for_byte(exported):
    series, structures, _, _ = exported("axial", GRIDS["axial"])
    source = dcmread(next(series.glob("*.dcm")), stop_before_pixels=True)
    written = dcmread(structures)
    assert written.get_item("PatientName").value == source.get_item("PatientName").value
    assert str(written.PatientName) == KOREAN


def test_dciodvfy_finds_no_error_in_margins_the_brain_and_the_contact_sheet(tmp_path):
    need_program("dciodvfy")
    series = series_on_disk(tmp_path / "series", GRIDS["thick"], patient_name=KOREAN)
    beside = Beside(2.0, inside_brain=True, brain=True, brain_mask=np.ones(series.geometry.shape, dtype=bool))
    picture = np.zeros((20, 31, 3), dtype=np.uint8)
    wanted, out = ["rtstruct", "sheet"], tmp_path / "out"
    state = review(series.geometry)
    export(state, series, None, "Kim", wanted, out, beside=beside, pictures=lambda *_: [picture])
    for name in ("structures.dcm", "contact_sheet_01.dcm"):
        done = run("dciodvfy", tmp_path / "out" / name)
        assert [line for line in done.stderr.splitlines() if line.startswith("Error")] == [], name
