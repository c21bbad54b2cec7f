"""How long 50 lesions in 256×256×192 take from probability to findings and measures: run it, it prints."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from scipy import ndimage

from core.geometry import Geometry
from core.measure import centroid_lps_mm, diameters, volume_mm3
from core.regions import components
from inference.manifest import Thresholds
from inference.postprocess import lesions_and_candidates

SHAPE, LESIONS, ROUNDS = (192, 256, 256), 50, 25
THRESHOLDS = Thresholds(0.5, component_peak=0.6, minimum_volume_mm3=6, brain_margin_mm=2)


def scene() -> tuple[np.ndarray, np.ndarray]:
    """Probabilities with rough balls of 2 to 24 mm, and a brain around most of them."""
    rng = np.random.default_rng(1)
    probability = np.zeros(SHAPE, np.float32)
    away = (np.indices(SHAPE).T - np.array(SHAPE) / 2) / (80, 100, 85)
    brain = np.linalg.norm(away, axis=-1).T < 1
    places = np.argwhere(brain)
    for radius in np.geomspace(1, 12, LESIONS):
        side = int(2 * radius + 7)
        away = np.linalg.norm(np.indices((side,) * 3).T - (side - 1) / 2, axis=3).T
        rough = ndimage.gaussian_filter(rng.normal(size=away.shape), 1) * 2
        start = np.clip(places[rng.integers(len(places))] - side // 2, 0, np.array(SHAPE) - side)
        box = tuple(slice(n, n + side) for n in start)
        probability[box] = np.maximum(probability[box], 1 / (1 + np.exp(2 * (away - radius + rough))))
    return probability, brain


def best(work: Callable[[], object]) -> float:
    """The least processor time: others at work beside do not count."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    probability, brain = scene()
    geometry = Geometry.from_axes(SHAPE, (0, 0, 0), (1, 1, 1), np.eye(3)[::-1])
    mask = probability >= THRESHOLDS.probability
    touching = np.ones((3, 3, 3))

    def naive() -> list[tuple[float, ...]]:
        labels, count = ndimage.label(mask, touching)
        numbers = range(1, count + 1)
        centres = ndimage.center_of_mass(mask, labels, numbers)
        return list(zip(ndimage.sum(mask, labels, numbers), centres, ndimage.mean(probability, labels, numbers)))  # noqa: B905

    lesions, candidates = lesions_and_candidates(probability, brain, geometry, THRESHOLDS)
    masks = [each.mask for each in (*lesions, *candidates)]
    findings = best(lambda: lesions_and_candidates(probability, brain, geometry, THRESHOLDS))
    measures = best(
        lambda: [(volume_mm3(m, geometry), diameters(m, geometry), centroid_lps_mm(m, geometry)) for m in masks]
    )
    print(f"{len(lesions)} lesions, {len(candidates)} candidates")
    print(f"components alone {1000 * best(lambda: components(mask)):.0f} ms")
    print(f"findings with reasons and mean probabilities {1000 * findings:.0f} ms")
    print(f"volumes, diameters, centroids {1000 * measures:.0f} ms; together {1000 * (findings + measures):.0f} ms")
    print(f"scipy on the whole volume, no diameters, no reasons: {best(naive) / (findings + measures):.1f} times that")


if __name__ == "__main__":
    main()
