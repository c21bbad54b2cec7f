"""NIfTI in and out, NRRD and MetaImage in, on LPS millimetres like everything here."""

from __future__ import annotations

import hashlib
import math
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from core import reach
from core.archive import shown_name
from core.atomic import replacing
from core.errors import StudyRefused
from core.geometry import LONGEST_MM, MOST_VOXELS, SHORTEST_MM, Geometry
from core.nifti_bytes import put_numberless, refuse_truncated
from core.nifti_place import of_header, refuse_misplaced, refuse_other_kinds
from core.numberless import filled, note
from core.research_image import is_research_image, refuse_unplaced
from core.study import Instance, Patient, Refusal, Series, Study
from core.volume import Volume

_CHOOSE = "Choose another file."
DESCRIPTION = "MetsReview: research use, not a medical device"  # at most 79 bytes of ASCII
_SUFFIXES = (".nii", ".nii.gz")
_MOST_BYTES = MOST_VOXELS * 8 + (1 << 26)
_BEGINNING = 1 << 20
_COMPLEX = (sitk.sitkComplexFloat32, sitk.sitkComplexFloat64)
_FRACTIONS = (sitk.sitkFloat32, sitk.sitkFloat64)  # what can hold no number
_SQUARE_TOLERANCE = 1e-4  # cosine between axes: 0.006 degrees; and of their lengths


def is_image_file(path: Path) -> bool:
    """Whether the name says NIfTI, NRRD or MetaImage: a volume without a patient or a study."""
    return is_nifti(path) or is_research_image(path)


def is_nifti(path: Path) -> bool:
    """Whether the name says NIfTI."""
    return path.name.lower().endswith(_SUFFIXES)


def read(path: Path) -> Volume:
    """Read a 3D image as float32 (Z, Y, X).

    Raises
    ------
    StudyRefused
        If it cannot be read, is not 3D, its axes are not at right angles, or voxels inside hold no numbers.

    """
    image = _image(path)
    return Volume(filled(path.name, _voxels(path, image)), _geometry(image), "")


def read_labels(path: Path) -> tuple[NDArray[np.int32], Geometry]:
    """Read a label map: (Z, Y, X) int32 and its grid.

    Raises
    ------
    StudyRefused
        As :func:`read`, where the file is of another kind, or a voxel holds no whole number from 0 on.

    """
    _refuse_unopened(path)
    if not is_image_file(path):
        raise StudyRefused(f"{path.name} is no label map.", "Choose a NIfTI (.nii, .nii.gz), NRRD or MetaImage file.")
    image = _image(path)
    values = sitk.GetArrayFromImage(image)
    if not np.isfinite(_voxels(path, image)).all():
        raise StudyRefused(f"{path.name} holds voxels that are no numbers.", _CHOOSE)
    with np.errstate(invalid="ignore"):  # what does not fit is seen by the comparison
        labels = values.astype(np.int32)
    if not np.array_equal(labels, values) or labels.min() < 0:
        raise StudyRefused(f"{path.name} is no label map: it holds other values than 0, 1, 2...", "Choose a label map.")
    return labels, _geometry(image)


def write(path: Path, array: NDArray[Any], geometry: Geometry) -> None:
    """Write (Z, Y, X) on a grid; whole or not at all. The header's ``descrip`` says what it is not for.

    Raises
    ------
    OSError
        If the file cannot be written.

    """
    image = sitk.GetImageFromArray(array.astype(np.uint8) if array.dtype == np.bool_ else array)
    image.SetOrigin(geometry.origin.tolist())
    image.SetSpacing(geometry.spacing[::-1].tolist())
    image.SetDirection(geometry.directions[:, ::-1].ravel().tolist())
    image.SetMetaData("ITK_FileNotes", DESCRIPTION)  # ITK's name of NIfTI's descrip
    with replacing(path) as aside:
        try:
            sitk.WriteImage(image, str(aside), useCompression=True)
        except RuntimeError as error:
            raise OSError(f"{path.name} cannot be written") from error


def study(path: Path) -> Study:
    """Show an image file as a study of one series without DICOM identity."""
    too_large = path.stat().st_size > _MOST_BYTES
    with path.open("rb") as file:  # what is too large is not read to its end
        digest = hashlib.sha256(file.read(_BEGINNING)) if too_large else hashlib.file_digest(file, "sha256")
    uid = f"2.25.{int.from_bytes(digest.digest()[:16], 'big')}"
    geometry, refusal, name = None, None, shown_name(path)
    notes: tuple[str, ...] = ()
    try:
        if too_large:
            raise StudyRefused(f"{path.name} is larger than a scan of a head.", _CHOOSE)
        geometry = _header_geometry(path)
        notes = (*_note(path, geometry), *(of_header(path) if is_nifti(path) else ()))
    except StudyRefused as error:
        geometry = None
        refusal = Refusal("Not a volume", error.sentence.replace(path.name, name, 1), error.remedy)
    series = Series(
        series_instance_uid=uid,
        study_instance_uid="",
        frame_of_reference_uid="",
        description=name,
        modality="",
        date="",
        instances=(Instance(path, "", "", None),),
        geometry=geometry,
        kind=f"unknown sequence ({_kind(path)})",
        refusal=refusal,
        notes=notes,
    )
    return Study("", Patient(name="", patient_id=""), "", name, (series,))


