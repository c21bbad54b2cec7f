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
SEPARATE = ("auto", "always", "never")
_PARAMETERS = {"clip": (0.001, 1e4), "clip_mm": (0.1, 1e4), "lower": (0.0, 100.0), "upper": (0.0, 100.0)}
_WINDOW = {"low": (-1e6, 1e6), "high": (-1e6, 1e6), "mean": (-1e6, 1e6), "std": (0.0, 1e6)}
_FINEST_MM = 0.05  # no MRI is finer, and a head on a finer grid is terabytes
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
    connected: float | None = None  # parts that hang together from here on are one component; else at probability
    small_mm3: float = 0.0  # a component smaller than this needs small_peak alone: few voxels, each shared with others
    small_peak: float | None = None  # else component_peak

    def peak_of(self, volume_mm3: float) -> float:
        """The highest probability that a component of this volume must reach."""
        if self.small_peak is None or volume_mm3 >= self.small_mm3:
            return self.component_peak
        return self.small_peak


@dataclass(frozen=True)
class Confirmation:
    """Which findings of the first pass are looked at again: parts at ``probability`` with a voxel at ``peak``."""

    probability: float
    peak: float
    patch_size: tuple[int, int, int]


@dataclass(frozen=True)
class NnunetGrid:
    """How nnU-Net v2 comes from the stored image to its grid and back, where a package was made from one.

    Parameters
    ----------
    transpose
        For each axis of the network's grid, the stored image's axis.
    reorient
        Whether the image is first turned to k to S, j to A, i to R; else it is taken as stored.
    image_order, logits_order
        Of the splines that resample, 0 to 5.
    separate
        Whether the coarse axis is resampled by itself, to the nearest slice: ``auto`` where voxels are more
        than three times as long as wide, ``always`` or ``never``.

    """

    transpose: tuple[int, int, int]
    reorient: bool
    image_order: int
    logits_order: int
    separate_image: str
    separate_logits: str


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
    activation, channel, also
        How logits become the probability, which output is the finding, and further ones that count as it.
    nnunet
        Given where the network sees the image as nnU-Net v2 would show it.

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
    also: tuple[int, ...] = ()
    nnunet: NnunetGrid | None = None
    confirmation: Confirmation | None = None

    @property
    def findings(self) -> tuple[int, ...]:
        """The outputs that count as the finding."""
        return (self.channel, *self.also)

    @property
    def sequences(self) -> tuple[str, ...]:
        """The image sequences that it looks at, each once, in the order of its inputs."""
        return tuple(dict.fromkeys(each.name for each in self.inputs if each.kind == "sequence"))


def parse(data: bytes) -> Manifest:
    """Read a manifest.

    Raises
    ------
    PackageRefused
        Naming the first value that is missing or wrong.

    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PackageRefused("The model package's manifest is no JSON.", _MENDING) from error
    fields = _Fields(value, "")
    if fields.text("format") != FORMAT or fields.whole("format_version") != FORMAT_VERSION:
        raise PackageRefused("The model package is of a format that this version does not know.", _MENDING)
    grid, output = fields.part("grid"), fields.part("output")
    grid.one_of("axis_order", ("kji",), "kji")
    role = fields.one_of("role", ROLES)
    return Manifest(
        name=fields.text("name"),
        version=fields.text("version"),
        role=role,
        inputs=_inputs(fields, role),
        orientation=grid.one_of("orientation", ORIENTATIONS),
        spacing_mm=cast(tuple[float, float, float], grid.numbers("spacing_mm", 3, above=_FINEST_MM)),
        patch_size=cast(tuple[int, int, int], fields.wholes("patch_size", 3, above=7)),
        step=fields.number("step", 0.1, 1.0),
        mirror_axes=fields.axes("mirror_axes"),
        whole_volume=fields.flag("whole_volume", role == "brain-mask"),
        windows=fields.one_of("windows", ("all", "brain"), "all"),
        activation=output.one_of("activation", ACTIVATIONS),
        channel=output.whole("channel"),
        thresholds=_thresholds(fields.part("thresholds")),
        model_sha256=fields.part("files").text("model.onnx"),
        intended_use=fields.text("intended_use"),
        training=dict(fields.part("training").value),
        figures=tuple(dict(each.value) for each in fields.parts("figures")),
        also=_also(fields, output),
        nnunet=_nnunet(fields, role),
        confirmation=_confirmation(fields),
    )


def _also(fields: _Fields, output: _Fields) -> tuple[int, ...]:
    """Further outputs that count as the finding; only packages made from nnU-Net are run so."""
    also = output.wholes("also", None, above=-1) if output.value.get("also") else ()
    if also and "nnunet" not in fields.value:
        told = "The manifest's output.also counts further outputs in, as only packages made from nnU-Net may."
        raise PackageRefused(told, _MENDING)
    return also


def _confirmation(fields: _Fields) -> Confirmation | None:
    if "confirmation" not in fields.value:
        return None
    part = fields.part("confirmation")
    return Confirmation(
        probability=part.number("probability", 0.01, 0.99),
        peak=part.number("peak", 0.01, 0.99),
        patch_size=cast(tuple[int, int, int], part.wholes("patch_size", 3, above=7)),
    )


def _nnunet(fields: _Fields, role: str) -> NnunetGrid | None:
    """nnU-Net's way to its grid; only lesion networks go it, on image sequences alone."""
    if "nnunet" not in fields.value:
        return None
    part = fields.part("nnunet")
    if role != "metastasis":
        raise fields.wrong("role", "metastasis, as packages made from nnU-Net are run")
    if any(each.get("kind") != "sequence" for each in fields.get("inputs")):
        raise fields.wrong("inputs", "image sequences alone, as packages made from nnU-Net are run")
    transpose = part.wholes("transpose", 3, above=-1)
    if sorted(transpose) != [0, 1, 2]:
        raise part.wrong("transpose", "the axes 0, 1 and 2 in some order")
    return NnunetGrid(
        transpose=(transpose[0], transpose[1], transpose[2]),
        reorient=part.one_of("orientation", ("stored", "canonical-RAS")) != "stored",
        image_order=part.order("image_order"),
        logits_order=part.order("logits_order"),
        separate_image=part.one_of("separate_image", SEPARATE),
        separate_logits=part.one_of("separate_logits", SEPARATE),
    )


