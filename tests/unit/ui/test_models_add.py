"""`models add` of a results folder: the training half's work, or one sentence."""

import importlib.util
import subprocess
from types import SimpleNamespace

import pytest

from core.errors import PackageRefused, UsageError
from ui.commandline import models, nnunet_results
from ui.commandline.parser import parse


def test_without_pytorch_one_sentence_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"source and PyTorch are installed\. Run `python3 dev.py setup --train`"):
        parse(["models", "add", str(tmp_path)]).run()


def test_a_packaged_application_says_so_too(tmp_path, monkeypatch):
    monkeypatch.setattr(nnunet_results.sys, "frozen", True, raising=False)
    with pytest.raises(UsageError, match="source and PyTorch"):
        parse(["models", "add", str(tmp_path)]).run()


def child(monkeypatch, code, stderr):
    """The training half, answering so; returns the command lines it was given."""
    lines = []

    def run(line, **_options):
        lines.append(line)
        return SimpleNamespace(returncode=code, stderr=stderr)

    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: object())
    monkeypatch.setattr(subprocess, "run", run)
    return lines


def test_the_childs_sentence_is_told(tmp_path, monkeypatch):
    lines = child(monkeypatch, PackageRefused.exit_code, "a warning\nNo fold holds it. Let it end.\n")
    with pytest.raises(PackageRefused, match=r"^No fold holds it\. Let it end\.$"):
        parse(["models", "add", str(tmp_path), "--fold", "0,1", "--finding", "core"]).run()
    assert lines[0][-4:] == ["--fold", "0,1", "--finding", "core"]


def test_a_child_that_dies_is_told_by_its_last_line(tmp_path, monkeypatch):
    child(monkeypatch, 1, "Traceback\nMemoryError\n")
    with pytest.raises(PackageRefused, match="could not be converted: MemoryError"):
        parse(["models", "add", str(tmp_path)]).run()


def test_options_of_a_folder_do_not_go_with_a_package(tmp_path):
    path = tmp_path / "one.mets"
    path.write_bytes(b"")
    with pytest.raises(UsageError, match="--fold goes with a results folder"):
        models.run(parse(["models", "add", str(path), "--fold", "0"]).values)
