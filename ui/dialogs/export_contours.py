"""How contours run and what each way costs, and what goes beside the lesions: margins, the brain."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.errors import UsageError
from core.margin import check_margin
from ui.controls.segments import Segments
from ui.controls.text import label
from ui.core_words import spoken
from ui.language import noted, translate
from ui.last_export import CONTOURS

_PRICES = {
    "exact": noted(
        "Export", "They follow the voxels: on every kind of grid, all five programs tried read the same voxels."
    ),
    "smooth": noted(
        "Export",
        "Areas are kept, but programs that round points to pixels read small lesions too large: "
        "+174 % at 2–3 mm, +55 % at 4–6 mm.",
    ),
}


class ContourChoice(QWidget):
    """Exact or smooth, with the price of the one that is chosen.

    Parameters
    ----------
    kind
        Of :data:`ui.last_export.CONTOURS`, chosen at first.

    """

    chosen = Signal()

    def __init__(self, kind: str = CONTOURS[0]) -> None:
        super().__init__()
        self.kind = kind
        words = [translate("Export", "Exact"), translate("Export", "Smooth")]
        self.segments = Segments(words, translate("Export", "Contours"))
        self.segments.show_chosen(CONTOURS.index(kind))
        self.segments.chosen.connect(self._take)
        self.price = label("", 12, tone="3")
        self.price.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.segments)
        column.addWidget(self.price)
        self._show()

    def _take(self, place: int) -> None:
        self.kind = CONTOURS[place]
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        self.price.setText(translate("Export", _PRICES[self.kind]))


class BesideChoice(QWidget):
    """A margin in millimetres around each lesion, kept inside the brain or not, and the brain as an organ.

    Parameters
    ----------
    has_brain
        Whether the review has a brain mask.
    margin_mm, inside_brain
        At first.

    """

    chosen = Signal()

    def __init__(self, *, has_brain: bool, margin_mm: float | None = None, inside_brain: bool = False) -> None:
        super().__init__()
        self._has_brain = has_brain
        self.margin = QLineEdit("" if margin_mm is None else f"{margin_mm:g}")
        self.margin.setFixedWidth(72)
        self.margin.setPlaceholderText(translate("Export", "none"))
        self.margin.setAccessibleName(translate("Export", "Margin around each lesion (PTV), millimetres"))
        self.inside = QCheckBox(translate("Export", "Kept inside the brain"))
        self.brain = QCheckBox(translate("Export", "Brain as an organ, looked at"))
        self.inside.setChecked(inside_brain and has_brain)
        for box in (self.inside, self.brain):
            box.setEnabled(has_brain)
            box.setToolTip("" if has_brain else translate("Export", "This review has no brain mask."))
            box.toggled.connect(self._tell)
        self.margin.textChanged.connect(self._tell)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(translate("Export", "Margin (PTV)"), 13))
        line.addStretch(1)
        line.addWidget(self.margin)
        line.addWidget(label("mm", 12, tone="3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.inside)
        column.addWidget(self.brain)
        self.show_possible(possible=True)

    @property
    def margin_mm(self) -> float | None:
        """The margin in millimetres; None where the field is empty.

        Raises
        ------
        UsageError
            If what is typed is no margin.

        """
        text = self.margin.text().strip().replace(",", ".")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        try:
            check_margin(value)
        except UsageError as error:
            raise UsageError(translate("Export", "This margin cannot be made."), spoken(error.remedy)) from error
        return value

    def show_possible(self, *, possible: bool) -> None:
        """Only a structure set carries these."""
        self.margin.setEnabled(possible)
        self.brain.setEnabled(possible and self._has_brain)
        self.inside.setEnabled(possible and self._has_brain and bool(self.margin.text().strip()))

    def _tell(self) -> None:
        self.show_possible(possible=self.margin.isEnabled())
        self.chosen.emit()
