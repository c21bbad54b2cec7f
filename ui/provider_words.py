"""What ran a model, by the name that a reader knows; logs, files and ``--provider`` keep its own."""

from __future__ import annotations

from ui.language import translate

_NAMES = {"cuda": "CUDA", "tensorrt": "TensorRT", "openvino": "OpenVINO", "cpu": "ONNX Runtime"}
_HALF = "-half"


def provider_words(provider: str) -> str:
    """Return a provider's name, e.g. "OpenVINO, half precision"; one that is not known as it is."""
    name = _NAMES.get(provider.removesuffix(_HALF))
    if name is None:
        return provider
    if provider.endswith(_HALF):
        return translate("Provider", "{name}, half precision").format(name=name)
    return name
