"""How long the contact sheet of fifty lesions takes to open, judge and scroll: run it, it prints, it never fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QApplication

from core.geometry import Geometry
from core.lesion import Lesion, LesionOrigin, LesionStatus
from core.mask import Mask
from core.review.state import ReviewState, SetStatus, apply
from core.volume import Volume
from ui.facts import Facts
from ui.screen import Page, Screen, Tab
from ui.sheet.sheet_view import SheetView
from ui.viewer.view_state import ViewState, automatic_window

SHAPES = ((192, 256, 256), (300, 512, 512))
SIZES = ((1020, 824), (1500, 1124))  # what windows of 1440x900 and 1920x1200 leave
LESIONS = 50


def head(shape: tuple[int, int, int]) -> Volume:
    rng = np.random.default_rng(1)
    voxels = rng.normal(500.0, 120.0, shape).astype(np.float32)
    spacing = [200.0 / n for n in shape]
    return Volume(voxels, Geometry.from_axes(shape, (-100.0, -100.0, -100.0), spacing, np.eye(3)[:, ::-1]), "")


def screen_of(volume: Volume) -> Screen:
    """A review of fifty balls, measured already: the list at the right has been."""
    rng = np.random.default_rng(2)
    starts = rng.integers(10, np.array(volume.geometry.shape) - 30, (LESIONS, 3)).tolist()
    radii = rng.uniform(1.5, 9.0, LESIONS)
    away = np.linalg.norm(np.indices((19, 19, 19)) - 9, axis=0)
    lesions = tuple(
        Lesion(f"L{n}", n, Mask((k, j, i), away <= r), LesionStatus.PENDING, LesionOrigin.MODEL, 0.8, 0.9, "")
        for n, ((k, j, i), r) in enumerate(zip(starts, radii, strict=True), start=1)
    )
    brain = np.ones(volume.geometry.shape, dtype=bool)
    screen = Screen(
        page=Page.REVIEW, volume=volume, review=ReviewState(lesions), facts=Facts(volume, brain), selected="L1"
    )
    screen.rows(Tab.LESIONS)
    return screen


def milliseconds(act: Callable[[], object]) -> float:
    """Until what it changed is drawn."""
    start = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def bench(volume: Volume, size: tuple[int, int]) -> None:
    screen = screen_of(volume)
    sheet = SheetView()
    sheet.resize(*size)
    look = ViewState(window=automatic_window(volume.voxels))
    opened = replace(screen, sheet=True)

    def open_sheet() -> None:
        sheet.render_screen(screen, opened)
        sheet.show()
        sheet.render_look(look)

    print(f"  {size[0]}x{size[1]}: opens in {milliseconds(open_sheet):.0f} ms")
    assert opened.review is not None
    judged = replace(opened, review=apply(opened.review, SetStatus("L1", LesionStatus.ACCEPTED)), selected="L2")
    print(f"    a judgement {milliseconds(lambda: sheet.render_screen(opened, judged)):.0f} ms")
    tile = sheet.board.tiles[4]
    notches = [milliseconds(lambda: tile.scrolled.emit(tile.content.finding_id, 1.0)) for _ in range(10)]
    print(f"    a notch over a plane, median {np.median(notches):.1f} ms")
    widths = [replace(look, window=replace(look.window, width=look.window.width * (1 + n / 50))) for n in range(1, 11)]
    drags = [milliseconds(lambda each=each: sheet.render_look(each)) for each in widths]
    print(f"    window, all tiles in sight, median {np.median(drags):.0f} ms")
    bar = sheet.area.verticalScrollBar()
    pages = [milliseconds(lambda: bar.setValue(bar.value() + 60)) for _ in range(20)]
    print(f"    sheet scrolled by a notch, median {np.median(pages):.1f}, most {max(pages):.0f} ms")
    sheet.close()


def main() -> None:
    application = QApplication([])
    for shape in SHAPES:
        print(f"{shape}, {LESIONS} lesions")
        volume = head(shape)
        for size in SIZES:
            bench(volume, size)
    application.quit()


if __name__ == "__main__":
    main()
