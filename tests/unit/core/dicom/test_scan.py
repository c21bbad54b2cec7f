import os
import re
import shutil
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.dataset import FileMetaDataset
from pydicom.fileset import FileSet
from pydicom.uid import DeflatedExplicitVRLittleEndian

from core import nifti
from core.dicom import load, scan
from core.dicom.file_bytes import HEADER_KEYWORDS
from core.dicom.identity import copy_identity
from core.errors import Cancelled, StudyRefused
from tests.helpers.slices import COUNT, change, setting, small_series


@pytest.fixture
def folder(tmp_path):
    small_series(tmp_path / "patient", 6)
    return tmp_path / "patient"


def only_series(paths):
    (study,) = scan.studies(paths)
    (series,) = study.series
    return series


def refused(*paths):
    with pytest.raises(StudyRefused) as caught:
        scan.studies(list(paths))
    return str(caught.value)


# --- where files are found


def test_folder_is_searched_through(folder):
    for number, file in enumerate(sorted(folder.glob("*.dcm"))):
        (folder / str(number) / "deep").mkdir(parents=True)
        file.rename(folder / str(number) / "deep" / file.name)
    assert len(only_series([folder]).instances) == 6


def test_single_files_and_their_folder_count_once(folder):
    files = sorted(folder.glob("*.dcm"))
    assert len(only_series(files).instances) == 6
    assert only_series([*files, folder]).notes == ()


def test_names_need_no_extension(folder):
    for number, file in enumerate(sorted(folder.glob("*.dcm"))):
        file.rename(folder / f"IM{number}")
    assert only_series([folder]).refusal is None


def test_hidden_files_of_the_system_are_no_files(folder):
    shutil.copy(folder / "0001.dcm", folder / "._0001.dcm")
    (study,) = scan.studies([folder])
    assert study.skipped == ()
    assert study.series[0].notes == ()


def test_what_is_left_out_is_named(folder):
    (folder / "notes.txt").write_text("nothing")
    (folder / "empty").touch()
    (folder / "report.pdf").write_bytes(b"%PDF-1.4" + bytes(400))
    (study,) = scan.studies([folder])
    assert study.skipped == ("empty: no DICOM.", "notes.txt: no DICOM.", "report.pdf: no DICOM.")
    assert len(study.usable) == 1


def test_object_without_pixels_is_named_by_its_class(folder):
    change(folder / "0006.dcm", setting(SOPClassUID=pydicom.uid.EnhancedSRStorage, Rows=None))
    (study,) = scan.studies([folder])
    assert study.skipped == ("0006.dcm: no image (Enhanced SR Storage).",)


@pytest.fixture
def disc(folder, tmp_path):
    """A disc with a table of contents that names six images."""
    medium = FileSet()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for file in sorted(folder.glob("*.dcm")):
            medium.add(file)
        medium.write(tmp_path / "disc")
    medium._stage["t"].cleanup()  # else Python warns when it is collected, in another test
    return tmp_path / "disc"


def test_dicomdir_is_left_out_of_its_folder_and_leads_to_it_alone(disc):
    (study,) = scan.studies([disc])
    assert study.skipped == ("DICOMDIR: the disc's table of contents.",)
    assert only_series([disc / "DICOMDIR"]).refusal is None


def test_of_a_dicomdir_the_files_that_it_names_in_any_case(disc):
    shutil.copy(next(each for each in disc.rglob("*") if each.is_file() and each.name != "DICOMDIR"), disc / "unnamed")
    for each in sorted(disc.rglob("*"), key=lambda path: -len(path.parts)):
        each.rename(each.with_name(each.name.lower()))
    (study,) = scan.studies([disc / "dicomdir"])
    assert study.skipped == ()
    assert [len(series.instances) for series in study.series] == [6]
    assert all(each.path.name != "unnamed" for each in study.series[0].instances)


def test_files_that_a_dicomdir_names_and_are_not_there(disc):
    gone = sorted(each for each in disc.rglob("*") if each.is_file() and each.name != "DICOMDIR")[2]
    gone.unlink()
    (study,) = scan.studies([disc / "DICOMDIR"])
    assert study.skipped == (f"{gone.name}: the disc's table of contents names it, but it is not there.",)
    assert study.series[0].refusal.chip == "1 slice missing"


