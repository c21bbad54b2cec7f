"""How patient, study and series are named on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from core.study import Series, Study
from ui import numbers
from ui.core_words import spoken
from ui.language import translate

_FIRST_IDEOGRAPH = "\u3040"  # from the Japanese syllables on


def patient_name(study: Study) -> str:
    """The patient's name, or that none is recorded."""
    return person(study.patient.name) or translate("Series", "No name recorded")


def person(recorded: str) -> str:
    """DICOM's ``Family^Given^Middle`` as ``Family, Given Middle``, with its own script where that is recorded.

    A name has up to three spellings: in Latin letters, in ideographs, by sound. Of the other two Hangul is
    shown rather than ideographs.
    """
    spellings = [words for group in recorded.split("=") if (words := _spelling(group))]
    if not spellings:
        return ""
    first, *own = spellings
    shown = next((each for each in own if _is_hangul(each)), own[0] if own else "")
    return f"{first} ({shown})" if shown and shown != first else first


def _spelling(group: str) -> str:
    family, given, middle = [*(part.strip() for part in group.split("^")), "", ""][:3]
    given = " ".join(part for part in (given, middle) if part)
    if _is_hangul(family + given):
        return family + given
    between = " " if any(letter >= _FIRST_IDEOGRAPH for letter in family + given) else ", "
    return between.join(part for part in (family, given) if part)


def _is_hangul(words: str) -> bool:
    return any("가" <= letter <= "힣" for letter in words)


def patient_line(study: Study, *, short: bool = False) -> str:
    """Sex, age and ID; the ID alone where it is ``short``."""
    patient = study.patient
    none = translate("Series", "not recorded")
    identity = f"ID {patient.patient_id or none}"
    if short:
        return identity
    return " · ".join(part for part in (spoken(patient.sex), age(patient.age), identity) if part)


def whose(study: Study) -> str:
    """ID and birth date, by which a patient is told from another of the same name; empty for a file without either."""
    patient = study.patient
    if not any((patient.name, patient.patient_id, patient.birth_date)):
        return ""
    born = translate("Series", "birth date not recorded")
    if patient.birth_date:
        born = translate("Series", "born {day}").format(day=numbers.day(patient.birth_date))
    none = translate("Series", "not recorded")
    identity = f"ID {patient.patient_id or none}"
    return " · ".join(part for part in (identity, born, spoken(patient.sex)) if part)


def are_several_patients(studies: Iterable[Study]) -> bool:
    """Whether these studies are of more than one patient, as far as they tell."""
    return len({(each.patient.name, each.patient.patient_id, each.patient.birth_date) for each in studies}) > 1


def age(recorded: str) -> str:
    """DICOM's ``075Y`` as ``75 y``."""
    if len(recorded) == 4 and recorded[:3].isdigit() and recorded[3] in "YMWD":
        number = int(recorded[:3])
        return spoken(f"{number} {recorded[3].lower()}")
    return recorded


# The parts of a series' kind that are words; T1, T2 and FLAIR are the same in every language.
_KINDS = ("unknown sequence", "unknown", "localiser", "angiography", "echo-planar", "with contrast")


def series_name(series: Series) -> str:
    """Description, or what it is, with the part where one series held several volumes."""
    name = series.description or series.kind[:1].upper() + series.kind[1:]
    return translate("Series", "{name}, part {part}").format(name=name, part=series.part) if series.part else name


def what_it_is(series: Series) -> str:
    """``3D T1, sagittal``, in the reader's language; unknown is said as unknown."""
    kind = series.kind
    for words in _KINDS:
        kind = kind.replace(words, spoken(words))
    plane = spoken(series.attributes.get("plane", ""))
    return ", ".join(part for part in (kind[:1].upper() + kind[1:], plane) if part)


def told_apart(series: Series) -> str:
    """``flip angle 15``: what tells this part of a series from the others; empty where it has no parts."""
    return "; ".join(spoken(part) for part in series.attributes.get("apart", "").split("; ") if part)


def told_from_its_like(series: Series, study: Study) -> str:
    """``series 9, 10:22``: number and time where another series of the study has the same name; else empty."""
    like = [each for each in study.series if each is not series and series_name(each) == series_name(series)]
    if not like:
        return ""
    number, time = series.attributes.get("series_number", ""), series.attributes.get("time", "")
    told = [translate("Series", "series {number}").format(number=number)] if number else []
    if len(time) >= len("1022") and time[:4].isdigit():
        told.append(f"{time[:2]}:{time[2:4]}")
    return ", ".join(told)


def geometry_line(series: Series) -> str:
    """``1.0 × 1.0 × 1.0 mm · 170 slices``; the count of images alone for a refused series."""
    if series.geometry is None:
        return numbers.count(len(series.instances), "image")
    k, j, i = (numbers.length(float(step)) for step in series.geometry.spacing)
    slices = numbers.count(series.geometry.shape[0], "slice")
    return f"{i} {numbers.TIMES} {j} {numbers.TIMES} {k} mm · {slices}"


def series_line(series: Series) -> str:
    """Geometry and date."""
    return " · ".join(part for part in (geometry_line(series), numbers.day(series.date)) if part)


def study_line(study: Study) -> str:
    """``Brain MRI · 6 series, 558 images · read from this computer``."""
    return " · ".join((study_content(study), translate("Series", "all read from this computer")))


def study_content(study: Study) -> str:
    """``Brain MRI · 6 series, 558 images``."""
    images = sum(len(series.instances) for series in study.series)
    parts = (study.description, ", ".join((numbers.count(len(study.series), "series"), numbers.count(images, "image"))))
    return " · ".join(part for part in parts if part)
