"""nnU-Net v2's ``plans.json`` and ``dataset.json`` as a package's manifest, value by value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.errors import PackageRefused
from training.nnunet.results import Results

_READERS = {"SimpleITKIO": "stored", "NibabelIO": "stored", "NibabelIOWithReorient": "canonical-RAS"}
_SEPARATE = {None: "auto", True: "always", False: "never"}
_SPLINE = "resample_data_or_seg_to_shape"
_ANOTHER = "Train it with nnU-Net's own planner and 3d_fullres."
_STEP = 0.5  # nnU-Net's own predictor's
_USE = "Research. Made from a network that a site trained with nnU-Net v2; not for clinical use."


def manifest_of(results: Results, name: str, finding: str | None = None) -> dict[str, Any]:
    """Describe a trained network, without the list of files.

    Parameters
    ----------
    finding
        The label (or region) that is the lesion; every one but the background where none is named.

    Raises
    ------
    PackageRefused
        If the network was trained in a way that the application does not follow, named in the sentence.

    """
    configuration = results.configuration
    if len(configuration.get("patch_size", ())) != 3:
        raise PackageRefused(f"{results.configuration_name} is no 3D configuration.", _ANOTHER)
    if configuration.get("previous_stage"):
        raise PackageRefused(f"{results.configuration_name} is the second stage of a cascade.", _ANOTHER)
    activation, outputs = heads(results.dataset)
    chosen = [finding] if finding else list(outputs)
    missing = [each for each in chosen if each not in outputs]
    if missing:
        raise PackageRefused(f"There is no label {missing[0]}.", f"The labels are {', '.join(outputs)}.")
    channels = [outputs[each] for each in chosen]
    return {
        "format": "mets-package",
        "format_version": 1,
        "name": name,
        "version": "1.0",
        "role": "metastasis",
        "inputs": _inputs(results),
        "grid": {
            "orientation": "native",
            "spacing_mm": list(map(float, configuration["spacing"])),
            "axis_order": "kji",
        },
        "nnunet": _nnunet(results),
        "patch_size": list(map(int, configuration["patch_size"])),
        "step": _STEP,
        "mirror_axes": list(results.mirror_axes),
        "windows": "all",
        "output": {"activation": activation, "channel": channels[0], "also": channels[1:]},
        "labels": {"background": 0, **{each: outputs[each] for each in chosen}},
        "thresholds": {"probability": 0.5, "brain_margin_mm": 2.0, "inside_share": 0.5},
        "training": _training(results),
        "figures": [
            {
                "name": f"nnU-Net's validation Dice, fold {fold}",
                "value": round(value, 4),
                "how": "nnU-Net's summary.json",
            }
            for fold, value in sorted(results.validation_dice.items())
        ],
        "intended_use": _USE,
    }


def heads(dataset: Mapping[str, Any]) -> tuple[str, dict[str, int]]:
    """The activation, and which output is which label: its number with softmax, its place with regions.

    Raises
    ------
    PackageRefused
        If the labels are none that nnU-Net trains on.

    """
    labels = {key: value for key, value in dataset.get("labels", {}).items() if key != "ignore"}
    if labels.get("background") != 0 or len(labels) < 2:
        raise PackageRefused("dataset.json names no background 0 and a label.", _ANOTHER)
    if any(isinstance(value, list) and len(value) > 1 for value in labels.values()):
        regions = [key for key, value in labels.items() if value not in (0, [0])]
        return "sigmoid", {key: place for place, key in enumerate(regions)}
    numbers = {key: int(value[0] if isinstance(value, list) else value) for key, value in labels.items()}
    if sorted(numbers.values()) != list(range(len(numbers))):
        raise PackageRefused("The labels in dataset.json are not 0, 1, 2 and so on.", _ANOTHER)
    return "softmax", {key: number for key, number in numbers.items() if number}


def channel_names(dataset: Mapping[str, Any]) -> list[str]:
    """The sequences in the order of the network's inputs."""
    named: Mapping[str, Any] = dataset.get("channel_names") or dataset.get("modality") or {}
    return [str(named[key]) for key in sorted(named, key=int)]


def _inputs(results: Results) -> list[dict[str, Any]]:
    names = channel_names(results.dataset)
    schemes = results.configuration["normalization_schemes"]
    masked = results.configuration.get("use_mask_for_norm", [False] * len(schemes))
    if len(schemes) != len(names) or len(set(names)) < len(names):
        raise PackageRefused("dataset.json does not name each input channel once.", "Mend its channel_names.")
    intensities = results.plans.get("foreground_intensity_properties_per_channel", {})
    return [
        {"kind": "sequence", "sequence": name, "normalisation": _scheme(scheme, mask, intensities.get(str(number), {}))}
        for number, (name, scheme, mask) in enumerate(zip(names, schemes, masked, strict=True))
    ]


def _scheme(scheme: str, masked: bool, intensities: Mapping[str, float]) -> dict[str, Any]:
    if scheme == "ZScoreNormalization":
        return {"scheme": "zscore", "region": "nonzero" if masked else "image"}
    if scheme == "CTNormalization":
        bounds = {"low": "percentile_00_5", "high": "percentile_99_5", "mean": "mean", "std": "std"}
        return {"scheme": "window", **{ours: float(intensities[theirs]) for ours, theirs in bounds.items()}}
    if scheme == "NoNormalization":
        return {"scheme": "none"}
    if scheme == "RescaleTo01Normalization":
        return {"scheme": "range"}
    raise PackageRefused(f"The normalisation {scheme} is not known here.", "Train with z-scores, CT, 0 to 1, or none.")


def _nnunet(results: Results) -> dict[str, Any]:
    configuration, reader = results.configuration, results.plans.get("image_reader_writer")
    if reader not in _READERS:
        raise PackageRefused(f"Images read by {reader} cannot be followed here.", "Train on NIfTI files.")
    if configuration.get("preprocessor_name", "DefaultPreprocessor") != "DefaultPreprocessor":
        raise PackageRefused(f"The preprocessor {configuration['preprocessor_name']} is not known here.", _ANOTHER)
    image_order, separate_image = _resampling(configuration, "data", 3)
    logits_order, separate_logits = _resampling(configuration, "probabilities", 1)
    return {
        "orientation": _READERS[str(reader)],
        "transpose": list(results.plans["transpose_forward"]),
        "image_order": image_order,
        "logits_order": logits_order,
        "separate_image": separate_image,
        "separate_logits": separate_logits,
    }


def _resampling(configuration: Mapping[str, Any], what: str, default: int) -> tuple[int, str]:
    function = configuration.get(f"resampling_fn_{what}")
    options = configuration.get(f"resampling_fn_{what}_kwargs", {})
    if function != _SPLINE or options.get("order_z", 0) != 0 or options.get("is_seg", False):
        raise PackageRefused(f"Resampling by {function} as in plans.json is not known here.", _ANOTHER)
    # nnU-Net's own default where the plans leave it out is never
    return int(options.get("order", default)), _SEPARATE[options.get("force_separate_z", False)]


def _training(results: Results) -> dict[str, Any]:
    cases = results.dataset.get("numTraining", "an unknown number of")
    return {
        "data": f"{cases} cases of {results.plans.get('dataset_name', 'a dataset')}, labelled by the site",
        "licence": "Of the site that trained it.",
        "code": f"nnU-Net v2, {results.trainer}, {results.configuration_name}",
        "effort": f"Mean of the logits of {len(results.folds)} network(s): fold {', '.join(results.folds)}.",
    }
