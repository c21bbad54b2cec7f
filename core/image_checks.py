"""Is a series fit, as far as a few of its slices show: ghosts of motion beside the head, the top of the head cut off.

Both are measured on a head in air. What has no air around it, or air that was blacked out, tells nothing of motion, and
that is said. Only ghosts in one direction are seen, as motion between the lines of a scan leaves them; the reader sees
the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.fitness import Check, Level
from core.geometry import Geometry
from core.mask import BoolArray

GHOST_LIMIT = 0.015  # of the head's signal, more in one direction than across
_GHOST_RATIO = 2.5  # to the signal across
SIDE_LIMIT = 0.5  # of the head's largest extent, on the first or last slice of a sagittal or coronal series
TOP_LIMIT = 0.35  # of the head's largest extent, at the images' upper end
_HEAD = 0.15  # of the brightest signal of the middle slice: what is not air
_LEAST_HEAD, _LEAST_AIR = 0.05, 0.01  # of a slice
_MOST_LABELS = 6  # values: images have hundreds
_PLACES = (0.3, 0.4, 0.5, 0.6, 0.7)

Image = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class _Seen:
    """The grid, slices (Y, X) by their k, and what of them is head."""

    geometry: Geometry
    slices: Mapping[int, Image]
    heads: Mapping[int, BoolArray]

    @property
    def middle(self) -> list[int]:
        """The k of slices in the series' middle."""
        count = self.geometry.shape[0]
        return [k for k in self.slices if 0.25 * count <= k <= 0.75 * count]


@dataclass(frozen=True)
class ImageRule:
    """One row of the table: the judge, and how it is measured."""

    judge: Callable[[_Seen], Check]
    source: str


def places(count: int) -> tuple[int, ...]:
    """Which slices of a series are looked at: both ends and five of its middle."""
    inner = {min(count - 1, round(share * count)) for share in _PLACES}
    return tuple(sorted({0, count - 1} | inner))


