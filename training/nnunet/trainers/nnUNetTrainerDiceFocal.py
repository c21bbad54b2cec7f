"""nnU-Net v2 trainers with Dice + focal loss, found by nnU-Net's own command line.

    export nnUNet_extTrainer=/path/to/this/folder
    nnUNetv2_train 501 3d_fullres 0 -tr nnUNetTrainerDiceFocal

nnU-Net looks through the folders of ``nnUNet_extTrainer`` for the class of that name; nothing of it is edited. It
imports this file by itself, without the project around it: the file therefore needs torch and nnunetv2 alone, and
the few lines of focal loss stand here for any number of classes, where ``training/loss.py`` has one.
"""

from __future__ import annotations

import os
from typing import Any, ClassVar

import torch
from nnunetv2.training.nnUNetTrainer.nnUNetTrainer import nnUNetTrainer
from torch import nn
from torch.nn import functional


class FocalCrossEntropy(nn.Module):  # type: ignore[misc]
    """Cross entropy of which a voxel counts by how wrong it is: (1 - p) ** γ, p what its true class was given.

    Parameters
    ----------
    gamma
        0 is plain cross entropy.
    lesion_weight
        How much more a voxel of any class but the background weighs.
    ignore
        The label whose voxels count nothing.

    """

    def __init__(self, gamma: float, lesion_weight: float = 1.0, ignore: int | None = None) -> None:
        super().__init__()
        self.gamma, self.lesion_weight, self.ignore = gamma, lesion_weight, ignore

    def forward(self, logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """(N, K, ...) logits and (N, ...) or (N, 1, ...) labels to one number: the weighted mean over voxels."""
        labels = (target[:, 0] if target.ndim == logits.ndim else target).long()
        counted = torch.ones_like(labels, dtype=torch.bool) if self.ignore is None else labels != self.ignore
        labels = torch.where(counted, labels, 0)
        entropy = functional.cross_entropy(logits, labels, reduction="none")
        weight = torch.where(labels > 0, self.lesion_weight, 1.0) * counted
        return (_focal(entropy, self.gamma) * weight).sum() / weight.sum().clamp(min=1)


class FocalBinary(nn.Module):  # type: ignore[misc]
    """The same for regions, which may overlap: each output for itself.

    Parameters
    ----------
    gamma, lesion_weight
        As :class:`FocalCrossEntropy` has them.
    voxelwise
        Give (N, K, ...) back, where the caller leaves ignored voxels out; else the mean.

    """

    def __init__(self, gamma: float, lesion_weight: float = 1.0, *, voxelwise: bool = False) -> None:
        super().__init__()
        self.gamma, self.lesion_weight, self.voxelwise = gamma, lesion_weight, voxelwise

    def forward(self, logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """(N, K, ...) logits and targets of 0 and 1."""
        entropy = functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
        focal = _focal(entropy, self.gamma) * (1 + (self.lesion_weight - 1) * target)
        return focal if self.voxelwise else focal.mean()


def _focal(entropy: torch.Tensor, gamma: float) -> torch.Tensor:
    """(1 - p) ** γ times the entropy, whose p is exp(-entropy); kept from 0 ** γ, whose slope may be endless."""
    if gamma == 0:
        return entropy
    return entropy * (1 - torch.exp(-entropy)).clamp(min=1e-6) ** gamma


class nnUNetTrainerDiceFocal(nnUNetTrainer):  # type: ignore[misc]  # noqa: N801 - nnU-Net's way of naming
    """nnU-Net's default trainer with focal cross entropy in the place of cross entropy; all else stays.

    Dice is nnU-Net's own, deep supervision and its weights as well, and so are the ignore label and region-based
    training. Each number is a class attribute (a subclass in this folder may set it) and, above that, an environment
    variable:

    ========================== ======================== ======= =================================================
    class attribute            environment variable     default why
    ========================== ======================== ======= =================================================
    ``gamma``                  ``METS_FOCAL_GAMMA``     2       the focal loss paper's; what the published
                                                                metastasis network used was not published
    ``focal_weight``           ``METS_FOCAL_WEIGHT``    1       nnU-Net's weight of cross entropy
    ``dice_weight``            ``METS_DICE_WEIGHT``     1       nnU-Net's weight of Dice
    ``lesion_weight``          ``METS_LESION_WEIGHT``   1       no class is preferred, so that γ is the only
                                                                difference from nnU-Net's default; raise it (10)
                                                                where small lesions are still missed
    ========================== ======================== ======= =================================================

    With γ 0 and the weights 1 the loss is nnU-Net's default. γ above 2 leaves almost no slope in the background.
    """

    gamma: ClassVar[float] = 2.0
    focal_weight: ClassVar[float] = 1.0
    dice_weight: ClassVar[float] = 1.0
    lesion_weight: ClassVar[float] = 1.0

    def _build_loss(self) -> nn.Module:
        """nnU-Net's own loss under its own deep supervision, its cross entropy exchanged."""
        gamma = _number("METS_FOCAL_GAMMA", self.gamma)
        lesion_weight = _number("METS_LESION_WEIGHT", self.lesion_weight)
        whole = super()._build_loss()
        loss: Any = whole.loss if self.enable_deep_supervision else whole
        if self.label_manager.has_regions:
            voxelwise = self.label_manager.ignore_label is not None
            loss.ce = FocalBinary(gamma, lesion_weight, voxelwise=voxelwise)
        else:
            loss.ce = FocalCrossEntropy(gamma, lesion_weight, self.label_manager.ignore_label)
        loss.weight_ce = _number("METS_FOCAL_WEIGHT", self.focal_weight)
        loss.weight_dice = _number("METS_DICE_WEIGHT", self.dice_weight)
        self.print_to_log_file(
            f"Dice (weight {loss.weight_dice:g}) + focal (weight {loss.weight_ce:g}, γ {gamma:g}, "
            f"lesion voxels weigh {lesion_weight:g})"
        )
        return whole


class nnUNetTrainerDiceFocalTrial(nnUNetTrainerDiceFocal):  # noqa: N801
    """Some minutes instead of days: shows that everything runs through; what it trains finds nothing of use.

    ``METS_TRIAL_EPOCHS`` (2) and ``METS_TRIAL_ITERATIONS`` (10, a tenth of it for validation) say how long.
    """

    def __init__(  # nnU-Net keeps these arguments by their names
        self,
        plans: dict[str, Any],
        configuration: str,
        fold: int,
        dataset_json: dict[str, Any],
        device: torch.device = torch.device("cuda"),  # noqa: B008 - nnU-Net's own default
    ) -> None:
        super().__init__(plans, configuration, fold, dataset_json, device)
        self.num_epochs = int(_number("METS_TRIAL_EPOCHS", 2))
        self.num_iterations_per_epoch = int(_number("METS_TRIAL_ITERATIONS", 10))
        self.num_val_iterations_per_epoch = max(1, self.num_iterations_per_epoch // 10)


def _number(name: str, otherwise: float) -> float:
    """An environment variable's number, at least 0."""
    text = os.environ.get(name, "")
    try:
        value = float(text) if text else otherwise
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise ValueError(f"{name} is {text!r}; give a number from 0 on, or unset it.")
    return value
