import numpy as np
import pytest

from core.geometry import Geometry
from core.mask import Mask
from core.position import position_words
from tests.helpers.exports import AXIAL, SAGITTAL

SPACING = 4.0
LOW, HIGH = np.array((-70.0, -104.0, -62.0)), np.array((70.0, 72.0, 80.0))  # a brain's box, front at low y


def canonical(directions):
    """A grid of 4 mm that holds the brain, for these directions."""
    middle = np.array((0.0, -16.0, 9.0))
    geometry = Geometry.from_axes((51, 51, 51), (0, 0, 0), (SPACING,) * 3, directions)
    shift = middle - geometry.index_to_patient((25, 25, 25))
    return Geometry.from_axes((51, 51, 51), shift, (SPACING,) * 3, directions)


def brain(geometry):
    index = np.moveaxis(np.indices(geometry.shape), 0, -1)
    points = geometry.index_to_patient(index)
    return np.square((points - (LOW + HIGH) / 2) / ((HIGH - LOW) / 2)).sum(axis=-1) <= 1


def lesion_at(share, geometry):
    """At a share of the brain's box: side -1 right to 1 left, front 0 to 1 back, bottom 0 to 1 top."""
    side, back, up = share
    point = LOW + (HIGH - LOW) * ((side + 1) / 2, back, up)
    full = np.zeros(geometry.shape, dtype=bool)
    full[tuple(np.rint(geometry.patient_to_index(point)).astype(int))] = True
    return Mask.from_full(full)


FLIPPED = AXIAL * (1, -1, -1)


@pytest.mark.parametrize("directions", [AXIAL, FLIPPED, SAGITTAL], ids=["axial", "flipped", "sagittal"])
@pytest.mark.parametrize(
    ("share", "words"),
    [
        ((0.5, 0.15, 0.6), "Left frontal"),
        ((-0.5, 0.15, 0.6), "Right frontal"),
        ((0.4, 0.4, 0.85), "Left frontal"),
        ((-0.4, 0.7, 0.75), "Right parietal"),
        ((0.2, 0.93, 0.5), "Left occipital"),
        ((-0.7, 0.4, 0.3), "Right temporal"),
        ((0.4, 0.75, 0.15), "Left cerebellar"),
        ((-0.15, 0.5, 0.48), "Right thalamus"),
        ((0.3, 0.37, 0.47), "Left basal ganglia"),
        ((0.05, 0.54, 0.2), "Brain stem"),
        ((0.0, 0.78, 0.15), "Midline cerebellar"),
        ((-0.1, 0.51, 0.85), "Right frontal"),
        ((0.1, 0.53, 0.95), "Left frontal"),
        ((0.24, 0.55, 0.35), "Left temporal"),
        ((0.1, 0.6, 0.46), "Left hemisphere"),
    ],
)
def test_places_are_told_in_words(share, words, directions):
    geometry = canonical(directions)
    assert position_words(lesion_at(share, geometry), brain(geometry), geometry) == words


def test_without_a_brain_no_place_is_claimed():
    geometry = canonical(AXIAL)
    empty = np.zeros(geometry.shape, dtype=bool)
    assert position_words(lesion_at((0.5, 0.2, 0.6), geometry), empty, geometry) == "Brain"


def test_what_lies_outside_the_brain_is_called_so():
    geometry = canonical(AXIAL)
    at_the_corner = lesion_at((-0.95, 0.05, 0.1), geometry)
    assert position_words(at_the_corner, brain(geometry), geometry) == "Outside the brain"
