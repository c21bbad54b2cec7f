"""Image files that are named as label maps are and hold no lesions that anybody drew: runs' own files, brain masks."""

from __future__ import annotations

import re
from pathlib import Path

from core import nifti
from core.review.log import FILE_NAME

_RECORDS = (FILE_NAME, "lesions.json", "candidates.json")  # what a run of ``segment`` leaves beside its images
_OF_A_RUN = re.compile(r"(labels|raw|brain_mask|registered_.*)\.nii\.gz", re.IGNORECASE)
_OF_A_BRAIN = re.compile(r"(brain|bet|skull|head|body)_?masks?\.nii(\.gz)?$", re.IGNORECASE)


def is_of_a_run(path: Path) -> bool:
    """Whether ``segment`` wrote an image file: neither a scan nor labels that a reader saw."""
    named = _OF_A_RUN.fullmatch(path.name) is not None
    return named and any((path.parent / record).exists() for record in _RECORDS)


def why_no_lesions(path: Path) -> str:
    """Why a file cannot be taken as lesions, whatever grid it lies on; empty where it may be."""
    if _OF_A_BRAIN.search(path.name):
        return "a brain mask by its name, and no lesions"
    if is_of_a_run(path):
        return "what a run of this application proposed, and nobody judged in this file: give the judged review"
    return ""


def are_of_runs(files: list[Path]) -> set[Path]:
    """Those of ``files`` that runs wrote."""
    return {path for path in files if nifti.is_nifti(path) and is_of_a_run(path)}
