"""Independent programs that read and write RT Structure Sets, each behind one call; a missing one is named.

What a reader fills in is returned by ROI name as sorted flat indices into the (Z, Y, X) grid: 108 lesions are then
a megabyte, whatever the grid.
"""

import shutil
import subprocess
import unittest
from pathlib import Path

import numpy as np
import SimpleITK as sitk

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "tests" / "peers"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"


class MissingError(unittest.SkipTest):
    """A program is not installed; the text says how it comes. A test that needs it is skipped."""


class FailedError(AssertionError):
    """A program ended with another exit status than 0; the text is what it said."""


def need_program(name):
    if shutil.which(name) is None:
        raise MissingError(f"{name} is not installed (python3 dev.py peers)")


def need_peers(program=None):
    """Return the peers' Python, or one of the programs that its packages bring."""
    path = PEERS_PYTHON.with_name(program) if program else PEERS_PYTHON
    if not path.exists():
        raise MissingError("the peers' environment is missing or of an older lock (python3 dev.py peers)")
    return path


def run(*command):
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(done.stdout + done.stderr)
    return done


def filled(path):
    return np.flatnonzero(sitk.GetArrayFromImage(sitk.ReadImage(str(path))))


def plastimatch(images, structures, out):
    need_program("plastimatch")
    run("plastimatch", "convert", "--input", structures, "--referenced-ct", images,
        "--output-prefix", out, "--prefix-format", "nrrd")  # fmt: skip
    return {path.stem: filled(path) for path in out.glob("*.nrrd")}


def _by_script(name, program=None):
    def read(images, structures, out):
        need_peers(program)
        out.mkdir()
        run(PEERS_PYTHON, SCRIPTS / f"read_with_{name}.py", images, structures, out / "filled.npz")
        return dict(np.load(out / "filled.npz"))

    read.__name__ = name
    return read


def dcmrtstruct2nii(images, structures, out):
    out.mkdir()
    run(need_peers(), SCRIPTS / "read_with_dcmrtstruct2nii.py", images, structures, out)
    found = {path.name.removeprefix("mask_").removesuffix(".nii.gz"): path for path in out.glob("mask_*")}
    return {name.replace("-", "_"): filled(path) for name, path in found.items()}


READERS = (plastimatch, dcmrtstruct2nii, _by_script("rt_utils"), _by_script("platipy", "platipy"))


def write_with_rt_utils(images, labels, path):
    """Write a (Z, Y, X) label map, label n as GTV_n with two digits; returns rt-utils' seconds."""
    np.savez_compressed(path.with_suffix(".npz"), labels=labels)
    done = run(need_peers(), SCRIPTS / "write_with_rt_utils.py", images, path.with_suffix(".npz"), path)
    return float(done.stdout.splitlines()[-1])


def write_with_plastimatch(images, labels, path, geometry):
    """Write a (Z, Y, X) label map, label n as GTV_n with two digits."""
    need_program("plastimatch")
    masks, out = path.with_suffix(".masks"), path.with_suffix(".out")
    masks.mkdir()
    for number in np.unique(labels[labels > 0]).tolist():
        image = sitk.GetImageFromArray((labels == number).astype(np.uint8))
        image.SetSpacing(geometry.spacing[::-1].tolist())
        image.SetOrigin(geometry.origin.tolist())
        image.SetDirection(geometry.directions[:, ::-1].ravel().tolist())
        sitk.WriteImage(image, str(masks / f"GTV_{number:02d}.nrrd"), True)
    run("plastimatch", "convert", "--input-prefix", masks, "--referenced-ct", images, "--output-dicom", out)
    shutil.move(next(out.glob("rtss*")), path)
