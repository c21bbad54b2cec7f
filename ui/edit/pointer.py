"""What the mouse does on a slice while a lesion is edited."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter

from core.edit.brush import stroke
from core.edit.polygon import filled
from core.geometry import FloatArray, Geometry
from core.lesion import Lesion
from core.mask import NOTHING, Mask
from core.plane import Plane
from ui import numbers
from ui.edit import overlay
from ui.edit.editor import Editor
from ui.editing import Editing, EditTool
from ui.screen import Screen
from ui.viewer.contour_path import ContourPaths
from ui.viewer.guest import Place
from ui.viewer.projection import Projection

_FREE = (EditTool.FREEHAND, EditTool.MOVE)  # a line that is drawn with the button down and closes by itself
_WORDS_BESIDE, _AROUND_A_RING = 120.0, 14.0  # px
_BRUSHES = (EditTool.BRUSH, EditTool.SAMPLE)


class EditPointer(QObject):
    """Brush, sample, freehand, polygon, cut, merge, move and add: the left button's work.

    Parameters
    ----------
    editor
        Where finished strokes go.

    """

    moved = Signal()  # the brush's ring lies elsewhere: the views draw again
    target_wanted = Signal(object, object)  # a part of the lesion, and the lesions that it may be given to

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        editor.ends_stroke = self.end_stroke
        self._screen = Screen()
        self._piece = NOTHING
        self._line: list[FloatArray] = []
        self._plane: Plane | None = None  # that the line is drawn on, and its slice
        self._slice = 0
        self._last: FloatArray | None = None
        self._at: Place | None = None
        self._paths: WeakKeyDictionary[Plane, ContourPaths] = WeakKeyDictionary()

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Follow the tools; another tool or lesion drops an unfinished line."""
        self._screen = new
        before, now = old.edit, new.edit
        if before is None or now is None or (before.tool, before.lesion_id) != (now.tool, now.lesion_id):
            self._forget()

    def close_line(self) -> bool:
        """Finish a polygon; False where none is being drawn."""
        if len(self._line) < 2 or self._edit.tool is not EditTool.POLYGON:
            return False
        self._finish_line()
        return True

    def drop_corner(self) -> bool:
        """Take a polygon's last corner back; False where none is set."""
        if not self._line or self._edit.tool is not EditTool.POLYGON:
            return False
        self._line.pop()
        self.moved.emit()
        return True

    def drop_line(self) -> bool:
        """Forget an unfinished line or stroke; False where none is being drawn."""
        had = bool(self._line) or self._last is not None
        if self._last is not None:
            self._editor.drop_live()
        self._forget()
        self.moved.emit()
        return had

    # The viewer's guest

    def press(self, at: Place) -> None:
        """Begin a stroke or a line, or set a corner."""
        tool = self._edit.tool
        self._at = at
        if tool in _BRUSHES:
            self._piece, self._last = NOTHING, at.index
            self._paint_to(at)
        elif tool is EditTool.MERGE:
            self._merge(at)
        elif tool is EditTool.ADD:
            if at.voxel is not None:
                self._editor.add_at(at.voxel)
        elif tool is EditTool.POLYGON and self._line and not self._on_its_slice(at.projection, at.slice_index):
            self._editor.explain_polygon()
        else:
            self._begin_line(at)
        self.moved.emit()

    def drag(self, at: Place) -> None:
        """Go on with it."""
        self._at = at
        if self._last is not None:
            self._paint_to(at)
        elif self._line and not self._on_its_slice(at.projection, at.slice_index):
            self._editor.explain_line()  # the wheel went on to another slice: what is seen there is not drawn on
        elif self._edit.tool in _FREE and self._line:
            self._line.append(at.index)
        elif self._edit.tool is EditTool.CUT and self._line:
            self._line[1:] = [at.index]
        self.moved.emit()

    def release(self, at: Place) -> None:
        """Finish it; a polygon goes on until Enter or a double click."""
        self._at = at
        if self._last is not None:
            self.end_stroke()
        elif self._edit.tool in (*_FREE, EditTool.CUT):
            self._finish_line()

    def end_stroke(self) -> None:
        """Take what is drawn as it is now, the button down or the polygon open; what comes after it, is nothing."""
        if self._last is not None:
            piece, self._piece, self._last = self._piece, NOTHING, None
            if self._edit.tool is EditTool.SAMPLE:
                self._editor.sample(piece)
            else:
                self._editor.draw(piece, self._stroke_name())
        elif self._edit.tool in (EditTool.FREEHAND, EditTool.POLYGON):
            self._finish_line()
        self._forget()

    def double_click(self, at: Place) -> None:
        """Close a polygon."""
        del at
        self.close_line()

    def hover(self, at: Place | None) -> None:
        """Take the ring along."""
        self._at = at
        self.moved.emit()

    def wheel(self, notches: int) -> None:
        """Another brush size."""
        self._editor.resize(notches)

    def reach(self, projection: Projection) -> QRectF | None:
        """Where the ring is; a line may lie anywhere on its own plane."""
        edit, at = self._screen.edit, self._at
        plane = projection.plane
        if self._line:
            return None if self._plane is None or self._plane.name is plane.name else QRectF()
        if edit is None or at is None or edit.tool not in _BRUSHES:
            return QRectF()
        radius = edit.size_mm / 2 * projection.scale
        if at.projection.plane.name is plane.name:
            middle, right = at.point, radius + _WORDS_BESIDE
        elif edit.ball:
            middle, right = projection.to_screen(at.index), radius
        else:
            return QRectF()
        box = QRectF(middle.x() - radius, middle.y() - radius, radius + right, 2 * radius)
        return box.adjusted(-_AROUND_A_RING, -_AROUND_A_RING, _AROUND_A_RING, _AROUND_A_RING)

    def paint(self, painter: QPainter, projection: Projection, slice_index: int) -> None:
        """Draw the former outline, what changed, the line under way and the brush's ring."""
        edit, lesion = self._screen.edit, self._screen.lesion
        if edit is None or lesion is None:
            return
        plane = projection.plane
        paths = self._paths.setdefault(plane, ContourPaths(plane))
        overlay.paint_changes(painter, projection, slice_index, paths, edit.before, edit.live or lesion.mask)
        if self._line and self._on_its_slice(projection, slice_index):
            points = [projection.to_screen(point) for point in self._line]
            if edit.tool is EditTool.POLYGON and self._at is not None and self._at.projection.plane.name is plane.name:
                points.append(self._at.point)
            overlay.paint_line(painter, points, closed=edit.tool is not EditTool.CUT)
        if edit.tool in _BRUSHES and self._at is not None:
            self._paint_ring(painter, projection, slice_index, edit)

    # Inside

    @property
    def _edit(self) -> Editing:
        assert self._screen.edit is not None, "the guest works while a lesion is edited"
        return self._screen.edit

    @property
    def _geometry(self) -> Geometry:
        assert self._screen.volume is not None, "lesions lie on images"
        return self._screen.volume.geometry

    def _paint_to(self, at: Place) -> None:
        edit = self._edit
        assert self._last is not None, "a stroke is under way"
        axis = None if edit.ball else at.axis
        path = np.stack([self._last, at.index])
        piece = stroke(path, edit.size_mm / 2, self._geometry, axis)
        self._last = at.index
        if edit.tool is EditTool.SAMPLE:
            self._piece = self._piece | piece
            return
        self._piece = self._piece | self._editor.painted(piece)
        self._editor.show_live(self._piece)

    def _stroke_name(self) -> str:
        edit = self._edit
        what = "take away" if edit.erase else "add"
        shape = "ball " if edit.ball else ""
        return f"Brush, {what} {shape}{numbers.length(edit.size_mm)} mm"

    def _begin_line(self, at: Place) -> None:
        if not self._on_its_slice(at.projection, at.slice_index):
            self._line = []
        self._plane, self._slice = at.projection.plane, at.slice_index
        self._line.append(at.index)
        self.moved.emit()

    def _on_its_slice(self, projection: Projection, slice_index: int) -> bool:
        """Whether the line that is drawn lies on this slice."""
        return self._plane is not None and (self._plane.name, self._slice) == (projection.plane.name, slice_index)

    def _finish_line(self) -> None:
        edit, plane = self._edit, self._plane
        line = np.array(self._line)
        self._forget()
        if plane is None or len(line) < 2:
            return
        axis = plane.axes[0]
        if edit.tool is EditTool.CUT:
            self._cut(line, axis)
            return
        piece: Mask = filled(line, axis, self._geometry)
        if edit.tool is EditTool.MOVE:
            self._choose_target(self._editor.part_within(piece, axis))
        elif piece.count:
            self._editor.draw(piece, f"{edit.tool.value}, {'take away' if edit.erase else 'add'}")

    def _choose_target(self, part: Mask) -> None:
        """Ask which lesion gets the part; where there is only one other, it does."""
        others = self._editor.others_near(part) if part.count else ()
        if len(others) == 1:
            self._editor.move(part, others[0].lesion_id)
        elif others:
            self.target_wanted.emit(part, others)
        else:
            self._editor.explain_move()

    def _cut(self, line: FloatArray, axis: int) -> None:
        """The plane through a line drawn on a slice that stands on that slice."""
        along = (line[-1] - line[0]) * self._geometry.spacing
        if float(np.linalg.norm(along)) == 0:
            return
        through = np.zeros(3)
        through[axis] = 1
        self._editor.cut(line[0], np.cross(along, through))

    def _merge(self, at: Place) -> None:
        voxel, review = at.voxel, self._screen.review
        if voxel is None or review is None:
            return
        under = next((each for each in review.lesions if _holds(each, voxel)), None)
        if under is not None:
            self._editor.merge(under.lesion_id)

    def _forget(self) -> None:
        self._line, self._plane = [], None
        self._piece, self._last = NOTHING, None

    def _paint_ring(self, painter: QPainter, projection: Projection, slice_index: int, edit: Editing) -> None:
        assert self._at is not None, "the mouse is over a view"
        at, plane = self._at, projection.plane
        radius = edit.size_mm / 2
        if at.projection.plane.name is plane.name:
            sign = "" if edit.tool is EditTool.SAMPLE else numbers.MINUS if edit.erase else "+"
            words = f"{sign} {numbers.length(edit.size_mm)} mm".strip()
            overlay.paint_ring(painter, at.point, radius * projection.scale, words)
        elif edit.ball:  # the ball where it cuts the other planes
            away = abs(float(at.index[plane.axes[0]]) - slice_index) * float(self._geometry.spacing[plane.axes[0]])
            if away < radius:
                cut = (radius**2 - away**2) ** 0.5
                overlay.paint_ring(painter, QPointF(projection.to_screen(at.index)), cut * projection.scale, "")


def _holds(lesion: Lesion, voxel: tuple[int, int, int]) -> bool:
    return bool(lesion.mask.within(tuple(slice(n, n + 1) for n in voxel)).any())
