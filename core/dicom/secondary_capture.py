"""Write pictures of the contact sheet as Secondary Capture images of the patient's study."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage

from core.atomic import replacing
from core.dicom.identity import copy_identity, keep_bytes
from core.dicom.rtstruct import RESEARCH_NOTE, new_uid
from core.study import Series
from core.version import VERSION


def sheet_name(number: int) -> str:
    """Name the file of a page, counted from 1."""
    return f"contact_sheet_{number:02d}.dcm"


def write(pictures: Sequence[NDArray[np.uint8]], series: Series, made_at: datetime, folder: Path) -> None:
    """Write one image a page, all of one new series, each whole or not at all.

    Parameters
    ----------
    pictures
        (H, W, 3) uint8 RGB each, with no name of a patient in the pixels.
    series
        What they show; its patient and study are copied byte for byte.
    made_at
        When, in local time.
    folder
        Gets ``contact_sheet_01.dcm`` and so on.

    Raises
    ------
    ExportRefused
        If the series' files are gone.
    OSError
        If a file cannot be written.

    """
    series_uid = new_uid()
    for number, picture in enumerate(pictures, start=1):
        dataset = _dataset(picture, made_at)
        copy_identity(series, dataset)
        for keyword in ("FrameOfReferenceUID", "PositionReferenceIndicator"):  # a picture has no place in space
            if keyword in dataset:
                delattr(dataset, keyword)
        dataset.SeriesInstanceUID = series_uid
        dataset.InstanceNumber = number
        keep_bytes(dataset, implicit=False)
        with replacing(folder / sheet_name(number)) as aside:
            dataset.save_as(aside, enforce_file_format=True)


def _dataset(picture: NDArray[np.uint8], made_at: datetime) -> Dataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    meta.MediaStorageSOPInstanceUID = new_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset = FileDataset("", Dataset(), file_meta=meta, preamble=b"\0" * 128)
    dataset.SOPClassUID = SecondaryCaptureImageStorage
    dataset.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    date, time = f"{made_at:%Y%m%d}", f"{made_at:%H%M%S}"
    dataset.InstanceCreationDate, dataset.InstanceCreationTime = date, time
    dataset.SeriesDate, dataset.SeriesTime = date, time
    dataset.ContentDate, dataset.ContentTime = date, time
    dataset.Modality = "OT"
    dataset.BodyPartExamined = "BRAIN"  # unpaired: no laterality is asked for
    dataset.ConversionType = "WSD"
    dataset.SeriesNumber = 4
    dataset.SeriesDescription = "MetsReview contact sheet (research)"
    dataset.ImageComments = RESEARCH_NOTE
    dataset.Manufacturer = dataset.SecondaryCaptureDeviceManufacturer = "MetsReview"
    dataset.SecondaryCaptureDeviceManufacturerModelName = "MetsReview (research software)"
    dataset.SoftwareVersions = VERSION
    dataset.ImageType = ["DERIVED", "SECONDARY"]
    dataset.BurnedInAnnotation = "NO"
    dataset.PatientOrientation = ""
    dataset.SamplesPerPixel = 3
    dataset.PhotometricInterpretation = "RGB"
    dataset.PlanarConfiguration = 0
    dataset.Rows, dataset.Columns = picture.shape[:2]
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit = 7
    dataset.PixelRepresentation = 0
    data = np.ascontiguousarray(picture, dtype=np.uint8).tobytes()
    dataset.add_new("PixelData", "OB", data + b"\0" * (len(data) % 2))
    return dataset
