"""The log: what was confirmed is there again, whatever happens to the process or the file."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.detection import Laid
from core.errors import ReviewRefused
from core.lesion import LesionStatus, RejectReason
from core.review import log as review_log
from core.review.header import ReviewHeader
from core.review.session import ReviewSession
from core.review.state import RestoreCandidate, SetStatus
from tests.helpers.reviews import detection, series

ROOT = Path(__file__).parents[4]


def summary(session: ReviewSession) -> list[object]:
    lesions = [(e.lesion_id, e.number, e.status, e.reject_reason, e.mask.count) for e in session.state.lesions]
    return [lesions, [e.candidate_id for e in session.state.candidates]]


def started(folder: Path) -> ReviewSession:
    return ReviewSession.start(folder, series(), detection(), "K. Han")


def test_reopening_continues_where_it_stood(tmp_path):
    session = started(tmp_path)
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    session.do(SetStatus("L2", LesionStatus.REJECTED, RejectReason.VESSEL))
    session.do(RestoreCandidate("S1"))
    session.undo()
    session.close()
    again = ReviewSession.reopen(tmp_path, series(), "A. Kim")
    assert summary(again) == summary(session)
    assert again.can_redo
    again.redo()
    assert again.state.lesion("S1").status is LesionStatus.PENDING
    assert [line.reader for line in again.lines] == ["K. Han"] * 4 + ["A. Kim"]
    again.close()


def test_masks_and_brain_come_back_voxel_for_voxel(tmp_path):
    session = started(tmp_path)
    session.close()
    again = ReviewSession.reopen(tmp_path, series(), "K. Han")
    for before, after in zip(detection().lesions, again.state.lesions, strict=True):
        assert before.mask.start == after.mask.start
        assert np.array_equal(before.mask.voxels, after.mask.voxels)
    assert np.array_equal(again.header.full_brain_mask(), detection().brain_mask)
    again.close()


@pytest.mark.parametrize(("brain", "kept"), [("openvino", "openvino"), ("cpu", ""), ("", "")])
def test_what_the_brain_ran_on_is_recorded_where_it_is_another(tmp_path, brain, kept):
    """The lesions' network ran on the plain processor; a log of an earlier version knows of no other."""
    ReviewSession.start(tmp_path, series(), replace(detection(), brain_provider=brain), "K. Han").close()
    again = ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert (again.header.provider, again.header.brain_provider) == ("cpu", kept)
    assert ("brain_provider" in (tmp_path / "review.jsonl").read_text().splitlines()[0]) == bool(kept)
    again.close()


def test_a_registration_in_doubt_is_recorded_and_one_of_an_earlier_version_is_in_none(tmp_path):
    laid = Laid("FLAIR", np.eye(4), 1.0, 2.0, "2.25.3", is_doubtful=True)
    ReviewSession.start(tmp_path, series(), replace(detection(), laid=(laid,)), "K. Han").close()
    again = ReviewSession.reopen(tmp_path, series(), "K. Han")
    again.close()
    (kept,) = again.header.laid
    assert (kept.name, kept.is_doubtful) == ("FLAIR", True)
    assert kept.words == "FLAIR was moved by 1.0 mm and turned by 2.0° and may not fit"
    former = again.header.to_json()
    del former["laid"][0]["is_doubtful"]
    assert not ReviewHeader.from_json(former).laid[0].is_doubtful


