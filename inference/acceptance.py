"""The acceptance test: the demo patient from images to a structure set read back, held against golden figures.

The golden figures are made where the application is built, by the processor's reference runtime, with the packages that
go along. A computer passes where the whole chain gives the same lesions there and loses nothing on the way to the file.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.demo.patient import DemoPatient, make_patient
from core.detection import Detection, ModelIdentity
from core.dicom import scan
from core.dicom.load import volume as load_volume
from core.dicom.verify import verify
from core.errors import UsageError
from core.export import export
from core.export_proof import STRUCTURES
from core.geometry import Geometry
from core.lesion import LesionStatus
from core.measure import centroid_lps_mm, volume_mm3
from core.receipt import ReceiptRoi
from core.review.session import ReviewSession
from core.review.state import JudgeMany
from core.study import Series
from inference import library
from inference.detect import Progress, detect
from inference.doctor import Examination, examine

READER = "ACCEPTANCE TEST"
SAME_PLACE_MM = 2.0  # nearer than any two lesions of the patient
_MOST_DIFFERENCE = 5.0  # percent of a lesion's volume between two runtimes
_MOST_SHIFT_MM = 0.5
_MOST_REREAD = 0.5  # percent, as every export is held to


@dataclass(frozen=True)
class Figure:
    """A lesion by its figures: volume in mm³, centroid in patient LPS millimetres."""

    volume_mm3: float
    centroid_lps_mm: tuple[float, float, float]


@dataclass(frozen=True)
class Golden:
    """What the build's own run found; ``packages`` are (name, version, sha256)."""

    packages: tuple[tuple[str, str, str], ...]
    lesions: tuple[Figure, ...]


@dataclass(frozen=True)
class Compared:
    """A golden lesion and what this computer found there; None where nothing lies within :data:`SAME_PLACE_MM`."""

    golden: Figure
    found: Figure | None

    @property
    def difference_percent(self) -> float | None:
        """Found less golden volume, in percent of the golden."""
        return None if self.found is None else 100 * (self.found.volume_mm3 / self.golden.volume_mm3 - 1)

    @property
    def shift_mm(self) -> float | None:
        """Distance of the centroids."""
        return None if self.found is None else _distance(self.golden, self.found)


@dataclass(frozen=True)
class Planted:
    """A lesion that was drawn into the synthetic head: its diameter and volume, and whether something touches it."""

    diameter_mm: float
    volume_mm3: float
    found: bool


@dataclass(frozen=True)
class Check:
    """One line of the test: what was looked at, what was found, what is asked for."""

    name: str
    found: str
    limit: str
    passed: bool


@dataclass(frozen=True)
class Acceptance:
    """The whole test."""

    examination: Examination
    packages: tuple[ModelIdentity, ...]
    provider: str
    seconds: float
    checks: tuple[Check, ...]
    compared: tuple[Compared, ...]
    planted: tuple[Planted, ...]
    false_findings: int
    rois: tuple[ReceiptRoi, ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)


def golden_file() -> Path:
    """Where the build lays the golden figures; not there when run from source."""
    return library.embedded_folder() / "golden.json"


def run(progress: Callable[[Progress], None] | None = None) -> Acceptance:
    """Do the whole test with the default packages and the provider that this computer takes.

    Raises
    ------
    MetsReviewError
        Where a package, the series or the export is refused.

    """
    examination = examine()
    with tempfile.TemporaryDirectory(prefix="metsreview-acceptance-") as aside:
        patient = make_patient(Path(aside) / "patient")
        series = scan.studies([patient.series_folder])[0].series[0]
        detection = _found_in(series, "auto", progress)
        geometry = load_geometry(series)
        rois, broken = _exported(series, detection, Path(aside))
    found = _figures(detection, geometry)
    golden = read_golden(golden_file())
    same = golden is not None and set(golden.packages) == {(m.name, m.version, m.sha256) for m in detection.models}
    compared = _compared(golden.lesions, found) if golden is not None and same else ()
    planted, false_findings = _held_against_truth(detection, patient)
    checks = (
        *_provider_checks(examination),
        _golden_check(golden, same, compared, len(found)),
        _export_check(rois),
        Check("Rules of the structure set", "; ".join(broken) or "none broken", "none broken", not broken),
    )
    return Acceptance(
        examination,
        detection.models,
        detection.provider,
        detection.seconds,
        checks,
        compared,
        planted,
        false_findings,
        rois,
    )


def load_geometry(series: Series) -> Geometry:
    """Return the series' grid; the demo patient always has one."""
    assert series.geometry is not None, "the demo patient's series has a grid"
    return series.geometry


