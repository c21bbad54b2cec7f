"""Export and images without identity: nothing of it in any byte, geometry, pixels and contours as they were."""

import json
import re
import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest
from pydicom import dcmread
from pydicom._dicom_dict import DicomDictionary
from pydicom.dataset import Dataset

from core.deidentified import CHANGES, deidentify
from core.dicom.deidentify_rules import KEPT
from core.dicom.load import volume
from core.dicom.scan import studies
from core.dicom.verify import verify
from core.errors import ExportRefused, StudyRefused
from core.export import export
from core.planning.profile import Profile
from core.structures_file import read
from tests.helpers.dicom_nodes import program
from tests.helpers.exports import GRIDS, KOREAN, label_map, review, series_on_disk
from tests.helpers.shared_data import shared
from ui.commandline.parser import parse

READER = "Kim^Minho"
IDENTITY = {
    "PatientID": "HOSP-4711",
    "PatientBirthDate": "19530917",
    "AccessionNumber": "ACC-99172",
    "ReferringPhysicianName": "Weiss^Ursula",
    "InstitutionName": "Klinikum Sankt Nirgendwo",
    "StationName": "MRC31337",
    "DeviceSerialNumber": "SN-55512",
    "StudyDescription": "Kopf Frau Hong",
    "SeriesDescription": "T1 MPRAGE Hong",
    "ProtocolName": "HongProtocol",
    "StudyDate": "20260917",
    "AcquisitionDate": "20260918",
    "OperatorsName": "Tech^Ina",
    "PatientComments": "lives at Lindenallee 3",
    "ContrastBolusAgent": "Gadovist for Hong",
    "PatientAge": "073Y",
}


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A series full of identity, in attributes, private ones, sequences and names of structures, and its export."""
    series = series_on_disk(tmp_path_factory.mktemp("named"), GRIDS["oblique"], patient_name=KOREAN)
    for instance in series.instances:
        dataset = dcmread(instance.path)
        for keyword, value in IDENTITY.items():
            setattr(dataset, keyword, value)
        dataset.add_new((0x0009, 0x0010), "LO", "SECRET MAKER")
        dataset.add_new((0x0009, 0x1001), "LT", "private words on Hong")
        item = Dataset()
        item.PatientID, item.ReferencedSOPInstanceUID = "HOSP-4711-B", "1.2.3.4.5.987654"
        item.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
        dataset.ReferencedImageSequence = [item]
        dataset.save_as(instance.path)
    (study,) = studies([series.instances[0].path.parent])
    series = study.series[0]
    folder = tmp_path_factory.mktemp("export") / "out"
    formats = ("rtstruct", "seg", "sr", "csv")
    export(review(series.geometry), series, series.geometry, READER, formats, folder)
    return series, folder


@pytest.fixture(scope="module")
def written(original, tmp_path_factory):
    series, folder = original
    done = deidentify(folder, series, tmp_path_factory.mktemp("clean") / "out")
    (study,) = studies([done.folder])
    return done, study


def identifying(path):
    """Every name, date and UID of a file that is the patient's or the site's."""
    found = set()
    for element in dcmread(path).iterall():
        for value in element.value if element.VM > 1 else [element.value]:
            text = str(value)
            if element.VR == "UI" and not text.startswith("1.2.840.10008."):
                found.add(text)
            elif element.VR in ("PN", "DA", "TM", "AE") and len(text) > 3:
                found.update([text, *(part for part in text.replace("=", "^").split("^") if len(part) > 1)])
    return found - {""}


def test_no_byte_of_identity_survives(original, written):
    series, folder = original
    done, _ = written
    secrets = set(IDENTITY.values()) | {"SECRET MAKER", "private words", "HOSP-4711-B", "Hong", "홍", "Minho", "GTV_0"}
    for path in [*(each.path for each in series.instances), folder / "structures.dcm", folder / "segmentation.dcm"]:
        secrets |= identifying(path)
    assert len(secrets) > 2 * len(series.instances)
    for path in done.folder.iterdir():
        content = path.read_bytes()
        if path.suffix == ".dcm":
            pixels = dcmread(path).get("PixelData", b"")
            content = content.replace(pixels, b"") if pixels else content
        for secret in secrets:
            for encoding in ("utf-8", "euc_kr"):
                assert secret.encode(encoding, "replace") not in content, (secret, path.name)
        assert not any(secret in path.name for secret in secrets)


ABROAD = {
    r"\ISO 2022 IR 87": ("Yamada^Tarou=山田^太郎=やまだ^たろう", "iso2022_jp"),
    r"\ISO 2022 IR 144": ("Ivanov=Иванов^Пётр", "iso8859_5"),
    r"\ISO 2022 IR 149": ("Kim^Cheolsu=金^哲洙=김^철수", "euc_kr"),
    "GB18030": ("Wang^XiaoDong=王^小东", "gb18030"),
}


def named_everywhere(dataset, name, *, deep=True):
    """A person's name in every text of the dictionary that is not among what is harmless, private and in sequences."""
    for tag, (vr, vm, _words, _retired, keyword) in DicomDictionary.items():
        if (
            tag >> 16 < 8
            or keyword in KEPT
            or not keyword
            or keyword in ("BurnedInAnnotation", "RequestAttributesSequence")
        ):
            continue
        if vr == "PN" or (vr in ("LO", "LT", "SH", "ST", "UT", "UC") and vm in ("1", "1-n")):
            dataset.add_new(tag, vr, name if vr == "PN" else name.split("=")[-1])
    block = dataset.private_block(0x0011, f"FOR {name.split('=')[0][:40]}", create=True)
    block.add_new(1, "LO", name.split("=")[-1])
    if deep:
        inner = Dataset()
        named_everywhere(inner, name, deep=False)
        dataset.RequestAttributesSequence = [inner]
        private = Dataset()
        named_everywhere(private, name, deep=False)
        block.add_new(2, "SQ", [private])
        (referenced,) = dataset.ReferencedImageSequence
        named_everywhere(referenced, name, deep=False)


