"""A synthetic series as one enhanced multi-frame object, frames in any order, each with its own rescale."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import EnhancedMRImageStorage

from core.demo.mr_series import SeriesIdentity, write_series
from core.volume import Volume


def item(**values) -> list[Dataset]:
    made = Dataset()
    for keyword, value in values.items():
        setattr(made, keyword, value)
    return [made]


def write_enhanced(
    volume: Volume, path: Path, order: Sequence[int] | None = None, slopes: Sequence[float] | None = None
) -> Path:
    """Write ``volume`` (whole numbers times each slice's slope) as one object; ``order`` is the frames' order by k."""
    count = volume.voxels.shape[0]
    order, slopes = list(order or range(count)), list(slopes or [1.0] * count)
    singles = path.parent / f"{path.stem}-singles"
    write_series(volume, singles, SeriesIdentity("enhanced"))
    headers = [dcmread(each, stop_before_pixels=True) for each in sorted(singles.iterdir())]
    made = dcmread(sorted(singles.iterdir())[0])
    made.SOPClassUID = made.file_meta.MediaStorageSOPClassUID = EnhancedMRImageStorage
    made.NumberOfFrames = len(order)
    for keyword in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "ContrastBolusAgent"):
        del made[keyword]
    for keyword in ("RescaleSlope", "RescaleIntercept"):
        made.pop(keyword, None)
    made.ContrastBolusAgentSequence = item(CodeMeaning="gadolinium")
    first = headers[0]
    (shared,) = item(
        PlaneOrientationSequence=item(ImageOrientationPatient=first.ImageOrientationPatient),
        PixelMeasuresSequence=item(PixelSpacing=first.PixelSpacing, SliceThickness=first.get("SliceThickness", 1)),
    )
    made.SharedFunctionalGroupsSequence = [shared]
    made.PerFrameFunctionalGroupsSequence = [
        item(
            PlanePositionSequence=item(ImagePositionPatient=headers[k].ImagePositionPatient),
            PixelValueTransformationSequence=item(RescaleSlope=slopes[k], RescaleIntercept=0),
            FrameContentSequence=item(FrameAcquisitionNumber=1),
        )[0]
        for k in order
    ]
    stored = np.stack([np.rint(volume.voxels[k] / slopes[k]) for k in order]).astype(np.uint16)
    made.PixelData = stored.tobytes()
    made.save_as(path)
    return path
