"""Loss, network, loop and export; they need PyTorch, which only the training side installs."""

import io
import json
import zipfile

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (the train extra)")

from training import export_package, loop, loss, net, train_brain_mask, train_lesions  # noqa: E402
from training.generator.whole_head import HeadSample  # noqa: E402
from training.recipes import LESIONS, RECIPES  # noqa: E402


def cube(value: float) -> "torch.Tensor":
    return torch.full((1, 1, 8, 8, 8), value)


def half() -> "torch.Tensor":
    target = torch.zeros(1, 1, 8, 8, 8)
    target[:, :, :4] = 1
    return target


def test_a_perfect_answer_costs_nothing():
    target, weight = half(), cube(1)
    logits = (target * 2 - 1) * 30
    assert float(loss.combined_loss(logits, target, weight, gamma=2)) == pytest.approx(0, abs=1e-5)


def test_focal_without_gamma_is_cross_entropy_over_the_weight_of_lesion_voxels():
    target, weight = torch.zeros(1, 1, 8, 8, 8), cube(1.0)
    target[0, 0, 0, 0, 0] = 1
    value = loss.focal_loss(cube(0.0), target, weight, gamma=0, positive_weight=10)
    wanted = np.log(2) * (511 + 10) / (10 + 5.12)
    assert float(value) == pytest.approx(wanted, rel=1e-5)


def test_gamma_turns_easy_voxels_down():
    target, weight = half(), cube(1)
    easy = (target * 2 - 1) * 3
    ratio = loss.focal_loss(easy, target, weight, 2) / loss.focal_loss(easy, target, weight, 0)
    assert float(ratio) < 0.01


def test_a_bright_vessel_costs_more_than_grey_matter():
    target = torch.zeros(1, 1, 8, 8, 8)
    image, distance = cube(0.8), cube(5)
    image[0, 0, 1, 1, 1] = 1.8
    distance[0, 0, 2] = -10
    image[0, 0, 2] = 2
    weight = loss.hard_negative_weight(image, distance, target, 4)
    assert float(weight[0, 0, 1, 1, 1]) == 4
    assert float(weight[0, 0, 2].max()) == 1
    assert float(weight[0, 0, 5].max()) == 1


def test_a_patch_is_as_wrong_as_its_voxels_are():
    target = torch.cat([half(), half()])
    logits = torch.cat([(half() * 2 - 1) * 30, (1 - half() * 2) * 30])
    right, wrong = train_lesions.wrongness(logits, target, torch.ones_like(target))
    assert right == pytest.approx(0, abs=1e-6)
    assert wrong == pytest.approx(512)


def test_the_last_bias_starts_at_the_prior():
    network = net.SmallUNet(2, (16, 32), prior=0.02)
    assert float(torch.sigmoid(network.last.bias.detach())) == pytest.approx(0.02, rel=1e-3)


def test_the_fine_network_starts_from_what_the_coarse_one_said():
    torch.manual_seed(0)
    network = net.CoarseToFine(3, (16, 32), (16, 16), prior=0.1)
    inputs = torch.randn(1, 3, 16, 16, 16)
    rough = net.twice(network.coarse(torch.nn.functional.avg_pool3d(inputs, 2)))
    torch.testing.assert_close(network(inputs), rough)
    assert rough.shape == (1, 1, 16, 16, 16)
    torch.nn.init.ones_(network.fine.last.weight)
    assert not torch.allclose(network(inputs), rough)


def test_both_mask_networks_learn_from_one_head():
    rng = np.random.default_rng(0)
    share = np.zeros((128, 128, 128), np.float16)
    share[30:90, 30:90, 30:90] = 1
    share[30, 30:90, 30:90] = 0.5
    sample = HeadSample(share, np.zeros((4, 64, 64, 64), np.float16), share)
    network = train_brain_mask.network()
    train_brain_mask.loss_of(network, sample, rng).backward()
    assert all(float(part.last.weight.grad.abs().max()) > 0 for part in (network.coarse, network.fine))


