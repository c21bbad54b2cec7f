"""Voxels with their place in the patient."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.geometry import Geometry


@dataclass(frozen=True, eq=False)
class Volume:
    """Voxels on a grid in one frame of reference; never changed after loading.

    Parameters
    ----------
    voxels
        (Z, Y, X) float32, indexed [k, j, i], rescaled to the modality's values.
    geometry
        The grid, its shape equal to the voxels' shape.
    frame_of_reference_uid
        The DICOM frame of reference; empty for files that have none (NIfTI).

    """

    voxels: NDArray[np.float32]
    geometry: Geometry
    frame_of_reference_uid: str

    def __post_init__(self) -> None:
        if self.voxels.shape != self.geometry.shape:
            raise ValueError(f"voxels {self.voxels.shape} do not fit the grid {self.geometry.shape}")
        self.voxels.setflags(write=False)
