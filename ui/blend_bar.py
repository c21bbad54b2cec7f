"""How much of the second series is seen over the first: in the place of the status bar's key hints."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from ui.actions import present_key
from ui.controls.key_cap import KeyHint
from ui.controls.text import ElidedLabel, label
from ui.language import translate

_NAME, _NARROW_NAME = 140, 72
_SLIDER, _NARROW_SLIDER = 140, 84


class BlendBar(QWidget):
    """Name, slider, share, and the key that hides it."""

    blend_requested = Signal(float)  # 0 to 1

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel(12, ink="text")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(translate("Status", "Share of the series laid over"))
        self.share = label("", 12, tone="2")
        self.share.setFixedWidth(40)
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._hint = KeyHint((present_key("O"),), translate("Status", "Overlay"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.name, self.slider, self.share):
            row.addWidget(part)
        row.addSpacing(8)
        row.addWidget(self._hint)
        self.slider.valueChanged.connect(lambda value: self.blend_requested.emit(value / 100))
        self.set_narrow(False)

    def render_blend(self, share: float) -> None:
        """Show how much is seen, 0 to 1; nothing is told."""
        value = round(100 * share)
        self.share.setText(f"{value} %")
        if value != self.slider.value():
            self.slider.blockSignals(True)
            self.slider.setValue(value)
            self.slider.blockSignals(False)

    def set_narrow(self, narrow: bool) -> None:
        """Take less room in narrow windows."""
        self.name.setFixedWidth(_NARROW_NAME if narrow else _NAME)
        self.slider.setFixedWidth(_NARROW_SLIDER if narrow else _SLIDER)
        self._hint.setVisible(not narrow)
