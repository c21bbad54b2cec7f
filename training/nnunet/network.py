"""A trained nnU-Net v2 as one network: the mean of its folds' logits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from dynamic_network_architectures.architectures import unet
from torch import nn

from core.errors import PackageRefused
from training.nnunet.manifest import channel_names, heads
from training.nnunet.results import Results

_KNOWN = {"PlainConvUNet": unet.PlainConvUNet, "ResidualEncoderUNet": unet.ResidualEncoderUNet}
_LAYERS = {  # what plans may name: a list, so that a file cannot have anything else imported
    "torch.nn.modules.conv.Conv3d": nn.Conv3d,
    "torch.nn.modules.instancenorm.InstanceNorm3d": nn.InstanceNorm3d,
    "torch.nn.modules.batchnorm.BatchNorm3d": nn.BatchNorm3d,
    "torch.nn.modules.dropout.Dropout3d": nn.Dropout3d,
    "torch.nn.LeakyReLU": nn.LeakyReLU,
    "torch.nn.modules.activation.LeakyReLU": nn.LeakyReLU,
    "torch.nn.ReLU": nn.ReLU,
    "torch.nn.modules.activation.ReLU": nn.ReLU,
}


class MeanOfFolds(nn.Module):  # type: ignore[misc]
    """(N, C, Z, Y, X) to (N, K, Z, Y, X): the mean of several networks' logits, as nnU-Net's ensembles take it."""

    def __init__(self, networks: list[nn.Module]) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """Mean logits."""
        total = self.networks[0](image)
        for network in self.networks[1:]:
            total = total + network(image)
        return total / len(self.networks)


def network_of(results: Results) -> nn.Module:
    """Build what was trained, ready to be exported.

    Raises
    ------
    PackageRefused
        If the architecture is another than PlainConvUNet or ResidualEncoderUNet, or the weights do not fit it.

    """
    networks = []
    for weights in results.weights:
        network = _build(results)
        try:
            network.load_state_dict(weights)
        except RuntimeError as error:
            raise PackageRefused("The weights do not fit plans.json.", "Give the folder as nnU-Net left it.") from error
        networks.append(network.eval())
    return networks[0] if len(networks) == 1 else MeanOfFolds(networks)


def _build(results: Results) -> nn.Module:
    architecture: Mapping[str, Any] = results.configuration.get("architecture") or {}
    name = str(architecture.get("network_class_name", "of an older nnU-Net v2")).rsplit(".", 1)[-1]
    if name not in _KNOWN:
        known = " or ".join(_KNOWN)
        raise PackageRefused(f"The architecture {name} cannot become a package.", f"Train a {known}.")
    options = dict(architecture["arch_kwargs"])
    for key in architecture.get("_kw_requires_import", ()):
        options[key] = _layer(options[key])
    _, outputs = heads(results.dataset)
    regions = any(isinstance(each, list) and len(each) > 1 for each in results.dataset["labels"].values())
    return _KNOWN[name](
        input_channels=len(channel_names(results.dataset)),
        num_classes=len(outputs) + (0 if regions else 1),
        deep_supervision=False,
        **options,
    )


def _layer(name: str | None) -> Any:
    if name is None:
        return None
    if name not in _LAYERS:
        raise PackageRefused(f"plans.json asks for the layer {name}.", "Train with nnU-Net's own planner.")
    return _LAYERS[name]
