"""What came of a study against what the archive listed: how many images, and whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from core.dicom.file_bytes import NotReadable
from core.dicom.header import name_as_compared, read_header


def differences(archive: str, listed: int, patient: tuple[str, str], files: Sequence[Path]) -> Iterator[str]:
    """Say in what the files differ from what was listed, in sentences without a patient's name.

    Parameters
    ----------
    archive
        Its name.
    listed
        How many images it has of the study, 0 where it did not say.
    patient
        ID and name as listed, either of them empty where it did not say.
    files
        What came.

    """
    if len(files) < listed:
        yield f"{archive} lists {listed} images of this study, and {len(files)} came: some may be missing."
    told = {each for path in files if (each := _patient_of(path)) is not None}
    ids, names = ({each[0] for each in told}, {each[1] for each in told})
    if patient[0].strip() and ids - {patient[0].strip()}:
        yield f"What came names another patient (ID) than {archive} lists: see whose images these are."
    elif any(_is_another(patient[1], name) for name in names):
        yield f"What came names another patient (name) than {archive} lists: see whose images these are."


def _patient_of(path: Path) -> tuple[str, str] | None:
    """ID and name; None of what is no image."""
    try:
        header = read_header(path)
    except NotReadable:
        return None
    return header.text("PatientID"), header.text("PatientName")


def _is_another(listed: str, came: str) -> bool:
    """Whether two names are no spellings of one: archives leave out ways of writing, and add empty parts."""
    one, other = ({name_as_compared(each) for each in name.split("=")} - {""} for name in (listed, came))
    return bool(one) and not one & other
