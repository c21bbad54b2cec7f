"""Write a volume as a classic single-frame MR series: for the demo patient and for tests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian, MRImageStorage

from core.volume import Volume


@dataclass(frozen=True)
class SeriesIdentity:
    """Header values of a written series; its UIDs follow from ``key``: same key, same series."""

    key: str
    patient_name: str = "DEMO^Synthetic"
    patient_id: str = "DEMO-1"
    patient_birth_date: str = "19700101"
    patient_sex: str = "O"
    patient_age: str = "056Y"
    study_date: str = "20261101"
    study_description: str = "Synthetic brain MRI"
    series_description: str = "SYNTHETIC T1 3D MPRAGE + contrast"
    contrast_agent: str = "synthetic"
    character_set: str = "ISO_IR 192"
    manufacturer: str = "MetsReview synthetic"

    def uid(self, *parts: object) -> str:
        """Return a UID under the uuid-derived root 2.25, the same for the same key and parts."""
        text = "/".join([self.key, *map(str, parts)]).encode()
        return f"2.25.{int.from_bytes(hashlib.sha256(text).digest()[:16], 'big')}"


def write_series(volume: Volume, folder: Path, identity: SeriesIdentity) -> list[Path]:
    """Write one uncompressed slice a file, in the order of k; returns the files.

    Parameters
    ----------
    volume
        Voxels (Z, Y, X); values are rounded to unsigned 16 bit. k must be the slice axis; j and i must be
        orthogonal to it. An empty frame of reference is replaced by one derived from the key.
    folder
        Made if missing.

    """
    folder.mkdir(parents=True, exist_ok=True)
    pixels = np.clip(np.rint(volume.voxels), 0, 65535).astype(np.uint16)
    files = []
    for k in range(pixels.shape[0]):
        dataset = _slice_dataset(volume, pixels[k], k, identity)
        path = folder / f"{k + 1:04d}.dcm"
        dataset.save_as(path, enforce_file_format=True)
        files.append(path)
    return files


def _slice_dataset(
    volume: Volume, pixels: np.ndarray[tuple[int, int], np.dtype[np.uint16]], k: int, identity: SeriesIdentity
) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = MRImageStorage
    meta.MediaStorageSOPInstanceUID = UID(identity.uid("instance", k))
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds = FileDataset("", Dataset(), file_meta=meta, preamble=b"\0" * 128)
    _patient_and_study(ds, identity)
    _series_and_equipment(ds, volume, identity)
    ds.SOPClassUID = MRImageStorage
    ds.SOPInstanceUID = identity.uid("instance", k)
    ds.InstanceNumber = k + 1
    _plane(ds, volume, k)
    _pixels(ds, pixels)
    return ds


def _patient_and_study(ds: Dataset, identity: SeriesIdentity) -> None:
    ds.SpecificCharacterSet = identity.character_set
    ds.PatientName = identity.patient_name
    ds.PatientID = identity.patient_id
    ds.PatientBirthDate = identity.patient_birth_date
    ds.PatientSex = identity.patient_sex
    ds.PatientAge = identity.patient_age
    ds.StudyInstanceUID = identity.uid("study")
    ds.StudyDate = identity.study_date
    ds.StudyTime = "090000"
    ds.StudyID = "1"
    ds.AccessionNumber = ""
    ds.ReferringPhysicianName = ""
    ds.StudyDescription = identity.study_description


def _series_and_equipment(ds: Dataset, volume: Volume, identity: SeriesIdentity) -> None:
    ds.Modality = "MR"
    ds.SeriesInstanceUID = identity.uid("series")
    ds.SeriesNumber = 1
    ds.SeriesDate = identity.study_date
    ds.SeriesTime = "090500"
    ds.AcquisitionDate = identity.study_date
    ds.SeriesDescription = identity.series_description
    ds.ProtocolName = identity.series_description
    ds.PatientPosition = "HFS"
    ds.FrameOfReferenceUID = volume.frame_of_reference_uid or identity.uid("frame")
    ds.PositionReferenceIndicator = ""
    ds.Manufacturer = identity.manufacturer
    ds.BodyPartExamined = "BRAIN"
    if identity.contrast_agent:
        ds.ContrastBolusAgent = identity.contrast_agent
    ds.ScanningSequence = ["GR", "IR"]
    ds.SequenceVariant = ["SP", "MP"]
    ds.ScanOptions = ""
    ds.MRAcquisitionType = "3D"
    ds.RepetitionTime = "2000"
    ds.EchoTime = "3"
    ds.InversionTime = "900"
    ds.FlipAngle = "9"
    ds.EchoTrainLength = 1
    ds.ImageType = ["DERIVED", "PRIMARY", "OTHER"]


def _plane(ds: Dataset, volume: Volume, k: int) -> None:
    geometry = volume.geometry
    spacing, directions = geometry.spacing, geometry.directions
    ds.PixelSpacing = [_ds(spacing[1]), _ds(spacing[2])]
    ds.SliceThickness = _ds(spacing[0])
    ds.SpacingBetweenSlices = _ds(spacing[0])
    ds.ImageOrientationPatient = [_ds(v) for v in (*directions[:, 2], *directions[:, 1])]
    ds.ImagePositionPatient = [_ds(v) for v in geometry.index_to_patient((k, 0, 0))]


def _pixels(ds: Dataset, pixels: np.ndarray[tuple[int, int], np.dtype[np.uint16]]) -> None:
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = "MONOCHROME2"
    ds.Rows, ds.Columns = pixels.shape
    ds.BitsAllocated = 16
    ds.BitsStored = 16
    ds.HighBit = 15
    ds.PixelRepresentation = 0
    ds.PixelData = pixels.tobytes()


def _ds(value: float) -> str:
    """Format as a DICOM decimal string of at most 16 characters."""
    for digits in range(12, 3, -1):
        text = f"{value:.{digits}f}"
        if len(text) <= 16:
            return text
    raise ValueError(f"{value} does not fit a decimal string")
