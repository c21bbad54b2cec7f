"""The table of the ablation: both losses, with and without skull stripping, and that it is synthetic."""

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (the train extra)")

from training import ablation  # noqa: E402
from training.score import HeadScore, LesionScore  # noqa: E402


def head(false: int, found: bool) -> HeadScore:
    lesions = (LesionScore(4.0, 0.8 if found else None, 0.0 if found else None),)
    return HeadScore("a", lesions, 3, false, 0.5, None)


def test_each_row_says_what_was_found_and_what_was_false():
    rows = [
        ablation.Row("Dice + focal (γ 2), not stripped", 0.8, (head(4, True),)),
        ablation.Row("Dice + focal (γ 2), skull stripped", 0.8, (head(1, False),)),
    ]
    text = ablation.table(rows, [3000, 3000])
    assert "synthetic" in text
    assert "3000 and 3000 steps" in text
    assert "| Dice + focal (γ 2), not stripped | 0.8 | – | 1/1 (0.21–1.00) | – | – | 4.0 (4.0–4.0) |" in text
    assert "| Dice + focal (γ 2), skull stripped | 0.8 | – | 0/1 (0.00–0.79) | – | – | 1.0 (1.0–1.0) |" in text


@pytest.mark.filterwarnings("ignore")  # the exporter tells of its own successor, and of traced shapes
def test_the_package_of_a_run_searches_the_whole_head(tmp_path):
    from training import recipes
    from training.loop import Settings, fit

    net = recipes.RECIPES["mets-demo"].network()
    fit(net, lambda: net(torch.zeros(1, 2, 16, 16, 16)).mean(), Settings(1, steps=1), tmp_path / "ablation-focal")
    package = ablation.package_of(tmp_path / "ablation-focal", tmp_path)
    assert package.manifest.windows == "all"
    assert package.manifest.name == "ablation-focal"
