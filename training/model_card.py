"""The model card beside a package, from what its manifest says: nothing is typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_WHAT = {
    "brain-mask": "Finds the brain in a whole head: roughly on a 4 mm grid, then its surface on a 2 mm grid. The brain "
    "holds its ventricles and sulci up to 4 mm wide.",
    "metastasis": "Proposes enhancing metastases on contrast-enhanced T1, on a 1 mm grid, inside the brain mask.",
}
_LIMITS = {
    "brain-mask": (
        "On label maps the surface is about a voxel of its grid off, most where sulci are wide.",
        "Heads with large resections, implants or missing coverage were never trained.",
        "Skull-stripped images were one sample in seven.",
    ),
    "metastasis": (
        "Never trained, chosen or measured on a patient's metastasis: none is openly licensed here.",
        "A network of 1.2 million weights, trained for some 20,000 steps of two patches. Small lesions are missed "
        "most, see the figures by size; 8,120 further steps found no more (docs/training.md).",
        "Veins, sinuses, choroid plexus, falx and tentorium are the main source of false proposals. The real "
        "heads of the figures had no contrast agent, so their vessels do not test this.",
        "Slices thicker than 7 mm were not trained.",
    ),
}


def model_card(manifest: Mapping[str, Any], package_bytes: int) -> str:
    """Return the card as Markdown."""
    role = manifest["role"]
    lines = [
        f"# {manifest['name']} {manifest['version']}",
        "",
        f"**{manifest['intended_use']}**",
        "",
        _WHAT[role],
        "",
        "## Training",
        "",
        f"{manifest['training']['data']} {manifest['training']['licence']} Code: {manifest['training']['code']}.",
        f"{manifest['training']['effort']}",
        "",
        "## Inputs and limits in numbers",
        "",
        f"Grid {manifest['grid']['spacing_mm']} mm, {manifest['grid']['orientation']}; {_inputs(manifest)}.",
        f"Thresholds: {', '.join(f'{k} {v:g}' for k, v in manifest['thresholds'].items())}. "
        f"{_second_reading(manifest)}"
        f"Package {package_bytes / 1e6:.1f} MB; weights stored in half precision.",
        "",
        "## Figures",
        "",
        "Measured with the application's own run; **every lesion counted is synthetic**.",
        "",
        "| what | value | on what |",
        "|---|---|---|",
    ]
    lines += [f"| {f['name']} | {f['value']} | {f['how']} |" for f in manifest["figures"]]
    lines += ["", "## Known limits", "", *(f"- {limit}" for limit in _LIMITS[role]), ""]
    return "\n".join(lines)


def _second_reading(manifest: Mapping[str, Any]) -> str:
    rule = manifest.get("confirmation")
    if rule is None:
        return ""
    size = "×".join(str(side) for side in rule["patch_size"])
    return (
        f"Parts at {rule['probability']:g} with a peak of {rule['peak']:g} are looked at again in windows of {size} "
        "around them, in all eight mirrorings, and the answers averaged. "
    )


def _inputs(manifest: Mapping[str, Any]) -> str:
    words = []
    for entry in manifest["inputs"]:
        derived = entry["kind"] == "derived"
        words.append(entry["name"] if derived else f"{entry['sequence']} ({entry['normalisation']['scheme']})")
    return "channels: " + ", ".join(words)
