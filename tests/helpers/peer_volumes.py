"""What independent readers make of a folder, and whether a volume of ours is the same voxels at the same places."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from core.volume import Volume


def by_itk(folder: Path) -> list[sitk.Image]:
    """Every series that GDCM finds in a folder and below, read as the usual example reads it."""
    found = []
    for place in [folder, *sorted(each for each in folder.rglob("*") if each.is_dir())]:
        for uid in sitk.ImageSeriesReader.GetGDCMSeriesIDs(str(place)):
            reader = sitk.ImageSeriesReader()
            reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(place), uid))
            try:
                found.append(reader.Execute())
            except RuntimeError:
                continue
    return found


def by_dcm2niix(folder: Path, target: Path) -> list[sitk.Image]:
    """Every NIfTI file that dcm2niix writes; skips the test where it is not installed."""
    if shutil.which("dcm2niix") is None:
        pytest.skip("dcm2niix is not installed")
    target.mkdir()
    # -p n: values by the standard rescale, not by the private scale of Philips
    command = ["dcm2niix", "-p", "n", "-b", "n", "-z", "n", "-f", "%s_%p", "-o", str(target), str(folder)]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    found = []
    for file in sorted(target.glob("*.nii")):
        try:
            found.append(sitk.ReadImage(str(file)))
        except RuntimeError:
            continue
    return found


def volumes_in(image: sitk.Image) -> list[sitk.Image]:
    """The image, or the volumes of one in four dimensions."""
    if image.GetDimension() == 3:
        return [image]
    return [image[..., n] for n in range(image.GetSize()[3])] if image.GetDimension() == 4 else []


def agree(volume: Volume, image: sitk.Image, tolerance_mm: float = 2e-3) -> None:
    """Assert the same voxels at the same places, whichever way the other's axes run."""
    theirs = sitk.GetArrayFromImage(image).astype(np.float32)
    shape = np.array(volume.geometry.shape)
    corners = np.array(np.meshgrid(*[(0, n - 1) for n in shape], indexing="ij")).reshape(3, -1).T
    found = []
    for corner in corners:
        point = volume.geometry.index_to_patient(corner)
        there = np.array(image.TransformPhysicalPointToContinuousIndex(point.tolist()))[::-1]
        assert np.abs((there - np.rint(there)) * volume.geometry.spacing).max() < tolerance_mm
        found.append(np.rint(there).astype(int))
    start, steps = found[0], [(found[n] - found[0]) for n in (4, 2, 1)]  # along k, j, i
    axes = [int(np.abs(step).argmax()) for step in steps]
    assert sorted(axes) == [0, 1, 2]
    moved = np.transpose(theirs, axes)
    for axis, theirs_axis in enumerate(axes):
        if start[theirs_axis] != 0:
            moved = np.flip(moved, axis)
    assert moved.shape == volume.voxels.shape
    np.testing.assert_allclose(moved, volume.voxels, rtol=1e-5, atol=1e-3)


def agrees(volume: Volume, images: list[sitk.Image]) -> bool:
    """Whether any of the images is the volume."""
    for image in (part for each in images for part in volumes_in(each)):
        try:
            agree(volume, image, tolerance_mm=0.01)
        except AssertionError:
            continue
        return True
    return False
