"""A DICOM file opened within bounds: whatever lengths it claims, no more is held than it has bytes."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from pydicom import config, dcmread
from pydicom.dataset import Dataset
from pydicom.filereader import data_element_generator
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian
from pydicom.valuerep import EXPLICIT_VR_LENGTH_32

# Values against their rules come as they stand; pydicom's warnings would print them, names included.
config.settings.reading_validation_mode = config.IGNORE

_HEAD = 1 << 16  # bytes in which nearly every header ends: read at once, it is parsed without the disk
_MOST_BEHIND = 1 << 24  # bytes of padding behind the pixels: more is read for minutes, and means nothing
_MOST_INFLATED = 1 << 29  # bytes, far more than a deflated image of one file
_MOST_INFLATION = 1100  # what deflate reaches at best
_STARTS_WITHOUT_PREAMBLE = (b"\x08\x00", b"\x02\x00", b"\x00\x08")
_NO_PREAMBLE, _PREAMBLE = b"DICM", bytes(128)
_PIXEL_DATA = 0x7FE00010
_UNDEFINED = 0xFFFFFFFF
_LONG = {each.encode() for each in EXPLICIT_VR_LENGTH_32}  # value representations with a length of four bytes


# All that is asked of a header: what else a file holds (private data of megabytes, at times) is passed over.
HEADER_KEYWORDS = (
    "SpecificCharacterSet", "ImageType", "SOPClassUID", "SOPInstanceUID", "StudyDate", "SeriesDate", "AcquisitionDate",
    "AcquisitionTime", "Modality", "Manufacturer", "StudyDescription", "SeriesDescription", "AcquisitionContrast",
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex", "PatientAge", "ContrastBolusAgent",
    "ContrastBolusAgentSequence", "ContrastBolusVolume", "ContrastBolusTotalDose", "BodyPartExamined",
    "ScanningSequence", "SequenceVariant", "MRAcquisitionType", "SequenceName", "PulseSequenceName", "AngioFlag",
    "ConcatenationUID", "ComplexImageComponent", "ModalityLUTSequence",
    "SliceThickness", "RepetitionTime", "EchoTime", "InversionTime", "FlipAngle", "TriggerTime", "ProtocolName",
    "EchoNumbers", "DiffusionBValue", "DiffusionGradientOrientation", "PatientPosition", "EchoPulseSequence",
    "EchoPlanarPulseSequence", "InversionRecovery", "SteadyStatePulseSequence", "StudyInstanceUID", "SeriesInstanceUID",
    "SeriesNumber", "AcquisitionNumber", "InstanceNumber", "ImagePositionPatient", "ImageOrientationPatient",
    "FrameOfReferenceUID", "TemporalPositionIdentifier", "ImagesInAcquisition", "InConcatenationNumber",
    "InConcatenationTotalNumber", "SeriesTime", "AcquisitionDateTime", "LossyImageCompressionRatio",
    "SamplesPerPixel", "PhotometricInterpretation", "NumberOfFrames", "Rows", "Columns", "PixelSpacing",
    "BitsAllocated", "BitsStored", "RescaleIntercept", "RescaleSlope", "LossyImageCompression",
    "PerFrameFunctionalGroupsSequence", "SharedFunctionalGroupsSequence",
)  # fmt: skip


class NotReadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is left out; the text says why in a few words."""


@dataclass(frozen=True, eq=False)
class Head:
    """A data set up to its pixels, and what stands in the file there.

    ``pixel_length`` is what the file claims, None where it ends before its pixels do or the length is undefined;
    ``is_cut`` says that it ends before them; ``is_followed_by_junk`` that what comes after them is no element.
    """

    dataset: Dataset
    has_preamble: bool
    pixel_length: int | None
    is_cut: bool
    is_followed_by_junk: bool


def read_head(path: Path) -> Head:
    """Read a data set up to its pixels.

    Raises
    ------
    NotReadable
        If it is no DICOM, or inflates to more than an image.
    Exception
        Whatever a damaged file makes of the parser.

    """
    with path.open("rb", buffering=0) as file:
        head = file.read(_HEAD)
        if _lacks_preamble(head):
            return _head_of_repaired(path)
        has_preamble = head[128:132] == b"DICM"
        if not has_preamble and head[:2] not in _STARTS_WITHOUT_PREAMBLE:
            raise NotReadable("no DICOM")
        size = path.stat().st_size
        begun = io.BytesIO(head)
        if size > len(head):
            dataset = _quickly(begun, has_preamble)
            if dataset is None:
                with _Bounded(file, size) as bounded:
                    return _head(_parsed(bounded, has_preamble, pixels=False), bounded, size, has_preamble)
            with _Bounded(file, size) as bounded:
                bounded.seek(begun.tell())
                return _head(dataset, bounded, size, has_preamble)
        return _head(_parsed(begun, has_preamble, pixels=False), begun, size, has_preamble)


def read_whole(path: Path, keywords: Sequence[str] = ()) -> Dataset:
    """Read a data set with its pixels; of ``keywords`` alone, which is faster, where some are given.

    Raises
    ------
    NotReadable
        If it inflates to more than an image.
    Exception
        Whatever a damaged file makes of the parser.

    """
    return _parsed(io.BytesIO(_repaired(path.read_bytes())), has_preamble=False, pixels=True, keywords=keywords)


def opened(path: Path) -> Path | BinaryIO:
    """What pydicom is to be given for a file: the path, or where nothing stands before "DICM" the file with a preamble.

    Raises
    ------
    OSError
        If it cannot be read.

    """
    with path.open("rb") as file:
        whole = _repaired(file.read()) if _lacks_preamble(file.peek(132)[:132]) else None
    return path if whole is None else io.BytesIO(whole)


