"""Samples made in other processes, kept and shown a few times each."""

from __future__ import annotations

import os
import queue
from collections.abc import Callable
from multiprocessing import get_context
from typing import Generic, TypeVar

import numpy as np

Sample = TypeVar("Sample")


class Stream(Generic[Sample]):
    """A ring of the newest samples, refilled by processes that never stop.

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
        self.made = 0
        self._processes = [context.Process(target=_run, args=(maker, seed, self._queue), daemon=True) for seed in seeds]
        for process in self._processes:
            process.start()

    def draw(self, rng: np.random.Generator, count: int, at_least: int = 1) -> list[Sample]:
        """Take ``count`` kept samples at random; waits until there are ``at_least``."""
        self._drawn += count
        while len(self._kept) < at_least or self.made * self._reuse < self._drawn:
            try:
                sample = self._queue.get(block=len(self._kept) < at_least, timeout=300)
            except queue.Empty:
                if len(self._kept) < at_least:
                    raise
                break
            if len(self._kept) < self._capacity:
                self._kept.append(sample)
            else:
                self._kept[self.made % self._capacity] = sample
            self.made += 1
        return [self._kept[n] for n in rng.integers(len(self._kept), size=count)]

    def close(self) -> None:
        """Stop the processes."""
        for process in self._processes:
            process.terminate()


def _run(maker: Callable[[int], Callable[[], Sample]], seed: int, out: object) -> None:
    os.nice(3)
    make = maker(seed)
    while True:
        out.put(make())  # type: ignore[attr-defined]