@pytest.mark.parametrize("dropped", ["DICOMDIR", "."])
def test_the_last_files_of_a_disc_that_are_gone_are_missed_by_the_series(disc, dropped):
    for gone in sorted(each for each in disc.rglob("*") if each.is_file() and each.name != "DICOMDIR")[4:]:
        gone.unlink()
    (study,) = scan.studies([disc / dropped])
    assert sum("names it, but it is not there" in each for each in study.skipped) == 2
    assert study.series[0].attributes["unread"] == "2"


def test_files_of_a_disc_that_were_given_an_ending_are_found(disc):
    for file in [each for each in disc.rglob("*") if each.is_file() and each.name != "DICOMDIR"]:
        file.rename(file.with_name(f"{file.name.lower()}.DCM"))
    (study,) = scan.studies([disc / "DICOMDIR"])
    assert len(study.series[0].instances) == 6
    assert study.skipped == ()


def test_a_disc_whose_files_were_all_renamed_lacks_none(disc):
    for number, file in enumerate([each for each in disc.rglob("*") if each.is_file() and each.name != "DICOMDIR"]):
        file.rename(file.with_name(f"T1_{number}"))
    (study,) = scan.studies([disc])
    assert study.skipped == ("DICOMDIR: the disc's table of contents.",)


def test_a_damaged_dicomdir_leads_to_its_folder(disc):
    (disc / "DICOMDIR").write_bytes((disc / "DICOMDIR").read_bytes()[:300])
    assert len(only_series([disc / "DICOMDIR"]).instances) == 6


def test_a_dicomdir_leads_nowhere_else(disc, tmp_path):
    dataset = pydicom.dcmread(disc / "DICOMDIR")
    for record in dataset.DirectoryRecordSequence:
        if "ReferencedFileID" in record:
            record.ReferencedFileID = ["..", "patient", "0001.dcm"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset.save_as(disc / "DICOMDIR")
    assert "not there" in refused(disc / "DICOMDIR")


def test_several_things_dropped_at_once(folder, tmp_path):
    files = sorted(folder.glob("*.dcm"))
    (tmp_path / "rest").mkdir()
    for file in files[4:]:
        file.rename(tmp_path / "rest" / file.name)
    assert len(only_series([*files[:2], folder, tmp_path / "rest"]).instances) == 6


def test_an_archive_inside_a_folder_is_named(folder):
    with zipfile.ZipFile(folder / "more.zip", "w") as made:
        made.writestr("a", "b")
    (study,) = scan.studies([folder])
    assert study.skipped == ("more.zip: an archive inside the folder: open it by itself.",)


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_links_in_a_circle_and_folders_without_end(folder):
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "nowhere").symlink_to(folder / "gone")
    (folder / "again.dcm").symlink_to(folder / "0001.dcm")
    before = os.getcwd()
    try:
        os.chdir(folder)
        for _ in range(700):  # deeper than functions may call each other, within what a path may have
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(before)
    (study,) = scan.studies([folder])
    assert len(study.series[0].instances) == 6
    assert study.series[0].notes == ()
    assert study.skipped == ("nowhere: a link to what is not there.",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes as POSIX has them")
def test_a_pipe_is_never_waited_for(folder, tmp_path):
    os.mkfifo(folder / "pipe.dcm")
    os.mkfifo(tmp_path / "pipe.nii")
    (study,) = scan.studies([folder])
    assert study.skipped == ("pipe.dcm: a device or a pipe, and no file.",)
    assert study.series[0].attributes["unread"] == ""
    assert "pipe.dcm: a device or a pipe" in refused(folder / "pipe.dcm")
    assert "pipe.nii: a device or a pipe" in refused(tmp_path / "pipe.nii")
    with pytest.raises(StudyRefused, match="a device or a pipe"):
        nifti.read_labels(tmp_path / "pipe.nii")


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_to_another_folder_is_told(folder, tmp_path):
    (tmp_path / "dropped").mkdir()
    (tmp_path / "dropped" / "T1").symlink_to(folder, target_is_directory=True)
    assert "T1: a link to another folder, which is not followed: open that folder" in refused(tmp_path / "dropped")
    assert len(only_series([tmp_path / "dropped" / "T1"]).instances) == 6


# --- what cannot be read at all


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "No files are here."),
        (["notes.txt"], "No image can be read from notes.txt: no DICOM."),
        (["a.txt", "b.txt"], "No images among 2 files: no DICOM."),
    ],
)
def test_folder_without_images(tmp_path, names, words):
    for name in names:
        (tmp_path / name).write_text("text")
    assert words in refused(tmp_path)


