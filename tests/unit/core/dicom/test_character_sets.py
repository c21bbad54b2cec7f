"""A patient stays the patient in every character set, whatever letters the reader's name has."""

import json
import subprocess

import pytest
from pydicom import dcmread
from pydicom.charset import convert_encodings
from pydicom.valuerep import PersonName

from core import export as exporting
from core.dicom.character_sets import decoded, holds_name
from core.dicom.identity_read import read_identity
from core.dicom.scan import studies
from core.dicom.verify import verify
from core.errors import ExportRefused
from core.export import export
from tests.helpers.dicom_nodes import program
from tests.helpers.exports import GRIDS, review, series_on_disk

JAPANESE = "Yamada^Tarou=山田^太郎=やまだ^たろう"
KOREAN = "Kim^Cheolsu=金^哲洙=김^철수"
PATIENTS = {
    r"\ISO 2022 IR 87": JAPANESE,
    r"ISO 2022 IR 13\ISO 2022 IR 87": JAPANESE,
    r"\ISO 2022 IR 149": KOREAN,
    r"ISO 2022 IR 6\ISO 2022 IR 149": KOREAN,
    r"\ISO 2022 IR 144": "Ivanov=Иванов",
    "ISO_IR 100": "Müßig^Jörg",
    "GB18030": "Wang^XiaoDong=王^小东",
    "ISO_IR 192": KOREAN,
    "": "Doe^Jane",
}
READERS = ["김철수", "Müller", "Dr B", "Kim^Minho"]
FORMATS = ["rtstruct", "sr", "sheet"]


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("plain"), GRIDS["axial"])


def with_text(plain, folder, character_set, **values):
    """The series with other text in all of its files; bytes are written as they are."""
    folder.mkdir()
    for instance in plain.instances:
        dataset = dcmread(instance.path)
        del dataset.SpecificCharacterSet
        if character_set:
            dataset.SpecificCharacterSet = character_set.split("\\")
        for keyword, value in values.items():
            setattr(dataset, keyword, value)
        dataset.save_as(folder / instance.path.name)
    (study,) = studies([folder])
    return study.series[0]


def run(series, folder, reader, formats=FORMATS):
    picture = dcmread(series.instances[0].path).pixel_array[..., None].repeat(3, axis=2).astype("uint8")
    return export(
        review(series.geometry), series, series.geometry, reader, formats, folder, pictures=lambda *_: [picture]
    )


@pytest.mark.parametrize("character_set", PATIENTS)
def test_the_patient_stays_the_patient(character_set, plain, tmp_path):
    name = PATIENTS[character_set]
    series = with_text(plain, tmp_path / "mr", character_set, PatientName=name, PatientID="PX1")
    for number, reader in enumerate(READERS):
        run(series, tmp_path / str(number), reader, FORMATS if number == 0 else ["rtstruct", "sr"])
        written = sorted((tmp_path / str(number)).glob("*.dcm"))
        assert len(written) == (4 if number == 0 else 3)
        for path in written:
            dataset = dcmread(path)
            assert dataset.PatientName == name
            assert not read_identity(path).illegal
            reread = {dataset.get(each) for each in ("ReviewerName", "ContentCreatorName", "OperatorsName")} - {
                "",
                None,
            }
            assert {str(each).rstrip("^") for each in reread} - {""} <= {reader}
        report = dcmread(tmp_path / str(number) / "report.dcm")
        assert f"{reader}^" in str(report) or "^" in reader
        assert verify(tmp_path / str(number) / "structures.dcm", series).broken == ()


@pytest.mark.parametrize("character_set", [r"\ISO 2022 IR 87", r"\ISO 2022 IR 149", r"\ISO 2022 IR 144"])
def test_another_program_reads_the_same_patient(character_set, plain, tmp_path):
    """dcmtk converts every text to UTF-8 by its own tables."""
    name = PATIENTS[character_set]
    series = with_text(plain, tmp_path / "mr", character_set, PatientName=name)
    run(series, tmp_path / "out", "홍길동")
    for file in ("structures.dcm", "segmentation.dcm", "report.dcm"):
        command = [program("dcm2json"), str(tmp_path / "out" / file)]  # JSON is of UTF-8
        told = subprocess.run(command, capture_output=True, check=True).stdout
        (groups,) = json.loads(told)["00100010"]["Value"]
        assert "=".join(groups.values()) == name


def test_every_text_goes_along_decoded(plain, tmp_path):
    """春 holds the byte of =, 倍 that of a backslash: pydicom takes both for separators."""
    name = b"Yamada^Haru=\x1b$B;3ED\x1b(B^\x1b$B=U\x1b(B"
    series = with_text(plain, tmp_path / "mr", r"\ISO 2022 IR 87", PatientName="X", StudyDescription="Y")
    for instance in series.instances:
        data = instance.path.read_bytes()
        data = resized(data, b"PN", b"X ", name)
        data = resized(data, b"LO", b"Y ", b"\x1b$BG\\\x1b(B")
        instance.path.write_bytes(data)
    (study,) = studies([tmp_path / "mr"])
    assert study.patient.name == "Yamada^Haru=山田^春"
    assert study.description == "倍"
    run(study.series[0], tmp_path / "out", "김철수", ["rtstruct", "sr"])
    for path in (tmp_path / "out").glob("*.dcm"):
        dataset = dcmread(path)
        assert dataset.SpecificCharacterSet == "ISO_IR 192"
        assert dataset.PatientName == "Yamada^Haru=山田^春"
        assert dataset.StudyDescription == "倍"


