"""Dice plus focal loss, with voxel weights."""

from __future__ import annotations

import torch
from torch.nn import functional


def dice_loss(logits: torch.Tensor, target: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Soft Dice loss over the whole batch; a heavier voxel costs more where it is predicted wrongly.

    Parameters
    ----------
    logits, target, weight
        (N, 1, Z, Y, X) float; target 0 or 1.

    """
    probability = torch.sigmoid(logits)
    overlap = (weight * probability * target).sum()
    total = (weight * (probability + target)).sum()
    return 1 - (2 * overlap + 1) / (total + 1)


def focal_loss(
    logits: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor,
    gamma: float,
    positive_weight: float = 1.0,
) -> torch.Tensor:
    """Focal cross entropy; plain cross entropy where ``gamma`` is 0.

    The sum over all voxels is divided by the weight of the positive ones and a hundredth of all. Averaging both
    classes apart was tried: on lesions, one voxel in a thousand, it made every uncertain voxel positive.
    """
    entropy = functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    focal = entropy * (1 - torch.exp(-entropy)) ** gamma if gamma > 0 else entropy
    summed = (focal * weight * (1 + (positive_weight - 1) * target)).sum()
    return summed / (positive_weight * target.sum() + 0.01 * target.numel())


def combined_loss(
    logits: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor,
    gamma: float,
    positive_weight: float = 1.0,
) -> torch.Tensor:
    """Half Dice, half focal."""
    focal = focal_loss(logits, target, weight, gamma, positive_weight)
    return 0.5 * dice_loss(logits, target, weight) + 0.5 * focal


def hard_negative_weight(
    image: torch.Tensor, distance_mm: torch.Tensor, target: torch.Tensor, weight: float
) -> torch.Tensor:
    """``weight`` where something bright near or in the brain is not a lesion (vessels, dura), else 1.

    ``image`` is over brain median, ``distance_mm`` to the brain's surface, inside positive.
    """
    hard = (image > 1.12) & (distance_mm > -4) & (target < 0.5)
    return 1 + (weight - 1) * hard.to(image.dtype)
