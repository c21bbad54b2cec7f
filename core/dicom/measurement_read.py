"""Volumes that a structured report tells, read from its content tree by its codes alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.sr.codedict import codes

_TRACKING_UID = codes.DCM.TrackingUniqueIdentifier.value
_VOLUME = codes.SCT.Volume.value


def volumes_mm3(path: Path) -> dict[str, float]:
    """Return the volume in mm³ of each group of measurements, by its tracking UID (TID 1411)."""
    return {uid: volume for group in _groups(dcmread(path)) for uid, volume in _told(group)}


def _groups(item: Dataset) -> Iterator[Dataset]:
    """Every container in the tree."""
    for each in item.get("ContentSequence", ()):
        if each.ValueType == "CONTAINER":
            yield each
            yield from _groups(each)


def _told(group: Dataset) -> Iterator[tuple[str, float]]:
    children = {each.ConceptNameCodeSequence[0].CodeValue: each for each in group.get("ContentSequence", ())}
    if _TRACKING_UID in children and _VOLUME in children:
        yield str(children[_TRACKING_UID].UID), float(children[_VOLUME].MeasuredValueSequence[0].NumericValue)
