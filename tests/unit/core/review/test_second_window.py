"""Two windows on one review: the second reads; drives that cannot lock, or go away, are told in one sentence."""

import errno
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import AlreadyReviewed, OpenElsewhere, ReviewRefused, Unwritable
from core.lesion import LesionStatus, RejectReason
from core.review import lock, log
from core.review.session import ReadOnly, ReviewSession
from core.review.state import SetStatus
from tests.helpers.reviews import detection, series


@pytest.fixture
def first(tmp_path):
    session = ReviewSession.start(tmp_path, series(), detection(), "K. Han")
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    yield session
    session.close()


def test_the_second_reads_what_the_first_has_done(first, tmp_path):
    with pytest.raises(OpenElsewhere):
        ReviewSession.reopen(tmp_path, series(), "K. Han")
    second = ReviewSession.look(tmp_path, series(), "K. Han")
    assert second.read_only is ReadOnly.ELSEWHERE
    assert not first.read_only
    assert second.state.lesion("L1").status is LesionStatus.ACCEPTED
    before = (tmp_path / log.FILE_NAME).read_bytes()
    for step in (lambda: second.do(SetStatus("L2", LesionStatus.ACCEPTED)), second.undo, second.redo):
        with pytest.raises(OpenElsewhere, match="another window"):
            step()
    second.close()
    assert (tmp_path / log.FILE_NAME).read_bytes() == before
    first.do(SetStatus("L2", LesionStatus.ACCEPTED))  # and the first goes on


def test_once_the_first_is_closed_it_can_be_gone_on_with(first, tmp_path):
    first.close()
    again = ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert not again.read_only
    again.close()


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_drive_that_cannot_lock_is_no_other_window(first, tmp_path, monkeypatch, code):
    first.close()

    def refuse(_file):
        raise OSError(code, "No locks available")

    monkeypatch.setattr(lock, "_lock", refuse)
    with pytest.raises(ReviewRefused, match="cannot lock files") as caught:
        ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert not isinstance(caught.value, OpenElsewhere)
    assert "METSREVIEW_HOME" in caught.value.remedy


def test_a_drive_that_does_not_confirm_keeps_the_step_from_being_taken(first, tmp_path, monkeypatch):
    def refuse(_file):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("core.review.log.os.fsync", refuse)
    with pytest.raises(ReviewRefused, match="Input/output error"):
        first.do(SetStatus("L2", LesionStatus.ACCEPTED))
    assert first.state.lesion("L2").status is LesionStatus.PENDING
    monkeypatch.undo()
    first.do(SetStatus("L2", LesionStatus.REJECTED))  # the drive is back
    first.close()
    again = ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert again.state.lesion("L2").status is LesionStatus.REJECTED
    again.close()


def test_a_drive_that_went_away_is_one_sentence(first):
    first._log._file.close()
    with pytest.raises(ReviewRefused, match="drive went away"):
        first.do(SetStatus("L2", LesionStatus.ACCEPTED))


def test_a_review_that_cannot_be_written_is_shown(first, tmp_path, monkeypatch):
    first.close()

    def refuse(self, mode="r", *_given, **_more):
        if "+" in mode:
            raise OSError(errno.EROFS, "Read-only file system")
        return opened(self, mode)

    opened = Path.open
    monkeypatch.setattr(Path, "open", refuse)
    shown = ReviewSession.reopen_or_look(tmp_path, series(), "K. Han")
    assert shown.read_only is ReadOnly.UNWRITABLE
    assert shown.state.lesion("L1").status is LesionStatus.ACCEPTED
    with pytest.raises(Unwritable, match="cannot be saved where it lies"):
        shown.do(SetStatus("L2", LesionStatus.ACCEPTED))
    assert shown.state.lesion("L2").status is LesionStatus.PENDING


def test_a_review_begun_by_another_window_in_the_same_moment_is_not_taken_over(first, tmp_path, monkeypatch):
    before = (tmp_path / log.FILE_NAME).read_bytes()
    monkeypatch.setattr(Path, "exists", lambda _path, **_: False)  # it looked a moment too soon
    with pytest.raises(AlreadyReviewed, match="already"):
        ReviewSession.start(tmp_path, series(), detection(), "K. Han")
    monkeypatch.undo()
    assert [each.name for each in tmp_path.iterdir()] == [log.FILE_NAME]
    assert (tmp_path / log.FILE_NAME).read_bytes() == before
    first.do(SetStatus("L2", LesionStatus.ACCEPTED))
    assert (tmp_path / log.FILE_NAME).read_bytes().startswith(before)
    assert len((tmp_path / log.FILE_NAME).read_bytes()) > len(before)


def moved(folder):
    folder.rename(folder.with_name("moved"))


@pytest.mark.parametrize("gone", [moved, shutil.rmtree])
def test_a_review_whose_folder_is_moved_or_deleted_meanwhile_is_written_there_again(tmp_path, gone):
    folder = tmp_path / "reviews" / "ID"
    session = ReviewSession.start(folder, series(), detection(), "K. Han")
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    gone(folder)
    session.do(SetStatus("L2", LesionStatus.ACCEPTED))
    with pytest.raises(OpenElsewhere):
        ReviewSession.reopen(folder, series(), "K. Han")
    session.do(SetStatus("L3", LesionStatus.ACCEPTED))
    session.close()
    again = ReviewSession.reopen(folder, series(), "K. Han")
    assert {each.status for each in again.state.lesions[:3]} == {LesionStatus.ACCEPTED}
    again.close()


