import copy
import json
from typing import Any

import pytest

from core.errors import PackageRefused
from inference.manifest import Confirmation, parse
from tests.helpers.tiny_model import manifest

_GONE = object()


def changed(path: str, value: Any, role: str = "metastasis") -> bytes:
    """A sound manifest but for one value; `path` is dotted, numbers are places in a list."""
    content = copy.deepcopy(manifest(role, b"model"))
    *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    at: Any = content
    for part in parents:
        at = at[part]
    if value is _GONE:
        del at[last]
    else:
        at[last] = value
    return json.dumps(content).encode()


def test_a_sound_manifest_is_read():
    read = parse(json.dumps(manifest("brain-mask", b"model", mirror_axes=[0, 2], windows="brain")).encode())

    assert (read.name, read.version, read.role) == ("brain-mask", "1.0", "brain-mask")
    assert read.spacing_mm == (4.0, 4.0, 4.0)
    assert read.patch_size == (48, 48, 48)
    assert read.mirror_axes == (0, 2)
    assert read.whole_volume
    assert read.windows == "brain"
    assert read.inputs[0].params == {"scheme": "none"}
    assert read.thresholds.brain_margin_mm == 2.0
    assert read.thresholds.component_peak == 0.0


def test_a_derived_channel_keeps_its_parameters():
    derived = {"kind": "derived", "name": "brain-distance", "clip_mm": 12}
    inputs = [*manifest("metastasis", b"")["inputs"], derived]

    channel = parse(changed("inputs", inputs)).inputs[1]

    assert (channel.kind, channel.name, channel.params) == ("derived", "brain-distance", {"clip_mm": 12})


@pytest.mark.parametrize(
    "path",
    [
        "format",
        "format_version",
        "name",
        "version",
        "role",
        "inputs",
        "inputs.0.kind",
        "inputs.0.sequence",
        "inputs.0.normalisation",
        "inputs.0.normalisation.scheme",
        "grid",
        "grid.orientation",
        "grid.spacing_mm",
        "patch_size",
        "step",
        "mirror_axes",
        "output",
        "output.activation",
        "output.channel",
        "thresholds",
        "thresholds.probability",
        "files",
        "training",
        "figures",
        "intended_use",
    ],
)
def test_a_value_that_is_missing_is_named(path):
    with pytest.raises(PackageRefused) as refusal:
        parse(changed(path, _GONE))

    assert refusal.value.sentence == f"The manifest lacks {path.replace('inputs.0', 'inputs[0]')}."
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", ""),
        ("name", 3),
        ("version", 1.0),
        ("role", "liver"),
        ("inputs", {}),
        ("inputs", []),
        ("inputs.0.kind", "guess"),
        ("inputs.0.normalisation.scheme", "magic"),
        ("inputs.0.normalisation.clip", "high"),
        ("grid.orientation", "RAS"),
        ("grid.axis_order", "ijk"),
        ("grid.spacing_mm", [1, 1]),
        ("grid.spacing_mm", [1, 1, 0]),
        ("grid.spacing_mm", [1, 1, float("nan")]),
        ("grid.spacing_mm", [1, 1, True]),
        ("patch_size", [64, 64, 4]),
        ("patch_size", [64, 64, 20_000]),
        ("patch_size", [64, 64, 32.5]),
        ("patch_size", "64"),
        ("step", 0),
        ("step", 1.5),
        ("step", "half"),
        ("step", True),
        ("mirror_axes", [3]),
        ("mirror_axes", [1, 1]),
        ("mirror_axes", [-1]),
        ("whole_volume", "no"),
        ("whole_volume", True),
        ("windows", "some"),
        ("output.activation", "relu"),
        ("output.channel", -1),
        ("output.channel", 0.5),
        ("thresholds.probability", 1.01),
        ("thresholds.component_peak", -0.1),
        ("thresholds.connected", 0.99),
        ("thresholds.small_peak", 0.95),
        ("thresholds.small_mm3", -1),
        ("thresholds.minimum_volume_mm3", "6"),
        ("thresholds.brain_margin_mm", 51),
        ("thresholds.inside_share", float("inf")),
        ("files", {"model.onnx": 5}),
        ("figures", {}),
        ("intended_use", None),
    ],
)
def test_a_value_that_is_wrong_is_named(path, value):
    with pytest.raises(PackageRefused) as refusal:
        parse(changed(path, value))

    last = "model.onnx" if path == "files" else path.split(".")[-1]
    assert refusal.value.sentence.startswith("The manifest's ")
    assert f"{last} is not " in refusal.value.sentence


