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
    logits: torch.Tensor, target: torch.Tensor, weight: torch.Tensor, gamma: float
) -> torch.Tensor:
    """Focal cross entropy, averaged over lesion and other voxels apart, so that both count the same.

    With ``gamma`` 0 it is the plain class-normalised cross entropy.
    """
    entropy = functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    missed = 1 - torch.exp(-entropy)
    focal = weight * entropy * missed**gamma if gamma > 0 else weight * entropy
    inside, outside = weight * target, weight * (1 - target)
    positive = (focal * target).sum() / inside.sum().clamp_min(1)
    negative = (focal * (1 - target)).sum() / outside.sum().clamp_min(1)
    return 0.5 * (positive + negative)


def combined_loss(
    logits: torch.Tensor, target: torch.Tensor, weight: torch.Tensor, gamma: float, focal_share: float = 0.5
) -> torch.Tensor:
    """``1 - focal_share`` parts Dice, ``focal_share`` parts focal."""
    dice = dice_loss(logits, target, weight)
    return (1 - focal_share) * dice + focal_share * focal_loss(logits, target, weight, gamma)


def hard_negative_weight(
    image: torch.Tensor, distance_mm: torch.Tensor, target: torch.Tensor, weight: float
) -> torch.Tensor:
    """``weight`` where something bright near or in the brain is not a lesion (vessels, dura), else 1.

    ``image`` is over brain median, ``distance_mm`` to the brain's surface, inside positive.
    """
    hard = (image > 1.12) & (distance_mm > -4) & (target < 0.5)
    return 1 + (weight - 1) * hard.to(image.dtype)
