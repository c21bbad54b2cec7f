"""Samples made in other processes, kept and shown a few times each, hard ones more often."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Sample = TypeVar("Sample")


class Stream(Generic[Sample]):
    """A ring of the newest samples, refilled by processes that never stop.

    A sample is drawn as often as the root of its cost, which whoever trains tells with :meth:`cost`; one that was
    never shown counts as the dearest.

    Parameters
    ----------
    maker
        Called in each process with its seed; returns the function that makes one sample. Must be picklable.
    seeds
        One process for each.
    capacity
        Samples kept; the oldest is replaced first.
    reuse
        One new sample is taken in for every ``reuse`` drawn; the makers wait.

    """

    def __init__(
        self,
        maker: Callable[[int], Callable[[], Sample]],
        seeds: tuple[int, ...],
        capacity: int,
        reuse: float,
    ) -> None:
        context = get_context("spawn")
        self._queue = context.Queue(maxsize=16)
        self._kept: list[Sample] = []
        self._capacity = capacity
        self._reuse = reuse
        self._drawn = 0
        self._costs = np.zeros(capacity)
        self._last = np.zeros(0, dtype=np.int64)
        self.made = 0
        self._processes = [context.Process(target=_run, args=(maker, seed, self._queue), daemon=True) for seed in seeds]
        for process in self._processes:
            process.start()

    def draw(self, rng: np.random.Generator, count: int, at_least: int = 1) -> list[Sample]:
        """Take ``count`` kept samples; waits until there are ``at_least``."""
        self._drawn += count
        while len(self._kept) < at_least or self.made * self._reuse < self._drawn:
            try:
                sample = self._queue.get(block=len(self._kept) < at_least, timeout=300)
            except queue.Empty:
                if len(self._kept) < at_least:
                    raise
                break
            slot = self.made % self._capacity
            self._kept[slot : slot + 1] = [sample]
            self._costs[slot] = np.inf
            self.made += 1
        self._last = rng.choice(len(self._kept), size=count, p=shares(self._costs[: len(self._kept)]))
        return [self._kept[n] for n in self._last]

    def cost(self, costs: NDArray[np.float64]) -> None:
        """Say how wrong the network was on each sample drawn last, from 0 on."""
        self._costs[self._last] = costs

    def close(self) -> None:
        """Stop the processes."""
        for process in self._processes:
            process.terminate()


def shares(costs: NDArray[np.float64]) -> NDArray[np.float64]:
    """How often each sample is drawn, from costs (infinite: not known yet); sums to 1, none below a fifth of even."""
    known = costs[np.isfinite(costs)]
    dearest = float(np.percentile(known, 95)) if known.size else 1.0
    roots = np.sqrt(np.minimum(costs, dearest)) + 1e-9
    even = np.full(costs.shape, 1 / costs.size)
    return np.asarray(0.8 * roots / roots.sum() + 0.2 * even)


def _run(maker: Callable[[int], Callable[[], Sample]], seed: int, out: object) -> None:
    os.nice(3)
    threading.Thread(target=_end_with_the_trainer, daemon=True).start()
    make = maker(seed)
    while True:
        sample = make()
        out.put(sample)  # type: ignore[attr-defined]


def _end_with_the_trainer() -> None:
    """End this process with the one that takes its samples, also where that was killed in the middle of a head."""
    trainer = parent_process()
    if trainer is not None:
        trainer.join()
    os._exit(0)
