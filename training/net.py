"""A small 3-D U-Net with instance norm."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn


class SmallUNet(nn.Module):  # type: ignore[misc]
    """(N, C, Z, Y, X) to one logit a voxel, (N, 1, Z, Y, X); sides must divide by 2 per halving.

    Parameters
    ----------
    inputs
        Number of input channels.
    widths
        Channels at each resolution, finest first.
    prior
        Share of positive voxels that the last layer's bias starts from.

    """

    def __init__(self, inputs: int, widths: Sequence[int], prior: float = 0.02) -> None:
        super().__init__()
        self.down = nn.ModuleList()
        before = inputs
        for level, width in enumerate(widths):
            self.down.append(_block(before, width, stride=1 if level == 0 else 2))
            before = width
        self.lift, self.up = nn.ModuleList(), nn.ModuleList()
        for width, wider in zip(reversed(widths[:-1]), reversed(widths[1:]), strict=True):
            self.lift.append(nn.ConvTranspose3d(wider, width, kernel_size=2, stride=2))
            self.up.append(_layer(2 * width, width))
        self.last = nn.Conv3d(widths[0], 1, kernel_size=1)
        nn.init.constant_(self.last.bias, float(torch.logit(torch.tensor(prior))))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits."""
        kept = []
        for block in self.down:
            x = block(x)
            kept.append(x)
        kept.pop()
        for lift, block in zip(self.lift, self.up, strict=True):
            x = block(torch.cat([lift(x), kept.pop()], dim=1))
        return self.last(x)


def _layer(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv3d(inputs, outputs, kernel_size=3, padding=1, stride=stride, bias=False),
        nn.InstanceNorm3d(outputs, affine=True),
        nn.LeakyReLU(0.01, inplace=True),
    )


def _block(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    return nn.Sequential(_layer(inputs, outputs, stride), _layer(outputs, outputs))
