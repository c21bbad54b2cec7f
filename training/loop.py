"""The training loop: a time budget, warm-up and cosine, averaged weights, checkpoints to go on from."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn


@dataclass(frozen=True)
class Settings:
    """What one run is made with."""

    minutes: float
    steps: int | None = None  # instead of minutes, where two trainings are to be compared
    rate: float = 2e-3
    warm_up_steps: int = 60
    average: float = 0.995
    save_every_s: float = 120.0


def fit(
    net: nn.Module,
    loss: Callable[[], torch.Tensor],
    settings: Settings,
    folder: Path,
) -> None:
    """Train for ``settings.minutes`` in all, counting what an earlier run in ``folder`` has done.

    ``loss`` draws a batch, puts it through ``net`` and returns one number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    averaged = {name: value.clone() for name, value in net.state_dict().items()}
    optimiser = torch.optim.AdamW(net.parameters(), lr=settings.rate, weight_decay=1e-4)
    step, spent = _resume(folder / "last.pt", net, averaged, optimiser)
    saved_at, running, budget = time.monotonic(), 0.0, 60 * settings.minutes
    while (done := _done(settings, step, spent / budget)) < 1:
        started = time.monotonic()
        _set_rate(optimiser, settings, step, done)
        value = loss()
        optimiser.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        keep = min(settings.average, (step + 1) / (step + 10))
        for name, now in net.state_dict().items():
            averaged[name].lerp_(now, 1 - keep)
        step, spent = step + 1, spent + time.monotonic() - started
        now_loss = float(value.detach())
        running = now_loss if running == 0 else 0.98 * running + 0.02 * now_loss
        if step % 20 == 0:
            print(f"step {step} minutes {spent / 60:.1f} loss {running:.4f}", flush=True)
        if time.monotonic() - saved_at > settings.save_every_s:
            _save(folder / "last.pt", net, averaged, optimiser, step, spent)
            saved_at = time.monotonic()
    _save(folder / "last.pt", net, averaged, optimiser, step, spent)


def _done(settings: Settings, step: int, share_of_time: float) -> float:
    """How much of the run is done, 0 to 1."""
    return share_of_time if settings.steps is None else step / settings.steps


def averaged_weights(folder: Path) -> dict[str, torch.Tensor]:
    """Return the averaged weights of the newest checkpoint."""
    weights: dict[str, torch.Tensor] = torch.load(folder / "last.pt", weights_only=True)["averaged"]
    return weights


def steps_of(folder: Path) -> int:
    """Return how many steps the newest checkpoint has seen."""
    return int(torch.load(folder / "last.pt", weights_only=True)["step"])


def checkpoint_words(folder: Path) -> str:
    """Say how long the newest checkpoint was trained."""
    kept = torch.load(folder / "last.pt", weights_only=True)
    return f"Trained for {kept['step']} steps in {kept['spent'] / 60:.0f} minutes on two contended CPU cores."


def _set_rate(optimiser: torch.optim.Optimizer, settings: Settings, step: int, done: float) -> None:
    warm = min(1.0, (step + 1) / settings.warm_up_steps)
    cosine = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
    for group in optimiser.param_groups:
        group["lr"] = settings.rate * warm * cosine


def _resume(
    path: Path, net: nn.Module, averaged: dict[str, torch.Tensor], optimiser: torch.optim.Optimizer
) -> tuple[int, float]:
    if not path.exists():
        return 0, 0.0
    kept = torch.load(path, weights_only=True)
    net.load_state_dict(kept["net"])
    averaged.update(kept["averaged"])
    optimiser.load_state_dict(kept["optimiser"])
    return int(kept["step"]), float(kept["spent"])


def _save(
    path: Path,
    net: nn.Module,
    averaged: dict[str, torch.Tensor],
    optimiser: torch.optim.Optimizer,
    step: int,
    spent: float,
) -> None:
    part = path.with_suffix(".part")
    torch.save(
        {
            "net": net.state_dict(),
            "averaged": averaged,
            "optimiser": optimiser.state_dict(),
            "step": step,
            "spent": spent,
        },
        part,
    )
    os.replace(part, path)
