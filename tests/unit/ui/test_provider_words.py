import pytest

from inference.engine import PROVIDERS
from ui.provider_words import provider_words


@pytest.mark.parametrize(
    ("provider", "words"),
    [
        ("openvino-half", "OpenVINO, half precision"),
        ("cuda", "CUDA"),
        ("cpu", "ONNX Runtime"),
        ("of another version", "of another version"),
    ],
)
def test_a_reader_is_told_what_ran(provider, words):
    assert provider_words(provider) == words


def test_every_provider_has_a_name():
    assert not {provider_words(each) for each in PROVIDERS} & set(PROVIDERS)
