"""Ask a node for studies (C-FIND) and have them sent to our own receiver (C-MOVE)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydicom.dataset import Dataset
from pynetdicom import build_context

from core.errors import Cancelled, NetworkRefused, UsageError
from core.network.arrived import differences
from core.network.association import associated
from core.network.nodes import Node, ReceiverSettings
from core.network.receive import receiving, study_folder
from core.network.send import status_words

MOST_STUDIES = 200
_FIND = "1.2.840.10008.5.1.4.1.2.2.1"
_MOVE = "1.2.840.10008.5.1.4.1.2.2.2"
_PENDING, _CANCELLED = (0xFF00, 0xFF01), 0xFE00
Progress = Callable[[int, int], None]
CancelAsked = Callable[[], bool]


@dataclass(frozen=True)
class Criteria:
    """What to look for; at least one of them. A name finds all that begin with it.

    ``patient_name`` is "Family^Given", or "Family, Given" as a list shows it; ``study_date`` a day or two with a
    hyphen between, each as 20261127 or 2026-11-27.
    """

    patient_id: str = ""
    patient_name: str = ""
    study_date: str = ""

    @property
    def empty(self) -> bool:
        """Whether this would ask for everything."""
        return not (self.patient_id.strip(" *?") or self.patient_name.strip(" *?") or self.study_date.strip(" -"))


@dataclass(frozen=True)
class StudyFound:
    """One study as a node describes it."""

    study_instance_uid: str
    patient_name: str
    patient_id: str
    date: str
    description: str
    modalities: str
    images: int | None


@dataclass(frozen=True)
class Retrieved:
    """A study that was sent here: its folder, and what a reader is to be told before it is opened."""

    folder: Path
    told: tuple[str, ...] = ()


def find_studies(node: Node, wanted: Criteria, cancel: CancelAsked | None = None) -> tuple[StudyFound, ...]:
    """Return the studies that match, newest first, at most :data:`MOST_STUDIES`.

    Raises
    ------
    UsageError
        If nothing is asked for.
    NetworkRefused
        If the node cannot be reached or does not answer the question.
    Cancelled
        If ``cancel`` says so.

    """
    if wanted.empty:
        raise UsageError("Nothing to look for was given.", "Give a patient's ID, a name or a date.")
    found: list[StudyFound] = []
    question = _question(wanted)
    with associated(node, [build_context(_FIND)]) as made:
        for status, answer in made.send_c_find(question, _FIND, msg_id=1):
            _check(node, status)
            if cancel is not None and cancel():
                made.send_c_cancel(1, query_model=_FIND)
                raise Cancelled
            if answer is not None and status.Status in _PENDING:
                found.append(_found(answer))
            if len(found) == MOST_STUDIES:
                made.send_c_cancel(1, query_model=_FIND)
                break
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))


def retrieve(
    node: Node,
    study: StudyFound,
    settings: ReceiverSettings,
    folder: Path,
    progress: Progress | None = None,
    cancel: CancelAsked | None = None,
) -> Retrieved:
    """Have a study sent to us.

    Our receiver listens, as configured, while this runs. What comes is kept apart until all of it is here; then it
    takes the place of what was received of this study before, which the archive may have corrected since. After a
    failure or a cancel all is as it was.

    Raises
    ------
    NetworkRefused
        If the node cannot be reached, does not know our receiver, nothing of the study arrived, or our own receiver
        turned away what it sent.
    Cancelled
        If ``cancel`` says so.

    """
    arrived: list[Path] = []
    turned_away: list[NetworkRefused] = []
    uid = study.study_instance_uid.strip()
    here = study_folder(folder, uid)
    aside = here.with_name(f".new-{here.name}")
    shutil.rmtree(aside, ignore_errors=True)  # of a program that ended in the middle
    try:
        with receiving(settings, folder, arrived.append, turned_away.append, {uid: aside}):
            sent = _move(node, study, settings, arrived, progress, cancel)
        if not aside.is_dir():
            raise NetworkRefused(
                f"{node.name} sent another study than was asked for.", "Ask the person who looks after it."
            )
        came = sorted(aside.iterdir())
        patient = (study.patient_id, study.patient_name)
        told = tuple(differences(node.name, max(study.images or 0, sent), patient, came))
        _take_the_place(aside, here)
    except NetworkRefused as error:
        if turned_away:  # the node reports our answer as its own failure
            raise turned_away[0] from error
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Retrieved(here, told)


def _take_the_place(aside: Path, here: Path) -> None:
    """Put a folder where another may be, of which nothing stays."""
    before = here.with_name(f".old-{here.name}")
    try:
        shutil.rmtree(before, ignore_errors=True)
        if here.exists():
            here.rename(before)
        aside.rename(here)
        shutil.rmtree(before, ignore_errors=True)
    except OSError as error:
        sentence = f"What was sent cannot be kept on this computer: {error.strerror or 'write error'}."
        raise NetworkRefused(
            sentence, "Close what holds this study's files open, and retrieve it once more."
        ) from error


def _move(
    node: Node,
    study: StudyFound,
    settings: ReceiverSettings,
    arrived: list[Path],
    progress: Progress | None,
    cancel: CancelAsked | None,
) -> int:
    """Ask the node to send, until it has; what arrives is counted in ``arrived``. Returns how many it says it sent."""
    with associated(node, [build_context(_MOVE)]) as made:
        asked = Dataset()
        asked.QueryRetrieveLevel = "STUDY"
        asked.StudyInstanceUID = study.study_instance_uid
        stopped = False
        failed = sent = 0
        for status, _ in made.send_c_move(asked, settings.ae_title, _MOVE, msg_id=1):
            if not (stopped and status and int(status.Status) == _CANCELLED):
                _check(node, status)
            failed = int(status.get("NumberOfFailedSuboperations") or 0)
            sent = int(status.get("NumberOfCompletedSuboperations") or 0)
            remaining = int(status.get("NumberOfRemainingSuboperations") or 0)
            if progress is not None:
                here = len(set(arrived))
                progress(here, max(here + remaining, study.images or 0))
            if cancel is not None and cancel() and not stopped:
                made.send_c_cancel(1, query_model=_MOVE)
                stopped = True
    if stopped:
        raise Cancelled
    if not arrived:
        raise NetworkRefused(
            f"{node.name} sent nothing to {settings.ae_title} at port {settings.port}.",
            "Ask for our AE title, host and port to be entered there.",
        )
    if failed:
        raise NetworkRefused(f"{node.name} could not send {failed} images of this study.", "Retrieve it once more.")
    return sent


def _question(wanted: Criteria) -> Dataset:
    asked = Dataset()
    asked.SpecificCharacterSet = "ISO_IR 192"
    asked.QueryRetrieveLevel = "STUDY"
    name = re.sub(r"\s*,\s*", "^", wanted.patient_name.strip())
    asked.PatientName = name if not name or name.endswith("*") else f"{name}*"
    asked.PatientID = wanted.patient_id.strip()
    asked.StudyDate = _days(wanted.study_date.strip())
    for keyword in ("StudyInstanceUID", "StudyDescription", "ModalitiesInStudy", "NumberOfStudyRelatedInstances"):
        setattr(asked, keyword, None if keyword.startswith("Number") else "")
    return asked


def _days(text: str) -> str:
    """A day, or from-to, as DICOM asks for it; either end of a range may be left out."""
    plain = re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\1\2\3", text)
    days = [each.strip() for each in plain.split("-")]
    try:
        for day in filter(None, days):
            if len(day) != len("20261127"):
                raise ValueError(day)
            datetime.strptime(day, "%Y%m%d")
    except ValueError as error:
        raise UsageError(f"{text} is no date.", "Write a day as 20261127, or from-to as 20261101-20261130.") from error
    if len(days) == 2 and all(days) and days[0] > days[1]:
        raise UsageError(f"{text} ends before it begins.", "Write the earlier day first.")
    if len(days) > 2:
        raise UsageError(f"{text} is no date.", "Write a day as 20261127, or from-to as 20261101-20261130.")
    return "-".join(days)


def _found(answer: Dataset) -> StudyFound:
    modalities: Any = answer.get("ModalitiesInStudy") or ""
    count = answer.get("NumberOfStudyRelatedInstances")
    return StudyFound(
        study_instance_uid=str(answer.get("StudyInstanceUID") or ""),
        patient_name=str(answer.get("PatientName") or ""),
        patient_id=str(answer.get("PatientID") or ""),
        date=str(answer.get("StudyDate") or ""),
        description=str(answer.get("StudyDescription") or ""),
        modalities=modalities if isinstance(modalities, str) else ", ".join(map(str, modalities)),
        images=None if count is None else int(count),
    )


def _check(node: Node, status: Dataset) -> None:
    """Refuse a status that is neither success nor on the way; warnings at the end are counted by the caller."""
    if "Status" not in status:
        raise NetworkRefused(f"{node.name} did not answer, or broke the connection off.", "Try again.")
    value = int(status.Status)
    if value in (0x0000, 0xB000, *_PENDING):
        return
    words = "It could not do what was asked" if value >> 12 == 0xC else status_words(value)
    raise NetworkRefused(
        f"{node.name} answers: {words[:1].lower()}{words[1:]} (status {value:04X}).",
        "Ask there whether our AE title, host and port are known.",
    )