def _inputs(fields: _Fields, role: str) -> tuple[Channel, ...]:
    """The channels, at least one; what finds the brain cannot look at the brain."""
    inputs = tuple(_channel(each) for each in fields.parts("inputs"))
    if not inputs:
        raise fields.wrong("inputs", "a list with a channel in it")
    if role == "brain-mask" and any(_needs_brain(each) for each in inputs):
        raise fields.wrong("inputs", "computed from the image alone")
    return inputs


def _needs_brain(channel: Channel) -> bool:
    scheme, region = channel.params.get("scheme"), channel.params.get("region")
    return channel.name == "brain-distance" or scheme == "brain-median" or region == "brain"


def _channel(fields: _Fields) -> Channel:
    kind = fields.one_of("kind", ("sequence", "derived"))
    if kind == "sequence":
        scheme = fields.part("normalisation")
        scheme.one_of("scheme", channels.SCHEMES)
        _check_params(scheme)
        return Channel(kind, fields.text("sequence"), dict(scheme.value))
    name = fields.one_of("name", channels.DERIVED)
    _check_params(fields)
    params = {key: each for key, each in fields.value.items() if key not in ("kind", "name")}
    return Channel(kind, name, params)


def _check_params(fields: _Fields) -> None:
    fields.one_of("region", ("image", "brain", "nonzero"), "image")
    if fields.value.get("scheme") == "window":
        for name, (low, high) in _WINDOW.items():
            fields.number(name, low, high)
    for name, (low, high) in _PARAMETERS.items():
        fields.number(name, low, high, high)


def _thresholds(fields: _Fields) -> Thresholds:
    probability = fields.number("probability", 0.0, 1.0)
    peak = fields.number("component_peak", 0.0, 1.0, 0.0)
    return Thresholds(
        probability=probability,
        component_peak=peak,
        minimum_volume_mm3=fields.number("minimum_volume_mm3", 0.0, 1e6, 0.0),
        brain_margin_mm=fields.number("brain_margin_mm", 0.0, 50.0, 0.0),
        inside_share=fields.number("inside_share", 0.0, 1.0, 0.5),
        connected=fields.number("connected", 0.0, probability, probability),
        small_mm3=fields.number("small_mm3", 0.0, 1e6, 0.0),
        small_peak=fields.number("small_peak", 0.0, peak, peak),
    )


class _Fields:
    """Values of one JSON object, each taken with a check that names it."""

    def __init__(self, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise PackageRefused(f"The manifest's {path.rstrip('.') or 'content'} is no object.", _MENDING)
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
            raise self.wrong(name, "a text")
        return value

    def one_of(self, name: str, known: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(name, default)
        if value not in known:
            raise self.wrong(name, f"one of {', '.join(known)}")
        return value

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        value = self.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(name, f"a number from {low:g} to {high:g}")
        return float(value)

    def whole(self, name: str) -> int:
        value = self.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.wrong(name, "a whole number")
        return value

    def order(self, name: str) -> int:
        """A spline's order."""
        value = self.whole(name)
        if value > 5:
            raise self.wrong(name, "an order from 0 to 5")
        return value

    def numbers(self, name: str, count: int | None, above: float) -> tuple[float, ...]:
        value = self.get(name)
        good = isinstance(value, list) and all(
            isinstance(each, int | float) and not isinstance(each, bool) and above < each < 10_000 for each in value
        )
        if not good or (count is not None and len(value) != count):
            raise self.wrong(name, f"{count or 'a list of'} numbers above {above:g}")
        return tuple(value)

    def wholes(self, name: str, count: int | None, above: int) -> tuple[int, ...]:
        values = self.numbers(name, count, above)
        if any(each != int(each) for each in values):
            raise self.wrong(name, "whole numbers")
        return tuple(int(each) for each in values)

    def axes(self, name: str) -> tuple[int, ...]:
        axes = self.wholes(name, None, above=-1)
        if len(set(axes)) < len(axes) or max(axes, default=0) > 2:
            raise self.wrong(name, "a list of the axes 0, 1 and 2")
        return axes

    def flag(self, name: str, wanted: bool) -> bool:
        """A truth that what runs the package takes for granted."""
        value = self.get(name, wanted)
        if value is not wanted:
            raise self.wrong(name, f"{str(wanted).lower()}, as packages of this role are run")
        return bool(value)

    def part(self, name: str) -> _Fields:
        return _Fields(self.get(name), f"{self._path}{name}.")

    def parts(self, name: str) -> list[_Fields]:
        value = self.get(name)
        if not isinstance(value, list):
            raise self.wrong(name, "a list")
        return [_Fields(each, f"{self._path}{name}[{n}].") for n, each in enumerate(value)]

    def wrong(self, name: str, wanted: str) -> PackageRefused:
        """The refusal that names a value."""
        return PackageRefused(f"The manifest's {self._path}{name} is not {wanted}.", _MENDING)
