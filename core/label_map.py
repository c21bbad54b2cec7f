"""Label maps to lesions and back: one number a lesion."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.axis_order import nearly_mm, on_grid
from core.errors import ExportRefused, UsageError
from core.geometry import Geometry
from core.lesion import Lesion, LesionOrigin, LesionStatus
from core.mask import Mask
from core.review.state import ReviewState


def lesions_from_labels(
    labels: NDArray[np.int32],
    geometry_of_labels: Geometry,
    series_geometry: Geometry,
    series_instance_uid: str = "",
    source: str = "",
) -> tuple[Lesion, ...]:
    """Make a pending lesion of every label; label numbers become lesion numbers.

    Nothing is known of how the map was made, so nothing is claimed: of a file's lesions a structure set says neither
    that a program made them nor that a reader drew them, and there are no probabilities.

    Parameters
    ----------
    labels
        (Z, Y, X) whole numbers, 0 for none.
    geometry_of_labels, series_geometry
        The grids of map and series: the same voxels, in whatever order of axes.
    series_instance_uid
        Goes into the lesions' tracking UIDs, which are the same for the same voxels of the same series.
    source
        The file that they come from; without one they are the reader's own.

    Raises
    ------
    ExportRefused
        If the voxels are others, or the map holds no label.

    """
    laid = on_grid(labels, geometry_of_labels, series_geometry)
    if laid is None:
        raise ExportRefused(
            f"The label map {why_not_on_grid(geometry_of_labels, series_geometry)}.",
            "Resample the label map to the series, or choose the series it was made on.",
        )
    masks = masks_by_label(laid)
    if not masks:
        raise ExportRefused("The label map holds no lesion.", "Give a map with one number a lesion.")
    return tuple(_lesion(n, mask, series_geometry, series_instance_uid, source) for n, mask in masks.items())


def why_not_on_grid(own: Geometry, wanted: Geometry) -> str:
    """Say of a label map what keeps it from a series: where its voxels lie instead; begins with a verb."""
    away = nearly_mm(own, wanted)
    if away is not None:
        return f"lies {away:.2g} mm off the series' voxels"
    return f"has other voxels than the series: {_words(own)}; the series' are {_words(wanted)}"


def masks_by_label(labels: NDArray[np.int32]) -> dict[int, Mask]:
    """Every label's voxels of a (Z, Y, X) label map, by number."""
    boxes = enumerate(ndimage.find_objects(labels), start=1)
    return {
        n: Mask((box[0].start, box[1].start, box[2].start), labels[box] == n) for n, box in boxes if box is not None
    }


def review_of_labels(lesions: tuple[Lesion, ...], accept: Collection[int] | None) -> ReviewState:
    """Return a review in which the named lesions, or all for None, are accepted; others are not part of it.

    Raises
    ------
    UsageError
        If a named label is not in the map.

    """
    missing = sorted(set(accept or ()) - {lesion.number for lesion in lesions})
    if missing:
        names = ", ".join(map(str, missing))
        held = ", ".join(str(lesion.number) for lesion in lesions)
        raise UsageError(f"The label map has no label {names}.", f"It has {held}.")
    named = [each for each in lesions if accept is None or each.number in accept]
    return ReviewState(tuple(replace(lesion, status=LesionStatus.ACCEPTED) for lesion in named))


def labels_of(lesions: Iterable[Lesion], shape: tuple[int, int, int]) -> NDArray[np.uint16]:
    """(Z, Y, X) label map with every lesion's number; where lesions overlap the smaller one stays whole."""
    labels = np.zeros(shape, dtype=np.uint16)
    for lesion in sorted(lesions, key=lambda each: -each.mask.count):
        labels[lesion.mask.box][lesion.mask.voxels] = lesion.number
    return labels


def _lesion(number: int, mask: Mask, geometry: Geometry, series_instance_uid: str, source: str) -> Lesion:
    return Lesion(
        lesion_id=f"L{number}",
        number=number,
        mask=mask,
        status=LesionStatus.PENDING,
        origin=LesionOrigin.IMPORTED if source else LesionOrigin.READER,
        mean_probability=0.0,
        max_probability=0.0,
        tracking_uid=tracking_uid(mask, geometry, series_instance_uid),
        source=source,
    )


def tracking_uid(mask: Mask, geometry: Geometry, series_instance_uid: str) -> str:
    """The same voxels in the same place give the same UID, so that it holds from one export to the next."""
    digest = hashlib.sha256(series_instance_uid.encode())
    digest.update(geometry.affine.round(3).tobytes())
    digest.update(np.array([*mask.start, *mask.voxels.shape]).astype("<i8").tobytes())
    digest.update(np.packbits(mask.voxels).tobytes())
    return f"2.25.{int.from_bytes(digest.digest()[:16], 'big')}"


def _words(geometry: Geometry) -> str:
    size = "×".join(str(n) for n in geometry.shape[::-1])
    spacing = "×".join(f"{mm:.3g}" for mm in geometry.spacing[::-1])
    corner = ", ".join(f"{mm:.1f}" for mm in geometry.origin)
    return f"{size} voxels of {spacing} mm from ({corner}) towards {''.join(geometry.axis_letters)}"
