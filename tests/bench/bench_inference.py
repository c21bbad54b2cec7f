"""nnU-Net's own predictor against ours: the same weights, the same scans, in turn, each in a process of its own.

``python3 dev.py bench inference`` prints Markdown: ratios of time and peak memory, Dice, lesions lost and added, and
each stage's share. It wants ``dev.py setup --train``. ``METSREVIEW_BENCH`` chooses rows, e.g. ``small`` or ``default``.
Every scan is synthetic, and the networks are trained for some seconds on one like it. Which provider is the fastest is
found out in a process before, as the application does once a package and computer; where that is one in half precision,
the same one in single precision is measured too. All rows took an hour on two cores that others wanted as well.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from scipy import ndimage

ROOT = Path(__file__).resolve().parents[2]
THREADS = os.cpu_count() or 1
SCANS = {"192x256x256": ((192, 256, 256), (1.0, 1.0, 1.0)), "200x512x512": ((200, 512, 512), (0.9, 0.47, 0.47))}
NETS: dict[str, dict[str, Any]] = {
    "small": {"features": (16, 32, 64, 128, 256), "patch": (96, 96, 96), "steps": 40, "seen": 32},
    "default": {"features": (32, 64, 128, 256, 320, 320), "patch": (128, 128, 128), "steps": 25, "seen": 64},
}
ROWS = [
    ("default", "192x256x256"),
    ("default", "200x512x512"),
    ("small", "192x256x256"),
    ("small", "200x512x512"),
]
THEIRS = {"nnU-Net": "resample_data_or_seg_to_shape", "nnU-Net, torch resampling": "resample_torch_fornnunet"}


def head(shape: tuple[int, ...], spacing: tuple[float, ...], balls: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """A noisy head in noisy air, so that nothing is cropped, with bright balls of 3 to 14 mm; image and labels."""
    rng = np.random.default_rng(seed)
    extent = np.array(shape) * spacing
    axes = np.ogrid[tuple(slice(n) for n in shape)]
    millimetres = [(axis + 0.5) * mm - size / 2 for axis, mm, size in zip(axes, spacing, extent, strict=True)]
    inside = sum((mm / (0.42 * size)) ** 2 for mm, size in zip(millimetres, extent, strict=True)) < 1
    image = np.where(inside, 100, 5).astype(np.float32) + 8 * rng.standard_normal(shape, dtype=np.float32)
    labels = np.zeros(shape, np.uint8)
    for radius in np.geomspace(1.5, 7, balls):
        way = rng.normal(size=3)
        centre = way / np.linalg.norm(way) * rng.uniform(0, 0.3) * extent
        ball = sum((mm - c) ** 2 for mm, c in zip(millimetres, centre, strict=True)) < radius**2
        image[ball] += 120
        labels[ball] = 1
    return np.abs(image), labels


def prepare(folder: Path, net: str) -> None:
    """Train a network for some steps, and write it as nnU-Net would and as a package."""
    from dataclasses import replace

    import torch

    from tests.helpers.nnunet_results import Plan, documents, write_results
    from training.nnunet.to_package import convert

    torch.set_num_threads(THREADS)
    wanted = NETS[net]
    plan = Plan(spacing=(1.0, 1.0, 1.0), mirror=None, features=wanted["features"], convolutions=2)
    image, labels = head((96, 96, 96), (1.0, 1.0, 1.0), 12, 1)
    results = folder / "results"
    seen = replace(plan, patch=(wanted["seen"],) * 3)
    write_results(results, seen, image[None], labels, wanted["steps"])
    for place in (results, folder):  # in the results they are changed for the faster resampling
        (place / "plans.json").write_text(json.dumps(documents(replace(plan, patch=wanted["patch"]))[0]))
    convert(results, folder / "net.mets", name="bench")


def theirs(folder: Path, scan: Path, resampling: str) -> tuple[np.ndarray, dict[str, float]]:
    """nnU-Net's predictor."""
    import torch

    plans = json.loads((folder / "plans.json").read_text())
    configuration = plans["configurations"]["3d_fullres"]
    if resampling != "resample_data_or_seg_to_shape":
        for name in ("data", "probabilities"):
            configuration[f"resampling_fn_{name}"] = resampling
            configuration[f"resampling_fn_{name}_kwargs"] = {"is_seg": False, "force_separate_z": None}
    (folder / "results" / "plans.json").write_text(json.dumps(plans))
    from nnunetv2.inference.predict_from_raw_data import nnUNetPredictor

    torch.set_num_threads(THREADS)
    predictor = nnUNetPredictor(use_mirroring=False, device=torch.device("cpu"), allow_tqdm=False)
    predictor.initialize_from_trained_model_folder(str(folder / "results"), (0,))
    times: list[float] = []
    run = predictor.predict_sliding_window_return_logits

    def timed(*arguments: Any, **named: Any) -> Any:
        times.append(time.perf_counter())
        answer = run(*arguments, **named)
        times.append(time.perf_counter())
        return answer

    predictor.predict_sliding_window_return_logits = timed
    started = time.perf_counter()
    image, properties = predictor.plans_manager.image_reader_writer_class().read_images([str(scan)])
    answer = np.asarray(predictor.predict_single_npy_array(image, properties)) > 0
    return answer, stages(started, times[0], times[-1], time.perf_counter())


