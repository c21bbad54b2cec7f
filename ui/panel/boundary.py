"""Boundary: the threshold on the model's probability at which a lesion ends, with the volume it gives."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from ui import numbers
from ui.actions import present_key
from ui.controls.guarded import paint_guarded
from ui.controls.key_cap import KeyCap
from ui.controls.text import SEMIBOLD, label
from ui.editing import Editing, boundary_set
from ui.language import translate
from ui.screen import Screen
from ui.theme import current, font, scaled

_LOW, _HIGH = 5, 95  # hundredths of a probability
_CURVE_HEIGHT = 72
_HEAD = 20  # px over the curve, where the model's mark is named
_PAUSE_MS = 600


class Boundary(QWidget):
    """Curve and slider; hidden where the model has no answer there."""

    boundary_moved = Signal(float)
    boundary_set = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.curve = VolumeCurve()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(_LOW, _HIGH)
        self.slider.setPageStep(5)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(translate("Edit", "Boundary on the probability map"))
        self.value = label("", 13)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(translate("Edit", "Boundary"), 13, SEMIBOLD))
        head.addWidget(KeyCap(present_key("V")))
        head.addStretch(1)
        head.addWidget(self.value)
        ends = QHBoxLayout()
        ends.addWidget(label(translate("Edit", "Larger"), 11, tone="3"))
        ends.addStretch(1)
        ends.addWidget(label(translate("Edit", "Smaller"), 11, tone="3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.curve)
        column.addWidget(self.slider)
        column.addLayout(ends)
        self._pause = QTimer(self)  # arrow keys have no release of their own: a run of them ends with a pause
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.boundary_set)
        self.slider.valueChanged.connect(self._move)
        self.slider.sliderReleased.connect(self._settle)

    def _move(self, value: int) -> None:
        self.boundary_moved.emit(value / 100)
        if not self.slider.isSliderDown():
            self._pause.start()

    def _settle(self) -> None:
        self._pause.stop()
        self.boundary_set.emit()

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the boundary of the lesion being edited."""
        del old
        edit = new.edit
        self.setVisible(edit is not None and bool(edit.curve))
        if edit is None or not edit.curve or new.volume is None:
            return
        at, shown = _standing(edit, new)
        self.slider.blockSignals(True)
        self.slider.setValue(round(100 * at))
        self.slider.blockSignals(False)
        self.value.setText(f"p ≥ {at:.2f}" if shown is not None else "")
        curve = edit.curve if shown is None else tuple(sorted({**dict(edit.curve), at: shown}.items()))
        self.curve.show_curve(curve, edit.model_boundary, at, new.volume.geometry.voxel_volume_mm3)


def _standing(edit: Editing, screen: Screen) -> tuple[float, int | None]:
    """The threshold at which the lesion is drawn now, and its voxels there; else where its boundary was last set."""
    now = edit.live or (screen.lesion.mask if screen.lesion is not None else None)
    if edit.boundary is None or edit.boundary_mask is None or now is None or not now.same(edit.boundary_mask):
        return boundary_set(screen.history, edit.model_boundary), None
    return edit.boundary, edit.boundary_mask.count


class VolumeCurve(QWidget):
    """Volume by threshold; the model's own mark dashed, the slider's place a dot with its volume."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(_CURVE_HEIGHT))
        self._curve: tuple[tuple[float, int], ...] = ()
        self._mark = self._at = 0.5
        self._voxel = 1.0

    def show_curve(self, curve: tuple[tuple[float, int], ...], mark: float, at: float, voxel_mm3: float) -> None:
        """Show (threshold, voxels) pairs."""
        self._curve, self._mark, self._at, self._voxel = curve, mark, at, voxel_mm3
        self.update()

    def volume_at(self, threshold: float) -> float:
        """Cubic millimetres at a threshold, between the curve's points."""
        below = [pair for pair in self._curve if pair[0] <= threshold] or [self._curve[0]]
        above = [pair for pair in self._curve if pair[0] >= threshold] or [self._curve[-1]]
        (t0, v0), (t1, v1) = below[-1], above[0]
        share = (threshold - t0) / (t1 - t0) if t1 > t0 else 0.0
        return (v0 + share * (v1 - v0)) * self._voxel

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.window))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if not self._curve:
            return
        most = max(count for _, count in self._curve) or 1
        points = [QPointF(self._x(t), self._y(count / most)) for t, count in self._curve]
        line = QPainterPath(points[0])
        for point in points[1:]:
            line.lineTo(point)
        under = QPainterPath(line)
        under.lineTo(points[-1].x(), self.height() - 6)
        under.lineTo(points[0].x(), self.height() - 6)
        tint = QColor(tokens.accent)
        tint.setAlphaF(0.18)
        painter.fillPath(under, tint)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent), 1.5))
        painter.drawPath(line)
        mark = QPen(QColor(tokens.text2), 1)
        mark.setDashPattern([2, 2])
        painter.setPen(mark)
        painter.drawLine(QPointF(self._x(self._mark), 4), QPointF(self._x(self._mark), self.height() - 4))
        painter.setFont(font(11))
        named = translate("Edit", "model {mark:.2f}").format(mark=self._mark)
        room = self.width() - 6 - painter.fontMetrics().horizontalAdvance(named)
        painter.drawText(QPointF(min(self._x(self._mark) + 5, room), 14), named)
        volume = self.volume_at(self._at)
        dot = QPointF(self._x(self._at), self._y(volume / self._voxel / most))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text))
        painter.drawEllipse(dot, 4, 4)
        painter.setPen(QColor(tokens.text))
        words = f"{numbers.volume(volume)} mm³"
        left = painter.fontMetrics().horizontalAdvance(words) + 8
        _written(painter, QPointF(max(6.0, dot.x() - left), self.height() - 10), words)

    def _x(self, threshold: float) -> float:
        """Where the slider's handle stands at that threshold."""
        share = (100 * threshold - _LOW) / (_HIGH - _LOW)
        return 8 + share * (self.width() - 16)

    def _y(self, share: float) -> float:
        return _HEAD + (1 - share) * (self.height() - _HEAD - 6)


def _written(painter: QPainter, at: QPointF, words: str) -> None:
    """Words that a line behind them does not strike through."""
    path = QPainterPath()
    path.addText(at, painter.font(), words)
    ink = painter.pen().color()
    painter.strokePath(path, QPen(QColor(current().window), 3.0))
    painter.fillPath(path, ink)
