"""One file's header: what the sorter needs, read without pixels."""

from __future__ import annotations

import hashlib
import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag
from pydicom.uid import UID, MediaStorageDirectoryStorage

from core.dicom.character_sets import decoded, readable
from core.dicom.file_bytes import Head, NotReadable, read_head, syntax_of
from core.geometry import LONGEST_MM, SHORTEST_MM, FloatArray

_LARGEST_RESCALE = 1e9
_MOST_PIXELS = 8192  # along a side of an image
_SMALLEST_RESCALE = 1e-12  # a slope below it leaves nothing of the voxels
WITNESSES = ("PatientID", "PatientName", "ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing")
FARTHEST_MM = 2000.0  # of an image from the origin of its coordinates: no scanner with its table is as long
_NAMELESS = "damaged: it does not say which series it belongs to (Series Instance UID)"
_LONGEST_SHOWN = 60  # characters of a value that makes no sense


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
    damage
        What is wrong with its pixels as far as the header tells, in words that go on "this image ..."; empty where
        nothing is.
    frame
        Which frame of a multi-frame object this is, from 0; None for a single image.

    """

    path: Path
    dataset: Dataset
    position: FloatArray | None
    orientation: FloatArray | None
    pixel_spacing: tuple[float, float] | None
    damage: str
    frame: int | None = None

    def text(self, keyword: str) -> str:
        """Value as text, stripped; empty where it is not recorded."""
        escaped = _text_with_escapes(self.dataset, keyword)
        if escaped is not None:
            return readable(escaped).strip()
        value = _value(self.dataset, keyword)
        return "" if value is None else readable(str(value)).strip()

    def written(self, keyword: str) -> str:
        """What stands in the file, whether it makes sense or not; empty where nothing does."""
        tag = tag_for_keyword(keyword)
        if tag is None or tag not in self.dataset:
            return ""
        try:
            value: Any = self.dataset.get_item(tag).value
        except Exception:  # noqa: BLE001 - pydicom's own errors are many
            return "damaged"
        if isinstance(value, bytes):
            words = value.decode("ascii", errors="replace")
        else:
            several = isinstance(value, Sequence) and not isinstance(value, str)
            values = list(value) if several else [value]
            words = "\\".join(str(each) for each in values if each is not None)
        return "".join(each for each in words if each.isprintable()).strip()[:_LONGEST_SHOWN]

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
        return int(self.number("Rows") or 0), int(self.number("Columns") or 0)

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
        return self.text("PatientID"), name_as_compared(self.text("PatientName"))

    @property
    def has_table(self) -> bool:
        """Whether a look-up table stands between stored values and those meant (Modality LUT)."""
        return bool(self.dataset.get("ModalityLUTSequence"))

    @property
    def rescale_is_sound(self) -> bool:
        """Whether slope and intercept, where they are recorded, give voxels that mean something."""
        for keyword in ("RescaleSlope", "RescaleIntercept"):
            number = self.number(keyword)
            if self.text(keyword) and (number is None or abs(number) > _LARGEST_RESCALE):
                return False
        slope = self.number("RescaleSlope")  # one below zero makes a negative of the image
        return slope is None or slope > _SMALLEST_RESCALE

    @property
    def has_a_patients_size(self) -> bool:
        """Whether its longer side is neither shorter than any head nor longer than any patient; true of none."""
        if self.pixel_spacing is None or 0 in self.shape or max(self.shape) > _MOST_PIXELS:
            return True  # what has too many pixels is told as that
        longest = max(count * step for count, step in zip(self.shape, self.pixel_spacing, strict=True))
        return SHORTEST_MM <= longest <= LONGEST_MM

    @property
    def is_far(self) -> bool:
        """Whether its position is none in a scanner: farther from the origin than any table goes."""
        return self.position is not None and bool(np.abs(self.position).max() > FARTHEST_MM)

    @property
    def is_negative(self) -> bool:
        """Whether the largest values are to be shown darkest, as no MR image is."""
        return self.text("PhotometricInterpretation") == "MONOCHROME1"

    @property
    def name(self) -> str:
        """How a reader is told of this image: its number, or the file's name."""
        return f"image {self.instance_number}" if self.instance_number is not None else self.path.name


def name_as_compared(name: str) -> str:
    """A person's name without what makes it no other's: capitals, empty parts, blanks around a part."""
    return "^".join(part.strip() for part in name.split("^")).rstrip("^").casefold()


