import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import onnx
import pytest

from core import folders
from core.errors import PackageRefused, UsageError
from inference import engine, remembered, runtime
from inference.engine import Engine, NotStarted
from inference.gpu import Gpu
from inference.model_package import ModelPackage, open_package
from inference.runtime import ModelSession, ProviderTrial, golden_answer, golden_patch, try_provider
from tests.helpers.tiny_model import STEEP, brightness_net, deep_net, manifest, with_onnx, write_package


@pytest.fixture(autouse=True)
def own_memory(own_home):
    """What was fastest is remembered in the application's folder: here in an empty one."""


@pytest.fixture
def package(tmp_path) -> ModelPackage:
    return open_package(write_package(tmp_path / "one.mets", "metastasis", 2.0))


def packed(path, model: bytes, **changes) -> ModelPackage:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest("metastasis", model, **changes)))
        archive.writestr("model.onnx", model)
    return open_package(path)


def only_cpu(monkeypatch, *more: str) -> None:
    there = [*more, "cpu"]
    monkeypatch.setattr(engine, "missing", lambda name: "" if name in there else "its runtime is not installed")


def test_predicts_on_the_processor(package):
    session = ModelSession(package, "cpu", 1)
    window = np.random.default_rng(1).normal(2, 1, (1, 5, 6, 7)).astype(np.float32)

    logits = session.predict(window)

    assert (session.provider, session.reason) == ("cpu", "")
    assert logits.dtype == np.float32
    assert np.allclose(logits, STEEP * (window - 2.0), atol=1e-4)


def test_auto_takes_the_processor_where_there_is_no_cuda_and_says_why(package, monkeypatch):
    only_cpu(monkeypatch)

    session = ModelSession(package, "auto", 1)

    assert (session.provider, session.reason) == ("cpu", "CUDA: its runtime is not installed")


@pytest.mark.parametrize("provider", ["cuda", "openvino"])
def test_a_provider_asked_for_that_is_missing(package, monkeypatch, provider):
    only_cpu(monkeypatch)

    with pytest.raises(UsageError) as refusal:
        ModelSession(package, provider, 1)

    assert refusal.value.sentence == f"{provider} does not work here: its runtime is not installed."
    assert "--provider" in refusal.value.remedy


def test_openvino_gives_the_processors_answer(package):
    window = np.random.default_rng(1).normal(2, 1, (1, 8, 6, 10)).astype(np.float32)

    session = ModelSession(package, "openvino", 1)

    assert session.provider == "openvino"
    assert np.allclose(session.predict(window), ModelSession(package, "cpu", 1).predict(window), atol=1e-4)


def test_an_answer_stays_when_the_next_window_is_run(package):
    session = ModelSession(package, "openvino", 1)
    first = session.predict(np.full((1, 4, 4, 4), 3, np.float32))
    kept = first.copy()

    session.predict(np.full((1, 4, 4, 4), 1, np.float32))

    assert np.array_equal(first, kept)


def test_memory_given_back_is_taken_again_by_the_next_window(package):
    session = ModelSession(package, "openvino", 1)
    window = np.random.default_rng(1).normal(2, 1, (1, 8, 8, 8)).astype(np.float32)
    before = session.predict(window)

    session.release()

    assert np.array_equal(session.predict(window), before)
    ModelSession(package, "cpu", 1).release()


