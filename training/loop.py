"""The training loop: a time budget, warm-up and cosine, averaged weights, checkpoints to go on from."""

from __future__ import annotations

import argparse
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


CURVE_EVERY = 20  # steps between two lines of a run's curve.csv


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
    step, spent, earlier = _resume(folder / "last.pt", net, averaged, optimiser)
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
        if step % CURVE_EVERY == 0:
            print(f"step {step} minutes {spent / 60:.1f} loss {running:.4f}", flush=True)
            _note(folder / "curve.csv", step, spent, running, optimiser.param_groups[0]["lr"])
        if time.monotonic() - saved_at > settings.save_every_s:
            _save(folder / "last.pt", net, averaged, optimiser, step, spent, earlier)
            saved_at = time.monotonic()
    _save(folder / "last.pt", net, averaged, optimiser, step, spent, earlier)


def add_fine_tuning(parser: argparse.ArgumentParser) -> None:
    """Add what both trainings can be told about weights to start from, rate and precision."""
    parser.add_argument("--from", dest="start", type=Path, metavar="PACKAGE", help="begin with a package's weights")
    parser.add_argument("--rate", type=float, default=Settings.rate, help="highest learning rate")
    parser.add_argument("--average", type=float, default=Settings.average, help="of the averaged weights, kept a step")
    parser.add_argument(
        "--bfloat16", action="store_true", help="convolutions in bfloat16: twice as fast where the processor has AMX"
    )


def settings_of(options: argparse.Namespace, steps: int | None = None) -> Settings:
    """Return the settings that a training's command line asks for."""
    return Settings(options.minutes, steps, rate=options.rate, average=options.average)


def begin(folder: Path, net: nn.Module, earlier: str) -> None:
    """Start a run folder from trained weights: step 0 of a new schedule; ``earlier`` says what made them."""
    folder.mkdir(parents=True, exist_ok=True)
    optimiser = torch.optim.AdamW(net.parameters())
    _save(folder / "last.pt", net, net.state_dict(), optimiser, 0, 0.0, earlier)


def _note(path: Path, step: int, spent: float, loss: float, rate: float) -> None:
    """Add one line to the curve; a run that went on from an older checkpoint repeats some steps."""
    with path.open("a", encoding="utf-8") as curve:
        if curve.tell() == 0:
            curve.write("step,minutes,loss,rate\n")
        curve.write(f"{step},{spent / 60:.2f},{loss:.4f},{rate:.2e}\n")


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
    effort = f"{kept['step']} steps in {kept['spent'] / 60:.0f} minutes on two contended CPU cores."
    earlier = str(kept.get("earlier", ""))
    return f"{earlier} Then {effort}" if earlier else f"Trained for {effort}"


def _set_rate(optimiser: torch.optim.Optimizer, settings: Settings, step: int, done: float) -> None:
    warm = min(1.0, (step + 1) / settings.warm_up_steps)
    cosine = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
    for group in optimiser.param_groups:
        group["lr"] = settings.rate * warm * cosine


def _resume(
    path: Path, net: nn.Module, averaged: dict[str, torch.Tensor], optimiser: torch.optim.Optimizer
) -> tuple[int, float, str]:
    if not path.exists():
        return 0, 0.0, ""
    kept = torch.load(path, weights_only=True)
    net.load_state_dict(kept["net"])
    averaged.update(kept["averaged"])
    optimiser.load_state_dict(kept["optimiser"])
    return int(kept["step"]), float(kept["spent"]), str(kept.get("earlier", ""))


def _save(
    path: Path,
    net: nn.Module,
    averaged: dict[str, torch.Tensor],
    optimiser: torch.optim.Optimizer,
    step: int,
    spent: float,
    earlier: str,
) -> None:
    part = path.with_suffix(".part")
    torch.save(
        {
            "net": net.state_dict(),
            "averaged": averaged,
            "optimiser": optimiser.state_dict(),
            "step": step,
            "spent": spent,
            "earlier": earlier,
        },
        part,
    )
    os.replace(part, path)
