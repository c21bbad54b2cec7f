"""What was opened lately: newest first, removable, gone when switched off, never in a log."""

import logging
from pathlib import Path

import pytest

from core import folders, recent
from core.recent import MOST, Recent


@pytest.fixture(autouse=True)
def home(own_home):
    return own_home


def test_newest_first_each_once_and_no_more_than_a_few(tmp_path):
    paths = [tmp_path / name for name in "abcdef"]
    kept = Recent()
    for path in [*paths, paths[3]]:
        kept = kept.with_opening([path])
    assert [each.name for (each,) in kept.openings] == ["d", "f", "e", "c"]
    assert len(kept.openings) == MOST


def test_it_comes_back_as_it_was_and_can_be_shortened(tmp_path):
    kept = Recent().with_opening([tmp_path / "홍길동", tmp_path / "b"]).with_opening([tmp_path / "c"])
    recent.save(kept)
    assert recent.load() == kept
    assert recent.load().without((tmp_path / "c",)).openings == ((tmp_path / "홍길동", tmp_path / "b"),)


def test_switched_off_it_holds_nothing_and_takes_nothing(tmp_path):
    recent.save(Recent().with_opening([tmp_path / "a"]).keeping(False))
    assert recent.load() == Recent((), False)
    assert recent.load().with_opening([tmp_path / "b"]).openings == ()
    assert str(tmp_path) not in (folders.home() / "recent.json").read_text()


def test_the_applications_own_folder_is_not_listed():
    assert Recent().with_opening([folders.home() / "demo" / "patient"]) == Recent()


def test_a_damaged_list_is_a_new_one_and_no_path_is_logged(tmp_path, caplog):
    recent.save(Recent().with_opening([Path("/Kim^Minjun")]))
    (folders.home() / "recent.json").write_text('{"openings": ["/Kim^Minjun"')
    with caplog.at_level(logging.DEBUG):
        assert recent.load() == Recent()
    assert "Kim" not in caplog.text


def test_a_folder_whose_name_is_not_utf8_comes_back_too():
    """It was a crash report at every opening, and the folder was never listed."""
    kept = Recent().with_opening([Path("/studies/KIM \udcff")])
    recent.save(kept)
    assert recent.load() == kept