steps = st.lists(
    st.one_of(
        st.builds(
            SetStatus,
            st.sampled_from(["L1", "L2", "L3"]),
            st.sampled_from(LesionStatus),
            st.none() | st.sampled_from(RejectReason),
        ),
        st.builds(RestoreCandidate, st.sampled_from(["S1", "S2"])),
        st.sampled_from(["undo", "redo"]),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_replay_equals_live_work(tmp_path_factory, entries):
    folder = tmp_path_factory.mktemp("review")
    session = started(folder)
    for entry in entries:
        try:
            getattr(session, entry)() if isinstance(entry, str) else session.do(entry)
        except ReviewRefused:
            continue  # nothing to undo, or already restored: refused, and so not logged
    session.close()
    again = ReviewSession.reopen(folder, series(), "K. Han")
    assert summary(again) == summary(session)
    assert (again.can_undo, again.can_redo) == (session.can_undo, session.can_redo)
    again.close()


def test_a_torn_last_line_is_dropped_and_said(tmp_path):
    session = started(tmp_path)
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    confirmed = summary(session)
    size = (tmp_path / "review.jsonl").stat().st_size
    session.do(SetStatus("L2", LesionStatus.ACCEPTED))
    session.close()
    data = (tmp_path / "review.jsonl").read_bytes()
    for cut in range(size + 1, len(data)):
        (tmp_path / "review.jsonl").write_bytes(data[:cut])
        again = ReviewSession.reopen(tmp_path, series(), "K. Han")
        assert again.torn
        assert summary(again) == confirmed
        again.close()
    reopened = ReviewSession.reopen(tmp_path, series(), "K. Han")
    reopened.do(SetStatus("L3", LesionStatus.ACCEPTED))
    reopened.close()
    assert len(review_log.read(tmp_path / "review.jsonl").lines) == 2


def test_any_other_damage_is_refused_and_the_file_stays(tmp_path):
    session = started(tmp_path)
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    session.do(SetStatus("L2", LesionStatus.REJECTED, RejectReason.DURA))
    session.close()
    path = tmp_path / "review.jsonl"
    damaged = path.read_bytes().replace(b'"accepted"', b'"rejected"', 1)
    path.write_bytes(damaged)
    with pytest.raises(ReviewRefused, match="damaged at line 2"):
        ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert path.read_bytes() == damaged


def test_a_missing_line_in_the_middle_is_refused(tmp_path):
    session = started(tmp_path)
    for lesion in ("L1", "L2", "L3"):
        session.do(SetStatus(lesion, LesionStatus.ACCEPTED))
    session.close()
    path = tmp_path / "review.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))
    with pytest.raises(ReviewRefused, match="damaged at line 3"):
        ReviewSession.reopen(tmp_path, series(), "K. Han")


@pytest.mark.parametrize("content", [b"", b"not a log\n", b'{"seq": 0}\n', b"[]\n"])
def test_a_file_that_is_no_log_is_refused(tmp_path, content):
    (tmp_path / "review.jsonl").write_bytes(content)
    with pytest.raises(ReviewRefused, match="damaged"):
        ReviewSession.reopen(tmp_path, series(), "K. Han")


def test_an_unknown_action_is_refused_as_another_version(tmp_path, monkeypatch):
    session = started(tmp_path)
    unknown = {"type": "from_the_future"}
    monkeypatch.setattr(review_log, "entry_to_json", lambda _entry: unknown)
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    session.close()
    with pytest.raises(ReviewRefused, match="another version"):
        ReviewSession.reopen(tmp_path, series(), "K. Han")


def test_a_review_of_other_images_is_refused(tmp_path):
    started(tmp_path).close()
    with pytest.raises(ReviewRefused, match="other images"):
        ReviewSession.reopen(tmp_path, series("2.25.2"), "K. Han")
    ReviewSession.reopen(tmp_path, series(), "K. Han").close()  # and the refusal gave the lock back


def test_a_second_window_is_refused(tmp_path):
    session = started(tmp_path)
    with pytest.raises(ReviewRefused, match="another window"):
        ReviewSession.reopen(tmp_path, series(), "K. Han")
    session.close()


def test_a_review_is_never_started_over_another(tmp_path):
    started(tmp_path).close()
    with pytest.raises(ReviewRefused, match="already"):
        started(tmp_path)


def test_a_step_that_cannot_be_saved_is_not_taken(tmp_path, monkeypatch):
    session = started(tmp_path)
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ReviewRefused, match="No space left"):
            session.do(SetStatus("L2", LesionStatus.ACCEPTED))
    assert session.state.lesion("L2").status is LesionStatus.PENDING
    session.do(SetStatus("L3", LesionStatus.ACCEPTED))
    session.close()
    again = ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert [e.lesion_id for e in again.state.accepted] == ["L1", "L3"]
    again.close()


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReviewRefused, match="cannot be saved"):
        started(tmp_path / "file" / "review")


def test_reading_what_is_not_there_is_said(tmp_path):
    with pytest.raises(ReviewRefused, match="cannot be"):
        review_log.read(tmp_path / "review.jsonl")
    with pytest.raises(ReviewRefused, match="cannot be"):
        ReviewSession.reopen(tmp_path, series(), "K. Han")


def test_a_review_that_is_looked_at_says_since_when_it_is_saved(tmp_path):
    session = started(tmp_path)
    looked = ReviewSession.look(tmp_path, series(), "K. Han")
    assert looked.saved_at == session.saved_at, "nothing is judged yet"
    session.close()


def test_the_log_names_no_patient_and_says_when(tmp_path):
    session = started(tmp_path)
    begun = session.saved_at
    assert begun.endswith("+00:00"), "a review that was begun is on disk"
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    assert session.saved_at > begun
    session.close()
    assert b"atient" not in (tmp_path / "review.jsonl").read_bytes()


WORKER = """
import sys
from dataclasses import replace
from pathlib import Path
from core.lesion import LesionStatus
from core.review.session import ReviewSession
from core.review.state import SetStatus
from tests.helpers.reviews import detection, series
session = ReviewSession.start(Path(sys.argv[1]), series(), detection(), "K. Han")
statuses = [LesionStatus.ACCEPTED, LesionStatus.REJECTED]
for n in range(100000):
    session.do(SetStatus("L1", statuses[n % 2]))
    print(n + 1, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 exists on POSIX only")
def test_kill_9_loses_nothing_confirmed(tmp_path):
    for attempt in range(5):
        folder = tmp_path / str(attempt)
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        confirmed = 0
        for line in process.stdout:
            confirmed = int(line)
            if confirmed >= 3 + 7 * attempt:
                break
        process.kill()
        confirmed = max([confirmed, *map(int, process.stdout.read().split())])
        process.stdout.close()
        process.wait()
        session = ReviewSession.reopen(folder, series(), "K. Han")
        assert len(session.lines) in (confirmed, confirmed + 1)
        session.close()
