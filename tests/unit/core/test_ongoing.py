"""What a window was at is noted while it is open; the next start finds what was left behind, once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import folders, ongoing
from core.errors import ReviewRefused
from core.ongoing import Note, OpenReview, left_behind, paths_of

ROOT = Path(__file__).parents[3]
REVIEW = OpenReview(("/studies/one",), "2.25.1", 0, "K. Han")

ENDS = """
import os, sys, faulthandler
from core.ongoing import Note, OpenReview
note = Note()
note.begin()
note.tell(OpenReview(("/studies/one",), "2.25.1", 0, "K. Han"))
{ending}
"""


def end(ending: str) -> None:
    """Run a window's note in a process that ends so."""
    subprocess.run([sys.executable, "-c", ENDS.format(ending=ending)], cwd=ROOT, check=False, capture_output=True)


def test_a_window_that_closes_leaves_nothing():
    note = Note()
    note.begin()
    note.tell(REVIEW)
    assert left_behind() == (), "it is open"
    note.end()
    assert left_behind() == ()
    assert list(folders.ongoing().iterdir()) == []


def test_a_killed_window_leaves_its_review_until_it_is_settled():
    end("os.kill(os.getpid(), 9)")
    (left,) = left_behind()
    assert left.review == REVIEW
    assert left.trace == ()
    assert left_behind() == (), "offered in one window only"
    left.let_go()  # that window ends without an answer
    (left,) = left_behind()
    assert left.review == REVIEW
    left.settle()
    assert list(folders.ongoing().iterdir()) == []


def test_every_window_that_was_killed_leaves_its_review():
    end("os.kill(os.getpid(), 9)")
    end("os.kill(os.getpid(), 9)")
    both = left_behind()
    assert [each.review for each in both] == [REVIEW, REVIEW]
    for each in both:
        each.let_go()


def test_what_nobody_answers_for_a_month_is_not_offered_again():
    end("os.kill(os.getpid(), 9)")
    for each in folders.ongoing().iterdir():
        os.utime(each, (0, 0))
    left_behind()
    assert list(folders.ongoing().iterdir()) == []


def test_a_lock_alone_stops_no_start():
    end("os.kill(os.getpid(), 9)")
    for each in folders.ongoing().iterdir():
        if each.suffix != ".lock":
            each.unlink()
    assert [each.review for each in left_behind()] == [None]


def test_a_fault_in_a_library_leaves_its_place_without_folders():
    end("faulthandler._sigabrt()")
    (left,) = left_behind()
    assert left.review == REVIEW
    assert left.trace[0].startswith("Fatal Python error")
    assert not any(str(Path.home()) in line for line in left.trace)
    left.let_go()
    (left,) = left_behind()
    assert left.trace == (), "told once"
    left.settle()


def test_faults_are_written_whole_paths_cut():
    line = '  File "/home/ann/opt/metsreview/ui/work.py", line 3 in open'
    assert ongoing._nameless(line) == '  File "ui/work.py", line 3 in open'


@pytest.mark.parametrize("text", ["", "{}", '{"review": {"paths": 3}}', '{"review": null}'])
def test_a_damaged_note_offers_nothing(text):
    end("os._exit(1)")
    (note,) = folders.ongoing().glob("*.json")
    note.write_text(text)
    (left,) = left_behind()
    assert left.review is None


def test_where_nothing_can_be_noted_the_window_goes_on(monkeypatch):
    def refuse(_file):
        raise ReviewRefused("The drive cannot lock files.")

    monkeypatch.setattr(ongoing, "hold", refuse)
    note = Note()
    note.begin()
    note.tell(REVIEW)
    note.end()
    monkeypatch.undo()


def test_only_what_is_still_there_is_opened_again(tmp_path):
    review = OpenReview((str(tmp_path), "/gone"), "2.25.1", 0, "")
    assert paths_of(review) == [tmp_path]
