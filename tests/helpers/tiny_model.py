"""Tiny model packages whose answer is known: bright voxels are lesions, all that is not dark is brain."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

STEEP = 20.0


def brightness_net(threshold: float, domain: str = "", channels: int = 1) -> bytes:
    """An ONNX model with one channel out: logit = 20 * (x - threshold), x the mean of the channels in."""
    weight = numpy_helper.from_array(np.full((1, channels, 1, 1, 1), STEEP / channels, np.float32), "weight")
    bias = numpy_helper.from_array(np.array([-STEEP * threshold], np.float32), "bias")
    node = helper.make_node("Conv", ["input", "weight", "bias"], ["logits"], domain=domain)
    shapes = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", count, "z", "y", "x"])
        for name, count in (("input", channels), ("logits", 1))
    ]
    graph = helper.make_graph([node], "brightness", shapes[:1], shapes[1:], [weight, bias])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def deep_net(pooled: int) -> bytes:
    """An ONNX model that looks at ``pooled`` voxels along z at once, and at nothing shorter."""
    scales = numpy_helper.from_array(np.array([1, 1, pooled, 1, 1], np.float32), "scales")
    sides = [pooled, 1, 1]
    nodes = [
        helper.make_node("MaxPool", ["input"], ["pooled"], kernel_shape=sides, strides=sides),
        helper.make_node("Resize", ["pooled", "", "scales"], ["logits"], mode="nearest"),
    ]
    shapes = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 1, "z", "y", "x"]) for name in ("input", "logits")
    ]
    graph = helper.make_graph(nodes, "deep", shapes[:1], shapes[1:], [scales])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def manifest(role: str, model: bytes, **changes: Any) -> dict[str, Any]:
    """A sound manifest for a one-channel model that takes values as they are."""
    brain = role == "brain-mask"
    return {
        "format": "mets-package",
        "format_version": 1,
        "name": "brain-mask" if brain else "tiny",
        "version": "1.0",
        "role": role,
        "inputs": [{"kind": "sequence", "sequence": "T1c", "normalisation": {"scheme": "none"}}],
        "grid": {"orientation": "canonical-LPS", "spacing_mm": [4.0] * 3 if brain else [1.0] * 3, "axis_order": "kji"},
        "patch_size": [48] * 3 if brain else [32] * 3,
        "step": 0.5,
        "mirror_axes": [],
        "whole_volume": brain,
        "output": {"activation": "sigmoid", "channel": 0},
        "labels": {"background": 0, "finding": 1},
        "thresholds": {"probability": 0.5, "minimum_volume_mm3": 2.0, "brain_margin_mm": 2.0, "inside_share": 0.5},
        "files": {"model.onnx": hashlib.sha256(model).hexdigest()},
        "training": {"data": "none", "licence": "Apache-2.0", "code": "tests"},
        "figures": [],
        "intended_use": "Tests.",
        **changes,
    }


def write_package(path: Path, role: str, threshold: float, **changes: Any) -> Path:
    """Write a package; ``changes`` replace values of the manifest."""
    model = brightness_net(threshold, channels=len(changes.get("inputs", [None])))
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(manifest(role, model, **changes)))
        archive.writestr("model.onnx", model)
    return path


def with_onnx(data: bytes) -> onnx.ModelProto:
    """Parse a model, so that a test can change it."""
    return onnx.load_from_string(data)