def choose(folder: Path) -> None:
    """Find the fastest provider, and remember it in the application's folder."""
    from inference.model_package import open_package
    from inference.runtime import ModelSession

    print(json.dumps({"provider": ModelSession(open_package(folder / "net.mets"), "auto", THREADS).provider}))


def ours(folder: Path, scan: Path, provider: str) -> tuple[np.ndarray, dict[str, float]]:
    """Our way through the package."""
    ready = time.perf_counter()
    from core import nifti
    from inference import nnunet
    from inference.model_package import open_package
    from inference.runtime import ModelSession

    package = open_package(folder / "net.mets")
    session = ModelSession(package, provider, THREADS)
    ready = time.perf_counter() - ready
    times: list[float] = []

    def network(window: np.ndarray) -> np.ndarray:
        times.append(time.perf_counter())
        answer = session.predict(window)
        times.append(time.perf_counter())
        return answer

    started = time.perf_counter()
    volume = nifti.read(scan)
    answer = nnunet.find([volume.voxels], volume.geometry, package.manifest, network, done=session.release) > 0
    return answer, {**stages(started, times[0], times[-1], time.perf_counter()), "ready": ready}


def stages(started: float, first: float, last: float, ended: float) -> dict[str, float]:
    """Seconds in all, and of what is before, in and behind the windows."""
    return {"whole": ended - started, "before": first - started, "windows": last - first, "behind": ended - last}


def child(arguments: list[str]) -> None:
    """Do one thing in this process, and tell what it took."""
    what, folder, scan, out = arguments[0], Path(arguments[1]), Path(arguments[2]), Path(arguments[3])
    if what == "prepare":
        prepare(folder, scan.name)
        return
    if what == "choose":
        choose(folder)
        return
    answer, taken = theirs(folder, scan, THEIRS[what]) if what in THEIRS else ours(folder, scan, what)
    np.save(out, answer)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({**taken, "MB": peak_mb(), "processor": used.ru_utime + used.ru_stime}))