def _lacks_preamble(head: bytes) -> bool:
    """Whether a file begins with "DICM", before which 128 bytes should stand."""
    return head.startswith(_NO_PREAMBLE) and head[128:132] != _NO_PREAMBLE


def _repaired(content: bytes) -> bytes:
    return _PREAMBLE + content if _lacks_preamble(content[:132]) else content


def _head_of_repaired(path: Path) -> Head:
    if path.stat().st_size > _MOST_INFLATED:
        raise NotReadable("no DICOM")
    whole = io.BytesIO(_repaired(path.read_bytes()))
    return _head(_parsed(whole, has_preamble=True, pixels=False), whole, len(whole.getvalue()), has_preamble=True)


class _Bounded(io.BufferedReader):
    """A file that is never asked for more bytes than it has: Python would make room for all of them first."""

    def __init__(self, raw: io.RawIOBase, size: int) -> None:
        super().__init__(raw, 1 << 15)
        self._size = size
        self.seek(0)

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0 or size > 4096:
            left = max(0, self._size - self.tell())
            size = left if size is None or size < 0 else min(size, left)
        return super().read(size)


def _quickly(begun: io.BytesIO, has_preamble: bool) -> Dataset | None:
    """The data set, where all of it up to the pixels lies in the file's first part."""
    try:
        dataset = _parsed(begun, has_preamble, pixels=False)
    except Exception:  # noqa: BLE001 - whatever it was, the whole file is asked next
        return None
    return dataset if begun.tell() + 12 < _HEAD and not _is_deflated(dataset) else None


def _parsed(file: BinaryIO, has_preamble: bool, *, pixels: bool, keywords: Sequence[str] = ()) -> Dataset:
    _refuse_inflation(file)
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oddities of values we do not read
        wanted: list[str] | None = list(keywords if pixels else HEADER_KEYWORDS) or None
        return dcmread(file, stop_before_pixels=not pixels, force=not has_preamble, specific_tags=wanted)


def _is_deflated(dataset: Dataset) -> bool:
    return bool(dataset.file_meta.get("TransferSyntaxUID") == DeflatedExplicitVRLittleEndian)


def _refuse_inflation(file: BinaryIO) -> None:
    """Refuse a deflated data set that would fill the memory, without holding it."""
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(0)
    if size * _MOST_INFLATION < _MOST_INFLATED or DeflatedExplicitVRLittleEndian.encode() not in file.read(4096):
        return
    file.seek(132)
    for _ in data_element_generator(file, False, True, stop_when=lambda tag, _vr, _length: tag >> 16 != 2):
        pass  # the meta header, which is not deflated
    inflater, held = zlib.decompressobj(-zlib.MAX_WBITS), 0
    waiting = b""
    while (waiting or (waiting := file.read(1 << 16))) and held <= _MOST_INFLATED:
        held += len(inflater.decompress(waiting, 1 << 22))
        waiting = inflater.unconsumed_tail
    if held > _MOST_INFLATED:
        raise NotReadable("it unpacks to far more than an image does")


def _head(dataset: Dataset, file: BinaryIO, size: int, has_preamble: bool) -> Head:
    """What stands where the pixels begin; of a deflated file the pixels are judged when it is loaded."""
    if _is_deflated(dataset):
        return Head(dataset, has_preamble, None, False, False)
    implicit, little = cast(tuple[bool, bool], dataset.original_encoding)
    start = file.read(12)
    told = 8 if implicit else 12
    if len(start) < told:
        return Head(dataset, has_preamble, None, True, False)
    order = "<" if little else ">"
    group, element = struct.unpack_from(f"{order}HH", start)
    length = int(struct.unpack_from(f"{order}I", start, told - 4)[0])
    if (group << 16 | element) != _PIXEL_DATA or not (implicit or start[4:6] in _LONG):
        return Head(dataset, has_preamble, None, True, False)  # of a kind with a short length, pixels begin elsewhere
    if length == _UNDEFINED:
        return Head(dataset, has_preamble, None, False, False)
    end = file.tell() - len(start) + told + length
    file.seek(min(end, size))
    junk = _is_junk(file.read(12), max(0, size - end), implicit, order)
    return Head(dataset, has_preamble, length, end > size, junk)


def _is_junk(after: bytes, left: int, implicit: bool, order: str) -> bool:
    """Whether what follows the pixels is neither nothing, nor zeros, nor a higher tag's element that fits."""
    if not after.strip(b"\0"):
        # Every element has an even length: a byte too many has shifted what stands before.
        return left % 2 == 1 or left > _MOST_BEHIND
    if len(after) < 8:
        return True
    group, element = struct.unpack_from(f"{order}HH", after)
    if (group << 16 | element) <= _PIXEL_DATA:
        return True
    if implicit or len(after) < 12:
        length, told = int(struct.unpack_from(f"{order}I", after, 4)[0]), 8
    elif after[4:6] in _LONG:
        length, told = int(struct.unpack_from(f"{order}I", after, 8)[0]), 12
    else:
        length, told = int(struct.unpack_from(f"{order}H", after, 6)[0]), 8
    is_named = implicit or after[4:6].isalpha()
    return not is_named or (length != _UNDEFINED and told + length > left)


def syntax_of(dataset: Dataset) -> UID:
    """The transfer syntax as recorded; empty where it is not."""
    return UID(str(dataset.file_meta.get("TransferSyntaxUID", "")))