@pytest.mark.parametrize("character_set", ABROAD)
def test_no_name_in_another_script_survives_in_any_element(character_set, original, tmp_path):
    """The whole path with ISO 2022's escapes: images, export, copies without identity."""
    name, encoding = ABROAD[character_set]
    (tmp_path / "mr").mkdir()
    for instance in original[0].instances[:6]:
        dataset = dcmread(instance.path)
        dataset.decode()
        dataset.SpecificCharacterSet = character_set.split("\\")
        named_everywhere(dataset, name)
        dataset.save_as(tmp_path / "mr" / instance.path.name)
    (study,) = studies([tmp_path / "mr"])
    series = study.series[0]
    assert study.patient.name == name
    assert series.refusal is None, series.refusal
    labels = np.zeros(series.geometry.shape, dtype=np.int32)
    labels[1, 4:8, 5:9] = 1
    state = review(series.geometry, labels)
    export(state, series, series.geometry, name.split("=")[-1], ("rtstruct", "seg"), tmp_path / "export")

    done = deidentify(tmp_path / "export", series, tmp_path / "clean")

    parts = {part for group in name.split("=") for part in group.split("^")}
    secrets = {
        part.encode(each) for part in parts for each in ("utf-8", encoding, "iso2022_jp", "euc_kr") if fits(part, each)
    }
    secrets |= {re.sub(rb"\x1b[$(].(?:[A-Z])?", b"", each) for each in secrets}  # without the escapes
    secrets = {each for each in secrets if len(each) > 3}
    written = [*(tmp_path / "mr").iterdir(), tmp_path / "export" / "structures.dcm"]
    assert all(any(secret in path.read_bytes() for secret in secrets) for path in written), "it was there"
    for path in done.folder.iterdir():
        content = path.read_bytes()
        for secret in secrets:
            assert secret not in content, (secret, path.name)
        if path.suffix == ".dcm":
            texts = {str(each.value) for each in dcmread(path).iterall() if each.VR in TEXTS}
            assert not any(part in text for part in parts if len(part) > 1 for text in texts)
    (again,) = studies([done.folder])
    (roi,) = verify(done.folder / "structures.dcm", again.series[0], labels).rois
    assert roi.difference.dice == 1


TEXTS = ("PN", "LO", "LT", "SH", "ST", "UT", "UC", "CS", "AE")


def fits(text, encoding):
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def test_geometry_pixels_and_contours_are_as_they_were(original, written):
    series, _ = original
    done, study = written
    clean = study.series[0]
    assert study.patient.name == ""
    assert clean.geometry.matches(series.geometry)
    assert np.array_equal(volume(clean).voxels, volume(series).voxels)
    for before, after in zip(series.instances, clean.instances, strict=True):
        assert dcmread(before.path).PixelData == dcmread(after.path).PixelData
    report = verify(done.folder / "structures.dcm", clean, label_map())
    assert report.broken == ()
    assert [roi.roi_name for roi in report.rois] == [f"ROI_{n:02d}" for n in range(1, 8)]
    assert all(roi.difference.dice == 1 for roi in report.rois)
    segments = read(done.folder / "segmentation.dcm", clean)
    assert [each.mask.count for each in segments.found] == [roi.mask.count for roi in report.rois]


@pytest.mark.parametrize("name", ["image_0001.dcm", "structures.dcm", "segmentation.dcm"])
def test_the_copies_are_legal(written, name):
    command = [program("dciodvfy"), str(written[0].folder / name)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in (checked.stdout + checked.stderr).splitlines() if line.startswith("Error")] == []


def test_what_was_done_is_listed_without_values(written):
    done, _ = written
    document = json.loads((done.folder / CHANGES).read_text())
    listed = {(each["attribute"], each["done"]) for each in document["changes"]}
    assert {
        ("PatientName", "emptied"),
        ("InstitutionName", "removed"),
        ("private attributes", "removed"),
        ("ContrastBolusAgent", "replaced by a dummy"),
        ("SOPInstanceUID", "UID replaced"),
        ("ReviewerName", "removed"),
    } <= listed
    assert "report.dcm may name people in its text." in document["left_out"]
    assert not any("approved.nii.gz may name" in each for each in document["left_out"])
    clean = dcmread(done.folder / "image_0001.dcm")
    assert (clean.PatientIdentityRemoved, clean.DeidentificationMethodCodeSequence[0].CodeValue) == ("YES", "113100")
    assert dcmread(done.folder / "structures.dcm").ApprovalStatus == "UNAPPROVED"