def witness(dataset: Dataset, frame: int | None) -> str:
    """Whose image this is and where it lies, as a digest; of a frame, whose place stands deeper, whose alone."""
    told = [repr(str(_value(dataset, keyword) or "")) for keyword in WITNESSES[:2]]
    if frame is None:
        told.extend(repr(_value(dataset, keyword)) for keyword in WITNESSES[2:])
    return hashlib.sha256("\n".join(told).encode(errors="replace")).hexdigest()[:16]


def read_header(path: Path) -> Header:
    """Read a file's header.

    Raises
    ------
    NotReadable
        If it is no DICOM image, or too damaged to tell which series it belongs to.

    """
    try:
        head = read_head(path)
        _refuse_other_objects(head)
        return Header(path, head.dataset, *placement(head.dataset), _damage(head))
    except NotReadable:
        raise
    except FileNotFoundError as error:
        raise NotReadable("it is not there") from error
    except Exception as error:  # a damaged or foreign file fails in many ways inside the parser: all mean the same
        raise NotReadable("no DICOM, or damaged") from error


def _value(dataset: Dataset, keyword: str) -> Any:
    """A value as pydicom converts it; None where it is not recorded or makes no sense."""
    try:
        return dataset.get(keyword)
    except Exception:  # noqa: BLE001 - pydicom's own errors are many, and a value without sense is none
        return None


def _text_with_escapes(dataset: Dataset, keyword: str) -> str | None:
    """Text with code extensions, in which pydicom takes halves of characters for separators; None where none is."""
    tag = Tag(tag_for_keyword(keyword) or 0)
    try:
        element: Any = dataset.get_item(tag) if tag in dataset else None
    except Exception:  # noqa: BLE001 - pydicom's own errors are many; a value of no kind is no text
        return None
    if not isinstance(element, RawDataElement) or b"\x1b" not in (element.value or b""):
        return None
    recorded = _value(dataset, "SpecificCharacterSet") or ""
    character_set = [recorded] if isinstance(recorded, str) else [str(each) for each in recorded]
    text = decoded(bytes(element.value or b""), dictionary_VR(tag), character_set)
    if text is None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it cannot decode is left out by the caller
            text = str(_value(dataset, keyword) or "")
    return text


def _refuse_other_objects(head: Head) -> None:
    """Say what a file is that holds no image of a series."""
    dataset = head.dataset
    if dataset.file_meta.get("MediaStorageSOPClassUID") == MediaStorageDirectoryStorage:
        raise NotReadable("the disc's table of contents")
    if not str(dataset.get("SOPClassUID") or "").strip():
        raise NotReadable("no DICOM object" if head.has_preamble else "no DICOM")
    if not str(dataset.get("SeriesInstanceUID") or "").strip():
        raise NotReadable("damaged: it ends before its series is named" if head.is_cut else _NAMELESS)
    if not str(dataset.get("SOPInstanceUID") or "").strip():
        raise NotReadable("damaged: it has no identity (SOP Instance UID)")
    if "Rows" not in dataset and not _claims_pixels(dataset):
        raise NotReadable(f"no image ({UID(str(dataset.SOPClassUID)).name})")


def _claims_pixels(dataset: Dataset) -> bool:
    """Whether an object of this class has pixels, even if this file ends before them."""
    return "Image Storage" in UID(str(dataset.SOPClassUID)).name


def _damage(head: Head) -> str:
    """Compare what the file has of pixels with what its rows and columns need."""
    dataset = head.dataset
    rows, columns = int(dataset.get("Rows", 0)), int(dataset.get("Columns", 0))
    if not rows or not columns or head.is_cut:
        return "is damaged: the file ends before the slice does"
    syntax = syntax_of(dataset)
    if head.pixel_length is None or (syntax and (syntax.is_private or syntax.is_compressed)):
        return ""  # what is compressed tells its length only when it is decoded
    samples = int(dataset.get("SamplesPerPixel", 1)) * int(dataset.get("NumberOfFrames", 1) or 1)
    needed = rows * columns * samples * int(dataset.get("BitsAllocated", 16)) // 8
    if not needed <= head.pixel_length <= needed + 1:
        return "is damaged: there are not as many pixels as rows and columns need"
    return "is damaged: the parts of the file do not follow each other" if head.is_followed_by_junk else ""


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
