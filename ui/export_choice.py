"""What a reader chooses of an export besides its files and its folder."""

from __future__ import annotations

from dataclasses import dataclass

from core.mask import BoolArray
from core.planning.profile import GENERIC, Profile
from core.review_report import AsExported
from core.structures_beside import Beside


@dataclass(frozen=True)
class ExportChoice:
    """Planning system, kind of contours, and what goes beside the lesions.

    Parameters
    ----------
    profile
        The planning system.
    contours
        ``"exact"`` or ``"smooth"``.
    margin_mm
        Of a PTV around each lesion; None for none.
    inside_brain, brain
        Whether margins are kept inside the brain; whether the brain goes along as an organ.
    approved
        Whether the structure set says APPROVED; UNAPPROVED otherwise.

    """

    profile: Profile = GENERIC
    contours: str = "exact"
    margin_mm: float | None = None
    inside_brain: bool = False
    brain: bool = False
    approved: bool = True

    def beside(self, brain_mask: BoolArray | None) -> Beside:
        """Return what goes beside the lesions, given the brain mask, (Z, Y, X) bool, or None."""
        return Beside(self.margin_mm, self.inside_brain, self.brain, brain_mask)

    def as_exported(self) -> AsExported:
        """Return what the report says of it."""
        return AsExported(self.profile.name, self.contours, self.margin_mm, self.inside_brain)
