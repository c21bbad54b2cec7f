"""Which studies the model looks at while another is read."""

from dataclasses import replace

import pytest

from core.errors import ReviewRefused
from core.review.session import ReviewSession
from core.study import Patient, Study
from tests.helpers.reviews import detection, series
from tests.helpers.windows import refused
from ui import queue as queue_module
from ui.queue import Queue
from ui.screen import SeriesEntry

PATIENT = Patient("DEMO^Patient 1301", "1301", "19500101", "F", "075Y")


def entry(number: int, **changes) -> SeriesEntry:
    one = changes.pop("of", replace(series(f"2.25.{number}"), study_instance_uid=f"2.25.{number}0"))
    study = Study(f"2.25.{number}0", PATIENT, "20261101", "Brain MRI", (one,))
    return SeriesEntry(study, one, **changes)


@pytest.fixture
def asked(monkeypatch):
    """Keys of the series whose voxels were read, instead of reading and running them."""
    read = []
    monkeypatch.setattr(queue_module.load, "volume", lambda one, *_: read.append(one.series_instance_uid))
    monkeypatch.setattr(queue_module.model_run, "found", lambda *_, ahead: detection())
    return read


def ran(waiting: Queue, entries: tuple[SeriesEntry, ...], read: SeriesEntry) -> None:
    waiting.of(entries)
    waiting.go_on(read)
    if (thread := waiting.ahead._thread) is not None:
        thread.join(20)


def test_the_studies_after_the_one_that_is_read_then_those_before(asked):
    entries = tuple(entry(number) for number in (1, 2, 3))
    waiting = Queue()

    ran(waiting, entries, entries[1])

    assert asked == ["2.25.3", "2.25.1"]
    found = waiting.ahead.take(waiting.key(entries[2]), lambda _step: None, lambda: False)
    assert found is not None


def test_image_files_without_a_study_of_their_own_wait_for_each_other_too(asked):
    files = [replace(series(f"2.25.{number}"), study_instance_uid="") for number in (1, 2, 3)]
    entries = tuple(SeriesEntry(Study("", PATIENT, "", "", (one,)), one) for one in files)

    ran(Queue(), entries, entries[0])

    assert asked == ["2.25.2", "2.25.3"]


def test_what_has_a_review_or_is_refused_is_not_run(asked):
    entries = (entry(1), entry(2, has_review=True), entry(3, of=refused()))

    ran(Queue(), entries, entries[0])

    assert asked == []


def test_a_study_opened_alone_waits_for_nothing(asked):
    ran(Queue(), (entry(1),), entry(1))
    ran(Queue(), (), entry(1))

    assert asked == []


def test_what_was_run_ahead_is_not_taken_for_a_series_that_has_grown_since(asked, tmp_path):
    file = tmp_path / "1.dcm"
    file.write_bytes(b"half")
    one = replace(series("2.25.2"), study_instance_uid="2.25.20")
    few = replace(one, instances=(replace(one.instances[0], path=file), *one.instances[1:8]))
    waiting = Queue()
    first = waiting.key(entry(2, of=few))
    assert waiting.key(entry(2, of=few)) == first
    assert waiting.key(entry(2, of=replace(one, instances=(few.instances[0], *one.instances[1:])))) != first
    file.write_bytes(b"the whole")
    assert waiting.key(entry(2, of=few)) != first


def test_an_answer_of_another_grid_begins_no_review(tmp_path):
    found = detection()
    found = replace(found, brain_mask=found.brain_mask[:-1])
    with pytest.raises(ReviewRefused, match="not of these images"):
        ReviewSession.start(tmp_path / "r", series(), found, "K. Han")
    assert not (tmp_path / "r").exists()
