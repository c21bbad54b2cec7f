import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

from core.errors import PackageRefused
from inference import model_package, onnx_check
from inference.model_package import open_package
from tests.helpers.tiny_model import brightness_net, manifest, with_onnx, write_package

MODEL = brightness_net(2.0)


def zipped(path: Path, files: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def around(model: bytes) -> list[tuple[str, bytes]]:
    """The two files of a package whose checksum is right."""
    return [("manifest.json", json.dumps(manifest("metastasis", model)).encode()), ("model.onnx", model)]


def test_a_sound_package_tells_who_it_is(tmp_path):
    path = write_package(tmp_path / "one.mets", "metastasis", 2.0)

    package = open_package(path)

    assert package.model == MODEL
    assert package.manifest.role == "metastasis"
    assert package.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (package.identity.name, package.identity.version) == ("tiny", "1.0")
    assert package.identity.sha256 == package.sha256


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(PackageRefused, match=r"gone\.mets cannot be read: No such file"):
        open_package(tmp_path / "gone.mets")


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x03\x04 nearly"])
def test_what_is_no_zip(tmp_path, data):
    path = tmp_path / "one.mets"
    path.write_bytes(data)

    with pytest.raises(PackageRefused, match="damaged or no model package"):
        open_package(path)


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["manifest.json"],
        ["model.onnx"],
        ["manifest.json", "model.onnx", "run.py"],
        ["manifest.json", "../model.onnx"],
        ["manifest.json", "/model.onnx"],
        ["manifest.json", "in/model.onnx"],
        ["MANIFEST.JSON", "model.onnx"],
    ],
    ids=str,
)
def test_exactly_the_two_files(tmp_path, names):
    path = zipped(tmp_path / "one.mets", [(name, b"") for name in names])

    with pytest.raises(PackageRefused, match="does not hold exactly a manifest and a model"):
        open_package(path)
    assert [each.name for each in tmp_path.iterdir()] == ["one.mets"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_given_twice(tmp_path):
    path = zipped(tmp_path / "one.mets", [*around(MODEL), ("model.onnx", b"another")])

    with pytest.raises(PackageRefused, match="does not hold exactly"):
        open_package(path)


def test_a_checksum_that_is_not_the_models(tmp_path):
    path = zipped(tmp_path / "one.mets", [around(MODEL)[0], ("model.onnx", brightness_net(3.0))])

    with pytest.raises(PackageRefused, match="damaged: its checksum differs"):
        open_package(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_one_byte_flipped_anywhere_is_refused_or_changes_nothing(tmp_path, method):
    """What the zip itself does not use (times, versions) may be flipped; manifest and model may not."""
    path = zipped(tmp_path / "one.mets", around(MODEL), method)
    whole = path.read_bytes()
    refused = 0
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            package = open_package(path)
        except PackageRefused:
            refused += 1
        else:
            assert package.model == MODEL
            assert package.manifest.name == "tiny"
    assert refused > len(whole) / 7 / 2


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_way_of_packing(tmp_path, method):
    with pytest.raises(PackageRefused, match="packed in a way"):
        open_package(zipped(tmp_path / "one.mets", around(MODEL), method))


def test_a_cut_package(tmp_path):
    path = write_package(tmp_path / "one.mets", "metastasis", 2.0)
    path.write_bytes(path.read_bytes()[:-30])

    with pytest.raises(PackageRefused, match="damaged or no model package"):
        open_package(path)


def test_more_than_a_package_may_hold(tmp_path, monkeypatch):
    monkeypatch.setitem(model_package._FILES, "model.onnx", 1000)
    path = zipped(tmp_path / "one.mets", around(bytes(1001)))

    with pytest.raises(PackageRefused, match="more than a model package may"):
        open_package(path)


def test_an_unreadable_package(tmp_path):
    with pytest.raises(PackageRefused, match="cannot be read: Is a directory"):
        open_package(tmp_path)


@pytest.mark.parametrize("model", [b"", b"\x00", b"garbage, not ONNX", MODEL[:-9], MODEL + MODEL, b"\x3a\x7f"])
def test_bytes_that_are_no_model(tmp_path, model):
    path = zipped(tmp_path / "one.mets", around(model))

    with pytest.raises(PackageRefused, match="no ONNX model"):
        open_package(path)


def test_operators_of_an_unknown_domain(tmp_path):
    path = zipped(tmp_path / "one.mets", around(brightness_net(2.0, domain="com.example")))

    with pytest.raises(PackageRefused, match=r"unknown domain, com\.example"):
        open_package(path)


def outside(tensor: onnx.TensorProto) -> onnx.TensorProto:
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "/etc/passwd"
    return tensor


def a_tensor() -> onnx.TensorProto:
    return helper.make_tensor("weight", TensorProto.FLOAT, [1], [1.0])


def in_initializer(model: onnx.ModelProto) -> None:
    outside(model.graph.initializer[0])


def in_sparse_initializer(model: onnx.ModelProto) -> None:
    sparse = model.graph.sparse_initializer.add()
    sparse.values.CopyFrom(outside(a_tensor()))


def in_constant(model: onnx.ModelProto) -> None:
    model.graph.node.append(helper.make_node("Constant", [], ["c"], value=outside(a_tensor())))


def in_sparse_constant(model: onnx.ModelProto) -> None:
    sparse = onnx.SparseTensorProto()
    sparse.values.CopyFrom(outside(a_tensor()))
    model.graph.node.append(helper.make_node("Constant", [], ["c"], sparse_value=sparse))


def in_branch(model: onnx.ModelProto) -> None:
    branch = helper.make_graph([], "branch", [], [], [outside(a_tensor())])
    model.graph.node.append(helper.make_node("If", ["input"], ["c"], then_branch=branch))


@pytest.mark.parametrize("put", [in_initializer, in_sparse_initializer, in_constant, in_sparse_constant, in_branch])
def test_data_outside_the_package(put):
    model = with_onnx(MODEL)
    put(model)

    with pytest.raises(PackageRefused, match="keeps data outside"):
        onnx_check.check(model.SerializeToString())


def test_an_unknown_domain_inside_a_branch():
    model = with_onnx(MODEL)
    branch = helper.make_graph([helper.make_node("Read", [], ["x"], domain="evil")], "branch", [], [])
    model.graph.node.append(helper.make_node("If", ["input"], ["c"], then_branch=branch))

    with pytest.raises(PackageRefused, match="unknown domain, evil"):
        onnx_check.check(model.SerializeToString())


def test_operators_that_the_model_defines_itself():
    model = with_onnx(MODEL)
    model.functions.append(helper.make_function("own", "Thing", [], [], [], []))

    with pytest.raises(PackageRefused, match="operators of its own"):
        onnx_check.check(model.SerializeToString())


def test_branches_nested_without_end():
    graph = helper.make_graph([], "leaf", [], [])
    for _ in range(20):
        graph = helper.make_graph([helper.make_node("If", ["a"], ["b"], then_branch=graph)], "nest", [], [])
    model = with_onnx(MODEL)
    model.graph.CopyFrom(graph)

    with pytest.raises(PackageRefused, match="no ONNX model"):
        onnx_check.check(model.SerializeToString())


def test_a_package_is_only_read(tmp_path):
    path = write_package(tmp_path / "one.mets", "metastasis", 2.0)
    kept = shutil.copy(path, tmp_path / "kept")
    path.chmod(0o400)

    open_package(path)

    assert path.read_bytes() == Path(kept).read_bytes()
    assert len(list(tmp_path.iterdir())) == 2
