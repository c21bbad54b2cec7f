"""plans.json and dataset.json become a manifest that the application opens, or a sentence says why not."""

import copy
import json

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (dev.py setup --train)")
pytest.importorskip("dynamic_network_architectures", reason="nnunetv2 is not installed (dev.py setup --train)")

from core.errors import PackageRefused  # noqa: E402
from inference import manifest as application  # noqa: E402
from tests.helpers.nnunet_results import Plan, documents, write_results  # noqa: E402
from training.nnunet import results as results_module  # noqa: E402
from training.nnunet.manifest import manifest_of  # noqa: E402
from training.nnunet.network import network_of  # noqa: E402
from training.nnunet.results import Results, read  # noqa: E402
from training.nnunet.to_package import convert  # noqa: E402


def results(plan: Plan | None = None, **changes) -> Results:
    """Results around no weights; changes go into the configuration."""
    plans, dataset = documents(plan or Plan())
    configuration = copy.deepcopy(plans["configurations"]["3d_fullres"]) | changes
    return Results(dataset, plans, "3d_fullres", configuration, ("0",), (), (0, 1), "nnUNetTrainer", {"0": 0.75})


def test_every_value_arrives():
    plan = Plan(
        channels=("T1c", "CT"),
        spacing=(5.0, 1.0, 1.2),
        patch=(16, 32, 40),
        transpose=(2, 0, 1),
        schemes=("ZScoreNormalization", "CTNormalization"),
        masked=(True, False),
        labels={"background": 0, "core": 1, "rim": 2},
    )
    written = manifest_of(results(plan), "ours", "rim")
    package = application.parse(json.dumps({**written, "files": {"model.onnx": "0"}}).encode())

    assert (package.spacing_mm, package.patch_size, package.step) == ((5.0, 1.0, 1.2), (16, 32, 40), 0.5)
    assert package.mirror_axes == (0, 1)
    assert [channel.name for channel in package.inputs] == ["T1c", "CT"]
    assert package.inputs[0].params == {"scheme": "zscore", "region": "nonzero"}
    assert package.inputs[1].params == {"scheme": "window", "low": 5.0, "high": 280.0, "mean": 120.0, "std": 60.0}
    assert package.nnunet == application.NnunetGrid((2, 0, 1), False, 3, 1, "auto", "auto")
    assert (package.activation, package.findings) == ("softmax", (2,))
    assert written["labels"] == {"background": 0, "rim": 2}
    assert package.figures[0]["value"] == 0.75


def test_without_a_choice_every_label_is_a_finding():
    labels = {"background": 0, "core": 1, "rim": 2, "ignore": 3}
    assert manifest_of(results(Plan(labels=labels)), "ours")["output"] == {
        "activation": "softmax",
        "channel": 1,
        "also": [2],
    }


def test_regions_are_counted_by_their_place():
    labels = {"background": 0, "whole": [1, 2], "core": [2]}
    output = manifest_of(results(Plan(labels=labels)), "ours", "core")["output"]
    assert output == {"activation": "sigmoid", "channel": 1, "also": []}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"patch_size": [64, 64]}, "no 3D configuration"),
        ({"previous_stage": "3d_lowres"}, "second stage of a cascade"),
        ({"normalization_schemes": ["RGBTo01Normalization"]}, "normalisation RGBTo01Normalization"),
        ({"resampling_fn_data": "resample_torch_fornnunet"}, "Resampling by resample_torch_fornnunet"),
        ({"preprocessor_name": "OwnPreprocessor"}, "preprocessor OwnPreprocessor"),
    ],
)
def test_what_is_not_followed_is_refused(changes, words):
    with pytest.raises(PackageRefused, match=words):
        manifest_of(results(**changes), "ours")


def test_another_reader_is_refused():
    with pytest.raises(PackageRefused, match="Images read by Tiff3DIO"):
        manifest_of(results(Plan(reader="Tiff3DIO")), "ours")


def test_a_label_that_is_not_there():
    with pytest.raises(PackageRefused, match=r"no label tumour\. The labels are metastasis"):
        manifest_of(results(), "ours", "tumour")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"network_class_name": "somewhere.Primus"}, "architecture Primus cannot"),
        ({"arch_kwargs": {"conv_op": "os.system"}, "_kw_requires_import": ["conv_op"]}, "asks for the layer os.system"),
    ],
)
def test_an_architecture_names_only_what_is_known(change, words):
    architecture = results().configuration["architecture"] | change
    with pytest.raises(PackageRefused, match=words):
        network_of(Results(**{**vars(results(architecture=architecture)), "weights": ({},)}))


class Harmful:
    def __reduce__(self):
        return print, ("executed",)


def test_a_checkpoint_is_not_executed(tmp_path, capsys):
    plan = Plan()
    folder = tmp_path / "results"
    (folder / "fold_0").mkdir(parents=True)
    for name, content in zip(("plans.json", "dataset.json"), documents(plan), strict=True):
        (folder / name).write_text(json.dumps(content))
    torch.save({"network_weights": {}, "trainer_name": Harmful()}, folder / "fold_0" / "checkpoint_final.pth")

    with pytest.raises(PackageRefused, match="holds more than tensors and numbers"):
        read(folder)
    assert "executed" not in capsys.readouterr().out


def test_a_folder_without_results(tmp_path):
    with pytest.raises(PackageRefused, match=r"dataset\.json is missing: this is no results folder"):
        read(tmp_path)


def test_a_training_that_has_not_ended(tmp_path):
    for name, content in zip(("plans.json", "dataset.json"), documents(Plan()), strict=True):
        (tmp_path / name).write_text(json.dumps(content))
    with pytest.raises(PackageRefused, match=r"No fold holds checkpoint_final\.pth"):
        convert(tmp_path, tmp_path / "out.mets")


def test_what_a_configuration_inherits():
    plans = {"configurations": {"a": {"spacing": [1, 1, 1], "step": 1}, "b": {"inherits_from": "a", "step": 2}}}
    merged = results_module._configuration(plans, "b")
    assert (merged["spacing"], merged["step"]) == ([1, 1, 1], 2)


def test_weights_of_another_plan_are_refused(tmp_path):
    labels = np.zeros((24, 24, 24), np.uint8)
    labels[8:12, 8:12, 8:12] = 1
    folder = write_results(
        tmp_path / "results", Plan(), np.random.default_rng(0).random((1, 24, 24, 24)), labels, steps=1
    )
    plans = json.loads((folder / "plans.json").read_text())
    plans["configurations"]["3d_fullres"]["architecture"]["arch_kwargs"]["features_per_stage"] = [6, 12, 20]
    (folder / "plans.json").write_text(json.dumps(plans))
    with pytest.raises(PackageRefused, match="weights do not fit"):
        convert(folder, tmp_path / "out.mets")
