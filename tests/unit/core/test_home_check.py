"""Whether a review could be saved is known before anything is worth saving; another folder is remembered."""

import errno

import pytest

from core import folders, home_check
from core.errors import ReviewRefused


@pytest.fixture
def no_variable(monkeypatch, tmp_path):
    """No METSREVIEW_HOME, and a configuration folder of our own."""
    monkeypatch.delenv("METSREVIEW_HOME")
    monkeypatch.setattr(folders, "chosen_file", lambda: tmp_path / "config" / "home.txt")
    monkeypatch.setattr(folders.platformdirs, "user_data_dir", lambda *_a, **_k: str(tmp_path / "data"))


def test_a_folder_that_can_be_written_leaves_nothing_behind(own_home):
    assert home_check.trouble() == ""
    assert list((own_home / "reviews").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / "file" / "home"))
    assert home_check.trouble() == "Not a directory"


def test_a_full_drive_and_one_that_cannot_lock_are_told(monkeypatch, own_home):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(home_check.os, "fsync", full)
        assert home_check.trouble() == "No space left on device"

    def refuse(_file):
        raise ReviewRefused("The drive that holds the reviews cannot lock files (no).", "")

    monkeypatch.setattr(home_check, "hold", refuse)
    assert home_check.trouble() == "The drive that holds the reviews cannot lock files (no)"
    assert list((own_home / "reviews").iterdir()) == []


@pytest.mark.usefixtures("no_variable")
def test_another_folder_is_used_at_once_and_by_the_next_start(monkeypatch, tmp_path):
    assert folders.home() == tmp_path / "data"
    assert folders.choose_home(tmp_path / "other") is True
    assert folders.home() == tmp_path / "other"
    monkeypatch.delenv("METSREVIEW_HOME")  # the next start
    assert folders.home() == tmp_path / "other"
    assert folders.choose_home(tmp_path / "third") is True


@pytest.mark.usefixtures("no_variable")
def test_where_the_variable_is_set_outside_the_next_start_goes_by_it(monkeypatch, tmp_path):
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / "outside"))
    assert folders.choose_home(tmp_path / "other") is False
    assert folders.home() == tmp_path / "other"


@pytest.mark.usefixtures("no_variable")
def test_a_choice_that_cannot_be_written_down_lasts_until_the_end(tmp_path):
    (tmp_path / "config").write_text("")
    assert folders.choose_home(tmp_path / "other") is False
    assert folders.home() == tmp_path / "other"
