"""A slider over the second look: what a lower threshold would add."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from core.probability import LOWEST_ASKED
from core.second_look import SMALLEST_MM3
from ui import numbers
from ui.controls.text import ElidedLabel, label
from ui.language import translate
from ui.screen import Screen, Tab

_REST = 50
_SMALL_MM3 = 10.0


class LowerThreshold(QWidget):
    """At rest at 0.50 nothing is added; each step to the left shows more."""

    threshold_requested = Signal(object)  # float, or None at rest

    def __init__(self) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(100 * LOWEST_ASKED), _REST)
        self.slider.setValue(_REST)
        self.slider.setPageStep(5)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(translate("List", "Lower threshold"))
        self.words, self.left_out = ElidedLabel(12, ink="text2"), ElidedLabel(12, ink="text3")
        self.left_out.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(translate("List", "Also from"), 12, tone="2"))
        row.addWidget(self.slider, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.left_out)
        self.slider.valueChanged.connect(self._ask)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show how many would come; hidden where the model's answer was not kept."""
        self.setVisible(new.tab is Tab.SECOND_LOOK and new.probability is not None and new.review is not None)
        before, now = ((each.lower_threshold, each.extra, each.left_out, each.probability) for each in (old, new))
        if before == now:
            return
        self.left_out.set_text(_left_out(*new.left_out))
        self.left_out.setVisible(any(new.left_out))
        if new.lower_threshold is None:
            self.slider.blockSignals(True)
            self.slider.setValue(_REST)
            self.slider.blockSignals(False)
            self.words.set_text(translate("List", "Move left to see what a lower threshold would add."))
            return
        small = 0
        if new.volume is not None:
            voxel = new.volume.geometry.voxel_volume_mm3
            small = sum(each.mask.count * voxel < _SMALL_MM3 for each in new.extra)
        more = (
            translate("List", "{count} more").format(count=len(new.extra))
            if new.extra
            else translate("List", "nothing more")
        )
        tail = (
            translate("List", ", {small} of them under {volume} mm³").format(
                small=small, volume=numbers.volume(_SMALL_MM3)
            )
            if small
            else ""
        )
        told = translate("List", "At {threshold:.2f}: {more}{tail}.")
        self.words.set_text(told.format(threshold=new.lower_threshold, more=more, tail=tail))

    def _ask(self, value: int) -> None:
        self.threshold_requested.emit(None if value >= _REST else value / 100)


def _left_out(small: int, outside: int) -> str:
    """What the model saw there and is not shown, by why."""
    told = []
    if small:
        under = numbers.volume(SMALLEST_MM3)
        told.append(translate("List", "{small} under {volume} mm³").format(small=small, volume=under))
    if outside:
        told.append(translate("List", "{outside} mostly outside the brain").format(outside=outside))
    return translate("List", "Left out: {parts}.").format(parts=", ".join(told)) if told else ""
