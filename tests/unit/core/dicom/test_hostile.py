"""Harmed files: a few hundred of the mutants that ``dev.py fuzz`` opens by the thousand, and what it once found."""

import io
import struct
import tracemalloc

import pydicom
import pytest
from pydicom.uid import DeflatedExplicitVRLittleEndian

from core.dicom import file_bytes, load, scan
from core.dicom.codestream import Size, size_of
from core.dicom.decode import is_filled, is_whole
from core.errors import StudyRefused
from tests.fuzz import oracle, run, sources
from tests.helpers.shared_data import shared
from tests.helpers.slices import change, setting, small_series

MUTANTS = 240  # ten of each study; real ones only where they are at hand


@pytest.fixture(autouse=True)
def home(own_home):
    return own_home


@pytest.fixture
def files(tmp_path):
    return small_series(tmp_path / "in", 5)


def refusal_of(files):
    (study,) = scan.studies([files[0].parent])
    return study.series[0].refusal


@pytest.mark.parametrize("name", sorted(sources.generated()))
def test_what_is_harmed_is_accepted_without_harm(name, tmp_path):
    for each, content in sources.generated()[name].items():
        (tmp_path / each).write_bytes(content)
    assert len(oracle.known_slices(tmp_path)) == 8


@pytest.fixture(scope="module")
def told():
    """What became of the mutants, opened by a child process: its memory is the reading's, not that of other tests."""
    return run.watched(0, MUTANTS)


def test_mutants(told):
    """No crash, no hang, and nothing accepted that an independent reader places or reads otherwise."""
    assert len(told) == MUTANTS
    assert [each for each in told if each["kind"] == "FAULT"] == []
    assert max(each["s"] for each in told) < run.SECONDS


def test_mutants_cost_no_memory(told):
    """Most is what Python and the decoders take; a mutant adds to it no more than an image does."""
    assert max(each["mb"] for each in told) < run.MEMORY_MB
    assert max(each["grown_mb"] for each in told) < 300


def test_the_judge_sees_a_slice_in_another_place(tmp_path):
    """The judge itself can fail: a slice moved after it was sorted is a fault."""
    for each, content in sources.generated()["explicit"].items():
        (tmp_path / each).write_bytes(content)
    series = scan.studies([tmp_path])[0].series[0]
    volume = load.volume(series)
    change(tmp_path / "0003.dcm", setting(ImagePositionPatient=[1.0, 2.0, 3.0]))
    assert "from where it says" in oracle._against_peer(series, volume, set())


# --- found by the mutants


def test_a_value_of_a_kind_that_is_none_is_no_text(files):
    """Seeds 60173 and 60515: an empty value of a kind that is none could not even be asked for as it stands."""
    content = files[1].read_bytes()
    at = content.index(b"\x28\x00\x04\x00CS")
    length = int.from_bytes(content[at + 6 : at + 8], "little")
    files[1].write_bytes(content[: at + 4] + b"C\x00\0\0" + content[at + 8 + length :])
    for each in scan.studies([files[0].parent])[0].series:
        assert each.refusal is not None or len(each.instances) > 1


def test_a_claimed_length_costs_no_memory(files):
    data = files[2].read_bytes()
    at = data.index(b"\x08\x00\x70\x00LO")  # Manufacturer
    data = data[: at + 4] + b"UT\x00\x00" + struct.pack("<I", 0xFFFFFFF0) + data[at + 8 :]
    files[2].write_bytes(data + bytes(1 << 20))  # more than the first part, which is read at once
    tracemalloc.start()
    try:
        told = oracle.judge(files[0].parent, set())
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert told.kind == "refused"
    assert most < 50 << 20


def test_more_pixels_than_rows_and_columns_are_no_skewed_slice(files):
    change(files, setting(Columns=20))
    assert refusal_of(files).chip == "Damaged"


def test_junk_behind_the_pixels(files):
    files[1].write_bytes(files[1].read_bytes() + b"\x01\x02" * 40)
    assert "image 2 is damaged: the parts of the file do not follow each other" in refusal_of(files).sentence


def test_padding_behind_the_pixels_is_no_junk(files):
    padding = struct.pack("<HH2sHI", 0xFFFC, 0xFFFC, b"OB", 0, 16) + bytes(16)
    files[1].write_bytes(files[1].read_bytes() + padding)
    files[2].write_bytes(files[2].read_bytes() + bytes(512))
    assert refusal_of(files) is None


def test_a_file_of_gigabytes_of_padding_is_damaged(files):
    with files[1].open("r+b") as file:
        file.truncate(3 << 30)  # holds no more on the disk than before
    assert "image 2 is damaged: the parts of the file do not follow each other" in refusal_of(files).sentence


def test_high_bit_below_the_bits_stored(files):
    change(files, setting(HighBit=0))
    (study,) = scan.studies([files[0].parent])
    with pytest.raises(StudyRefused, match="Slice 1 cannot be read"):
        load.volume(study.series[0])


def test_an_image_without_identity_is_left_out(files):
    change(files[4], setting(SOPInstanceUID=""))
    (study,) = scan.studies([files[0].parent])
    assert study.skipped == ("0005.dcm: damaged: it has no identity (SOP Instance UID).",)


def test_dimensions_of_no_head(files):
    change(files, setting(Rows=65535, Columns=65535))
    for file in files:  # packed, so that the file need not be as large
        dataset = pydicom.dcmread(file)
        dataset.file_meta.TransferSyntaxUID = pydicom.uid.RLELossless
        dataset.PixelData = pydicom.encaps.encapsulate([b"\x01" + bytes(99)])
        dataset["PixelData"].VR = "OB"
        dataset.save_as(file)
    assert refusal_of(files).sentence == (
        "This series claims 5 slices of 65535 × 65535, more than a scan of a head has."
    )


