"""Whether a series' files still hold what was opened: a CD may have been changed, a folder have another patient's."""

from __future__ import annotations

from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError

from core.dicom.file_bytes import opened, read_head
from core.dicom.header import witness
from core.errors import ExportRefused
from core.study import Instance, Series


def header_of(instance: Instance) -> Dataset:
    """Read all of an image's header, to make an object by it.

    Raises
    ------
    ExportRefused
        If the file can no longer be read.

    """
    try:
        return dcmread(opened(instance.path), stop_before_pixels=True, force=True)
    except (OSError, InvalidDicomError) as error:
        raise _gone() from error


def holds_listed(dataset: Dataset, instance: Instance) -> bool:
    """Whether a file's header is of the image that was listed: by its UID, and by whose it is and where it lies."""
    same = str(dataset.get("SOPInstanceUID") or "").strip() == instance.sop_instance_uid.strip()
    return same and (not instance.witness or witness(dataset, instance.frame) == instance.witness)


def refuse_exchanged(series: Series) -> None:
    """See that every file of a DICOM series is the one that was listed, before and after an object is made by them.

    Raises
    ------
    ExportRefused
        If a file can no longer be read, or holds another image; the slice is named.

    """
    looked_at = set()
    for k, instance in enumerate(series.instances):
        if instance.path in looked_at:
            continue  # a frame of a file that was looked at
        looked_at.add(instance.path)
        try:
            dataset = read_head(instance.path).dataset
        except Exception as error:  # a file that is none any more fails in many ways inside the parser
            raise _gone() from error
        told = (str(dataset.get(keyword) or "").strip() for keyword in ("StudyInstanceUID", "SeriesInstanceUID"))
        of_series = tuple(told) == (series.study_instance_uid.strip(), series.series_instance_uid.strip())
        if not of_series or not holds_listed(dataset, instance):
            raise ExportRefused(
                f"The file of slice {k + 1} holds another image than when the series was listed.",
                "Nothing was exported. Open the study again.",
            )


def _gone() -> ExportRefused:
    return ExportRefused("The series' files can no longer be read where they were.", "Open the study again.")