def peak_mb() -> float:
    """This program's peak of memory; ``ru_maxrss`` would count its parent's too, from which it was forked."""
    lines = Path("/proc/self/status").read_text().splitlines() if sys.platform == "linux" else []
    peaks = [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")]
    return peaks[0] if peaks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(*arguments: object) -> dict[str, Any]:
    """One of the above in a child process."""
    command = [sys.executable, "-m", "tests.bench.bench_inference", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{arguments[0]} failed:\n{done.stderr[-3000:]}")
    last = done.stdout.strip().splitlines()[-1:] or ["{}"]
    return dict(json.loads(last[0])) if last[0].startswith("{") else {}


def compared(one: np.ndarray, other: np.ndarray) -> tuple[float, int, int]:
    """Dice, lesions of the first that the second lacks, and those of the second that the first lacks."""
    dice = 2 * np.count_nonzero(one & other) / max(1, np.count_nonzero(one) + np.count_nonzero(other))
    touching = np.ones((3, 3, 3))
    (first, firsts), (second, seconds) = ndimage.label(one, touching), ndimage.label(other, touching)
    lost = firsts - len(np.unique(first[other & one]))
    return dice, lost, seconds - len(np.unique(second[one & other]))


def main() -> None:
    """Measure the rows asked for."""
    if importlib.util.find_spec("nnunetv2") is None:
        print("nnunetv2 is not installed (dev.py setup --train): nothing to compare with")
        return
    from core import nifti
    from core.geometry import Geometry

    asked = os.environ.get("METSREVIEW_BENCH", "")
    print(f"{platform.machine()}, {THREADS} cores, all of them for each; load {os.getloadavg()[0]:.1f}\n")
    ratios = "times ours: s, processor s, MB | Dice | lost, added"
    print(f"| net, scan | who | s | before, in, behind the windows | processor s | peak MB | {ratios} |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        os.environ["METSREVIEW_HOME"] = str(Path(name) / "home")  # what is fastest here is nobody else's business
        for net, scan in ROWS:
            if asked in net or asked in scan:
                row(Path(name), net, scan, nifti, Geometry)


def row(base: Path, net: str, scan: str, nifti: Any, geometry: Any) -> None:
    """One net on one scan, each predictor in turn."""
    folder, file = base / net, base / f"{scan}.nii.gz"
    shape, spacing = SCANS[scan]
    if not folder.exists():
        folder.mkdir()
        run("prepare", folder, net, "-")
    if not file.exists():
        grid = geometry.from_axes(shape, (0.0, 0.0, 0.0), spacing, np.eye(3)[:, ::-1])
        nifti.write(file, head(shape, spacing, 30, 2)[0], grid)
    fastest = run("choose", folder, file, "-")["provider"]
    mine = run("auto", folder, file, base / "ours.npy")
    mine_mask = np.load(base / "ours.npy")
    lines = [(f"ours ({fastest})", mine, "", "")]
    if fastest.endswith("-half"):
        single = run(fastest.removesuffix("-half"), folder, file, base / "theirs.npy")
        lines.append(compared_line(f"ours ({fastest.removesuffix('-half')})", single, mine, base, mine_mask))
    nothing_resampled = spacing == (1.0, 1.0, 1.0)  # then both ways are the same
    for who in list(THEIRS)[: 1 if nothing_resampled else None]:
        lines.append(compared_line(who, run(who, folder, file, base / "theirs.npy"), mine, base, mine_mask))
    for who, taken, ratios, agreement in lines:
        parts = " + ".join(f"{taken[part]:.1f}" for part in ("before", "windows", "behind"))
        print(
            f"| {net}, {scan} | {who} | {taken['whole']:.1f} | {parts} | {taken['processor']:.0f} | {taken['MB']:.0f} "
            f"| {ratios} | {agreement or ' | '} |",
            flush=True,
        )
    print(
        f"<!-- ready to run in {mine['ready']:.2f} s; {np.count_nonzero(mine_mask)} voxels found; "
        f"load {os.getloadavg()[0]:.1f} -->",
        flush=True,
    )


def compared_line(
    who: str, taken: dict[str, Any], mine: dict[str, Any], base: Path, mask: np.ndarray
) -> tuple[str, dict[str, Any], str, str]:
    """What another way took as many times of ours, and how its answer agrees."""
    dice, lost, added = compared(np.load(base / "theirs.npy"), mask)
    ratios = ", ".join(f"{taken[key] / mine[key]:.1f}" for key in ("whole", "processor", "MB"))
    return who, taken, ratios, f"{dice:.5f} | {lost}, {added}"


if __name__ == "__main__":
    if sys.argv[1:]:
        child(sys.argv[1:])
    else:
        main()
