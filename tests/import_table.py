"""Write the table of docs/import.md: every case as this program, SimpleITK and dcm2niix read it.

``python -m tests.import_table`` writes; the test of it compares our column, and every accepted voxel, again.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import SimpleITK as sitk

from core.dicom import load, scan
from core.errors import StudyRefused
from core.study import Series
from core.volume import Volume
from tests.helpers.import_cases import CASES, ImportCase
from tests.helpers.peer_volumes import agrees, by_dcm2niix, by_itk

PAGE = Path(__file__).parents[1] / "docs" / "import.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
HEAD = "| case | | this program | SimpleITK | dcm2niix | same voxels as |\n|---|---|---|---|---|---|"
MOST = 3


def ours(folder: Path) -> tuple[str, list[Volume]]:
    """Our column, and the volumes accepted."""
    try:
        studies = scan.studies([folder])
    except StudyRefused as refused:
        return f"refused: {refused.sentence}", []
    series = [each for study in studies for each in study.series]
    usable = [each for each in series if each.refusal is None]
    told = [_told(each) for each in series]
    notes = list(dict.fromkeys(note for each in series for note in each.notes))
    skipped = sum(len(study.skipped) for study in studies[:1])
    if skipped:
        notes.append(f"{skipped} file{'s' if skipped > 1 else ''} left out, named with the reason")
    volumes = []
    for each in usable:
        try:
            volumes.append(load.volume(each))
        except StudyRefused as refused:
            told[series.index(each)] = f"refused on loading: {refused.sentence}"
    return _joined([*_counted(told), *notes]), volumes


def _told(series: Series) -> str:
    if series.refusal is not None:
        return f"refused: {series.refusal.sentence}"
    assert series.geometry is not None
    return _grid(series.geometry.shape, series.geometry.spacing)


def _grid(shape: tuple[int, ...], spacing: tuple[float, ...]) -> str:
    return f"{' × '.join(map(str, shape))}, {' × '.join(f'{each:.3g}' for each in spacing)} mm"


def theirs(images: list[sitk.Image]) -> str:
    """A peer's column: what came out, no exception having been raised."""
    told = [_grid(image.GetSize()[::-1], image.GetSpacing()[::-1]) for image in images]
    return _joined(_counted(told)) or "nothing"


def _counted(told: list[str]) -> list[str]:
    unique = list(dict.fromkeys(told))
    return [f"{told.count(each)} × ({each})" if told.count(each) > 1 else each for each in unique]


def _joined(told: list[str]) -> str:
    shown = "; ".join(told[:MOST])
    return (shown if len(told) <= MOST else f"{shown}; and {len(told) - MOST} more").replace("|", "\\|")


def row(case: ImportCase, place: Path) -> str:
    """One line of the table."""
    folder = case.folder(place / "case")
    words, volumes = ours(folder)
    is_file = any(folder.glob("volume.*"))
    itk = _image_files(folder) if is_file else by_itk(folder)
    niix = [] if is_file else by_dcm2niix(folder, place / "niix")
    same = [name for name, images in (("SimpleITK", itk), ("dcm2niix", niix)) if _all_agree(volumes, images)]
    peer = "–" if is_file else theirs(niix)
    kind = "generated" if case.make else "real"
    return f"| {case.name} | {kind} | {words} | {theirs(itk)} | {peer} | {', '.join(same) or '–'} |"


def _image_files(folder: Path) -> list[sitk.Image]:
    try:
        return [sitk.ReadImage(str(each)) for each in folder.glob("volume.*")]
    except RuntimeError:
        return []


def _all_agree(volumes: list[Volume], images: list[sitk.Image]) -> bool:
    return bool(volumes) and all(agrees(volume, images) for volume in volumes)


def kept_rows() -> dict[str, list[str]]:
    """The page's rows by case: the cells behind the name."""
    rows = re.findall(r"^\| ([^|]+) \| (generated|real) \|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split(" | ")] for name, _, rest in rows}


def main() -> None:
    """Write the table between its marks."""
    rows = []
    for case in CASES:
        with tempfile.TemporaryDirectory() as place:
            rows.append(row(case, Path(place)))
            print(rows[-1], flush=True)
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{HEAD}\n" + "\n".join(rows) + f"\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