def test_openvino_comes_without_what_counts_its_users():
    """In a process of its own, since here another test may have imported anything."""
    script = (
        "import sys; from inference.on_openvino import library; library().Core();"
        "print([name for name in sys.modules if 'telemetry' in name and sys.modules[name] is not None])"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert said.stdout.strip() == "[]"


def test_what_runs_a_model_needs_neither_torch_nor_itk():
    """So that the application is ready sooner: torch alone takes seconds."""
    script = (
        "import sys, inference.library, inference.detect, inference.worker;"
        "print([name for name in ('torch', 'nnunetv2', 'SimpleITK', 'onnx') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert said.stdout.strip() == "[]"


def test_no_runtime_writes_anything_into_the_readers_home(tmp_path):
    """ONNX Runtime 1.32 reports its use to its maker, and keeps an identifier there, unless it is told not to."""
    script = (
        "from inference import library, runtime;"
        "[runtime.ModelSession(library.default_packages().metastasis, name, 1) for name in ('cpu', 'openvino')]"
    )
    seen = os.environ | {"HOME": str(tmp_path), "METSREVIEW_HOME": str(tmp_path / "own")}
    seen.pop("XDG_CACHE_HOME", None)
    subprocess.run([sys.executable, "-c", script], env=seen, check=True, timeout=120)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and "own" not in path.parts] == []


def with_times(monkeypatch, **seconds: float) -> list[str]:
    """Let every provider be there, each with the processor's answer in its own time; the list of what was tried."""
    tried: list[str] = []

    def trial(_package, provider, _threads, _golden):
        tried.append(provider)
        return ProviderTrial(provider, works=provider in seconds, reason="no", seconds=seconds.get(provider))

    monkeypatch.setattr(runtime, "try_provider", trial)
    return tried


def test_auto_takes_the_fastest_that_works(package, monkeypatch):
    with_times(monkeypatch, openvino=0.1, cpu=0.2)
    assert ModelSession(package, "auto", 1).provider == "openvino"
    remembered.forget()
    with_times(monkeypatch, openvino=0.3, cpu=0.2)
    assert ModelSession(package, "auto", 1).provider == "cpu"


def test_what_was_fastest_is_remembered_for_this_package_and_these_threads(package, monkeypatch):
    tried = with_times(monkeypatch, openvino=0.1, cpu=0.2)
    ModelSession(package, "auto", 1)

    assert ModelSession(package, "auto", 1).reason == "CUDA: no"
    assert tried == list(engine.PROVIDERS)
    ModelSession(package, "auto", 2)
    assert len(tried) == 2 * len(engine.PROVIDERS)


def test_what_was_remembered_and_is_gone_is_not_taken(package, monkeypatch):
    with_times(monkeypatch, openvino=0.1, cpu=0.2)
    ModelSession(package, "auto", 1)
    with_times(monkeypatch, cpu=0.2)
    only_cpu(monkeypatch)

    assert ModelSession(package, "auto", 1).provider == "cpu"


@pytest.mark.parametrize("text", ["", "[]", "no json", '{"a": 3}'])
def test_a_damaged_memory_is_no_memory(package, monkeypatch, own_home, text):
    (own_home / "providers.json").write_text(text)
    with_times(monkeypatch, openvino=0.1, cpu=0.2)

    assert ModelSession(package, "auto", 1).provider == "openvino"


def test_a_provider_that_is_listed_but_does_not_start(package, monkeypatch):
    """What the library lists is not believed: here it lists CUDA and then runs on the processor."""
    whole = engine.load
    only_cpu(monkeypatch, "cuda")

    def load(package, provider, threads, plain=False) -> Engine:
        if provider == "cuda":
            raise NotStarted("its runtime or driver did not start")
        return whole(package, provider, threads, plain=plain)

    monkeypatch.setattr(engine, "load", load)

    session = ModelSession(package, "auto", 1)

    assert (session.provider, session.reason) == ("cpu", "CUDA: its runtime or driver did not start")


def test_a_runtime_that_falls_back_unasked_is_no_start_and_stdout_stays_ours(package, monkeypatch, capsys):
    class OnTheProcessor:
        def __init__(self, *args, **kwargs):
            print("*************** EP Error ***************")  # as ONNX Runtime does, into a JSON document

        def get_providers(self):
            return ["CPUExecutionProvider"]

    monkeypatch.setattr(engine.ort, "InferenceSession", OnTheProcessor)
    with pytest.raises(NotStarted, match="did not start"):
        engine.load(package, "cuda", 1)
    assert capsys.readouterr().out == ""


def test_a_provider_that_throws_is_told_in_one_line(package, monkeypatch):
    only_cpu(monkeypatch, "cuda")

    def broken(*args, **kwargs):
        raise RuntimeError("driver too old\nand much more")

    monkeypatch.setattr(engine, "load", broken)

    trial = try_provider(package, "cuda", 1, np.zeros(1))

    assert trial == ProviderTrial("cuda", works=False, reason="driver too old")


def test_a_provider_that_throws_without_a_word(package, monkeypatch):
    def broken(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(engine, "load", broken)

    assert try_provider(package, "cpu", 1, np.zeros(1)).reason == "MemoryError"


@pytest.mark.parametrize("off", [1.0, np.nan])
def test_a_provider_whose_answer_differs(package, off):
    trial = try_provider(package, "cpu", 1, golden_answer(package, 1) + np.float32(off))

    assert not trial.works
    assert "differs by" in trial.reason


@pytest.mark.parametrize(("off", "taken"), [(0.049, "openvino-half"), (0.051, "openvino")])
def test_auto_takes_half_precision_up_to_a_twentieth_of_a_logit_and_no_further(package, monkeypatch, off, taken):
    """It is the fastest here; what is looked at is the golden patch, not the Dice of anybody's scan."""
    whole, timed = engine.load, runtime._timed

    def load(package, provider, threads, plain=False) -> Engine:
        loaded = whole(package, "cpu", threads, plain=plain)
        shift = np.float32(off if provider == "openvino-half" else 0)
        return replace(loaded, run=lambda window: loaded.run(window) + shift)

    seconds = iter(
        [0.1 if name == "openvino-half" else 0.2 if name == "openvino" else 0.3 for name in engine.PROVIDERS]
    )
    monkeypatch.setattr(engine, "missing", lambda _name: "")
    monkeypatch.setattr(engine, "load", load)
    monkeypatch.setattr(runtime, "_timed", lambda *given: (timed(*given)[0], next(seconds)))
    monkeypatch.setattr(runtime.gpu, "free", lambda: None)
    assert ModelSession(package, "auto", 1).provider == taken


def one_off(monkeypatch, **off: float) -> None:
    """Let providers be there and answer as the processor does, but for a shift of logits."""
    whole = engine.load

    def load(package, provider, threads, plain=False) -> Engine:
        loaded = whole(package, "cpu", threads, plain=plain)
        shift = np.float32(off.get(provider.replace("-", "_"), 0))
        return replace(loaded, run=lambda window: loaded.run(window) + shift)

    monkeypatch.setattr(engine, "missing", lambda _name: "")
    monkeypatch.setattr(engine, "load", load)
    monkeypatch.setattr(runtime.gpu, "free", lambda: None)


@pytest.mark.parametrize("whole", ["openvino", "cuda"])
@pytest.mark.parametrize("off", [0.2, np.nan])
def test_half_precision_asked_for_that_does_not_agree_on_one_package_runs_that_one_in_full(
    package, monkeypatch, whole, off
):
    """The brain mask's network does not bear half precision: the lesions' is asked for it all the same."""
    one_off(monkeypatch, **{f"{whole}_half": off})

    session = ModelSession(package, f"{whole}-half", 1)

    assert session.provider == whole
    assert session.fell_back == f"{whole}-half does not agree on tiny; {whole} runs it"


def test_half_precision_that_agrees_is_taken_as_asked(package, monkeypatch):
    one_off(monkeypatch)
    session = ModelSession(package, "openvino-half", 1)
    assert (session.provider, session.fell_back) == ("openvino-half", "")


def test_where_full_precision_does_not_agree_either_the_provider_is_refused(package, monkeypatch):
    one_off(monkeypatch, openvino=0.2, openvino_half=0.2)
    with pytest.raises(UsageError, match=r"openvino does not work here: its answer differs by 0\.2"):
        ModelSession(package, "openvino-half", 1)


def test_a_name_that_is_no_provider(package):
    with pytest.raises(UsageError, match="There is no provider tpu"):
        ModelSession(package, "tpu", 1)


def test_the_golden_patch_is_always_the_same():
    """A digest of rounded values: whoever changes the patch changes what all trials were measured on."""
    patch = golden_patch(2)

    assert patch.shape == (2, 32, 32, 32)
    assert patch.dtype == np.float32
    assert np.array_equal(patch, golden_patch(2))
    assert patch[0, 16, 16, 16] > 1.7
    assert patch[1].max() < 0.34
    digest = hashlib.sha256(np.rint(patch * 100).astype(np.int16).tobytes()).hexdigest()
    assert digest.startswith("739b731be9c23b81")


def test_the_golden_answer_is_the_networks(package):
    answer = golden_answer(package, 1)

    assert answer.shape == (1, 1, 32, 32, 32)
    assert np.allclose(answer[0], STEEP * (golden_patch(1) - 2.0), atol=1e-4)
    assert np.array_equal(answer, golden_answer(package, 1))


def test_more_channels_in_the_manifest_than_in_the_model(tmp_path):
    inputs = [*manifest("metastasis", b"")["inputs"], {"kind": "derived", "name": "radial"}]
    package = packed(tmp_path / "one.mets", brightness_net(2.0), inputs=inputs)

    with pytest.raises(PackageRefused, match="inputs do not fit its manifest"):
        ModelSession(package, "cpu", 1)


@pytest.mark.parametrize(
    "output", [{"activation": "sigmoid", "channel": 1}, {"activation": "softmax", "channel": 0}], ids=str
)
def test_an_output_that_the_model_does_not_have(tmp_path, output):
    package = open_package(write_package(tmp_path / "one.mets", "metastasis", 2.0, output=output))

    with pytest.raises(PackageRefused, match="outputs do not fit its manifest"):
        ModelSession(package, "cpu", 1)


def renamed(model: onnx.ModelProto, old: str, new: str) -> bytes:
    node = model.graph.node[0]
    for names in (node.input, node.output):
        for place, name in enumerate(names):
            names[place] = new if name == old else name
    for value in (*model.graph.input, *model.graph.output):
        value.name = new if value.name == old else value.name
    return bytes(model.SerializeToString())


@pytest.mark.parametrize(("old", "words"), [("input", "inputs do not fit"), ("logits", "outputs do not fit")])
def test_other_names_than_the_formats(tmp_path, old, words):
    package = packed(tmp_path / "one.mets", renamed(with_onnx(brightness_net(2.0)), old, "other"))

    with pytest.raises(PackageRefused, match=words):
        ModelSession(package, "cpu", 1)


def test_a_model_of_flat_images(tmp_path):
    model = with_onnx(brightness_net(2.0))
    for value in (model.graph.input[0], model.graph.output[0]):
        del value.type.tensor_type.shape.dim[4]
    weight = model.graph.initializer[0]
    del weight.dims[4]
    package = packed(tmp_path / "one.mets", bytes(model.SerializeToString()))

    with pytest.raises(PackageRefused, match="inputs do not fit its manifest"):
        ModelSession(package, "cpu", 1)


def test_a_model_that_the_runtime_refuses(tmp_path):
    model = with_onnx(brightness_net(2.0))
    model.graph.node[0].op_type = "NoSuchOperator"
    package = packed(tmp_path / "one.mets", bytes(model.SerializeToString()))

    with pytest.raises(PackageRefused, match="tiny cannot be loaded: its operator NoSuchOperator is not known"):
        ModelSession(package, "cpu", 1)


def test_a_model_of_one_size_alone_is_tried_in_that_size(tmp_path):
    model = with_onnx(brightness_net(2.0))
    for value in (model.graph.input[0], model.graph.output[0]):
        for dim, size in zip(value.type.tensor_type.shape.dim, (1, 1, 8, 12, 16), strict=True):
            dim.dim_value = size
    package = packed(tmp_path / "one.mets", bytes(model.SerializeToString()))

    assert golden_answer(package, 1).shape == (1, 1, 8, 12, 16)
    assert try_provider(package, "openvino", 1, golden_answer(package, 1)).works


def test_what_can_be_tried(monkeypatch):
    only_cpu(monkeypatch, "openvino")

    assert runtime.available() == ("openvino", "cpu")
    assert runtime.version().count(".") == 2
    assert runtime.default_threads() >= 1


@pytest.mark.parametrize("what", ["host", "GPU", "processor"])
def test_another_computer_tries_again(package, monkeypatch, tmp_path, what):
    """A home folder that several computers share."""
    remembered.keep(package, 2, remembered.Choice("cpu", ""))
    assert remembered.provider(package, 2) is not None
    if what == "host":
        monkeypatch.setattr(remembered.platform, "node", lambda: "another")
    elif what == "GPU":
        monkeypatch.setattr(remembered.gpu, "found", lambda: (Gpu("Another", "550.1", 8, 8),))
    else:
        (tmp_path / "cpuinfo").write_text("model name : Another\n")
        monkeypatch.setattr(remembered, "_HARDWARE", ((tmp_path / "cpuinfo", "model name"),))
    assert remembered.provider(package, 2) is None


@pytest.mark.parametrize(("days", "kept"), [(6, True), (7, False), (-1, False)])
def test_what_was_fastest_in_one_minute_is_not_so_for_good(package, monkeypatch, days, kept):
    remembered.keep(package, 1, remembered.Choice("cpu", ""))
    later = date.today() + timedelta(days)
    monkeypatch.setattr(remembered, "date", SimpleNamespace(today=lambda: later, fromisoformat=date.fromisoformat))
    assert (remembered.provider(package, 1) is not None) == kept


def test_a_memory_without_sense_is_none(package):
    (folders.home() / "providers.json").write_text("[" * 100_000)
    assert remembered.provider(package, 2) is None


def refusing(monkeypatch, provider: str) -> None:
    """Let a provider be there and not start: a full GPU, a driver that has gone."""
    load = engine.load

    def started(package, asked, threads, **more):
        if asked == provider:
            raise NotStarted("its runtime or driver did not start")
        return load(package, "cpu" if asked not in engine.PROVIDERS else asked, threads, **more)

    monkeypatch.setattr(engine, "load", started)
    monkeypatch.setattr(engine, "missing", lambda _provider: "")
    monkeypatch.setattr(engine, "version", lambda _provider: "1")


@pytest.mark.parametrize("provider", ["cuda", "openvino-half"])
def test_what_was_remembered_and_does_not_start_is_forgotten_and_the_run_goes_on(package, monkeypatch, provider):
    refusing(monkeypatch, provider)
    remembered.keep(package, 1, remembered.Choice(provider, ""))

    session = ModelSession(package, "auto", 1)

    assert session.provider == "cpu"
    assert session.fell_back == f"{provider} did not start; the processor goes on alone"
    assert session.predict(golden_patch(1)).shape == (1, 32, 32, 32)
    assert remembered.provider(package, 1) is None, "the next run tries them all again"


def test_a_network_too_deep_for_the_golden_patch_is_asked_in_its_own_size(tmp_path):
    """Pooled by 64 along one axis, as nnU-Net plans for windows of 256: 32 voxels are too few."""
    package = packed(tmp_path / "deep.mets", deep_net(64), patch_size=(64, 8, 8))

    assert golden_answer(package, 1).shape == (1, 1, 64, 8, 8)
    session = ModelSession(package, "auto", 1)
    assert session.predict(golden_patch(1, (64, 8, 8))).shape == (1, 64, 8, 8)


def test_a_network_that_cannot_be_run_in_its_own_size_either_is_refused(tmp_path):
    package = packed(tmp_path / "deep.mets", deep_net(64), patch_size=(16, 8, 8))

    with pytest.raises(PackageRefused, match="answers in another size than it is asked in"):
        ModelSession(package, "auto", 1)