@pytest.mark.parametrize("kind", [b"oW", b"_W", b"US"])
def test_pixels_of_a_kind_that_pixels_do_not_have_are_refused(files, kind):
    """A parser takes their length for shorter: the slice moved by two pixels, and was opened."""
    data = files[0].read_bytes()
    at = data.rfind(b"\xe0\x7f\x10\x00") + 4
    files[0].write_bytes(data[:at] + kind + data[at + 2 :])
    assert refusal_of(files).chip == "Damaged"


def test_a_deflated_bomb_is_not_unpacked(tmp_path, files, monkeypatch):
    monkeypatch.setattr(file_bytes, "_MOST_INFLATED", 1 << 20)
    dataset = pydicom.dcmread(files[0])
    dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    dataset.SeriesDescription = ""
    dataset.add_new(0x00091001, "OB", bytes(50 << 20))
    target = io.BytesIO()
    dataset.save_as(target)
    bomb = tmp_path / "bomb.dcm"
    bomb.write_bytes(target.getvalue())
    assert bomb.stat().st_size < 100_000
    with pytest.raises(StudyRefused, match="unpacks to far more than an image does"):
        scan.studies([bomb])


def test_a_jpeg2000_stream_with_a_gap_is_not_whole():
    tile = b"\xff\x90" + struct.pack(">HHIBB", 10, 0, 14 + 20, 0, 1) + b"\xff\x93" + bytes(20)
    whole = b"\xff\x4f\xff\x51" + bytes(40) + tile + b"\xff\xd9"
    assert is_whole(whole)
    assert not is_whole(whole[:60] + whole[61:])
    assert not is_whole(whole[:-2])
    assert not is_whole(b"")


def test_one_slice_turned_by_a_rounding_does_not_turn_the_volume(files):
    (before,) = scan.studies([files[0].parent])[0].series
    change(files[0], setting(ImageOrientationPatient=[1, 0.0009, 0, 0, 1, 0]))
    (after,) = scan.studies([files[0].parent])[0].series
    assert after.geometry.matches(before.geometry)


def test_pixels_are_counted_where_no_syntax_is_told(tmp_path):
    """Without a meta header the syntax is empty, which pydicom calls private: nothing was checked."""
    for each, content in sources.generated()["no preamble"].items():
        (tmp_path / each).write_bytes(content)
    victim = tmp_path / "0005.dcm"
    victim.write_bytes(victim.read_bytes()[:-500])
    (study,) = scan.studies([tmp_path])
    assert "image 5 is damaged" in study.series[0].refusal.sentence


def test_a_negative_is_refused(files):
    change(files[2], setting(PhotometricInterpretation="MONOCHROME1"))
    assert refusal_of(files).sentence == "In this series image 3 is stored as a negative (MONOCHROME1)."


def test_a_slice_of_one_bit(files):
    change(files[2], setting(BitsStored=1))
    (study,) = scan.studies([files[0].parent])
    with pytest.raises(StudyRefused, match="Slice 3 cannot be read"):
        load.volume(study.series[0])


def test_fragments_that_claim_more_than_there_is():
    """libjpeg took what was there of a cut stream, and filled the rest."""
    packed = pydicom.encaps.encapsulate([bytes(100), bytes(50)])
    assert is_filled(packed)
    assert not is_filled(packed[:-2])
    assert not is_filled(packed + b"\0\0")
    assert not is_filled(b"")


def test_an_archive_whose_names_are_no_text(tmp_path, files):
    packed = bytearray(sources.generated()["zip"]["study.zip"])
    at = packed.index(b"PK\x03\x04")
    packed[at + 6 : at + 8] = (0x800).to_bytes(2, "little")  # names in UTF-8
    packed[at + 30] = 0xBE
    (tmp_path / "study.zip").write_bytes(packed)
    with pytest.raises(StudyRefused, match="damaged"):
        scan.studies([tmp_path / "study.zip"])


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("packing", "lie"),
    [
        ("jpegls", {"Rows": 65535}),
        ("jpegls", {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7}),
        ("jpeg", {"Columns": 255}),
        ("j2k", {"Rows": 257}),
    ],
)
def test_a_packed_image_of_another_size_does_not_end_the_program(packing, lie, tmp_path):
    """GDCM checks the length of what it unpacked by ending the process: the size is compared before."""
    for file in shared(f"dicom/dicom2nifti_tests/generic/compressed_{packing}/001").iterdir():
        dataset = pydicom.dcmread(file)
        setting(**lie)(dataset)
        dataset.save_as(tmp_path / file.name)
    (study,) = scan.studies([tmp_path])
    with pytest.raises(StudyRefused, match="Slice 1 cannot be read"):
        load.volume(study.series[0])


def test_what_a_packed_image_says_of_its_size():
    frame = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xf7\x00\x0b\x0c\x01\x00\x00\x80\x01\x01\x11\x00"
    assert size_of(frame) == Size(256, 128, 1, 12)
    wavelet = b"\xff\x4f\xff\x51\x00\x29\x00\x00" + struct.pack(">8I", 128, 256, 0, 0, 128, 256, 0, 0)
    assert size_of(wavelet + b"\x00\x01\x0b\x01\x01") == Size(256, 128, 1, 12)
    for harmed in (b"", frame[:9], frame[:2] + frame[20:], wavelet + b"\x00\x01\x0b\x01\x05", b"\xff\xd8\xff\xda"):
        with pytest.raises(ValueError, match="packed image"):
            size_of(harmed)
