"""A run folder out of a package's weights: the network answers as the package does, and the run goes on from there."""

import warnings

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (the train extra)")

from training import export_package, loop, net  # noqa: E402
from training.recipes import LESIONS  # noqa: E402
from training.start_from import start_from, weights_in  # noqa: E402


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    torch.manual_seed(3)
    network = net.SmallUNet(2, (16, 32))
    for weight in network.parameters():  # new ones are all alike, and the exporter writes one for all of them
        torch.nn.init.normal_(weight, std=0.3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter tells of its own successor
        model = export_package.onnx_bytes(network, 2, 16)
    path = tmp_path_factory.mktemp("package") / "a.mets"
    manifest = {**LESIONS, "training": {"effort": "Trained for 7 steps."}}
    export_package.write_package(path, model, manifest)
    return network, model, path


def test_every_weight_comes_back_as_half_precision_left_it(trained):
    network, model, _ = trained
    back = weights_in(model)
    assert back.keys() == network.state_dict().keys()
    for name, value in network.state_dict().items():
        np.testing.assert_allclose(back[name], value, rtol=1e-3, atol=1e-7, err_msg=name)


def test_the_run_begins_at_step_0_and_its_card_tells_of_the_earlier_steps(trained, tmp_path):
    network, _, path = trained
    other = net.SmallUNet(2, (16, 32))
    start_from(path, tmp_path, other)
    assert loop.steps_of(tmp_path) == 0
    assert loop.checkpoint_words(tmp_path).startswith("Trained for 7 steps. Then 0 steps")
    inputs = torch.randn(1, 2, 16, 16, 16)
    other.load_state_dict(loop.averaged_weights(tmp_path))
    with torch.no_grad():
        torch.testing.assert_close(other(inputs), network(inputs), rtol=0.02, atol=0.02)

    target = torch.zeros(1, 1, 16, 16, 16)
    loop.fit(other, lambda: (other(inputs) - target).square().mean(), loop.Settings(60, 40), tmp_path)
    assert loop.steps_of(tmp_path) == 40
    assert loop.checkpoint_words(tmp_path).startswith("Trained for 7 steps. Then 40 steps")
    lines = (tmp_path / "curve.csv").read_text().splitlines()
    assert lines[0] == "step,minutes,loss,rate"
    assert [line.split(",")[0] for line in lines[1:]] == ["20", "40"]


def test_a_run_that_has_begun_is_left_alone(trained, tmp_path):
    _, _, path = trained
    loop.begin(tmp_path, net.SmallUNet(2, (16, 32)), "Mine.")
    before = (tmp_path / "last.pt").read_bytes()
    start_from(path, tmp_path, net.SmallUNet(2, (16, 32)))
    assert (tmp_path / "last.pt").read_bytes() == before


def test_another_network_is_refused_by_name(trained, tmp_path):
    _, _, path = trained
    with pytest.raises(ValueError, match=r"a\.mets holds another network"):
        start_from(path, tmp_path, net.SmallUNet(2, (16, 32, 64)))
    assert not list(tmp_path.iterdir())
