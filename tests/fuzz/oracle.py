"""What became of a harmed study: refused in words, unchanged, or other as its header says; all else is a fault.

The judge of an accepted volume is another reader: what GDCM (through SimpleITK) says of each file by itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pydicom
import SimpleITK as sitk

from core import nifti
from core.dicom import load, scan
from core.errors import StudyRefused
from core.study import Series
from core.volume import Volume
from tests.fuzz import sources
from tests.fuzz.mutate import mutated
from tests.fuzz.sources import Files

PLACE_MM = 0.02
TURN = 1.5e-3  # directions may be that far from right angles: GDCM straightens them, each slice by itself


@dataclass
class Verdict:
    """``kind`` is refused, unchanged, as its header says, or FAULT; ``told`` everything that was said.

    ``megabytes`` is the most that the process held, ``grown`` how much more than before.
    """

    kind: str
    told: list[str] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: float = 0.0
    grown: float = 0.0


def write_mutant(files: Files, seed: int, folder: Path) -> str:
    """Write a study with one file (or, each fifth seed, all) harmed; returns what was done."""
    names = sorted(files)
    harmed = names if seed % 5 == 0 else [names[seed % len(names)]]
    done = ""
    for name in names:
        content = files[name]
        if name in harmed:
            content, done = mutated(content, seed)
        (folder / name).write_bytes(content)
    return done


def slices_of(volume: Volume) -> list[str]:
    """Each slice as its place and voxels."""
    told = []
    for k in range(volume.geometry.shape[0]):
        corners = volume.geometry.index_to_patient([(k, 0, 0), (k, 9, 0), (k, 0, 9)])
        place = np.round(corners + 0.0, 2) + 0.0
        told.append(f"{_digest(place)}:{_digest(volume.voxels[k])}")
    return told


def _digest(array: np.ndarray) -> str:
    return hashlib.sha256(np.ascontiguousarray(array)).hexdigest()


def known_slices(folder: Path) -> set[str]:
    """Slices of the study without harm."""
    studies = scan.studies(sources.dropped(folder))
    return {each for study in studies for series in study.usable for each in slices_of(load.volume(series))}


def judge(folder: Path, known: set[str]) -> Verdict:
    """Open a folder as the window does, and hold what is accepted against an independent reader.

    Time and memory are those of opening, not of the judge.
    """
    watch = Watch()
    verdict, accepted = _opened(folder, watch)
    verdict.seconds, verdict.megabytes, verdict.grown = watch.seconds, watch.megabytes, watch.grown
    changed = [pair for pair in accepted if not set(slices_of(pair[1])) <= known]
    for series, volume in changed if verdict.kind != "FAULT" else []:
        fault = _against_peer(series, volume, known)
        if fault:
            verdict.kind, verdict.told = "FAULT", [fault]
            return verdict
    if accepted and verdict.kind != "FAULT":
        verdict.kind = "as its header says" if changed else "unchanged"
    return verdict


class Watch:
    """Seconds, the most memory held and how much more that is than when it was made, where the system tells."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        with contextlib.suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")  # the mark of the most memory begins again
        self._before = _most_megabytes()
        self.seconds, self.megabytes, self.grown = 0.0, 0.0, 0.0

    def stop(self) -> None:
        self.seconds = time.perf_counter() - self._start
        self.megabytes = _most_megabytes()
        self.grown = self.megabytes - self._before


def _most_megabytes() -> float:
    """The most that this process has held since the mark was set; 0 where no system tells."""
    try:
        found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def _opened(folder: Path, watch: Watch) -> tuple[Verdict, list[tuple[Series, Volume]]]:
    accepted: list[tuple[Series, Volume]] = []
    try:
        studies = scan.studies(sources.dropped(folder))
    except StudyRefused as refused:
        watch.stop()
        return _sound_words([refused.sentence]), []
    told = [each for study in studies for each in study.skipped]
    for series in (each for study in studies for each in study.series):
        told.extend(series.notes)
        if series.refusal is not None:
            told.append(series.refusal.sentence)
            continue
        try:
            accepted.append((series, load.volume(series)))
        except StudyRefused as refused:
            told.append(refused.sentence)
    watch.stop()
    lost = _lost_files(folder, studies, told)
    if lost:
        return Verdict("FAULT", [f"{lost} is left out without a word"]), []
    return (_sound_words(told) if not accepted else Verdict("accepted", told)), accepted


def _sound_words(told: list[str]) -> Verdict:
    """A refusal says something, in one line, and no programmer's words."""
    if not told or any("\n" in each or "Error" in each or not each.strip() for each in told):
        return Verdict("FAULT", ["no proper sentence", *told])
    return Verdict("refused", told)


def _lost_files(folder: Path, studies: tuple, told: list[str]) -> str:
    if any(zipfile.is_zipfile(each) for each in folder.iterdir()):
        return ""
    shown = {i.path.name for study in studies for series in study.series for i in series.instances}
    said = " ".join(told)
    gone = [each.name for each in folder.iterdir() if each.name not in shown and each.name not in said]
    return "" if len(gone) == 0 or "left out" in said else gone[0]