def test_the_part_that_is_refined_holds_the_brains_surface():
    share = np.zeros((128, 128, 128), np.float16)
    share[40:, :, :] = 1
    share[40] = 0.5
    for seed in range(5):
        part = train_brain_mask.part_with_edge(share, np.random.default_rng(seed))
        assert share[part].shape == (64, 64, 64)
        assert (share[part] == 0.5).any()


def settings(minutes: float) -> loop.Settings:
    return loop.Settings(minutes=minutes, warm_up_steps=2)


def test_a_run_of_steps_ends_with_them(tmp_path):
    network = net.SmallUNet(1, (16, 16))
    target = half()
    wanted = loop.Settings(minutes=60, steps=5, warm_up_steps=2)
    loop.fit(network, lambda: loss.combined_loss(network(target), target, cube(1), 1.0), wanted, tmp_path)
    assert loop.steps_of(tmp_path) == 5


def test_training_learns_and_goes_on_where_it_stopped(tmp_path):
    torch.manual_seed(0)
    target = half()
    noise = torch.randn(1, 2, 8, 8, 8) * 0.1 + target

    def run(minutes: float) -> None:
        network = net.SmallUNet(2, (16, 16))
        loop.fit(network, lambda: loss.combined_loss(network(noise), target, cube(1), 1.0), settings(minutes), tmp_path)

    run(0.02)
    first = torch.load(tmp_path / "last.pt", weights_only=True)
    run(0.03)
    second = torch.load(tmp_path / "last.pt", weights_only=True)
    network = net.SmallUNet(2, (16, 16))
    network.load_state_dict(loop.averaged_weights(tmp_path))

    assert second["step"] > first["step"] > 0
    assert second["spent"] > first["spent"]
    with torch.no_grad():
        logits = network(noise)
    assert float(logits[target > 0].mean() - logits[target == 0].mean()) > 1


@pytest.fixture
def exported():
    import warnings

    torch.manual_seed(0)
    network = net.SmallUNet(2, (16, 32)).eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter tells of its own successor
        return network, export_package.onnx_bytes(network, 2, 16)


def test_the_exported_network_gives_the_same_logits_at_another_size(exported):
    from inference.engine import ort as onnxruntime  # there it is kept from reporting its use

    network, model = exported
    inputs = torch.randn(2, 2, 24, 16, 32)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (got,) = session.run(["logits"], {"input": inputs.numpy()})
    with torch.no_grad():
        wanted = network(inputs).numpy()
    np.testing.assert_allclose(got, wanted, atol=0.02 * np.abs(wanted).max())


def test_a_package_names_its_models_checksum_and_is_the_same_twice(tmp_path, exported):
    import hashlib

    model = exported[1]
    first = export_package.write_package(tmp_path / "a.mets", model, LESIONS)
    second = export_package.write_package(tmp_path / "b.mets", model, LESIONS)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.mets").read_bytes())) as package:
        manifest = json.loads(package.read("manifest.json"))
        stored = package.read("model.onnx")

    assert first == second
    assert manifest["files"]["model.onnx"] == hashlib.sha256(stored).hexdigest()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.mets", "b.mets"]


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_recipes_say_that_they_are_synthetic_and_fit_their_network(name):
    recipe = RECIPES[name]
    assert "Not for clinical use" in recipe.manifest["intended_use"]
    assert len(recipe.manifest["inputs"]) == recipe.inputs
    assert recipe.network()(torch.zeros(1, recipe.inputs, 32, 32, 32)).shape == (1, 1, 32, 32, 32)


def test_a_small_lesions_voxels_weigh_more_than_a_large_ones():
    label = np.zeros((40, 40, 40), bool)
    label[2:4, 2:4, 2:4] = True
    label[10:14, 10:14, 10:14] = True
    label[20:38, 20:38, 20:38] = True
    weight = train_lesions.size_weight(label)
    small, middle, large = weight[2, 2, 2], weight[12, 12, 12], weight[30, 30, 30]
    assert (small, large) == (train_lesions.MOST_WEIGHT, pytest.approx(train_lesions.LEAST_WEIGHT))
    assert middle == pytest.approx(1, abs=0.05)
    assert weight[0, 0, 0] == 1
