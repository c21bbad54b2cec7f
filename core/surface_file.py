"""Lesions as closed triangle surfaces in patient millimetres, STL and OBJ: the faces of their voxels, nothing rounded.

Both files say ``SPACE=LPS``, by which 3D Slicer knows DICOM's axes. A surface encloses exactly its voxels' volume, and
that is how it is proved: the file is read back and its volume summed over the triangles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.atomic import replacing
from core.geometry import FloatArray, Geometry
from core.mask import Mask
from core.structure_set import Roi

OBJ = "surfaces.obj"
_NOTE = "SPACE=LPS MetsReview, research software, not a medical device"
_TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])


def stl_name(roi: Roi) -> str:
    """Name a lesion's file; what a file system may not take in a structure's name is left out."""
    return f"surface-{roi.number:02d}-{re.sub('[^A-Za-z0-9_-]', '_', roi.name)}.stl"


def triangles(mask: Mask, geometry: Geometry) -> FloatArray:
    """(N, 3, 3) corners in LPS mm of the voxels' outer faces, two triangles each, wound outwards."""
    padded = np.pad(mask.voxels, 1)
    found = []
    for axis in range(3):
        for side in (-1, 1):
            bare = padded & ~np.roll(padded, -side, axis=axis)
            found.append(_faces(np.argwhere(bare).astype(np.float64) - 1, axis, side))
    corners = np.concatenate(found) + np.array(mask.start)
    if np.linalg.det(geometry.affine[:3, :3]) < 0:
        corners = corners[:, ::-1]
    return geometry.index_to_patient(corners)


def _faces(centres: FloatArray, axis: int, side: int) -> FloatArray:
    """(2N, 3, 3) corners (k, j, i) of one face of each voxel; outwards where k, j, i are right-handed."""
    first, second = (axis + 1) % 3, (axis + 2) % 3
    square = np.zeros((4, 3))
    square[:, axis] = side / 2
    square[:, first] = (-0.5, 0.5, 0.5, -0.5)
    square[:, second] = (-0.5, -0.5, 0.5, 0.5)
    if side < 0:
        square = square[::-1]
    corners = centres[:, None, :] + square
    return np.concatenate([corners[:, (0, 1, 2)], corners[:, (0, 2, 3)]])


def write_stl(path: Path, mask: Mask, geometry: Geometry) -> None:
    """Write one surface as binary STL, whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written.

    """
    corners = triangles(mask, geometry)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    rows = np.zeros(len(corners), dtype=_TRIANGLE)
    rows["normal"] = normals / np.linalg.norm(normals, axis=1)[:, None]
    rows["corners"] = corners
    head = _NOTE.encode("ascii").ljust(80)
    with replacing(path) as aside:
        aside.write_bytes(head + np.uint32(len(rows)).tobytes() + rows.tobytes())


def write_obj(path: Path, rois: Sequence[Roi], geometry: Geometry) -> None:
    """Write all surfaces as objects of one OBJ file, named as the structures are; whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written.

    """
    lines, first = [f"# {_NOTE}"], 1
    for roi in rois:
        corners = triangles(roi.mask, geometry)
        points, places = np.unique(corners.reshape(-1, 3).round(6), axis=0, return_inverse=True)
        lines.append(f"o {roi.name}")
        lines += [f"v {x:.6f} {y:.6f} {z:.6f}" for x, y, z in points.tolist()]
        lines += [f"f {a} {b} {c}" for a, b, c in (places.reshape(-1, 3) + first).tolist()]
        first += len(points)
    with replacing(path) as aside:
        aside.write_text("\n".join(lines) + "\n", encoding="ascii")


def stl_volume_mm3(path: Path) -> float:
    """Volume that the surface in a binary STL file encloses, positive where it is wound outwards."""
    rows = np.frombuffer(path.read_bytes()[84:], dtype=_TRIANGLE)
    return _volume(rows["corners"].astype(np.float64))


def obj_volumes_mm3(path: Path) -> list[float]:
    """Volume of each object of an OBJ file of ours, in its order."""
    points: list[list[float]] = []
    objects: list[list[list[int]]] = []
    for line in path.read_text(encoding="ascii").splitlines():
        kind, *words = line.split(" ")
        if kind == "o":
            objects.append([])
        elif kind == "v":
            points.append([float(each) for each in words])
        elif kind == "f":
            objects[-1].append([int(each) - 1 for each in words])
    placed = np.array(points)
    return [_volume(placed[np.array(faces)]) for faces in objects]


def _volume(corners: NDArray[np.float64]) -> float:
    centred = corners - corners.reshape(-1, 3).mean(axis=0)
    return float(np.einsum("ij,ij->", centred[:, 0], np.cross(centred[:, 1], centred[:, 2]))) / 6