def test_chinese_with_escapes(plain, tmp_path):
    """As PS3.5 annex K writes it; pydicom leaves the escape sequence in the text."""
    name = b"Wang^XiaoDong=\x1b$)A\xcd\xf5^\x1b$)A\xd0\xa1\xb6\xab"
    series = with_text(plain, tmp_path / "mr", r"\ISO 2022 IR 58", PatientName="X")
    for instance in series.instances:
        instance.path.write_bytes(resized(instance.path.read_bytes(), b"PN", b"X ", name))
    series = studies([tmp_path / "mr"])[0].series[0]
    run(series, tmp_path / "out", "김철수", ["rtstruct", "sr"])
    for path in (tmp_path / "out").glob("*.dcm"):
        assert dcmread(path).PatientName == "Wang^XiaoDong=王^小东"
    run(series, tmp_path / "kept", "Kim^Minho", ["rtstruct", "sr"])
    for path in (tmp_path / "kept").glob("*.dcm"):
        assert name in path.read_bytes()


def resized(data, vr, old, new):
    new += b" " * (len(new) % 2)
    at = data.index(vr + len(old).to_bytes(2, "little") + old)
    return data[: at + 2] + len(new).to_bytes(2, "little") + new + data[at + 4 + len(old) :]


def test_text_that_cannot_be_decoded_is_never_guessed(plain, tmp_path):
    """A name in Latin-1 without a character set: it goes along as it is, and another script cannot stand beside it."""
    series = with_text(plain, tmp_path / "mr", "ISO_IR 100", PatientName="Müller^Jörg")
    for instance in series.instances:
        instance.path.write_bytes(instance.path.read_bytes().replace(b"ISO_IR 100", b"          "))
    with pytest.raises(ExportRefused, match="cannot be decoded"):
        run(series, tmp_path / "no", "김철수")
    run(series, tmp_path / "out", "Dr B")
    for path in (tmp_path / "out").glob("*.dcm"):
        assert b"M\xfcller^J\xf6rg" in path.read_bytes()
    report = verify(tmp_path / "out" / "structures.dcm", series)
    assert report.broken == ()
    assert any("PatientName: bytes that are not of the file's character set, as in" in each for each in report.remarks)


def test_a_file_that_names_another_patient_withdraws_the_export(plain, tmp_path, monkeypatch):
    """What was wrong once: UTF-8 declared, the name's bytes as they were."""
    series = with_text(plain, tmp_path / "mr", r"\ISO 2022 IR 87", PatientName=JAPANESE)
    write = exporting.rtstruct.write

    def declare_utf_8(structure_set, of, path, implicit):
        write(structure_set, of, path, implicit)
        path.write_bytes(resized(path.read_bytes(), b"CS", b"\\ISO 2022 IR 87 ", b"ISO_IR 192"))

    monkeypatch.setattr(exporting.rtstruct, "write", declare_utf_8)
    with pytest.raises(ExportRefused, match="not of the images' patient: not the same are the name"):
        run(series, tmp_path / "out", "Dr B", ["rtstruct"])
    assert not (tmp_path / "out").exists()


def test_verify_says_that_the_patient_is_another(plain, tmp_path):
    run(plain, tmp_path / "out", "Dr B", ["rtstruct"])
    other = with_text(plain, tmp_path / "mr", "ISO_IR 192", PatientName="Roe^Ann", PatientSex="F")
    broken = verify(tmp_path / "out" / "structures.dcm", other).broken
    assert broken == ("Its patient is not the images': the name and the sex differ.",)


def test_verify_names_text_that_is_none(plain, tmp_path):
    run(plain, tmp_path / "out", "Mueller", ["rtstruct"])
    path = tmp_path / "out" / "structures.dcm"
    path.write_bytes(path.read_bytes().replace(b"Mueller^", b"M\xfc\xfcller^"))
    broken = verify(path, plain).broken
    assert broken == ("ReviewerName: bytes that are not of the file's character set.",)


@pytest.mark.parametrize("character_set", [each for each in PATIENTS if each])
def test_text_is_decoded_as_the_library_encodes_it(character_set):
    terms = character_set.split("\\")
    name = PATIENTS[character_set]
    assert decoded(PersonName(name).encode(convert_encodings(terms)), "PN", terms) == name


@pytest.mark.parametrize(
    ("value", "character_set"),
    [
        (b"M\xfcller", []),
        (b"M\xfcller", ["", "ISO 2022 IR 149"]),
        (b"M\xfcller", ["ISO_IR 192"]),
        (b"\x1b$B;3ED\x1b(B", ["ISO_IR 192"]),
        (b"\x1b$B;3ED\x1b(B", ["", "ISO 2022 IR 149"]),
        (b"\x1b$Z;3ED", ["", "ISO 2022 IR 87"]),
        (b"Doe", ["ISO_IR 999"]),
    ],
)
def test_bytes_that_are_no_text(value, character_set):
    assert decoded(value, "LO", character_set) is None


@pytest.mark.parametrize(
    ("name", "character_set", "holds"),
    [
        ("Müller", [], False),
        ("Müller", ["ISO_IR 100"], True),
        ("Müller", ["", "ISO 2022 IR 149"], False),
        ("Müller", ["ISO 2022 IR 100", "ISO 2022 IR 149"], True),
        ("김^철수", ["", "ISO 2022 IR 149"], True),
        ("김^철수", ["", "ISO 2022 IR 87"], False),
        ("山田^太郎", ["", "ISO 2022 IR 87"], True),
        ("山田^春", ["", "ISO 2022 IR 87"], False),  # legal, but pydicom would read another name
        ("Kim", ["ISO_IR 999"], True),
    ],
)
def test_which_names_fit(name, character_set, holds):
    assert holds_name(name, character_set) is holds
