"""Packages that open and cannot be run: one sentence through the child process, and the next run is as ever."""

import json
import zipfile
from collections.abc import Callable

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from core.demo.image import Metastasis
from core.errors import MetsReviewError
from inference import worker
from inference.detect import Packages
from inference.model_package import open_package
from tests.helpers.phantom import head
from tests.helpers.tiny_model import brightness_net, manifest, with_onnx, write_package


def changed(change: Callable[[onnx.ModelProto], None]) -> bytes:
    model = with_onnx(brightness_net(200.0))
    change(model)
    return bytes(model.SerializeToString())


def unknown_operator(model) -> None:
    model.graph.node[0].op_type = "Sparkle"


def no_number(model) -> None:
    model.graph.initializer[1].CopyFrom(numpy_helper.from_array(np.array([np.nan], np.float32), "bias"))


def smaller_answer(model) -> None:
    model.graph.node[0].attribute.append(helper.make_attribute("strides", [2, 2, 2]))


def another_size(model) -> None:
    for port in (*model.graph.input, *model.graph.output):
        shape = port.type.tensor_type.shape
        for place in (2, 3, 4):
            shape.dim[place].dim_value = 24


def wrong_rank(model) -> None:
    flat = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 1])
    model.graph.output[0].CopyFrom(flat)


CASES = {
    unknown_operator: "The model in tiny cannot be loaded: its operator Sparkle is not known here.",
    no_number: "The package tiny answers with what is no number.",
    smaller_answer: "The model in tiny answers in another size than it is asked in.",
    another_size: "The model in tiny cannot be run on windows of its size.",
    wrong_rank: "The model",
    None: "The package tiny needs at least",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__ if case else "too large")
def test_one_sentence_and_the_next_run_is_as_ever(case, tmp_path, own_home):
    brain = open_package(write_package(tmp_path / "brain-mask.mets", "brain-mask", 50.0))
    sound = open_package(write_package(tmp_path / "sound.mets", "metastasis", 200.0))
    model = changed(case) if case else brightness_net(200.0)
    size = {} if case else {"patch_size": [6000] * 3}
    with zipfile.ZipFile(tmp_path / "bad.mets", "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest("metastasis", model, **size)))
        archive.writestr("model.onnx", model)
    volume = head("coarse", (Metastasis((22.0, -30.0, 40.0), 14.0),))

    def run(package):
        return worker.detect(volume, Packages(brain, package), lambda _step: None, lambda: False, "auto", 1)

    with pytest.raises(MetsReviewError) as refusal:
        run(open_package(tmp_path / "bad.mets"))

    assert refusal.value.sentence.startswith(CASES[case])
    assert "\n" not in refusal.value.sentence
    assert refusal.value.remedy
    if case is no_number:
        assert len(run(sound).lesions) == 1
