"""Studies, series and instances: identity and metadata from headers, no pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from core.geometry import Geometry


@dataclass(frozen=True)
class Instance:
    """One slice on disk: a DICOM object of a classic series, or one frame of an enhanced one."""

    path: Path
    sop_class_uid: str
    sop_instance_uid: str
    instance_number: int | None
    frame: int | None = None  # from 0
    witness: str = ""  # whose image it was when it was listed, and where; empty where nobody looks


@dataclass(frozen=True)
class Patient:
    """Who is shown on top of the window; values decoded with the file's own character set."""

    name: str
    patient_id: str
    birth_date: str = ""
    sex: str = ""
    age: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why a series cannot be used: what stands on its card, and the sentence with the way out."""

    chip: str  # short, e.g. "39 slices missing"
    sentence: str
    remedy: str


@dataclass(frozen=True, eq=False)
class Series:
    """A series, or one volume split from it.

    Parameters
    ----------
    series_instance_uid, study_instance_uid, frame_of_reference_uid
        DICOM identity; empty frame of reference for NIfTI.
    description, modality, date
        As recorded (series description; ``"MR"``; ``"YYYYMMDD"`` or empty).
    instances
        In the order of k of the geometry: along the slice normal. One path for NIfTI.
    geometry
        None exactly where ``refusal`` is set.
    kind
        What it is, in words: "3D T1 with contrast", "T2", "unknown"...
    contrast_agent
        As recorded, empty where none is.
    attributes
        Further header values for fitness and display (see ``core.dicom.scan``).
    notes
        What was left out and why, one sentence each.

    """

    series_instance_uid: str
    study_instance_uid: str
    frame_of_reference_uid: str
    description: str
    modality: str
    date: str
    instances: tuple[Instance, ...]
    geometry: Geometry | None
    kind: str = "unknown"
    contrast_agent: str = ""
    refusal: Refusal | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    part: int = 0  # 0, or 1, 2, ... where one SeriesInstanceUID held several volumes

    @property
    def slice_count(self) -> int:
        """How many slices it has: an image file is one instance of many."""
        return len(self.instances) if self.geometry is None else self.geometry.shape[0]

    @property
    def is_multi_frame(self) -> bool:
        """Whether several slices lie in one DICOM object."""
        return any(each.frame is not None for each in self.instances)

    @property
    def is_dicom(self) -> bool:
        """Whether the series came from DICOM instances (only then can it carry an RTSTRUCT)."""
        return bool(self.instances) and bool(self.instances[0].sop_instance_uid)


@dataclass(frozen=True, eq=False)
class Study:
    """One study of one patient with its series, refused ones included."""

    study_instance_uid: str
    patient: Patient
    date: str
    description: str
    series: tuple[Series, ...]
    skipped: tuple[str, ...] = ()  # files left out of it and why, one sentence each, without patient names

    @property
    def usable(self) -> tuple[Series, ...]:
        """The series that were not refused."""
        return tuple(s for s in self.series if s.refusal is None)