def write_golden(path: Path, progress: Callable[[Progress], None] | None = None) -> None:
    """Find the demo patient's lesions by the reference runtime on the processor, and write their figures."""
    with tempfile.TemporaryDirectory(prefix="metsreview-golden-") as aside:
        patient = make_patient(Path(aside) / "patient")
        series = scan.studies([patient.series_folder])[0].series[0]
        detection = _found_in(series, "cpu", progress)
        figures = _figures(detection, load_geometry(series))
    value = {
        "packages": [[m.name, m.version, m.sha256] for m in detection.models],
        "lesions": [{"volume_mm3": f.volume_mm3, "centroid_lps_mm": f.centroid_lps_mm} for f in figures],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def read_golden(path: Path) -> Golden | None:
    """Return the golden figures; None where there are none.

    Raises
    ------
    UsageError
        If the file is damaged.

    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        lesions = tuple(_figure(float(each["volume_mm3"]), *each["centroid_lps_mm"]) for each in value["lesions"])
        return Golden(tuple((str(n), str(v), str(s)) for n, v, s in value["packages"]), lesions)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"The golden figures in {path.name} cannot be read.", "Install the application again."
        ) from error


def _found_in(series: Series, provider: str, progress: Callable[[Progress], None] | None) -> Detection:
    return detect(load_volume(series), library.default_packages(), progress, provider=provider)


def _figures(detection: Detection, geometry: Geometry) -> tuple[Figure, ...]:
    figures = []
    for lesion in detection.lesions:
        figures.append(_figure(volume_mm3(lesion.mask, geometry), *centroid_lps_mm(lesion.mask, geometry)))
    return tuple(figures)


def _figure(volume: float, x: float, y: float, z: float) -> Figure:
    return Figure(round(volume, 2), (round(float(x), 2), round(float(y), 2), round(float(z), 2)))


def _exported(series: Series, detection: Detection, aside: Path) -> tuple[tuple[ReceiptRoi, ...], tuple[str, ...]]:
    """Accept everything, export it, and read it back by the code that shares nothing with the writer."""
    if not detection.lesions:
        return (), ("no lesion was found, so none was exported",)
    session = ReviewSession.start(aside / "review", series, detection, READER)
    try:
        state = session.do(JudgeMany(tuple(each.lesion_id for each in detection.lesions), LesionStatus.ACCEPTED))
        receipt = export(state, series, series.geometry, READER, ("rtstruct",), aside / "export")
    finally:
        session.close()
    return receipt.rois, verify(aside / "export" / STRUCTURES, series).broken


def _compared(golden: tuple[Figure, ...], found: tuple[Figure, ...]) -> tuple[Compared, ...]:
    pairs = []
    for each in golden:
        near = min(found, key=lambda one: _distance(each, one), default=None)
        pairs.append(Compared(each, near if near is not None and _distance(each, near) <= SAME_PLACE_MM else None))
    return tuple(pairs)


def _distance(one: Figure, other: Figure) -> float:
    return float(np.linalg.norm(np.subtract(one.centroid_lps_mm, other.centroid_lps_mm)))


def _held_against_truth(detection: Detection, patient: DemoPatient) -> tuple[tuple[Planted, ...], int]:
    """What was drawn into the head and whether it was found; and how many findings touch nothing that was drawn."""
    truth, size = patient.truth, patient.geometry.voxel_volume_mm3
    touched: set[int] = set()
    false_findings = 0
    for lesion in detection.lesions:
        numbers = set(np.unique(truth[lesion.mask.box][lesion.mask.voxels]).tolist()) - {0}
        touched |= numbers
        false_findings += not numbers
    planted = [
        Planted(each.diameter_mm, float((truth == number).sum() * size), number in touched)
        for number, each in enumerate(patient.metastases, 1)
    ]
    return tuple(planted), false_findings


def _provider_checks(examination: Examination) -> list[Check]:
    return [
        Check(
            f"Golden patch on {trial.provider}",
            f"differs by {trial.difference:.1e}" if trial.works else f"not used: {trial.reason}",
            "the reference answer",
            passed=True,
        )
        for trial in examination.trials
        if trial.works or trial.provider in ("cpu", examination.provider)
    ]


def _golden_check(golden: Golden | None, same: bool, compared: tuple[Compared, ...], found: int) -> Check:
    name = "Lesions of the demo patient"
    limit = f"the golden ones, each within {_MOST_DIFFERENCE:.0f} % and {_MOST_SHIFT_MM} mm"
    if golden is None:
        return Check(name, f"{found} found; no golden figures lie with the program (run from source)", limit, True)
    if not same:
        return Check(name, f"{found} found; the golden figures are of other model packages", limit, False)
    there = [each for each in compared if each.found is not None]
    worst = max((abs(each.difference_percent or 0) for each in there), default=0.0)
    shift = max((each.shift_mm or 0 for each in there), default=0.0)
    words = f"{found} found, {len(there)} of {len(compared)} in place; largest {worst:.2f} %, {shift:.2f} mm"
    agree = len(there) == len(compared) == found and worst <= _MOST_DIFFERENCE and shift <= _MOST_SHIFT_MM
    return Check(name, words, limit, agree)


def _export_check(rois: tuple[ReceiptRoi, ...]) -> Check:
    worst = max((abs(each.volume_reread_mm3 / each.volume_approved_mm3 - 1) * 100 for each in rois), default=0.0)
    shift = max((each.centroid_shift_mm for each in rois), default=0.0)
    words = f"{len(rois)} read back; largest difference {worst:.2f} %, {shift:.3f} mm"
    return Check(
        "Structure set read back", words, f"each within {_MOST_REREAD} %", bool(rois) and worst <= _MOST_REREAD
    )