@pytest.mark.parametrize("path", ["grid", "output", "thresholds", "training", "inputs.0"])
def test_a_part_that_is_no_object_is_named(path):
    with pytest.raises(PackageRefused, match=r"manifest's (grid|output|thresholds|training|inputs\[0\]) is no object"):
        parse(changed(path, "text"))


@pytest.mark.parametrize(("path", "value"), [("format", "zip"), ("format_version", 2)])
def test_another_format_is_refused(path, value):
    with pytest.raises(PackageRefused, match="of a format that this version does not know"):
        parse(changed(path, value))


def test_a_brain_mask_package_cannot_look_at_the_brain_mask():
    inputs = [{"kind": "derived", "name": "brain-distance"}]

    with pytest.raises(PackageRefused, match="inputs"):
        parse(changed("inputs", inputs, role="brain-mask"))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe\xfd", b"[" * 200_000], ids=["empty", "cut", "bytes", "deep"])
def test_what_is_no_json_is_refused(data):
    with pytest.raises(PackageRefused, match="no JSON"):
        parse(data)


def test_json_that_is_no_object_is_refused():
    with pytest.raises(PackageRefused, match="content is no object"):
        parse(b"[]")


_NNUNET = {
    "orientation": "stored",
    "transpose": [2, 0, 1],
    "image_order": 3,
    "logits_order": 1,
    "separate_image": "auto",
    "separate_logits": "never",
}


def test_nnunets_way_is_read():
    way = parse(changed("nnunet", _NNUNET)).nnunet
    assert way is not None
    assert (way.transpose, way.reorient, way.image_order, way.separate_logits) == ((2, 0, 1), False, 3, "never")


@pytest.mark.parametrize(
    ("name", "value"),
    [("transpose", [0, 0, 1]), ("image_order", 6), ("separate_image", "maybe"), ("orientation", "LPS")],
)
def test_a_wrong_value_of_nnunets_way_is_named(name, value):
    with pytest.raises(PackageRefused, match=f"nnunet.{name}"):
        parse(changed("nnunet", _NNUNET | {name: value}))


def test_nnunets_way_takes_image_sequences_alone():
    derived = [{"kind": "derived", "name": "brain-distance"}]
    content = manifest("metastasis", b"", nnunet=_NNUNET)
    with pytest.raises(PackageRefused, match="image sequences alone"):
        parse(json.dumps(content | {"inputs": derived}).encode())


def test_a_window_names_its_four_numbers():
    scheme = {"scheme": "window", "low": 0, "high": 1, "mean": 0.5}
    with pytest.raises(PackageRefused, match=r"lacks inputs\[0\]\.normalisation\.std"):
        parse(changed("inputs.0.normalisation", scheme))


@pytest.mark.parametrize(
    ("name", "value"), [("probability", 0.0), ("peak", 1.0), ("patch_size", [48, 48]), ("patch_size", [48, 48, 4])]
)
def test_a_wrong_second_reading_is_named(name, value):
    sound = {"probability": 0.3, "peak": 0.75, "patch_size": [48, 48, 48]}
    assert parse(changed("confirmation", sound)).confirmation == Confirmation(0.3, 0.75, (48, 48, 48))
    with pytest.raises(PackageRefused, match=f"confirmation.{name}"):
        parse(changed("confirmation", {**sound, name: value}))