def checks(geometry: Geometry, slices: Mapping[int, Image]) -> tuple[Check, ...]:
    """Judge by the slices that :func:`places` names; where no head is seen in them only whether they are images."""
    no_image = _no_image(slices)
    if no_image is not None:
        return (no_image,)
    middle = slices[min(slices, key=lambda k: abs(k - geometry.shape[0] // 2))]
    brightest = float(np.percentile(ndimage.uniform_filter(middle, 5), 98))
    heads = {k: _head(image, _HEAD * brightest) for k, image in slices.items()}
    seen = _Seen(geometry, slices, heads)
    if brightest <= 0 or not seen.middle or max(heads[k].mean() for k in seen.middle) < _LEAST_HEAD:
        return ()
    return tuple(replace(rule.judge(seen), source=rule.source) for rule in IMAGE_RULES)


def _no_image(slices: Mapping[int, Image]) -> Check | None:
    """What is to be told where the slices hold one value, or a few whole ones as labels are."""
    values = np.unique(np.concatenate([np.unique(image) for image in slices.values()]))
    source = "the values of the first, the last and five middle slices"
    if len(values) == 1:
        sentence = "The slices that were looked at have one value throughout: nothing can be seen on them."
        return Check("Values", "one value", "", Level.AMBER, sentence, "Nothing to see", source)
    if len(values) > _MOST_LABELS or not np.array_equal(values, np.rint(values)):
        return None
    sentence = (
        f"The slices that were looked at hold {len(values)} values alone, as a label map does: it may be no image."
    )
    return Check("Values", f"{len(values)} values", "", Level.AMBER, sentence, "May be labels", source)


def _head(image: Image, limit: float) -> BoolArray:
    """The largest piece that is not air, its holes filled."""
    labels, count = ndimage.label(ndimage.uniform_filter(image, 5) > limit)
    if count == 0:
        return np.zeros(image.shape, dtype=np.bool_)
    largest = 1 + int(np.argmax(np.bincount(labels.ravel())[1:]))
    return np.asarray(ndimage.binary_fill_holes(labels == largest), dtype=np.bool_)


def _motion(seen: _Seen) -> Check:
    """Signal of the air before and behind the head along rows, against that along columns."""
    limit = f"at most {GHOST_LIMIT:.1%} of the head's signal, or under {_GHOST_RATIO:g} times the other direction's"
    told = [pair for k in seen.middle if (pair := _beside(seen.slices[k], seen.heads[k])) is not None]
    if not told:
        return Check("Motion", "cannot be told: no air around the head", "", Level.GREEN)
    low, high = sorted(np.median(np.array(told), axis=0))
    value = f"ghosts {high - low:.1%}"
    if high - low <= GHOST_LIMIT or high < _GHOST_RATIO * low:
        return Check("Motion", value, limit, Level.GREEN)
    sentence = f"Ghosts of {high - low:.1%} of the head's signal lie beside it, as motion leaves them: look for blur."
    return Check("Motion", value, limit, Level.AMBER, sentence, "Motion ghosts")


def _beside(image: Image, head: BoolArray) -> tuple[float, float] | None:
    """Mean signal in the air along columns only, and along rows only, of the head's; None where there is no air."""
    if head.mean() < _LEAST_HEAD:
        return None
    widened = np.asarray(ndimage.binary_dilation(head, iterations=max(4, min(image.shape) // 32)), dtype=np.bool_)
    air: BoolArray = ~widened
    above, beside = air & np.any(head, axis=0, keepdims=True), air & np.any(head, axis=1, keepdims=True)
    regions = above & ~beside, beside & ~above
    if min(region.mean() for region in regions) < _LEAST_AIR or not image[air].any():
        return None
    signal = float(np.median(image[head]))
    return float(image[regions[0]].mean()) / signal, float(image[regions[1]].mean()) / signal


def _top(seen: _Seen) -> Check:
    """How wide the head still is where the images end upwards."""
    axis = int(np.abs(seen.geometry.affine[2, :3]).argmax())
    upwards = seen.geometry.affine[2, axis] > 0
    if axis == 0:
        largest = max(head.sum() for head in seen.heads.values())
        share = float(seen.heads[seen.geometry.shape[0] - 1 if upwards else 0].sum() / largest)
    else:
        widths = [np.sort(seen.heads[k].sum(axis=2 - axis)) for k in seen.middle]
        ends = [seen.heads[k].sum(axis=2 - axis)[-1 if upwards else 0] for k in seen.middle]
        share = max(float(end / max(1, width[-1])) for end, width in zip(ends, widths, strict=True))
    value, limit = f"{share:.0%} of the head's size", f"at most {TOP_LIMIT:.0%}"
    if share <= TOP_LIMIT:
        return Check("Top of the head", value, limit, Level.GREEN)
    sentence = "The images end below the top of the head: lesions there are not in them."
    return Check("Top of the head", value, limit, Level.AMBER, sentence, "Top of head cut")


def _sides(seen: _Seen) -> Check:
    """How much of the head the first and the last slice still show, where slices run to the side or to the back."""
    limit = f"at most {SIDE_LIMIT:.0%}"
    if int(np.abs(seen.geometry.affine[:3, 0]).argmax()) == 2:
        return Check("Sides of the head", "within the slices", limit, Level.GREEN)
    largest = max(head.sum() for head in seen.heads.values())
    share = max(float(seen.heads[k].sum() / largest) for k in (0, seen.geometry.shape[0] - 1))
    value = f"{share:.0%} of the head's size"
    if share <= SIDE_LIMIT:
        return Check("Sides of the head", value, limit, Level.GREEN)
    sentence = "The images end within the head: lesions beyond their first or last slice are not in them."
    return Check("Sides of the head", value, limit, Level.AMBER, sentence, "Head cut")


IMAGE_RULES = (
    ImageRule(
        _motion, "signal of the air in line with the head along rows against along columns, in five middle slices"
    ),
    ImageRule(_sides, "extent of the head on the first and the last slice, against its largest"),
    ImageRule(_top, "extent of the head where the images end upwards, against its largest"),
)
