"""How patient, study and series are named on the screen."""

from __future__ import annotations

from core.study import Series, Study
from ui import numbers
from ui.core_words import spoken
from ui.language import translate


def patient_name(study: Study) -> str:
    """DICOM's ``Family^Given`` as ``Family, Given``."""
    parts = [part for part in study.patient.name.split("=")[0].split("^") if part.strip()]
    return ", ".join(parts[:2]) if parts else translate("Series", "No name recorded")


def patient_line(study: Study, *, short: bool = False) -> str:
    """Sex, age and ID; the ID alone where it is ``short``."""
    patient = study.patient
    identity = f"ID {patient.patient_id or translate('Series', 'not recorded')}"
    if short:
        return identity
    return " · ".join(part for part in (spoken(patient.sex), age(patient.age), identity) if part)


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
    images = sum(len(series.instances) for series in study.series)
    parts = (study.description, ", ".join((numbers.count(len(study.series), "series"), numbers.count(images, "image"))))
    return " · ".join([*(part for part in parts if part), translate("Series", "all read from this computer")])