def test_a_review_whose_reviews_folder_is_gone_takes_no_step_until_it_is_back(tmp_path):
    reviews = tmp_path / "reviews"
    session = ReviewSession.start(reviews / "ID", series(), detection(), "K. Han")
    reviews.rename(tmp_path / "away")
    with pytest.raises(Unwritable, match="folder of reviews is gone"):
        session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    assert session.state.lesion("L1").status is LesionStatus.PENDING
    assert not reviews.exists()
    (tmp_path / "away").rename(reviews)
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    session.close()
    assert len(log.read(reviews / "ID" / log.FILE_NAME).lines) == 1


def test_another_file_in_a_reviews_place_is_not_written_to(first, tmp_path):
    path = tmp_path / log.FILE_NAME
    older = path.read_bytes()
    first.do(SetStatus("L2", LesionStatus.ACCEPTED))
    path.unlink()
    path.write_bytes(older)  # restored from a copy
    with pytest.raises(Unwritable, match="Another file has taken the place"):
        first.do(SetStatus("L1", LesionStatus.REJECTED, RejectReason.VESSEL))
    assert path.read_bytes() == older
    assert first.state.lesion("L1").status is LesionStatus.ACCEPTED


def test_a_copy_that_took_a_reviews_place_is_gone_on_with(first, tmp_path):
    path = tmp_path / log.FILE_NAME
    copy = tmp_path / "copy"
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    first.do(SetStatus("L2", LesionStatus.ACCEPTED))
    assert len(log.read(path).lines) == 2
    with pytest.raises(OpenElsewhere):
        ReviewSession.reopen(tmp_path, series(), "K. Han")


def test_one_file_that_a_drive_numbers_in_two_ways_is_still_the_same(first, tmp_path, monkeypatch):
    monkeypatch.setattr("os.path.samestat", lambda _one, _other: False)
    first.do(SetStatus("L2", LesionStatus.ACCEPTED))
    first.do(SetStatus("L3", LesionStatus.ACCEPTED))
    assert len(log.read(tmp_path / log.FILE_NAME).lines) == 3


def test_a_review_written_over_in_place_takes_no_step_and_nothing_goes_out_by_it(first, tmp_path):
    path = tmp_path / log.FILE_NAME
    first.check_current()
    older = path.read_bytes()
    first.do(SetStatus("L2", LesionStatus.ACCEPTED))
    path.write_bytes(older)  # the same file to the system
    with pytest.raises(Unwritable, match="Another file has taken the place"):
        first.check_current()
    with pytest.raises(Unwritable, match="Another file has taken the place"):
        first.do(SetStatus("L3", LesionStatus.ACCEPTED))
    assert path.read_bytes() == older


def test_what_is_only_looked_at_has_no_file_of_its_own_to_lose(first, tmp_path):
    ReviewSession.look(tmp_path, series(), "B").check_current()


_FULL = """
import resource, sys
from pathlib import Path
from core.errors import OpenElsewhere, ReviewRefused
from core.lesion import LesionStatus
from core.review import log
from core.review.session import ReviewSession
from core.review.state import SetStatus
from tests.helpers.reviews import detection, series

folder = Path(sys.argv[1])
path = folder / log.FILE_NAME
session = ReviewSession.start(folder, series(), detection(), "A")
session.do(SetStatus("L1", LesionStatus.ACCEPTED))
whole = path.read_bytes()
most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 20, most))
for attempt in range(2):
    try:
        session.do(SetStatus("L2", LesionStatus.ACCEPTED))
    except ReviewRefused as error:
        print(error.sentence)
assert path.read_bytes() == whole, "no half line"
try:
    ReviewSession.reopen(folder, series(), "B")
except OpenElsewhere:
    print("still held")
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
session.check_current()
session.do(SetStatus("L2", LesionStatus.ACCEPTED))
print(len(log.read(path).lines))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size to set there")
def test_a_full_disk_takes_neither_the_lock_nor_the_next_try(tmp_path):
    """A buffer tried the refused line again behind our back, the file was closed, and another window wrote on."""
    done = subprocess.run([sys.executable, "-c", _FULL, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        *["The review cannot be saved: File too large."] * 2,
        "still held",
        "2",
    ], done.stderr


def test_a_review_written_over_in_place_by_one_of_the_same_length_is_another(first, tmp_path):
    path = tmp_path / log.FILE_NAME
    shutil.copytree(tmp_path, tmp_path.with_name("other"))
    first.do(SetStatus("L2", LesionStatus.ACCEPTED))
    other = ReviewSession.reopen(tmp_path.with_name("other"), series(), "K. Han")
    other.do(SetStatus("L3", LesionStatus.ACCEPTED))
    other.close()
    written = (tmp_path.with_name("other") / log.FILE_NAME).read_bytes()
    assert len(written) == path.stat().st_size
    path.write_bytes(written)
    with pytest.raises(Unwritable, match="Another file has taken the place"):
        first.check_current()
    with pytest.raises(Unwritable, match="Another file has taken the place"):
        first.do(SetStatus("L2", LesionStatus.PENDING))
    assert path.read_bytes() == written
