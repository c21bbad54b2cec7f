"""The proof of an export: what was approved against what was read back, and every file's checksum."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NAME = "receipt.json"


@dataclass(frozen=True)
class ReceiptRoi:
    """One ROI: approved and read back.

    Parameters
    ----------
    volume_approved_mm3, volume_reread_mm3
        Voxels of the approved mask; voxels whose centres lie inside what was read back from disk.
    centroid_shift_mm, dice
        Between the two.
    slices
        On how many slices it was read back.
    kind
        ``"GTV"``, ``"PTV"`` for a margin around the lesion, ``"ORGAN"`` for the brain, which has no lesion.

    """

    roi_number: int
    roi_name: str
    lesion_id: str
    volume_approved_mm3: float
    volume_reread_mm3: float
    centroid_shift_mm: float
    dice: float
    slices: int
    kind: str = "GTV"


@dataclass(frozen=True)
class Receipt:
    """What an export wrote.

    Parameters
    ----------
    rois
        In the order of ROI numbers.
    files
        sha256 of every file written but the receipt, by name.
    folder
        Where they are.
    series_instance_uid
        The series they belong to.
    reader, approved, made_at
        Who exported, whether as approved, when (ISO 8601 with offset).
    proof
        The file that the re-read figures are of; for ``"lesions.csv"`` a label map that was not kept.
    contours
        ``"exact"`` or ``"smooth"``.
    profile
        The planning system whose rules were kept.
    size_bytes
        Of all files together.
    margin_mm, margin_inside_brain
        Of the margins around the lesions, None for none; whether they are kept inside the brain.
    remarks
        What is worth a look though nothing is wrong: a margin that the end of the images cuts off.

    """

    rois: tuple[ReceiptRoi, ...]
    files: dict[str, str]
    folder: Path
    series_instance_uid: str
    reader: str
    approved: bool
    made_at: str
    proof: str
    contours: str = "exact"
    profile: str = "Generic"
    remarks: tuple[str, ...] = ()
    size_bytes: int = 0
    margin_mm: float | None = None
    margin_inside_brain: bool = False

    @property
    def lesions(self) -> tuple[ReceiptRoi, ...]:
        """The ROIs that are lesions, without margins and the brain."""
        return tuple(roi for roi in self.rois if roi.kind == "GTV")

    def text(self) -> str:
        """Plain text to paste: who, when, each structure as approved and as read back, remarks, checksums."""
        status = "approved" if self.approved else "unapproved"
        rows = [
            f"{roi.roi_name}\t{roi.lesion_id}\t{roi.volume_approved_mm3:.1f}\t{roi.volume_reread_mm3:.1f}\t"
            f"{roi.centroid_shift_mm:.3f}\t{roi.slices}"
            for roi in self.rois
        ]
        return "\n".join(
            (
                f"Series {self.series_instance_uid}",
                f"{self.reader}, {status}, {self.made_at}",
                "structure\tlesion\tapproved mm3\tread back mm3\tshift mm\tslices",
                *rows,
                *self.remarks,
                *(f"{digest}  {name}" for name, digest in self.files.items()),
            )
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values, as receipt.json holds them."""
        return {
            "series_instance_uid": self.series_instance_uid,
            "reader": self.reader,
            "approved": self.approved,
            "made_at": self.made_at,
            "proof": self.proof,
            "contours": self.contours,
            "profile": self.profile,
            "margin_mm": self.margin_mm,
            "margin_inside_brain": self.margin_inside_brain,
            "volume_method": "voxels whose centres lie inside the contours, times voxel volume",
            "remarks": list(self.remarks),
            "note": "Research software, not a medical device",
            "rois": [asdict(roi) for roi in self.rois],
            "files": self.files,
        }


def sha256(path: Path) -> str:
    """Checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
