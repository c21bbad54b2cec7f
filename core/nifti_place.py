"""Where a NIfTI header says that its voxels lie: every place that it records must be the same, or it is refused.

ITK takes one of the two places of a header (qform, sform) and spacings from a third, without a word where they differ;
where none is recorded it makes one up. Fields by the NIfTI-1 definition (nifti1.h).
"""

from __future__ import annotations

import gzip
import struct
import zlib
from pathlib import Path

import numpy as np

from core.errors import StudyRefused
from core.geometry import FILE_TOLERANCE_MM, FloatArray, Geometry

_SIZE, _SIZE_OF_2 = 348, 540  # of the headers of NIfTI-1 and NIfTI-2
_ASK = "Save it again with its place in the patient, or use the DICOM images."
_MILLIMETRES = {0: 1.0, 1: 1000.0, 2: 1.0, 3: 0.001}  # spatial units: unknown, metre, millimetre, micrometre
# A quaternion kept in 32 bits is good to some 1e-4 rad near half a turn: 0.1 mm at the corners of real heads.
_QUATERNION_TOLERANCE_MM = 0.2
_LABELS = 1002  # intent code
_TEMPLATES = {3: "Talairach", 4: "MNI 152", 5: "another template"}  # codes of qform and sform
_COMPLEX = (32, 1792, 2048)  # datatype codes
_RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0, 1.0])


def refuse_misplaced(path: Path, geometry: Geometry) -> None:
    """Refuse a file that records no place, or one that is not ``geometry``.

    Parameters
    ----------
    path
        A NIfTI-1 file, ``.nii`` or ``.nii.gz``.
    geometry
        Its grid as another reader took it.

    Raises
    ------
    StudyRefused
        If neither qform nor sform is recorded, a spacing is no length, neither of them puts the corner voxels
        within 0.01 mm of where ``geometry`` has them, one of them not within 0.2 mm, the voxels are complex, or
        they begin where none can.

    """
    try:
        header = _header(path)
        order = "<" if struct.unpack_from("<i", header)[0] == _SIZE else ">"
        recorded = _places(header, order)
        (datatype,) = struct.unpack_from(f"{order}h", header, 70)
    except (OSError, EOFError, zlib.error, struct.error) as error:
        raise StudyRefused(f"{path.name} cannot be read: its header is damaged.", "Copy it again.") from error
    if datatype in _COMPLEX:
        raise StudyRefused(f"{path.name} holds complex numbers, which are no image.", "Save their magnitude.")
    (start,) = struct.unpack_from(f"{order}f", header, 108)
    if (
        not np.isfinite(start) or start % 16
    ):  # header and extensions are multiples of 16 bytes; 0 stands for behind them
        sentence = f"{path.name} says that its voxels begin at byte {start:g}, where none can begin."
        raise StudyRefused(sentence, "Save it again, or use the DICOM images.")
    if not recorded:
        raise StudyRefused(f"{path.name} does not say where it lies in the patient.", _ASK)
    taken = any(_same_place(affine, geometry, FILE_TOLERANCE_MM) for affine in recorded)
    if not taken or not all(_same_place(affine, geometry, _QUATERNION_TOLERANCE_MM) for affine in recorded):
        raise StudyRefused(
            f"{path.name} contradicts itself: its qform, sform and spacing give different places in the patient.", _ASK
        )


def refuse_other_kinds(path: Path) -> None:
    """Refuse what is not what its name says: NIfTI-2, packed without saying so, or not packed.

    Raises
    ------
    StudyRefused
        With the kind that it is.

    """
    try:
        with path.open("rb") as file:
            is_packed = file.read(2) == b"\x1f\x8b"
        if is_packed != path.name.lower().endswith(".gz"):
            words = "packed, but its name does not end in .gz" if is_packed else "not packed, but its name ends in .gz"
            raise StudyRefused(f"{path.name} is {words}.", "Give it the right name, or choose another file.")
        size = _header(path)[:4]
    except (OSError, EOFError, zlib.error):
        return  # what is damaged is told by who reads it
    if len(size) == 4 and _SIZE_OF_2 in (struct.unpack("<i", size)[0], struct.unpack(">i", size)[0]):
        raise StudyRefused("NIfTI-2 files cannot be read.", "Save it as NIfTI-1.")


def of_header(path: Path) -> tuple[str, ...]:
    """What a reader is told that a sound NIfTI-1 header says of itself: labels, or a template's space."""
    header = _header(path)
    order = "<" if struct.unpack_from("<i", header)[0] == _SIZE else ">"
    intent, forms = struct.unpack_from(f"{order}h", header, 68)[0], struct.unpack_from(f"{order}2h", header, 252)
    told = ["Its header says that it holds labels, and no image."] if intent == _LABELS else []
    for form in sorted(_TEMPLATES.keys() & set(forms))[:1]:
        told.append(f"Its header places it in the space of a template ({_TEMPLATES[form]}), not where the patient lay.")
    return tuple(told)


def _same_place(affine: FloatArray, geometry: Geometry, tolerance_mm: float) -> bool:
    """Whether an affine on (k, j, i), LPS mm, puts the corners where the grid does."""
    try:
        return bool(np.isfinite(affine).all()) and geometry.matches(Geometry(geometry.shape, affine), tolerance_mm)
    except ValueError:
        return False


def _header(path: Path) -> bytes:
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        return file.read(_SIZE)


def _places(header: bytes, order: str) -> list[FloatArray]:
    """The affines that a header records, (4, 4) from (k, j, i) to LPS millimetres; none where it records no place."""
    if header[344:347] not in (b"n+1", b"ni1"):
        return []  # Analyze, which records none
    qform, sform = struct.unpack_from(f"{order}2h", header, 252)
    scale = _MILLIMETRES.get(header[123] & 7, np.nan)
    pixdim = np.array(struct.unpack_from(f"{order}8f", header, 76), dtype=np.float64)
    places = []
    if qform > 0:
        places.append(_by_quaternion(np.array(struct.unpack_from(f"{order}6f", header, 256)), pixdim))
    if sform > 0:
        rows = np.array(struct.unpack_from(f"{order}12f", header, 280), dtype=np.float64).reshape(3, 4)
        places.append(np.vstack([rows, [0, 0, 0, 1]]))
    millimetres = np.diag([scale, scale, scale, 1.0])
    return [(_RAS_TO_LPS @ millimetres @ place)[:, [2, 1, 0, 3]] for place in places]


def _by_quaternion(values: FloatArray, pixdim: FloatArray) -> FloatArray:
    """Method 2 of the NIfTI-1 definition; a spacing that is no length makes no place."""
    b, c, d = values[:3]
    a = np.sqrt(max(0.0, 1.0 - b * b - c * c - d * d))
    turn = np.array(
        [
            [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
            [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
            [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
        ]
    )
    steps = np.where(pixdim[1:4] > 0, pixdim[1:4], np.nan)
    steps[2] *= -1 if pixdim[0] < 0 else 1
    affine = np.eye(4)
    affine[:3, :3], affine[:3, 3] = turn * steps, values[3:]
    return affine
