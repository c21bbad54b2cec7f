"""Write a trained network as a model package: ``python -m training.export_package mets-demo``."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training import recipes
from training.loop import averaged_weights, checkpoint_words
from training.model_card import model_card
from training.start_from import HALVED

OPSET = 17
_LARGE = 512  # numbers; below it half precision saves nothing
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same weights give the same bytes


def onnx_bytes(net: nn.Module, inputs: int, side: int | tuple[int, ...], *, halve: bool = True) -> bytes:
    """Return ``net`` as ONNX with any batch and size, with ``halve`` its large weights stored in half precision.

    ``side`` is the size of the example that is traced: one number, or one along each of (z, y, x).
    """
    net.eval()
    buffer = io.BytesIO()
    shape = (side,) * 3 if isinstance(side, int) else side
    axes = {0: "n", 2: "z", 3: "y", 4: "x"}
    torch.onnx.export(
        net,
        (torch.zeros(1, inputs, *shape),),
        buffer,
        input_names=["input"],
        output_names=["logits"],
        dynamic_axes={"input": axes, "logits": axes},
        opset_version=OPSET,
        dynamo=False,
    )
    model = onnx.load_from_string(buffer.getvalue())
    if halve:
        _halve(model.graph)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def write_package(path: Path, model: bytes, manifest: Mapping[str, Any]) -> str:
    """Write ``manifest`` and ``model`` as one zip, aside first; returns its sha256."""
    whole = {**manifest, "files": {"model.onnx": hashlib.sha256(model).hexdigest()}}
    part = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (
            ("manifest.json", json.dumps(whole, indent=1, ensure_ascii=False).encode()),
            ("model.onnx", model),
        ):
            package.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    os.replace(part, path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _halve(graph: onnx.GraphProto) -> None:
    """Store large weights as float16 and cast them back where they are used."""
    casts = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < _LARGE:
            continue
        short = f"{tensor.name}{HALVED}"
        graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), short))
        casts.append(helper.make_node("Cast", [short], [tensor.name], to=TensorProto.FLOAT))
        graph.initializer.remove(tensor)
    for node in reversed(casts):
        graph.node.insert(0, node)


def main() -> None:
    """Export the newest averaged weights of a recipe's run folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(recipes.RECIPES))
    parser.add_argument("--run", type=Path)
    parser.add_argument("--to", type=Path, default=Path("assets/models"))
    parser.add_argument("--figures", type=Path, help="figures of training.measure, as JSON")
    options = parser.parse_args()
    recipe = recipes.RECIPES[options.name]
    net = recipe.network()
    net.load_state_dict(averaged_weights(options.run or recipe.run))
    figures = json.loads(options.figures.read_text()) if options.figures else []
    model = onnx_bytes(net, recipe.inputs, recipe.side)
    options.to.mkdir(parents=True, exist_ok=True)
    path = options.to / f"{options.name}.mets"
    kept = [f for f in figures if ("brain" in f["name"]) == (recipe.manifest["role"] == "brain-mask")]
    effort = checkpoint_words(options.run or recipe.run)
    manifest = {**recipe.manifest, "figures": kept}
    manifest["training"] = {**manifest["training"], "effort": effort}
    digest = write_package(path, model, manifest)
    path.with_suffix(".md").write_text(model_card(manifest, path.stat().st_size))
    print(f"{path}: {path.stat().st_size} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