def _refuse_unopened(path: Path) -> None:
    """Refuse what is missing, a folder, or may not be read: ITK and what looks into headers would call it damaged."""
    if reach.is_there(path) and not (path.is_file() or path.is_dir()):  # to open a pipe may wait for ever
        raise StudyRefused(f"{path.name} is a device or a pipe, and no file.", _CHOOSE)
    try:
        with path.open("rb"):
            return
    except FileNotFoundError as error:
        remedy = "Look at its name and folder, or choose another file."
        raise StudyRefused(f"There is no file {path.name}.", remedy) from error
    except OSError as error:
        raise StudyRefused(f"{path.name} cannot be opened: {error.strerror}.", _CHOOSE) from error


def _image(path: Path) -> sitk.Image:
    if is_nifti(path):
        refuse_other_kinds(path)
        refuse_truncated(path)  # of other formats ITK sees it
    _header_geometry(path)
    try:
        image = sitk.ReadImage(str(path))
    except RuntimeError as error:
        raise StudyRefused(_unreadable(path, str(error)), _CHOOSE) from error
    if image.GetDimension() != 3 or image.GetNumberOfComponentsPerPixel() != 1:
        raise StudyRefused(f"{path.name} is not one 3D volume.", "Choose a 3D image.")
    return image


def _voxels(path: Path, image: sitk.Image) -> NDArray[np.float32]:
    """(Z, Y, X), with NaN and infinity where the file holds them."""
    with np.errstate(over="ignore"):  # what is too large becomes infinite, and is refused
        voxels = np.array(sitk.GetArrayViewFromImage(image), dtype=np.float32)
    if is_nifti(path):
        put_numberless(path, voxels)
    return voxels


def _note(path: Path, geometry: Geometry) -> tuple[str, ...]:
    """What is to be said of voxels without numbers; only files that can hold such are read for it.

    Raises
    ------
    StudyRefused
        If they lie inside the images. What is damaged is told when it is loaded.

    """
    reader = sitk.ImageFileReader()
    reader.SetFileName(str(path))
    reader.ReadImageInformation()
    if reader.GetPixelID() not in _FRACTIONS:
        return ()
    try:
        if is_nifti(path):
            voxels = np.zeros(geometry.shape, dtype=np.float32)
            put_numberless(path, voxels)
        else:
            voxels = _voxels(path, sitk.ReadImage(str(path)))
    except (OSError, EOFError, zlib.error, RuntimeError):
        return ()
    filled(path.name, voxels)
    return note(voxels)


def _unreadable(path: Path, reason: str) -> str:
    if "orthonormal" in reason:
        return f"{path.name} has axes that are not at right angles."
    kind = _kind(path)
    return f"{path.name} cannot be read: it is damaged or no {kind} file."


def _kind(path: Path) -> str:
    return {".nrrd": "NRRD", ".mha": "MetaImage"}.get(path.suffix.lower(), "NIfTI")


def _header_geometry(path: Path) -> Geometry:
    """The grid from the file's header alone."""
    if is_nifti(path):
        refuse_other_kinds(path)
    else:
        refuse_unplaced(path)
    reader = sitk.ImageFileReader()
    reader.SetFileName(str(path))
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        raise StudyRefused(_unreadable(path, str(error)), _CHOOSE) from error
    _refuse_no_volume(path, reader)
    try:
        geometry = _geometry(reader)
    except ValueError as error:
        raise StudyRefused(f"{path.name} has a spacing or direction that makes no grid.", _CHOOSE) from error
    _refuse_odd_axes(path, reader, geometry)
    if is_nifti(path):
        refuse_misplaced(path, geometry)
    return geometry


def _refuse_no_volume(path: Path, reader: sitk.ImageFileReader) -> None:
    if reader.GetPixelID() in _COMPLEX:
        raise StudyRefused(f"{path.name} holds complex numbers, which are no image.", "Save their magnitude.")
    if reader.GetNumberOfComponents() != 1:
        raise StudyRefused(
            f"{path.name} holds colours or directions, not one value in each voxel.", "Choose a 3D image."
        )
    if reader.GetDimension() != 3 or min(reader.GetSize()) < 2:
        raise StudyRefused(f"{path.name} is not one 3D volume.", "Choose a 3D image.")
    if math.prod(reader.GetSize()) > MOST_VOXELS:
        size = " × ".join(map(str, reader.GetSize()))
        raise StudyRefused(f"{path.name} claims {size} voxels, more than a scan of a head has.", _CHOOSE)


def _refuse_odd_axes(path: Path, reader: sitk.ImageFileReader, geometry: Geometry) -> None:
    if np.abs(geometry.directions.T @ geometry.directions - np.eye(3)).max() > _SQUARE_TOLERANCE:
        raise StudyRefused(f"{path.name} has axes that are not at right angles.", _CHOOSE)
    lengths = np.linalg.norm(np.array(reader.GetDirection()).reshape(3, 3), axis=0)
    if np.abs(lengths - 1).max() > _SQUARE_TOLERANCE:  # MetaImage's matrix: ITK multiplies it with the spacing
        raise StudyRefused(
            f"{path.name} contradicts itself: its directions are longer or shorter than 1, beside its spacing.",
            "Save it again with its place in the patient, or use the DICOM images.",
        )
    longest = float((geometry.spacing * geometry.shape).max())
    if not SHORTEST_MM <= longest <= LONGEST_MM:
        sentence = f"{path.name} says that its images are {longest:.3g} mm long: its unit is not the one it names."
        raise StudyRefused(sentence, "Save it again in millimetres, or use the DICOM images.")


def _geometry(image: Any) -> Geometry:
    """SimpleITK lists axes as i, j, k; we list them as k, j, i."""
    x, y, z = image.GetSize()
    directions = np.array(image.GetDirection()).reshape(3, 3)[:, ::-1]
    return Geometry.from_axes((z, y, x), image.GetOrigin(), image.GetSpacing()[::-1], directions)
