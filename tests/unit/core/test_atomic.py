"""Files are there whole or not at all, also where two write at once or no link can be made."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

import pytest

from core.atomic import beginning, making, replacing


def test_two_that_write_the_same_file_at_once_leave_one_of_both_whole(tmp_path):
    with ExitStack() as both:
        one, other = (both.enter_context(replacing(tmp_path / "a.nii.gz")) for _ in range(2))
        one.write_text("one")
        other.write_text("other")
        assert one != other
        assert one.suffixes == other.suffixes == [".nii", ".gz"]
    assert [each.name for each in tmp_path.iterdir()] == ["a.nii.gz"]
    assert (tmp_path / "a.nii.gz").read_text() in {"one", "other"}


def test_of_many_that_begin_a_file_at_once_one_does(tmp_path):
    ready = Barrier(8)

    def begin(number: int) -> bool:
        ready.wait()
        try:
            with beginning(tmp_path / "log") as aside:
                aside.write_text(str(number))
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        begun = list(pool.map(begin, range(8)))
    assert begun.count(True) == 1
    assert (tmp_path / "log").read_text() == str(begun.index(True))
    assert [each.name for each in tmp_path.iterdir()] == ["log"]


@pytest.mark.skipif(os.name == "nt", reason="links are not asked for there")
def test_where_no_link_can_be_made_a_begun_file_is_whole_and_never_taken_over(tmp_path, monkeypatch):
    def refuse(*_paths):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with beginning(tmp_path / "log") as aside:
        aside.write_text("first")
    with pytest.raises(FileExistsError), beginning(tmp_path / "log") as aside:
        aside.write_text("second")
    assert (tmp_path / "log").read_text() == "first"
    assert [each.name for each in tmp_path.iterdir()] == ["log"]


def test_folders_made_for_nothing_are_gone_again_and_those_with_something_stay(tmp_path):
    def fail(also: str) -> None:
        with making(tmp_path / "a" / "b" / "c"):
            if also:
                (tmp_path / also).write_text("kept")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fail("")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OSError, match="No space"):
        fail("a/kept.txt")
    assert [each.name for each in (tmp_path / "a").iterdir()] == ["kept.txt"]
