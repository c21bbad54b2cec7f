"""What is exported, in DICOM's words. A StructureSet exists only at export, made from accepted lesions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.contour import Contour, voxel_contours
from core.errors import ExportRefused
from core.geometry import Geometry
from core.lesion import Lesion, LesionOrigin
from core.mask import Mask
from core.review.state import ReviewState
from core.study import Series

Outline = Callable[[Mask, Geometry], tuple[Contour, ...]]


def plain_name(lesion: Lesion) -> str:
    """Name an ROI where no planning system asks for another: ASCII, far under 16 characters."""
    return f"GTV_{lesion.number:02d}"


@dataclass(frozen=True, eq=False)
class Roi:
    """One accepted lesion as it is exported.

    Parameters
    ----------
    number
        ROI number, from 1 without gaps.
    name
        ASCII, at most 16 characters, unique; it holds the lesion's number as the reader's list shows it.
    lesion_id, tracking_uid
        Of the lesion.
    kind
        ``"GTV"``, ``"PTV"`` for a margin around a lesion, ``"ORGAN"`` for the brain.
    made
        How a margin or organ came about, in words.
    algorithm
        ``AUTOMATIC``: the model's, untouched, or a margin. ``SEMIAUTOMATIC``: the model's, edited. ``MANUAL``: the
        reader's own. What a file brought keeps what the file says, SEMIAUTOMATIC where a program's was edited, and
        is empty where the file says nothing: the standard lets it be unknown.
    program
        What made it by itself, where that is known: as the file says that it came in with.
    mask
        What the reader approved.
    contours
        Its outline on the series' slices; never empty.

    """

    number: int
    name: str
    lesion_id: str
    tracking_uid: str
    algorithm: str
    mask: Mask
    contours: tuple[Contour, ...]
    kind: str = "GTV"
    made: str = ""
    program: str = "MetsReview"


@dataclass(frozen=True, eq=False)
class StructureSet:
    """The accepted lesions of one review.

    Parameters
    ----------
    rois
        In the order of the lesions' numbers.
    beside
        What only a structure set holds: margins around them and the brain, numbered on from them.
    reader
        Who judged.
    approved
        Whether the reader signed off.
    made_at
        When, in local time; also the time of the sign-off.

    """

    rois: tuple[Roi, ...]
    reader: str
    approved: bool
    made_at: datetime
    beside: tuple[Roi, ...] = ()

    @property
    def all_rois(self) -> tuple[Roi, ...]:
        """Lesions, then what is beside them."""
        return (*self.rois, *self.beside)

    @classmethod
    def from_review(
        cls,
        state: ReviewState,
        series: Series,
        reader: str,
        approved: bool,
        made_at: datetime | None = None,
        outline: Outline = voxel_contours,
        name_of: Callable[[Lesion], str] = plain_name,
    ) -> StructureSet:
        """Take what was accepted, outlined on each slice and named by ``name_of``; empty masks are left out.

        Raises
        ------
        ExportRefused
            If a lesion is pending in an approved set, nothing was accepted, or the series has no geometry.

        """
        if series.geometry is None:
            raise ExportRefused("The series has no usable geometry.", "Choose another series.")
        if approved and state.pending:
            raise ExportRefused(_pending_sentence(len(state.pending)), "Judge every lesion first.")
        accepted = sorted((each for each in state.accepted if each.mask.count), key=lambda each: each.number)
        if not accepted:
            raise ExportRefused("No lesion is accepted, so there is nothing to export.", "Accept at least one lesion.")
        rois = tuple(
            _roi(n, lesion, series.geometry, outline, name_of(lesion)) for n, lesion in enumerate(accepted, start=1)
        )
        return cls(rois, reader, approved, made_at or datetime.now().astimezone())


def _pending_sentence(count: int) -> str:
    lesions = "1 lesion is" if count == 1 else f"{count} lesions are"
    return f"{lesions} not judged yet, so nothing can be exported as approved."


def _roi(number: int, lesion: Lesion, geometry: Geometry, outline: Outline, name: str) -> Roi:
    return Roi(
        number=number,
        name=name,
        lesion_id=lesion.lesion_id,
        tracking_uid=lesion.tracking_uid,
        algorithm=_algorithm(lesion),
        mask=lesion.mask,
        contours=outline(lesion.mask, geometry),
        program=lesion.making.program if lesion.origin is LesionOrigin.IMPORTED else "MetsReview",
    )


def _algorithm(lesion: Lesion) -> str:
    if lesion.origin is LesionOrigin.IMPORTED:
        return (lesion.making.after_an_edit if lesion.edited else lesion.making).algorithm
    if lesion.origin is not LesionOrigin.MODEL:
        return "MANUAL"
    return "SEMIAUTOMATIC" if lesion.edited else "AUTOMATIC"
