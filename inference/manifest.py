"""What a model package says about itself, checked value by value before anything runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from core.errors import PackageRefused
from inference import channels

FORMAT = "mets-package"
FORMAT_VERSION = 1
ROLES = ("metastasis", "brain-mask")
ORIENTATIONS = ("canonical-LPS", "native")
ACTIVATIONS = ("sigmoid", "softmax")
_MENDING = "Ask whoever made the package for a sound one."


@dataclass(frozen=True)
class Channel:
    """One input of the network: an image sequence with its normalisation, or a derived channel."""

    kind: str  # "sequence" or "derived"
    name: str  # the sequence ("T1c"), or the derived channel's name
    params: Mapping[str, Any]  # the normalisation, or the derived channel's parameters


@dataclass(frozen=True)
class Thresholds:
    """When a voxel counts, and what keeps a component: probabilities, mm³, mm, share of its voxels."""

    probability: float
    component_peak: float = 0.0
    minimum_volume_mm3: float = 0.0
    brain_margin_mm: float = 0.0
    inside_share: float = 0.5


@dataclass(frozen=True)
class Manifest:
    """A package's ``manifest.json``.

    Parameters
    ----------
    spacing_mm, patch_size
        Along k, j, i of the model's grid.
    whole_volume
        One forward over the whole field, centred and padded to the patch, instead of sliding windows.
    windows
        ``"all"``, or ``"brain"``: windows that hold no brain are left out.
    activation, channel
        How logits become the probability, and which output is the finding.

    """

    name: str
    version: str
    role: str
    inputs: tuple[Channel, ...]
    orientation: str
    spacing_mm: tuple[float, float, float]
    patch_size: tuple[int, int, int]
    step: float
    mirror_axes: tuple[int, ...]
    whole_volume: bool
    windows: str
    activation: str
    channel: int
    thresholds: Thresholds
    model_sha256: str
    intended_use: str
    training: Mapping[str, Any]
    figures: tuple[Mapping[str, Any], ...]


def parse(data: bytes) -> Manifest:
    """Read a manifest.

    Raises
    ------
    PackageRefused
        Naming the first value that is missing or wrong.

    """
    try:
        value = json.loads(data)
    except ValueError as error:
        raise PackageRefused("The model package's manifest is no JSON.", _MENDING) from error
    fields = _Fields(value, "")
    if fields.text("format") != FORMAT or fields.whole("format_version") != FORMAT_VERSION:
        raise PackageRefused("The model package is of a format that this version does not know.", _MENDING)
    grid, output = fields.part("grid"), fields.part("output")
    return Manifest(
        name=fields.text("name"),
        version=fields.text("version"),
        role=fields.one_of("role", ROLES),
        inputs=tuple(_channel(each) for each in fields.parts("inputs")),
        orientation=grid.one_of("orientation", ORIENTATIONS),
        spacing_mm=cast(tuple[float, float, float], grid.numbers("spacing_mm", 3, above=0.0)),
        patch_size=cast(tuple[int, int, int], tuple(int(n) for n in fields.numbers("patch_size", 3, above=7.0))),
        step=fields.number("step", 0.0, 1.0),
        mirror_axes=tuple(int(n) for n in fields.numbers("mirror_axes", None, above=-1.0)),
        whole_volume=bool(fields.get("whole_volume", False)),
        windows=fields.one_of("windows", ("all", "brain"), "all"),
        activation=output.one_of("activation", ACTIVATIONS),
        channel=output.whole("channel"),
        thresholds=_thresholds(fields.part("thresholds")),
        model_sha256=fields.part("files").text("model.onnx"),
        intended_use=fields.text("intended_use"),
        training=dict(fields.part("training").value),
        figures=tuple(dict(each.value) for each in fields.parts("figures")),
    )


def _channel(fields: _Fields) -> Channel:
    kind = fields.one_of("kind", ("sequence", "derived"))
    if kind == "sequence":
        scheme = fields.part("normalisation")
        scheme.one_of("scheme", channels.SCHEMES)
        return Channel(kind, fields.text("sequence"), dict(scheme.value))
    name = fields.one_of("name", channels.DERIVED)
    params = {key: each for key, each in fields.value.items() if key not in ("kind", "name")}
    return Channel(kind, name, params)


def _thresholds(fields: _Fields) -> Thresholds:
    return Thresholds(
        probability=fields.number("probability", 0.0, 1.0),
        component_peak=fields.number("component_peak", 0.0, 1.0, 0.0),
        minimum_volume_mm3=fields.number("minimum_volume_mm3", 0.0, 1e6, 0.0),
        brain_margin_mm=fields.number("brain_margin_mm", 0.0, 50.0, 0.0),
        inside_share=fields.number("inside_share", 0.0, 1.0, 0.5),
    )


class _Fields:
    """Values of one JSON object, each taken with a check that names it."""

    def __init__(self, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise PackageRefused(f"The manifest's {path or 'content'} is no object.", _MENDING)
        self.value: dict[str, Any] = value
        self._path = path

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or the default; without a default it must be there."""
        if name not in self.value and default is None:
            raise PackageRefused(f"The manifest lacks {self._path}{name}.", _MENDING)
        return self.value.get(name, default)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.get(name, default)
        if not isinstance(value, str) or not value:
            raise self._wrong(name, "a text")
        return value

    def one_of(self, name: str, known: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(name, default)
        if value not in known:
            raise self._wrong(name, f"one of {', '.join(known)}")
        return value

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        value = self.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self._wrong(name, f"a number from {low:g} to {high:g}")
        return float(value)

    def whole(self, name: str) -> int:
        value = self.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(name, "a whole number")
        return value

    def numbers(self, name: str, count: int | None, above: float) -> tuple[float, ...]:
        value = self.get(name)
        good = isinstance(value, list) and all(
            isinstance(each, int | float) and not isinstance(each, bool) and above < each < 10_000 for each in value
        )
        if not good or (count is not None and len(value) != count):
            raise self._wrong(name, f"{count or 'a list of'} numbers above {above:g}")
        return tuple(value)

    def part(self, name: str) -> _Fields:
        return _Fields(self.get(name), f"{self._path}{name}.")

    def parts(self, name: str) -> list[_Fields]:
        value = self.get(name)
        if not isinstance(value, list):
            raise self._wrong(name, "a list")
        return [_Fields(each, f"{self._path}{name}[{n}].") for n, each in enumerate(value)]

    def _wrong(self, name: str, wanted: str) -> PackageRefused:
        return PackageRefused(f"The manifest's {self._path}{name} is not {wanted}.", _MENDING)