@pytest.mark.parametrize(("name", "words"), [("gone.dcm", "it is not there"), ("gone.nii", "it cannot be opened")])
def test_missing_file(tmp_path, name, words):
    assert f"{name}: {words}" in refused(tmp_path / name)


# --- damaged files


@pytest.mark.parametrize("length", [0, 1, 100, 131, 132, 140, 200, 400])
def test_file_cut_inside_its_first_part_is_left_out_with_the_reason(folder, length):
    victim = folder / "0003.dcm"
    victim.write_bytes(victim.read_bytes()[:length])
    (study,) = scan.studies([folder])
    assert len(study.skipped) == 1
    assert study.skipped[0].startswith("0003.dcm: ")
    assert study.series[0].refusal.chip == "1 slice missing"


def test_file_cut_anywhere_never_makes_a_volume(folder):
    victim = folder / "0003.dcm"
    content = victim.read_bytes()
    for length in [*range(0, len(content) - 3840, 97), len(content) - 3840, len(content) - 1]:
        victim.write_bytes(content[:length])
        (study,) = scan.studies([folder])
        assert study.usable == (), length


def test_cut_deflated_file_is_left_out(folder):
    victim = folder / "0003.dcm"
    dataset = pydicom.dcmread(victim)
    dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    dataset.save_as(victim)
    victim.write_bytes(victim.read_bytes()[:900])
    (study,) = scan.studies([folder])
    assert study.usable == ()
    assert len(study.skipped) + sum(s.refusal is not None for s in study.series) >= 1


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("EchoTime", b"abc "),
        ("InstanceNumber", b"nan "),
        ("InstanceNumber", b"x1"),
        ("SeriesNumber", b"1.5 "),
        ("SliceThickness", b"thin"),
        ("PatientBirthDate", b"in spring "),
        ("StudyInstanceUID", b"not a uid "),
    ],
)
def test_nonsense_in_a_value_does_not_end_the_scan(folder, tag, value):
    for file in folder.iterdir():
        dataset = pydicom.dcmread(file)
        element = dataset.data_element(tag)
        raw = pydicom.dataelem.RawDataElement(element.tag, element.VR, len(value), value, 0, False, True)
        dataset._dict[element.tag] = raw
        dataset.save_as(file)
    assert only_series([folder]).refusal is None


def test_nonsense_in_a_position_is_no_position(folder):
    file = folder / "0006.dcm"
    content = file.read_bytes()
    assert content.count(b"-24.0000") == 1
    file.write_bytes(content.replace(b"-24.0000", b"-24.0x00"))
    refusal = only_series([folder]).refusal
    assert refusal.chip == "Bad position"
    assert "-24.0x00" in refusal.sentence


# --- without preamble


def bare(file, meta):
    """Rewrite without the 128 bytes and DICM; without its meta header too, implicit as old archives wrote."""
    dataset = pydicom.dcmread(file)
    if meta:
        file.write_bytes(file.read_bytes()[132:])
        return
    dataset.file_meta = FileMetaDataset()
    dataset.preamble = None
    dataset.save_as(file, implicit_vr=True, little_endian=True, enforce_file_format=False)


@pytest.mark.parametrize("meta", [True, False])
def test_files_without_preamble_are_read(folder, meta):
    before = load.volume(only_series([folder])).voxels
    for file in folder.iterdir():
        bare(file, meta)
    series = only_series([folder])
    assert series.refusal is None
    np.testing.assert_array_equal(load.volume(series).voxels, before)


# --- patients and studies


@pytest.mark.parametrize(
    ("character_set", "name"),
    [
        (["", "ISO 2022 IR 149"], "Hong^Gildong=洪^吉洞=홍^길동"),
        (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        ("ISO_IR 100", "Äneas^Rüdiger"),
        ("ISO_IR 192", "Wang^XiaoDong=王^小东"),
    ],
)
def test_names_come_through_intact(folder, character_set, name):
    change(folder.iterdir(), setting(SpecificCharacterSet=character_set, PatientName=name))
    (study,) = scan.studies([folder])
    assert study.patient.name == name


def test_unknown_character_set_does_not_end_the_scan(folder):
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes().replace(b"ISO_IR 192", b"ISO_IR 999"))
    assert only_series([folder]).refusal is None


