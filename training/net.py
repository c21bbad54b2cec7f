"""A small 3-D U-Net with instance norm, and two of them from coarse to fine."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional


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


class CoarseToFine(nn.Module):  # type: ignore[misc]
    """One network at half the resolution says roughly where, a second one at the full resolution draws the edge.

    The second sees the first input and what the first network said, and corrects that.

    Parameters
    ----------
    inputs
        Number of input channels.
    coarse, fine
        Widths of the two networks.
    prior
        As :class:`SmallUNet` takes it.

    """

    def __init__(self, inputs: int, coarse: Sequence[int], fine: Sequence[int], prior: float) -> None:
        super().__init__()
        self.coarse, self.fine = SmallUNet(inputs, coarse, prior), SmallUNet(2, fine)
        nn.init.zeros_(self.fine.last.weight)
        nn.init.zeros_(self.fine.last.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, C, Z, Y, X) to logits (N, 1, Z, Y, X); sides must divide by twice what the networks ask for."""
        return self.corrected(x[:, :1], twice(self.coarse(functional.avg_pool3d(x, 2))))

    def corrected(self, image: torch.Tensor, rough: torch.Tensor) -> torch.Tensor:
        """Logits out of the (N, 1, Z, Y, X) image and the coarse network's logits on its grid."""
        return rough + self.fine(torch.cat([image, torch.sigmoid(rough)], dim=1))


def twice(coarse: torch.Tensor) -> torch.Tensor:
    """(N, C, Z, Y, X) linearly interpolated to twice the resolution."""
    return functional.interpolate(coarse, scale_factor=2, mode="trilinear", align_corners=False)


def _layer(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv3d(inputs, outputs, kernel_size=3, padding=1, stride=stride, bias=False),
        nn.InstanceNorm3d(outputs, affine=True),
        nn.LeakyReLU(0.01, inplace=True),
    )


def _block(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    return nn.Sequential(_layer(inputs, outputs, stride), _layer(outputs, outputs))
