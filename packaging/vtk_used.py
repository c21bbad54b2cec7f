"""Print which modules of VTK the application loads: all of its own are imported, and surfaces are made and drawn.

pyvista names nearly all of VTK in functions that nobody here calls; what is not printed is left out of the build.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Load, draw, print."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path[0] = str(ROOT)
    import core
    import inference
    import ui

    for package in (core, inference, ui):
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(each.name)
    _draw()
    print("\n".join(sorted(name for name in sys.modules if name.startswith("vtkmodules."))))


def _draw() -> None:
    import numpy as np
    from PySide6.QtGui import QColor, QGuiApplication

    from core.geometry import Geometry
    from core.mask import Mask
    from ui.viewer.orbit import Orbit
    from ui.viewer.surface_mesh import brain_surface, lesion_surface
    from ui.viewer.surface_scene import Body, SurfaceScene

    application = QGuiApplication.instance() or QGuiApplication([])
    assert application is not None
    voxels = np.zeros((24, 24, 24), dtype=bool)
    voxels[6:18, 6:18, 6:18] = True
    geometry = Geometry((24, 24, 24), np.eye(4))
    scene = SurfaceScene()
    scene.set_extent(np.full(3, 12.0), 20.0)
    scene.set_shell(brain_surface(voxels, geometry))
    scene.set_bodies([Body(lesion_surface(Mask.from_full(voxels), geometry), QColor("#FFC940"))])
    scene.picture(Orbit(), 64, 64)
    scene.close()


if __name__ == "__main__":
    main()
