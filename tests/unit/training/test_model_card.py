import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (the train extra)")

from training.model_card import model_card  # noqa: E402
from training.recipes import RECIPES  # noqa: E402


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_the_card_says_what_a_reader_must_know(name):
    figures = [{"name": "lesions found", "value": "3/4", "how": "synthetic heads"}]
    manifest = {**RECIPES[name].manifest, "figures": figures}
    manifest["training"] = {**manifest["training"], "effort": "Trained for 7 steps."}

    card = model_card(manifest, 2_300_000)

    assert "Not for clinical use" in card
    assert "synthetic" in card
    assert "| lesions found | 3/4 | synthetic heads |" in card
    assert "2.3 MB" in card
    assert "7 steps" in card
