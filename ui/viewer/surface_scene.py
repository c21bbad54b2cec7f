"""Surfaces drawn off-screen by VTK into a picture: the same on every platform, with or without a display."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 - registers the renderer
from PySide6.QtGui import QColor, QImage
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkCellPicker, vtkPolyDataMapper, vtkRenderer, vtkRenderWindow

from core.geometry import FloatArray
from ui.viewer.orbit import Orbit

_VIEW_ANGLE = 24.0
_SHELL = (0.56, 0.64, 0.74)
# Nearly clear where the surface faces the eye, light where it turns away. One colour, so that the order in
# which its triangles are blended does not matter and no depth peeling is needed.
_RIM = """//VTK::Light::Impl
  float turned = 1.0 - abs(normalVCVSOutput.z);
  fragOutput0 = vec4(diffuseColor, 0.015 + 0.46 * pow(turned, 2.2));
"""


@dataclass(frozen=True, eq=False)
class Body:
    """An opaque surface and its colour."""

    surface: vtkPolyData
    colour: QColor


class SurfaceScene:
    """One brain shell and any number of opaque bodies."""

    def __init__(self) -> None:
        self._renderer = vtkRenderer()
        self._renderer.SetBackground(0.0, 0.0, 0.0)
        self._window = _off_screen_window()
        self._window.SetOffScreenRendering(True)
        self._window.SetMultiSamples(4)
        self._window.AddRenderer(self._renderer)
        self._shell: vtkActor | None = None
        self._bodies: list[vtkActor] = []
        self._picker = vtkCellPicker()
        self._picker.SetTolerance(0.0)
        self._picker.PickFromListOn()  # the shell is looked through
        self._centre = np.zeros(3)
        self._radius = 100.0

    def set_extent(self, centre: FloatArray, radius: float) -> None:
        """Look at ``centre`` (3,) LPS mm; a ball of ``radius`` mm fills the view at zoom 1."""
        self._centre, self._radius = np.asarray(centre, dtype=np.float64), radius

    def set_shell(self, surface: vtkPolyData | None) -> None:
        """Show another brain surface, or none."""
        if self._shell is not None:
            self._renderer.RemoveActor(self._shell)
        self._shell = _shell_actor(surface) if surface is not None else None
        if self._shell is not None:
            self._renderer.AddActor(self._shell)

    def set_bodies(self, bodies: Sequence[Body]) -> None:
        """Show these opaque surfaces in place of the former ones."""
        for actor in self._bodies:
            self._renderer.RemoveActor(actor)
        self._picker.InitializePickList()
        self._bodies = [_body_actor(body) for body in bodies]
        for actor in self._bodies:
            self._renderer.AddActor(actor)
            self._picker.AddPickList(actor)

    def picture(self, orbit: Orbit, width: int, height: int) -> QImage:
        """Draw the scene as ``width`` x ``height`` device pixels."""
        self._window.SetSize(width, height)
        self._aim(orbit, width / height)
        self._window.Render()
        pixels = vtkUnsignedCharArray()
        self._window.GetPixelData(0, 0, width - 1, height - 1, 0, pixels, 0)
        rows = np.ascontiguousarray(vtk_to_numpy(pixels).reshape(height, width, 3)[::-1])
        return QImage(rows.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()

    def project(self, points: FloatArray, orbit: Orbit, width: float, height: float) -> FloatArray:
        """(N, 3) LPS mm to (N, 3): x, y in a view of ``width`` x ``height``, and depth growing away."""
        self._aim(orbit, width / height)
        matrix = self._renderer.GetActiveCamera().GetCompositeProjectionTransformMatrix(width / height, -1, 1)
        values = np.array([[matrix.GetElement(r, c) for c in range(4)] for r in range(4)])
        clip = np.c_[points, np.ones(len(points))] @ values.T
        seen = clip[:, :3] / clip[:, 3:]
        return np.asarray(np.c_[(seen[:, 0] + 1) * width / 2, (1 - seen[:, 1]) * height / 2, seen[:, 2]])

    def body_at(self, across: float, down: float, orbit: Orbit) -> int | None:
        """Return the number of the body that is seen at a place of the last picture, or None.

        Parameters
        ----------
        across, down
            From the picture's upper left corner, each as a share of its size.
        orbit
            As the picture was drawn with.

        """
        width, height = self._window.GetSize()
        self._aim(orbit, width / height)
        self._picker.Pick(across * width, (1 - down) * height, 0.0, self._renderer)
        hit = self._picker.GetActor()
        return next((n for n, actor in enumerate(self._bodies) if actor is hit), None)

    def close(self) -> None:
        """Give the graphics memory back; the scene draws no more."""
        self._renderer.RemoveAllViewProps()
        self._window.Finalize()

    def _aim(self, orbit: Orbit, aspect: float) -> None:
        camera = self._renderer.GetActiveCamera()
        distance = self._radius / np.sin(np.radians(_VIEW_ANGLE / 2)) / min(aspect, 1.0)
        camera.SetViewAngle(_VIEW_ANGLE / orbit.zoom)
        camera.SetFocalPoint(*self._centre)
        camera.SetPosition(*(self._centre + orbit.direction * distance))
        camera.SetViewUp(0.0, 0.0, 1.0)
        camera.SetClippingRange(max(distance - 3 * self._radius, 1.0), distance + 3 * self._radius)


def _off_screen_window() -> vtkRenderWindow:
    """On Linux always EGL: a window of VTK's on X shares Qt's display and has crashed with a second one."""
    if platform.system() == "Linux":
        from vtkmodules.vtkRenderingOpenGL2 import vtkEGLRenderWindow

        return vtkEGLRenderWindow()
    return vtkRenderWindow()


def _mapper(surface: vtkPolyData) -> vtkPolyDataMapper:
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(surface)
    mapper.ScalarVisibilityOff()
    return mapper


def _shell_actor(surface: vtkPolyData) -> vtkActor:
    actor = vtkActor()
    actor.SetMapper(_mapper(surface))
    actor.ForceTranslucentOn()
    actor.GetProperty().SetColor(*_SHELL)
    actor.GetShaderProperty().AddFragmentShaderReplacement("//VTK::Light::Impl", True, _RIM, False)
    return actor


def _body_actor(body: Body) -> vtkActor:
    actor = vtkActor()
    actor.SetMapper(_mapper(body.surface))
    shown = actor.GetProperty()
    shown.SetColor(body.colour.redF(), body.colour.greenF(), body.colour.blueF())
    shown.SetAmbient(0.45)  # the hue is the status: it must not sink into shadow
    shown.SetDiffuse(0.6)
    shown.SetSpecular(0.15)
    shown.SetSpecularPower(20.0)
    return actor
