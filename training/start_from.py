"""Start a run folder from the weights of a package, where the run that made them is gone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from inference.engine import ort
from training.loop import begin

HALVED = ".half"  # ends the name of a weight that is stored in half precision
_ALIKE = 1e-3  # of the largest logit: what rounding may differ by


def start_from(package: Path, run: Path, net: nn.Module) -> None:
    """Make ``run`` a run folder at step 0 with the weights of ``package``; a run that has begun is left alone.

    Raises
    ------
    ValueError
        If the package holds another network than ``net``.

    """
    if (run / "last.pt").exists():
        print(f"{run} has begun: it goes on, {package} is not read")
        return
    with zipfile.ZipFile(package) as files:
        model, manifest = files.read("model.onnx"), json.loads(files.read("manifest.json"))
    try:
        net.load_state_dict(weights_in(model))
    except RuntimeError as error:
        raise ValueError(f"{package} holds another network: {error}") from error
    _see_that_both_answer_alike(model, net, len(manifest["inputs"]))
    begin(run, net, manifest.get("training", {}).get("effort", ""))


def weights_in(model: bytes) -> dict[str, torch.Tensor]:
    """Return the weights of an exported network by their names in PyTorch, as float32."""
    graph = onnx.load_from_string(model).graph
    return {
        tensor.name.removesuffix(HALVED): torch.from_numpy(numpy_helper.to_array(tensor).astype(np.float32))
        for tensor in graph.initializer
    }


def _see_that_both_answer_alike(model: bytes, net: nn.Module, inputs: int) -> None:
    example = torch.randn(1, inputs, 32, 32, 32, generator=torch.Generator().manual_seed(1))
    session = ort.InferenceSession(model, providers=["CPUExecutionProvider"])
    (wanted,) = session.run(["logits"], {"input": example.numpy()})
    net.eval()
    with torch.no_grad():
        got = net(example).numpy()
    net.train()
    if np.abs(got - wanted).max() > _ALIKE * np.abs(wanted).max():
        raise ValueError("The weights answer otherwise than the package: it was exported from another network.")
