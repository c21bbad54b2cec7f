"""Procedural heads as anatomies: the demonstration patient's kind of head, with other seeds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.demo import head
from training.generator.labels import Anatomy, Tissue, Zone, at_2_mm, brain_of, cached, signed_distance

_TISSUES = {
    head.Tissue.CSF: Tissue.CSF,
    head.Tissue.VENTRICLE: Tissue.VENTRICLE,
    head.Tissue.CHOROID: Tissue.VENTRICLE,
    head.Tissue.DURA: Tissue.CSF,
    head.Tissue.SINUS: Tissue.VESSEL,
    head.Tissue.VESSEL: Tissue.VESSEL,
    head.Tissue.GREY: Tissue.GREY,
    head.Tissue.WHITE: Tissue.WHITE,
    head.Tissue.DEEP_GREY: Tissue.DEEP_GREY,
    head.Tissue.CEREBELLUM_GREY: Tissue.CEREBELLAR_GREY,
    head.Tissue.CEREBELLUM_WHITE: Tissue.WHITE,
    head.Tissue.BRAIN_STEM: Tissue.STEM,
    head.Tissue.BACKGROUND: Tissue.AIR,
    head.Tissue.AIR: Tissue.AIR,
}
_ZONES = {
    head.Tissue.DURA: Zone.FALX,
    head.Tissue.SINUS: Zone.SAGITTAL_SINUS,
    head.Tissue.CHOROID: Zone.CHOROID,
}


def procedural_tissues(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Map (Z, Y, X) procedural labels to the generator's tissues; the rest get numbers from ``OTHER`` on."""
    table = np.array([_TISSUES.get(t, Tissue.OTHER + 1 + n % 10) for n, t in enumerate(head.Tissue)], np.uint8)
    return table[labels]


def from_procedural(seed: int, cache: Path) -> Anatomy:
    """Return one procedural head at 1 mm; kept in ``cache``."""
    return cached(cache, f"procedural-{seed}", lambda: _anatomy(seed))


def whole_procedural(seed: int, cache: Path) -> Anatomy:
    """Return one procedural head at 2 mm; kept in ``cache``."""
    return cached(cache, f"procedural-{seed}-head", lambda: at_2_mm(procedural_tissues(head.label_map(seed).labels)))


def _anatomy(seed: int) -> Anatomy:
    made = head.label_map(seed)
    zones = np.zeros(made.labels.shape, np.uint8)
    for tissue, zone in _ZONES.items():
        zones[made.labels == tissue] = zone
    tissues = procedural_tissues(made.labels)
    return Anatomy(tissues, zones, signed_distance(brain_of(tissues)))