def test_two_studies_come_apart(folder, tmp_path):
    other = tmp_path / "other"
    change(
        small_series(other),
        setting(StudyInstanceUID="1.2.3", SeriesInstanceUID="1.2.3.4", PatientName="B", PatientID="2"),
    )
    found = scan.studies([folder, other])
    assert [(s.patient.name, len(s.series[0].instances)) for s in found] == [
        ("DEMO^Synthetic", 6),
        ("B", COUNT),
    ]


def test_two_series_in_one_folder_come_apart(folder, tmp_path):
    change(small_series(tmp_path / "patient" / "two", 8), setting(SeriesInstanceUID="1.2.3.4"))
    (study,) = scan.studies([folder])
    assert [(len(s.instances), s.part) for s in study.series] == [(8, 0), (6, 0)]


def test_volumes_of_one_series_are_numbered(folder):
    change(small_series(folder / "echo"), setting(EchoTime="80"))
    (study,) = scan.studies([folder])
    assert [(len(s.instances), s.part) for s in study.series] == [(COUNT, 1), (6, 2)]


def test_facts_for_the_card(folder):
    series = only_series([folder])
    assert series.kind == "3D T1 with contrast"
    assert series.contrast_agent == "synthetic"
    assert series.date == "20261101"
    assert series.attributes["plane"] == "axial"
    assert series.attributes["slice_thickness"].startswith("1.5")


def test_contrast_and_thickness_of_some_images_are_not_those_of_the_series(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    change(files, setting(SeriesDescription="T1 3D MPRAGE", ProtocolName=""))
    change(files[0], setting(SliceThickness=5))
    change(files[1:], setting(ContrastBolusAgent=""))
    series = only_series([folder])
    assert not series.contrast_agent
    assert not series.attributes["contrast"]
    assert series.attributes["contrast_evidence"] == "contrast recorded on 1 of 6 images"
    assert (series.attributes["slice_thickness"], series.attributes["thinnest_slice"]) == ("5", "1.5")


# --- NIfTI


def test_nifti_beside_dicom_is_a_study_of_its_own(folder):
    volume = load.volume(only_series([folder]))
    nifti.write(folder / "t1.nii.gz", volume.voxels, volume.geometry)
    dicom, single = scan.studies([folder])
    assert len(dicom.usable) == 1
    (series,) = single.usable
    assert not series.is_dicom
    assert series.geometry.matches(volume.geometry)
    np.testing.assert_array_equal(load.volume(series).voxels, volume.voxels)


def test_damaged_nifti_is_refused_beside_good_images(folder):
    (folder / "bad.nii").write_bytes(b"nothing")
    _, single = scan.studies([folder])
    assert "bad.nii cannot be read" in single.series[0].refusal.sentence


# --- progress and cancel


def test_progress_counts_every_file(folder):
    (folder / "notes.txt").write_text("x")
    told = []
    scan.studies([folder], progress=lambda done, of: told.append((done, of)))
    assert told == [(n, 7) for n in range(1, 8)]


def test_cancel_ends_between_files(folder):
    told = []
    with pytest.raises(Cancelled):
        scan.studies([folder], progress=lambda done, of: told.append(done), cancel=lambda: len(told) == 2)
    assert told == [1, 2]


def test_one_study_uid_on_two_patients_is_two_studies(tmp_path):
    first, second = small_series(tmp_path / "a"), small_series(tmp_path / "b")
    change(first, setting(PatientID="ONE"))
    change(second, setting(PatientID="TWO", SeriesInstanceUID="2.25.77"))
    assert [study.patient.patient_id for study in scan.studies([tmp_path])] == ["ONE", "TWO"]


@pytest.mark.parametrize(
    ("values", "differing"),
    [
        ({"PatientBirthDate": "19330303"}, "birth date"),
        ({"PatientSex": "F"}, "sex"),
        ({"PatientID": "TWO", "PatientSex": "F"}, "ID"),
    ],
)
def test_one_study_uid_on_two_patients_is_told(tmp_path, values, differing):
    first, second = small_series(tmp_path / "a"), small_series(tmp_path / "b")
    change([*first, *second], setting(PatientBirthDate="19600101", PatientSex="M"))
    change(second, setting(SeriesInstanceUID="2.25.77", **values))
    one, other = scan.studies([tmp_path])
    assert one.patient != other.patient
    assert {each.series[0].attributes["other_patient"] for each in (one, other)} == {differing}


def test_a_series_without_the_birth_date_is_no_other_patient_s(tmp_path):
    first, second = small_series(tmp_path / "a"), small_series(tmp_path / "b")
    change(first, setting(PatientBirthDate=""))
    change(second, setting(SeriesInstanceUID="2.25.77", PatientBirthDate="19600101"))
    (study,) = scan.studies([tmp_path])
    assert study.patient.birth_date == "19600101"
    assert {each.attributes["other_patient"] for each in study.series} == {""}


def test_nothing_before_dicm_is_read_all_the_same(folder):
    whole = load.volume(only_series([folder])).voxels
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes()[128:])
    series = only_series([folder])
    np.testing.assert_array_equal(load.volume(series).voxels, whole)
    target = pydicom.Dataset()
    copy_identity(series, target)
    assert str(target.PatientName) == "DEMO^Synthetic"


