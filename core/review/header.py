"""What a review is bound to: the images, the model run and its proposal. No patient name."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.detection import Detection, Laid, ModelIdentity
from core.errors import ReviewRefused
from core.geometry import Geometry
from core.mask import BoolArray, Mask
from core.review.coding import (
    Json,
    candidate_from_json,
    candidate_to_json,
    lesion_from_json,
    lesion_to_json,
    mask_from_json,
    mask_to_json,
)
from core.review.likeness import are_alike, checked, likeness_of
from core.review.state import ReviewState
from core.study import Series

FORMAT = "mets-review"
FORMAT_VERSION = 1


@dataclass(frozen=True, eq=False)
class ReviewHeader:
    """The first line of a review's log.

    Parameters
    ----------
    study_instance_uid, series_instance_uid, frame_of_reference_uid
        Identity of the series.
    instances_sha256
        Digest over the instance UIDs in slice order, so that a re-sent, changed series is noticed.
    geometry
        The series' grid, on which all masks lie.
    models, provider, seconds
        Which packages ran, where, how long.
    proposal
        Lesions and candidates as the run gave them.
    brain_mask
        The brain on the series' grid, empty where no brain mask was made.
    app_version
        The application that wrote it.
    confirmed, confirmed_by
        What was amber about the series, sentence by sentence, and the reader who had the model run all the same.
    laid
        The further sequences that were registered to the series for the model.
    brain_provider
        What the brain mask's network ran on, where it is another than the lesions'; else empty.
    likeness
        What the images look like, by :func:`core.review.likeness.likeness_of`; empty in reviews of before.

    """

    study_instance_uid: str
    series_instance_uid: str
    frame_of_reference_uid: str
    instances_sha256: str
    geometry: Geometry
    models: tuple[ModelIdentity, ...]
    provider: str
    seconds: float
    proposal: ReviewState
    brain_mask: Mask
    app_version: str
    confirmed: tuple[str, ...] = ()
    confirmed_by: str = ""
    laid: tuple[Laid, ...] = ()
    brain_provider: str = ""
    likeness: str = ""

    @classmethod
    def of(cls, series: Series, detection: Detection, app_version: str) -> ReviewHeader:
        """Bind a detection to the series it was made on."""
        assert series.geometry is not None, "a refused series has no detection"
        return cls(
            study_instance_uid=series.study_instance_uid,
            series_instance_uid=series.series_instance_uid,
            frame_of_reference_uid=series.frame_of_reference_uid,
            instances_sha256=instances_digest(series),
            geometry=series.geometry,
            models=detection.models,
            provider=detection.provider,
            seconds=detection.seconds,
            proposal=ReviewState(detection.lesions, detection.candidates),
            brain_mask=Mask.from_full(detection.brain_mask),
            app_version=app_version,
            laid=detection.laid,
            brain_provider=detection.other_brain_provider,
        )

    def full_brain_mask(self) -> BoolArray:
        """(Z, Y, X) bool on the series' grid."""
        return self.brain_mask.to_full(self.geometry.shape)

    def check_images(self, voxels: NDArray[np.float32], folder: Path) -> None:
        """Refuse (Z, Y, X) voxels that are not those reviewed, whatever their UIDs say.

        Raises
        ------
        ReviewRefused
            If they do not look like them.

        """
        if self.likeness and not are_alike(self.likeness, likeness_of(voxels)):
            raise ReviewRefused(
                "This review belongs to other images that have the same numbers (UIDs): it is not shown on these.",
                f"See whose images these are. Move the review's folder away to start anew: {folder}",
            )

    def check_series(self, series: Series) -> None:
        """Refuse a series that is not the one reviewed.

        Raises
        ------
        ReviewRefused
            If UIDs, instances or the grid differ.

        """
        same = (
            series.series_instance_uid == self.series_instance_uid
            and instances_digest(series) == self.instances_sha256
            and series.geometry is not None
            and series.geometry.matches(self.geometry)
        )
        if not same:
            raise ReviewRefused(
                "This review belongs to other images: the series has changed since.",
                "Move the review's folder away to start anew.",
            )

    def to_json(self) -> Json:
        """Plain values for the first line."""
        return {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "app_version": self.app_version,
            "study_instance_uid": self.study_instance_uid,
            "series_instance_uid": self.series_instance_uid,
            "frame_of_reference_uid": self.frame_of_reference_uid,
            "instances_sha256": self.instances_sha256,
            "grid": {"shape": list(self.geometry.shape), "affine_kji_to_lps": self.geometry.affine.tolist()},
            "models": [asdict(model) for model in self.models],
            "provider": self.provider,
            **({"brain_provider": self.brain_provider} if self.brain_provider else {}),
            "seconds": self.seconds,
            "lesions": [lesion_to_json(lesion) for lesion in self.proposal.lesions],
            "candidates": [candidate_to_json(candidate) for candidate in self.proposal.candidates],
            "brain_mask": mask_to_json(self.brain_mask),
            "confirmed": list(self.confirmed),
            "confirmed_by": self.confirmed_by,
            **({"likeness": self.likeness} if self.likeness else {}),
            "laid": [{**asdict(each), "to_sequence": each.to_sequence.tolist()} for each in self.laid],
        }

    @classmethod
    def from_json(cls, value: Json) -> ReviewHeader:
        """Inverse of :meth:`to_json`; ValueError, KeyError or TypeError where values are missing or wrong."""
        if (value["format"], value["format_version"]) != (FORMAT, FORMAT_VERSION):
            raise ValueError(f"unknown format {value['format']} {value['format_version']}")
        grid = value["grid"]
        return cls(
            study_instance_uid=value["study_instance_uid"],
            series_instance_uid=value["series_instance_uid"],
            frame_of_reference_uid=value["frame_of_reference_uid"],
            instances_sha256=value["instances_sha256"],
            geometry=Geometry(tuple(grid["shape"]), np.array(grid["affine_kji_to_lps"])),
            models=tuple(ModelIdentity(**model) for model in value["models"]),
            provider=value["provider"],
            seconds=value["seconds"],
            proposal=ReviewState(
                tuple(lesion_from_json(each) for each in value["lesions"]),
                tuple(candidate_from_json(each) for each in value["candidates"]),
            ),
            brain_mask=mask_from_json(value["brain_mask"]),
            app_version=value["app_version"],
            confirmed=tuple(str(each) for each in value.get("confirmed", ())),  # not in the first version's logs
            confirmed_by=str(value.get("confirmed_by", "")),
            laid=tuple(_laid(each) for each in value.get("laid", ())),
            brain_provider=str(value.get("brain_provider", "")),
            likeness=checked(str(value.get("likeness", ""))),
        )


def _laid(value: Json) -> Laid:
    matrix = np.array(value["to_sequence"], dtype=np.float64)
    if matrix.shape != (4, 4) or not np.isfinite(matrix).all():
        raise ValueError("a registration is no matrix")
    shift, turn = float(value["shift_mm"]), float(value["turn_degrees"])
    doubtful = value.get("is_doubtful") is True  # not in earlier logs
    return Laid(str(value["name"]), matrix, shift, turn, str(value["series_instance_uid"]), doubtful)


def instances_digest(series: Series) -> str:
    """sha256 hex over the instance UIDs in slice order; over the file's bytes where there are no UIDs."""
    digest = hashlib.sha256()
    for instance in series.instances:
        digest.update((instance.sop_instance_uid or _file_digest(instance.path)).encode() + b"\n")
    return digest.hexdigest()


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
