"""One file's header: what the sorter needs, read without pixels."""

from __future__ import annotations

import math
import struct
import warnings
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from pydicom import config, dcmread
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError
from pydicom.uid import UID, MediaStorageDirectoryStorage

from core.geometry import FloatArray

# A damaged or foreign file can fail in any of these ways inside the parser; each means the same to a reader.
_UNREADABLE = (
    InvalidDicomError,
    AttributeError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
# Values against their rules come as they stand; pydicom's warnings would print them, names included.
config.settings.reading_validation_mode = config.IGNORE
_LARGEST_RESCALE = 1e9
_STARTS_WITHOUT_PREAMBLE = (b"\x08\x00", b"\x02\x00", b"\x00\x08")


class NotReadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is left out; the text says why in a few words."""


@dataclass(frozen=True, eq=False)
class Header:
    """What one DICOM image says about itself.

    Parameters
    ----------
    dataset
        The header without pixels.
    position
        (3,) LPS mm of the first voxel's centre, None where not recorded.
    orientation
        (2, 3) unit vectors along the columns' growth (i) and the rows' growth (j), None where not recorded.
    pixel_spacing
        Millimetres along j and i, None where not recorded.
    truncated
        The file ends before its pixels do.
    frame
        Which frame of a multi-frame object this is, from 0; None for a single image.

    """

    path: Path
    dataset: Dataset
    position: FloatArray | None
    orientation: FloatArray | None
    pixel_spacing: tuple[float, float] | None
    truncated: bool
    frame: int | None = None

    def text(self, keyword: str) -> str:
        """Value as text, stripped; empty where it is not recorded."""
        value = _value(self.dataset, keyword)
        return "" if value is None else str(value).strip()

    def number(self, keyword: str) -> float | None:
        """Value as a number; None where it is not recorded or is none."""
        try:
            number = float(_value(self.dataset, keyword))
        except (TypeError, ValueError):
            return None
        return number if math.isfinite(number) else None

    @property
    def image_type(self) -> tuple[str, ...]:
        """DICOM's Image Type, upper case."""
        value = _value(self.dataset, "ImageType") or ()
        return tuple(str(each).upper() for each in ([value] if isinstance(value, str) else value))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return int(self.dataset.get("Rows", 0)), int(self.dataset.get("Columns", 0))

    @property
    def instance_number(self) -> int | None:
        """DICOM's Instance Number; a frame's is its place in the object, from 1."""
        if self.frame is not None:
            return self.frame + 1
        number = self.number("InstanceNumber")
        return None if number is None else int(number)

    @property
    def patient(self) -> tuple[str, str]:
        """Whose image this is: ID and name, in the form in which they are compared."""
        return self.text("PatientID"), self.text("PatientName").rstrip("^ ").casefold()

    @property
    def rescale_is_sound(self) -> bool:
        """Whether slope and intercept, where they are recorded, give voxels that mean something."""
        for keyword in ("RescaleSlope", "RescaleIntercept"):
            number = self.number(keyword)
            if self.text(keyword) and (number is None or abs(number) > _LARGEST_RESCALE):
                return False
        return self.number("RescaleSlope") != 0

    @property
    def name(self) -> str:
        """How a reader is told of this image: its number, or the file's name."""
        return f"image {self.instance_number}" if self.instance_number is not None else self.path.name


def read_header(path: Path) -> Header:
    """Read a file's header.

    Raises
    ------
    NotReadable
        If it is no DICOM image, or too damaged to tell which series it belongs to.

    """
    try:
        with path.open("rb") as file:
            dataset = _dataset(file)
            truncated = _is_truncated(file, dataset, path.stat().st_size)
        return Header(path, dataset, *placement(dataset), truncated)
    except FileNotFoundError as error:
        raise NotReadable("it is not there") from error
    except _UNREADABLE as error:
        raise NotReadable("no DICOM, or damaged") from error


def _value(dataset: Dataset, keyword: str) -> Any:
    """A value as pydicom converts it; None where it is not recorded or makes no sense."""
    try:
        return dataset.get(keyword)
    except (ArithmeticError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError):
        return None


def _dataset(file: BinaryIO) -> Dataset:
    start = file.read(132)
    has_preamble = start[128:] == b"DICM"
    if not has_preamble and start[:2] not in _STARTS_WITHOUT_PREAMBLE:
        raise NotReadable("no DICOM")
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oddities of values we do not read
        dataset = dcmread(file, stop_before_pixels=True, force=not has_preamble)
    if dataset.file_meta.get("MediaStorageSOPClassUID") == MediaStorageDirectoryStorage:
        raise NotReadable("the disc's table of contents")
    if "SOPClassUID" not in dataset:
        raise NotReadable("no DICOM object" if has_preamble else "no DICOM")
    if "SeriesInstanceUID" not in dataset:
        raise NotReadable("damaged: it ends before its series is named")
    if "Rows" not in dataset and not _claims_pixels(dataset):
        raise NotReadable(f"no image ({UID(dataset.SOPClassUID).name})")
    return dataset


def _claims_pixels(dataset: Dataset) -> bool:
    """Whether an object of this class has pixels, even if this file ends before them."""
    return "Image Storage" in UID(dataset.SOPClassUID).name


def _is_truncated(file: BinaryIO, dataset: Dataset, size: int) -> bool:
    """Compare what follows the header, where the file stands, with what uncompressed pixels need."""
    rows, columns = int(dataset.get("Rows", 0)), int(dataset.get("Columns", 0))
    if not rows or not columns:
        return True
    syntax = UID(dataset.file_meta.get("TransferSyntaxUID", ""))
    if syntax.is_private or syntax.is_deflated or syntax.is_compressed:
        return False  # what is compressed tells its length only when it is decoded
    samples = int(dataset.get("SamplesPerPixel", 1)) * int(dataset.get("NumberOfFrames", 1) or 1)
    needed = rows * columns * samples * int(dataset.get("BitsAllocated", 16)) // 8
    tag_and_length = 8 if dataset.original_encoding[0] else 12  # implicit, explicit
    return size - file.tell() < tag_and_length + needed


def placement(
    dataset: Dataset,
) -> tuple[FloatArray | None, FloatArray | None, tuple[float, float] | None]:
    """Position, orientation and pixel spacing of an image, as :class:`Header` holds them; None where not recorded."""
    position = _numbers(dataset, "ImagePositionPatient", 3)
    orientation = _numbers(dataset, "ImageOrientationPatient", 6)
    spacing = _numbers(dataset, "PixelSpacing", 2)
    pair = None if spacing is None or min(spacing) <= 0 else (float(spacing[0]), float(spacing[1]))
    return position, None if orientation is None else orientation.reshape(2, 3), pair


def _numbers(dataset: Dataset, keyword: str, count: int) -> FloatArray | None:
    value = _value(dataset, keyword)
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != count:
        return None
    try:
        numbers = np.array([float(each) for each in value])
    except (TypeError, ValueError):
        return None
    return numbers if np.all(np.isfinite(numbers)) else None
