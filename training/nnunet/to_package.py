"""A trained nnU-Net v2 as a model package: ``python -m training.nnunet.to_package RESULTS --out NAME.mets``.

``models add RESULTS`` of the application runs this where PyTorch is installed.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path

from core.errors import MetsReviewError, PackageRefused
from training.export_package import onnx_bytes, write_package
from training.nnunet.manifest import channel_names, manifest_of
from training.nnunet.network import network_of
from training.nnunet.results import read


def convert(
    folder: Path,
    out: Path,
    name: str | None = None,
    folds: tuple[str, ...] = (),
    finding: str | None = None,
    checkpoint: str = "checkpoint_final.pth",
) -> str:
    """Write a results folder as a package; returns the package's sha256.

    Parameters
    ----------
    out
        The ``.mets`` file.
    name
        The package's; of the dataset where none is given.
    folds, checkpoint
        As :func:`training.nnunet.results.read` takes them.
    finding
        As :func:`training.nnunet.manifest.manifest_of` takes it.

    Raises
    ------
    PackageRefused
        If the folder is no sound one, cannot be followed, or the package cannot be written.

    """
    results = read(folder, folds, checkpoint)
    manifest = manifest_of(results, name or _name(results.plans.get("dataset_name"), results.folds), finding)
    network = network_of(results)
    # Weights stay in single precision: half a bit of a logit is what the agreement with nnU-Net is measured in.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter, on shapes that are known to be right
        model = onnx_bytes(network, len(channel_names(results.dataset)), tuple(manifest["patch_size"]), halve=False)
    try:
        return write_package(out, model, manifest)
    except OSError as error:
        raise PackageRefused(f"{out.name} cannot be written: {error.strerror}.", "Choose another folder.") from error


def _name(dataset: object, folds: tuple[str, ...]) -> str:
    return f"{dataset or 'nnU-Net'}-fold-{'-'.join(folds)}"


def main() -> int:
    """Convert; a folder that is refused is one sentence on stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="TRAINER__PLANS__CONFIGURATION, as nnU-Net left it")
    parser.add_argument("--out", type=Path, required=True, help="the .mets file")
    parser.add_argument("--name", help="the package's name")
    parser.add_argument("--fold", default="", help="one, several with commas, or all; every trained one by default")
    parser.add_argument("--finding", help="the label that is the lesion; every one but the background by default")
    parser.add_argument("--checkpoint", default="checkpoint_final.pth", help="the file in each fold's folder")
    options = parser.parse_args()
    folds = tuple(part.strip() for part in options.fold.split(",") if part.strip())
    try:
        digest = convert(options.folder, options.out, options.name, folds, options.finding, options.checkpoint)
    except MetsReviewError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"{options.out}: sha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
