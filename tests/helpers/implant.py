"""Put lesions into a real series: its headers stay, its pixels get soft-edged bright balls."""

import shutil
from pathlib import Path

import numpy as np
import pydicom
from pydicom.uid import ExplicitVRLittleEndian

from core.demo.image import Metastasis, occupancy
from core.dicom import load
from core.mask import Mask
from core.study import Series


def implant(series: Series, lesions: tuple[Metastasis, ...], folder: Path) -> tuple[Mask, ...]:
    """Copy a series into ``folder`` with lesions put in; returns their truth on the series' grid.

    A lesion's contrast multiplies the median signal around it. Values go back through each slice's own rescale.
    """
    volume = load.volume(series)
    voxels = volume.voxels.copy()
    truths = []
    for lesion in lesions:
        box, shares = occupancy(lesion, volume.geometry)
        around = float(np.median(voxels[box][shares < 0.5]))
        voxels[box] += shares * (lesion.contrast * around - voxels[box])
        truths.append(Mask((box[0].start, box[1].start, box[2].start), shares >= 0.5))
    folder.mkdir(parents=True)
    for k, instance in enumerate(series.instances):
        _write(instance.path, folder / instance.path.name, voxels[k])
    return tuple(truths)


def _write(source: Path, target: Path, values: np.ndarray) -> None:
    dataset = pydicom.dcmread(source)
    slope, intercept = float(dataset.get("RescaleSlope", 1)), float(dataset.get("RescaleIntercept", 0))
    assert dataset.BitsAllocated == 16
    signed, bits = bool(dataset.PixelRepresentation), int(dataset.BitsStored)
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    stored = np.clip(np.rint((values - intercept) / slope), low, high)
    if np.array_equal(stored, dataset.pixel_array):
        shutil.copy(source, target)
        return
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.PixelData = stored.astype("<i2" if signed else "<u2").tobytes()
    dataset["PixelData"].VR = "OW"
    dataset.save_as(target)