@pytest.mark.parametrize("ending", [".mhd", ".nhdr", ".hdr", ".img"])
def test_an_image_in_two_files_is_told_the_way_out(tmp_path, ending):
    (tmp_path / f"head{ending}").write_bytes(b"ObjectType = Image\n" * 40)
    with pytest.raises(StudyRefused, match="header and voxels in two files") as told:
        scan.studies([tmp_path])
    assert told.value.remedy == "Save it as one file (.mha, .nrrd, .nii)."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b'Hong^Gildong=\x1b$)C\x0e!"#\x0f', "Hong^Gildong"),
        (b"\x1b$)C\x0eab\x0f", "ab"),
        (b"Two\x07^Bells", "Two^Bells"),
    ],
)
def test_control_characters_never_stand_in_a_name(folder, written, shown):
    """Code extensions under a term that is none: what stands behind its escapes is not guessed."""
    value = written + b" " * (-len(written) % 2)
    change(folder.iterdir(), setting(PatientName="N" * len(value), SpecificCharacterSet="ISO_IR 192"))
    for file in folder.iterdir():
        content = file.read_bytes().replace(b"N" * len(value), value)
        file.write_bytes(content.replace(b"ISO_IR 192", b"ISO_IR 998"))
    (study,) = scan.studies([folder])
    assert study.patient.name == shown


def test_every_value_asked_of_a_header_is_read():
    """A header is read by a list of keywords: one that is asked for and not in the list would always be missing."""
    folder = Path(scan.__file__).parent
    asked = {
        word
        for name in ("scan", "sort", "repeats", "patients", "header", "kind", "contrast", "frames")
        for word in re.findall(r'"([A-Z][A-Za-z]+)"', (folder / f"{name}.py").read_text(encoding="utf-8"))
        if pydicom.datadict.tag_for_keyword(word) is not None
    }
    inside = {"CodeMeaning", "EffectiveEchoTime", "FrameAcquisitionNumber", "FrameContentSequence", "FrameType"}
    inside |= {"InversionTimes", "MREchoSequence", "MRImageFrameTypeSequence", "MRModifierSequence"}
    inside |= {"DiffusionGradientDirectionSequence", "MRDiffusionSequence", "MRTimingAndRelatedParametersSequence"}
    inside |= {"PixelMeasuresSequence", "PixelValueTransformationSequence"}
    inside |= {"PlaneOrientationSequence", "PlanePositionSequence", "TemporalPositionIndex"}
    inside |= {"TemporalPositionSequence", "TemporalPositionTimeOffset", "FrameAcquisitionDateTime"}
    inside |= {"StackID", "InStackPositionNumber", "ContrastBolusUsageSequence", "ContrastBolusAgentAdministered"}
    meta = {"MediaStorageSOPClassUID", "TransferSyntaxUID", "PixelData"}
    assert asked - inside - meta <= set(HEADER_KEYWORDS)


def test_private_data_of_megabytes_are_passed_over(tmp_path):
    files = small_series(tmp_path / "in", 5)

    def fill(dataset):
        dataset.add_new(0x00291010, "OB", bytes(4 << 20))

    change(files, fill)
    tracemalloc.start()
    try:
        (study,) = scan.studies([tmp_path / "in"])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert study.series[0].refusal is None
    assert most < 8 << 20