def _against_peer(series: Series, volume: Volume, known: set[str]) -> str:
    if not np.isfinite(volume.voxels).all():
        return "voxels are not finite"
    if not series.is_dicom:
        image = sitk.ReadImage(str(series.instances[0].path))
        same = np.array_equal(sitk.GetArrayFromImage(image).astype(np.float32), volume.voxels)
        return "" if same and volume.geometry.matches(nifti._geometry(image)) else "not what ITK reads"
    read: dict[Path, sitk.Image | None] = {}
    places = {each.split(":")[0] for each in known}
    slices = slices_of(volume)
    for k, instance in enumerate(series.instances):
        if instance.path not in read:
            read[instance.path] = _by_gdcm(instance.path)
        image = read[instance.path]
        if image is None:
            if slices[k].split(":")[0] not in places or not _verbatim(instance.path, instance.frame, volume.voxels[k]):
                return f"slice {k + 1} is accepted, GDCM cannot read it, and it is not what the file held"
            continue
        fault = _slice_against(image, instance.path, instance.frame, volume, k)
        if fault:
            return f"slice {k + 1}: {fault}"
    return ""


def _by_gdcm(path: Path) -> sitk.Image | None:
    try:
        return sitk.ReadImage(str(path), imageIO="GDCMImageIO")
    except RuntimeError:
        return None


def _verbatim(path: Path, frame: int | None, voxels: np.ndarray) -> bool:
    """Whether the numbers stored for this slice are what the file holds, whatever ails the rest of its header."""
    data = path.read_bytes()
    dataset = pydicom.dcmread(io.BytesIO(data), force=True)  # of a file, a lying length would ask for all it claims
    syntax = dataset.file_meta.get("TransferSyntaxUID", "")
    if syntax and not syntax.is_private and syntax.is_transfer_syntax and syntax.is_compressed:
        image = _by_gdcm(_pixels_alone(dataset, path.with_suffix(".alone")))
        return image is not None and bool(np.allclose(sitk.GetArrayFromImage(image)[frame or 0], voxels, rtol=1e-4))
    slope, intercept = load._rescale_of(dataset, frame)
    stored = np.rint((voxels - intercept) / slope)
    mask, size = (1 << int(dataset.BitsStored)) - 1, voxels.size * 2
    held = dataset.PixelData[(frame or 0) * size :][:size]
    if len(held) == size and np.array_equal(np.frombuffer(held, "<u2") & mask, stored.astype(np.int64).ravel() & mask):
        return True
    return any(stored.astype(kind).tobytes() in data for kind in ("<u2", "<i2", ">u2", ">i2", "u1"))


def _pixels_alone(dataset: pydicom.Dataset, path: Path) -> Path:
    """The packed pixels with no more of the header than they need."""
    alone = pydicom.Dataset()
    alone.file_meta = pydicom.dataset.FileMetaDataset()
    alone.file_meta.TransferSyntaxUID = dataset.file_meta.TransferSyntaxUID
    alone.SOPClassUID, alone.SOPInstanceUID = pydicom.uid.MRImageStorage, "2.25.1"
    for keyword in (
        "SamplesPerPixel", "PhotometricInterpretation", "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit",
        "PixelRepresentation", "NumberOfFrames", "RescaleSlope", "RescaleIntercept", "PixelData",
    ):  # fmt: skip
        if keyword in dataset:
            alone[keyword] = dataset[keyword]
    alone.save_as(path, enforce_file_format=True)
    return path


def _slice_against(image: sitk.Image, path: Path, frame: int | None, volume: Volume, k: int) -> str:
    theirs = sitk.GetArrayFromImage(image)
    pixels = theirs[frame or 0] if theirs.ndim == 3 else theirs
    if pixels.shape != volume.voxels[k].shape:
        return f"{volume.voxels[k].shape} pixels, GDCM has {pixels.shape}"
    if not np.allclose(pixels.astype(np.float32), volume.voxels[k], rtol=1e-4, atol=1e-2):
        return f"other voxels than GDCM's: {np.abs(pixels - volume.voxels[k]).max():g} apart"
    rows, columns = pixels.shape
    indices = [(0, 0)] if frame is not None else [(0, 0), (rows - 1, 0), (0, columns - 1)]
    for j, i in indices:
        if frame is not None:  # GDCM lays frames evenly: what the frame says counts
            there = _place_of_frame(path, frame)
        else:
            index = (i, j, 0)[: image.GetDimension()]
            there = np.array(image.TransformContinuousIndexToPhysicalPoint([float(n) for n in index]))
        apart = np.abs(volume.geometry.index_to_patient((k, j, i)) - there).max()
        if apart > PLACE_MM + TURN * volume.geometry.spacing.max() * max(rows, columns):
            return f"{apart:.3f} mm from where it says"
    return ""


def _place_of_frame(path: Path, frame: int) -> np.ndarray:
    dataset = pydicom.dcmread(path, stop_before_pixels=True, force=True)
    groups = dataset.PerFrameFunctionalGroupsSequence[frame]
    return np.array(groups.PlanePositionSequence[0].ImagePositionPatient, dtype=float)