def spoilt(series, folder, change):
    paths = []
    for instance in series.instances:
        paths.append(folder / instance.path.name)
        dataset = dcmread(instance.path)
        change(dataset)
        dataset.save_as(paths[-1])
    instances = tuple(replace(i, path=p) for i, p in zip(series.instances, paths, strict=True))
    return replace(series, instances=instances)


def burnt_in(dataset):
    dataset.BurnedInAnnotation = "YES"


def capture(dataset):
    dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"


def overlay(dataset):
    dataset.add_new((0x6000, 0x0102), "US", 12)


@pytest.mark.parametrize(
    ("change", "words"),
    [(burnt_in, "burnt-in annotation"), (capture, "may show text"), (overlay, "overlay in the bits")],
)
def test_text_in_pixels_is_refused_and_nothing_left(original, tmp_path, change, words):
    series, folder = original
    (tmp_path / "images").mkdir()
    with pytest.raises(ExportRefused, match=words):
        deidentify(folder, spoilt(series, tmp_path / "images", change), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_does_not_belong_together(original, tmp_path):
    series, folder = original
    with pytest.raises(ExportRefused, match="belongs to another series"):
        deidentify(folder, replace(series, series_instance_uid="2.25.5"), tmp_path / "out")
    with pytest.raises(ExportRefused, match="holds no export"):
        deidentify(tmp_path, series, tmp_path / "out")
    several = tuple(replace(each, frame=1) for each in series.instances)
    with pytest.raises(StudyRefused, match="one file a slice"):
        deidentify(folder, replace(series, instances=several), tmp_path / "out")


def test_another_patients_images_are_told_though_their_numbers_are_the_same(original, tmp_path):
    series, folder = original
    copies = []
    for each in series.instances:
        dataset = dcmread(each.path)
        dataset.PatientID = "another"
        dataset.save_as(tmp_path / each.path.name)
        copies.append(replace(each, path=tmp_path / each.path.name))
    with pytest.raises(ExportRefused, match="is of another patient than the images"):
        deidentify(folder, replace(series, instances=tuple(copies)), tmp_path / "out")


def test_nothing_is_laid_between_other_files(original, tmp_path):
    """The folder is passed on as a whole: the identified images must not be in it."""
    series, folder = original
    images = series.instances[0].path.parent
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "letter.txt").write_text("Dear Mrs Hong")
    for taken in (images, folder, tmp_path / "some"):
        before = sorted(taken.iterdir())
        with pytest.raises(ExportRefused, match="holds other files: what is without identity is never laid between"):
            deidentify(folder, series, taken)
        assert sorted(taken.iterdir()) == before


def test_nothing_is_laid_below_what_names_the_patient(original):
    series, folder = original
    for taken in (series.instances[0].path.parent / "sub", folder / "deep" / "sub"):
        with pytest.raises(ExportRefused, match="whose files name the patient"):
            deidentify(folder, series, taken)
        assert not taken.exists()


def test_a_name_typed_for_structures_is_in_no_list(original, tmp_path):
    series, _ = original
    named = Profile("Generic", template="HONGGILDONG_{n}")
    formats = ("rtstruct", "surfaces")
    export(review(series.geometry), series, series.geometry, READER, formats, tmp_path / "export", profile=named)
    assert list((tmp_path / "export").glob("surface-01-HONGGILDONG_1.stl"))
    done = deidentify(tmp_path / "export", series, tmp_path / "clean")
    assert "surface-01.stl names nobody, but is no DICOM: it is not written anew here." in done.left_out
    assert not [path.name for path in done.folder.iterdir() if b"HONGGILDONG" in path.read_bytes()]


def test_the_command_on_a_real_study(tmp_path, capsys):
    source = tmp_path / "in"
    shutil.copytree(shared("dicom/philips_mprage_1301/In"), source)
    (study,) = studies([source])
    series = study.series[0]
    labels = np.zeros(series.geometry.shape, dtype=np.int32)
    labels[80:84, 60:66, 100:106] = 1
    export(review(series.geometry, labels), series, series.geometry, READER, ("rtstruct",), tmp_path / "export")
    arguments = ["deidentify", str(tmp_path / "export"), "--study", str(source), "--out", str(tmp_path / "clean")]
    assert parse(arguments).run() == 0
    assert "without identity" in capsys.readouterr().out
    (clean,) = studies([tmp_path / "clean"])
    assert clean.series[0].geometry.matches(series.geometry)
    (roi,) = verify(tmp_path / "clean" / "structures.dcm", clean.series[0], labels).rois
    assert roi.difference.dice == 1
