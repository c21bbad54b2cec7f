"""A folder in which nnU-Net v2 left what it trained: read as data, nothing of it is executed."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.errors import PackageRefused

_LAYOUT = "Give the folder that holds plans.json, dataset.json and fold_0 (TRAINER__PLANS__CONFIGURATION)."
_NUMPY = [
    np._core.multiarray.scalar,  # type: ignore[attr-defined]
    np.dtype,
    *(type(np.dtype(name)) for name in ("f2", "f4", "f8", "i4", "i8", "u1", "?")),
]


@dataclass(frozen=True, eq=False)
class Results:
    """What was trained.

    Parameters
    ----------
    dataset, plans, configuration
        nnU-Net's ``dataset.json``, ``plans.json``, and of the plans the configuration that was trained.
    folds
        Their names: ``0``, ``1``, ... or ``all``.
    weights
        For each fold the network's tensors by name.
    mirror_axes
        Along which the trainer allows mirroring at inference.
    trainer
        The trainer's class.
    validation_dice
        For each fold that was validated, nnU-Net's mean over foreground classes.

    """

    dataset: Mapping[str, Any]
    plans: Mapping[str, Any]
    configuration_name: str
    configuration: Mapping[str, Any]
    folds: tuple[str, ...]
    weights: tuple[Mapping[str, torch.Tensor], ...]
    mirror_axes: tuple[int, ...]
    trainer: str
    validation_dice: Mapping[str, float]


def read(folder: Path, folds: Sequence[str] = (), checkpoint: str = "checkpoint_final.pth") -> Results:
    """Read a results folder.

    Parameters
    ----------
    folds
        Which to read; those that are there (``all`` only where there is no other) by default.
    checkpoint
        The file in each fold's folder.

    Raises
    ------
    PackageRefused
        If a file is missing or cannot be read, or the folds do not belong together.

    """
    dataset, plans = _json(folder / "dataset.json"), _json(folder / "plans.json")
    chosen = tuple(folds) or _there(folder, checkpoint)
    read_folds = [_checkpoint(folder / f"fold_{fold}" / checkpoint) for fold in chosen]
    names = {each["configuration"] for each in read_folds}
    if len(names) > 1:
        raise PackageRefused("The folds were trained with different configurations.", "Choose one with --fold.")
    name = str(names.pop())
    dice = {fold: _dice(folder / f"fold_{fold}" / "validation" / "summary.json") for fold in chosen}
    return Results(
        dataset=dataset,
        plans=plans,
        configuration_name=name,
        configuration=_configuration(plans, name),
        folds=chosen,
        weights=tuple(each["weights"] for each in read_folds),
        mirror_axes=tuple(read_folds[0]["mirror"]),
        trainer=str(read_folds[0]["trainer"]),
        validation_dice={fold: value for fold, value in dice.items() if value is not None},
    )


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackageRefused(f"{path.name} is missing: this is no results folder of nnU-Net v2.", _LAYOUT) from error
    except ValueError as error:
        raise PackageRefused(f"{path.name} is damaged: it is no JSON.", _LAYOUT) from error
    if not isinstance(content, dict):
        raise PackageRefused(f"{path.name} is damaged: it holds no object.", _LAYOUT)
    return content


def _there(folder: Path, checkpoint: str) -> tuple[str, ...]:
    found = sorted(path.parent.name.removeprefix("fold_") for path in folder.glob(f"fold_*/{checkpoint}"))
    numbered = tuple(fold for fold in found if fold != "all")
    if not found:
        raise PackageRefused(
            f"No fold holds {checkpoint}.",
            "Let the training end, or name another with --checkpoint checkpoint_best.pth.",
        )
    return numbered or ("all",)


def _checkpoint(path: Path) -> dict[str, Any]:
    """Tensors and plain values only: a file that asks for more is refused, not obeyed."""
    where = f"{path.parent.name}/{path.name}"
    try:
        with torch.serialization.safe_globals(_NUMPY):
            content = torch.load(path, map_location="cpu", weights_only=True)
        mirror = content.get("inference_allowed_mirroring_axes")
        return {
            "weights": {_plain(key): value for key, value in content["network_weights"].items()},
            "configuration": content["init_args"]["configuration"],
            "trainer": content["trainer_name"],
            "mirror": sorted(int(axis) for axis in mirror) if mirror else [],
        }
    except OSError as error:
        raise PackageRefused(f"{where} cannot be read: {error.strerror}.", "Choose a fold that is there.") from error
    except pickle.UnpicklingError as error:
        raise PackageRefused(f"{where} holds more than tensors and numbers.", "Ask for a sound checkpoint.") from error
    except (RuntimeError, KeyError, TypeError, AttributeError, EOFError, ValueError) as error:
        raise PackageRefused(f"{where} is damaged or no checkpoint of nnU-Net v2.", "Choose another.") from error


def _plain(key: str) -> str:
    """A tensor's name without what compiling or several GPUs put before it."""
    return key.removeprefix("module.").removeprefix("_orig_mod.")


def _configuration(plans: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A configuration with what it inherits."""
    chain: list[Mapping[str, Any]] = []
    known = plans.get("configurations", {})
    wanted: Any = name
    while wanted:
        if wanted not in known or len(chain) > len(known):
            raise PackageRefused(f"plans.json has no sound configuration {name}.", _LAYOUT)
        chain.insert(0, known[wanted])
        wanted = known[wanted].get("inherits_from")
    merged: dict[str, Any] = {}
    for each in chain:
        merged.update(each)
    return merged


def _dice(path: Path) -> float | None:
    try:
        return float(json.loads(path.read_text(encoding="utf-8"))["foreground_mean"]["Dice"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
