"""The demo patient: a procedural head with metastases of 2 to 20 mm, written as an MR series."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.errors import InvalidDicomError
from scipy.spatial.transform import Rotation

from core.atomic import making
from core.demo.head import LabelledHead, label_map
from core.demo.image import Metastasis, brain_labels, render
from core.demo.mr_series import SeriesIdentity, write_series
from core.demo.space import signed_distance
from core.fitness import AGE_LIMIT_DAYS
from core.geometry import Geometry
from core.volume import Volume

_DIAMETERS_MM = (20.0, 15.0, 12.0, 10.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0)
_RINGS = (20.0, 12.0)
_HEAD = 2  # counted up whenever the head changes: other images are another series
_APART_MM = 14.0
_OFF_MIDDLE_VOXELS = 16
_PRESCRIBED_DEGREES = (4.0, -2.5, 3.0)  # slices follow the head, as technicians set them: slightly oblique


@dataclass(frozen=True, eq=False)
class DemoPatient:
    """What was written, and the truth about it.

    Parameters
    ----------
    series_folder
        The DICOM files.
    truth
        (Z, Y, X) uint8 on the series' grid, lesions numbered as in ``metastases``.

    """

    series_folder: Path
    truth: NDArray[np.uint8]
    geometry: Geometry
    metastases: tuple[Metastasis, ...]


def make_patient(folder: Path, seed: int = 1, day: date | None = None) -> DemoPatient:
    """Make the patient and write the series into ``folder``; the same seed gives the same images.

    Parameters
    ----------
    folder, seed
        Where to, and which patient.
    day
        Of the scan, in the headers alone; a fixed one by default.

    Raises
    ------
    OSError
        If the folder cannot be written.

    """
    rng = np.random.default_rng(seed)
    head = _tilted(label_map(seed))
    metastases = _scattered(head, rng)
    image, truth = render(head, metastases, rng)
    sagittal, turned_truth, geometry = _as_sagittal(image, truth, head.geometry)
    identity = SeriesIdentity(f"demo patient {seed}, head {_HEAD}")
    if day is not None:
        identity = replace(identity, study_date=f"{day:%Y%m%d}")
    write_series(Volume(sagittal, geometry, identity.uid("frame")), folder, identity)
    return DemoPatient(folder, turned_truth, geometry, metastases)


def kept_patient(folder: Path, today: date | None = None) -> Path:
    """Return ``folder`` with the patient's series in it, scanned on the day it was made.

    It is made on first use and anew where it was half-made or has grown so old that a scan's age would be warned of;
    its images and UIDs stay the same, so that a review of it goes on.

    Raises
    ------
    OSError
        If the folder cannot be written.

    """
    today = today or date.today()
    if not _is_fresh(folder, today):
        aside, former = folder.with_name(f".new-{folder.name}"), folder.with_name(f".old-{folder.name}")
        for each in (aside, former):
            shutil.rmtree(each, ignore_errors=True)
        with making(folder.parent):
            try:
                make_patient(aside, day=today)
            except BaseException:
                shutil.rmtree(aside, ignore_errors=True)  # on a full disk it would keep it full
                raise
        if folder.exists():
            folder.rename(former)
        aside.rename(folder)
        shutil.rmtree(former, ignore_errors=True)
    return folder


def _is_fresh(folder: Path, today: date) -> bool:
    """Whether the series is there and its scan, by its first file, young enough."""
    first = min(folder.glob("*"), default=None)
    if first is None:
        return False
    try:
        scanned = datetime.strptime(str(dcmread(first, stop_before_pixels=True).StudyDate), "%Y%m%d").date()
    except (OSError, ValueError, AttributeError, InvalidDicomError):
        return False
    return 0 <= (today - scanned).days < AGE_LIMIT_DAYS


def _tilted(head: LabelledHead) -> LabelledHead:
    """The same voxels on a grid turned in the patient."""
    turn = np.eye(4)
    turn[:3, :3] = Rotation.from_euler("xyz", _PRESCRIBED_DEGREES, degrees=True).as_matrix()
    return LabelledHead(head.labels, Geometry(head.geometry.shape, turn @ head.geometry.affine))


def _scattered(head: LabelledHead, rng: np.random.Generator) -> tuple[Metastasis, ...]:
    """Places inside the brain, apart from each other, the large ones first; most near the cortex."""
    brain = head.brain()
    depth = -signed_distance(brain, 1.0)
    tissue = np.isin(head.labels, brain_labels())
    middle = head.labels.shape[2] // 2
    off_middle = np.abs(np.arange(head.labels.shape[2]) - middle) > _OFF_MIDDLE_VOXELS
    places: list[Metastasis] = []
    for diameter in _DIAMETERS_MM:
        room = np.argwhere(tissue & (depth > diameter / 2 + 2.5) & (depth < diameter / 2 + 16) & off_middle)
        while True:
            centre = head.geometry.index_to_patient(room[rng.integers(len(room))] + rng.uniform(-0.5, 0.5, 3))
            if all(_gap(centre, each, diameter) > _APART_MM for each in places):
                break
        places.append(
            Metastasis(
                centre=(float(centre[0]), float(centre[1]), float(centre[2])),
                diameter_mm=diameter,
                contrast=float(rng.uniform(1.6, 2.1)),
                ring=diameter in _RINGS,
                uneven=0.0 if diameter < 6 else float(rng.uniform(0.05, 0.25)),
            )
        )
    return tuple(places)


def _gap(centre: NDArray[np.float64], other: Metastasis, diameter_mm: float) -> float:
    between = float(np.linalg.norm(centre - np.array(other.centre)))
    return between - (diameter_mm + other.diameter_mm) / 2


def _as_sagittal(
    image: NDArray[np.float32], truth: NDArray[np.uint8], geometry: Geometry
) -> tuple[NDArray[np.float32], NDArray[np.uint8], Geometry]:
    """Order voxels as a sagittal 3D scan has them: slices to the right, rows down, columns to the back."""
    order = (2, 0, 1)
    flips = (slice(None, None, -1), slice(None, None, -1), slice(None))
    turned_image = np.ascontiguousarray(image.transpose(order)[flips])
    turned_truth = np.ascontiguousarray(truth.transpose(order)[flips])
    z, y, x = geometry.shape
    first = geometry.index_to_patient((z - 1, 0, x - 1))
    columns = geometry.directions
    directions = np.stack([-columns[:, 2], -columns[:, 0], columns[:, 1]], axis=1)
    spacing = geometry.spacing[[2, 0, 1]]
    return turned_image, turned_truth, Geometry.from_axes((x, z, y), first, spacing, directions)
