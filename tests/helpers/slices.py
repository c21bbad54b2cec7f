"""A small MR series on disk whose files a test changes one by one."""

import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset

from core.dicom.header import read_header
from core.dicom.sort import Sorted, sort_series
from tests.helpers.bad_input import good_series

COUNT = 24


@cache
def _contents() -> tuple[tuple[str, bytes], ...]:
    with tempfile.TemporaryDirectory() as folder:
        good_series(Path(folder))
        return tuple((file.name, file.read_bytes()) for file in sorted(Path(folder).glob("*.dcm")))


def small_series(folder: Path, count: int = COUNT) -> list[Path]:
    """Write 24 slices of 48 x 40, 1.5 mm apart; file and image n is slice n."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _contents()[:count]:
        (folder / name).write_bytes(content)
    return sorted(folder.glob("*.dcm"))


def change(files: Path | Iterable[Path], edit: Callable[[Dataset], object]) -> None:
    """Edit files in place."""
    for file in [files] if isinstance(files, Path) else files:
        dataset = pydicom.dcmread(file)
        edit(dataset)
        dataset.save_as(file)


def setting(**values: object) -> Callable[[Dataset], None]:
    """An edit that sets attributes; None deletes."""

    def edit(dataset: Dataset) -> None:
        for keyword, value in values.items():
            if value is None:
                delattr(dataset, keyword)
            else:
                setattr(dataset, keyword, value)

    return edit


def copied(file: Path, name: str, edit: Callable[[Dataset], object] = lambda dataset: None) -> Path:
    """Copy a file beside itself under another name and SOP instance, changed."""
    dataset = pydicom.dcmread(file)
    dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = pydicom.uid.generate_uid()
    edit(dataset)
    target = file.with_name(name)
    dataset.save_as(target)
    return target


def sort(files: Iterable[Path]) -> list[Sorted]:
    """Read the headers and sort them."""
    return sort_series([read_header(file) for file in files])


def brighter(dataset: Dataset) -> None:
    """Change the pixels, keep the rest."""
    dataset.PixelData = bytes(255 - value for value in dataset.PixelData)
