"""Real folders as hospitals and scanners wrote them: what is usable, and a true reason for what is not."""

import pydicom
import pytest

from core.dicom import load, scan
from tests.helpers.shared_data import shared

pytestmark = pytest.mark.shared_data


def all_series(folder):
    return [series for study in scan.studies([folder]) for series in study.series]


def chips(folder):
    return [series.refusal.chip if series.refusal else "" for series in all_series(folder)]


def test_mixed_folder_comes_out_as_its_four_series():
    (study,) = scan.studies([shared("dicom/siemens_mixed_folder/adi_brain")])
    assert [(s.description, len(s.instances), s.kind) for s in study.series] == [
        ("mocoMEMPRAGE_220FOV RMS", 175, "3D T1"),
        ("AX FSE T2", 55, "2D T2"),
        ("Perfusion_Weighted", 1, "2D perfusion"),
        ("relCBF", 1, "2D perfusion"),
    ]
    assert [s.refusal.sentence for s in study.series] == [
        "This series lacks 1 of 176 slices: slice 115.",
        "This series lacks 1 of 56 slices: slice 35.",
        *["This series is a mosaic: its slices are tiles of one image."] * 2,
    ]
    assert study.skipped == ("mesh.stl: no DICOM.", "mesh2.stl: no DICOM.")


def test_philips_study_is_one_3d_t1():
    (series,) = all_series(shared("dicom/philips_mprage_1301/In"))
    assert (len(series.instances), series.kind, series.attributes["plane"]) == (170, "3D T1", "sagittal")


def test_lying_on_the_side_changes_no_letter():
    """Directions are the patient's own (PS3.3 C.7.6.2): both series lie alike in the patient."""
    folder = shared("dicom/siemens_decubitus_t1/In")
    positions = {s.attributes["patient_position"]: s for s in all_series(folder)}
    assert sorted(positions) == ["HFDL", "HFS"]
    assert all(s.refusal is None and len(s.instances) == 35 for s in positions.values())
    supine, left = (positions[name].geometry for name in ("HFS", "HFDL"))
    assert (supine.shape, supine.axis_letters) == (left.shape, left.axis_letters)
    assert left.matches(supine)


@pytest.mark.parametrize("name", ["transfer_syntaxes_mosaic", "12bit"])
def test_mosaics_are_refused(name):
    assert chips(shared(f"dicom/{name}/In")) == ["Mosaic"]


def test_enhanced_objects_are_volumes_split_by_echo():
    found = all_series(shared("dicom/siemens_xa30_enhanced/In"))
    assert [s.refusal for s in found] == [None] * 5
    assert sorted(len(s.instances) for s in found) == [33, 33, 33, 96, 96]
    assert all(s.is_multi_frame for s in found)


def test_compressed_series_of_a_new_scanner_load():
    found = all_series(shared("dicom/siemens_xa30_frag_t1/In"))
    assert [len(s.instances) for s in found] == [96, 96]
    jpeg, jpeg2000 = (load.slice_pixels(s, 48) for s in found)
    assert jpeg.max() > 0
    assert jpeg2000.max() > 0


def test_scouts_and_report_objects():
    studies = scan.studies([shared("dicom/heudiconv")])
    assert {s.refusal.chip for study in studies for s in study.series} == {"Not a volume"}
    assert "99+PhoenixDocument+00001.dcm: no image (Enhanced SR Storage)." in studies[0].skipped


def test_other_modalities_and_damaged_files():
    studies = scan.studies([shared("dicom/pydicom_data/data_store")])
    assert [s.description for study in studies for s in study.usable] == []
    said = {s.refusal.chip for study in studies for s in study.series}
    assert {"CT, not MR", "NM, not MR", "SEG, not MR", "Multi-frame", "Not a volume"} <= said
    nameless = "JLSL_16_15_1_1F.dcm: damaged: it does not say which series it belongs to (Series Instance UID)."
    assert nameless in studies[0].skipped


# --- dicom2nifti's failing folders

FAILING = "dicom/dicom2nifti_tests/failing"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gantrytilting/001", "is CT, not MR"),
        ("notavolume/001", "is CT, not MR"),
        ("sliceincrement/001", "is CT, not MR"),
        ("sliceincrement/002", "is CT, not MR"),
        ("slicecount/001", "only 2 slices"),
        ("sliceorientation/001", "These 4 images differ in direction or kind"),
    ],
)
def test_failing_folders_are_refused_with_a_true_reason(name, words):
    (series,) = all_series(shared(f"{FAILING}/{name}"))
    assert words in series.refusal.sentence


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gantrytilting/001", "tilted (gantry tilt): slices shift sideways by 1.21 mm"),
        ("notavolume/001", "different images at the same place (slice 1)"),
        ("sliceincrement/001", "lacks 1 of 5 slices: slice 4."),
        ("sliceincrement/002", "lacks 1 of 5 slices: slice 4."),
    ],
)
def test_their_geometry_would_be_refused_in_mr_too(name, words, tmp_path):
    for file in shared(f"{FAILING}/{name}").iterdir():
        dataset = pydicom.dcmread(file)
        dataset.Modality, dataset.SOPClassUID = "MR", pydicom.uid.MRImageStorage
        dataset.save_as(tmp_path / file.name)
    (series,) = all_series(tmp_path)
    assert words in series.refusal.sentence


@pytest.mark.parametrize("name", ["ge", "siemens", "hitachi", "generic"])
def test_sound_fragments_of_other_makers_are_read(name):
    folder = shared(f"dicom/dicom2nifti_tests/{name}/anatomical/001")
    (series,) = all_series(folder)
    assert load.volume(series).voxels.shape[0] == 4


@pytest.mark.parametrize("name", ["dti_classic", "fmri_classic"])
def test_time_series_come_apart(name):
    found = all_series(shared(f"dicom/dicom2nifti_tests/siemens/{name}/001"))
    assert [len(s.instances) for s in found] == [4, 4]
    assert [s.part for s in found] == [1, 2]


def test_colour_images_are_refused():
    assert chips(shared("dicom/dicom2nifti_tests/generic/rgb/001")) == ["Colour images"]
