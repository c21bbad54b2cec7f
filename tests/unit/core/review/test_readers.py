"""Each reader's own review of a series."""

from dataclasses import replace

import pytest

from core import folders
from core.errors import ReviewRefused
from core.lesion import LesionStatus
from core.review.log import FILE_NAME
from core.review.readers import kept_reviews, own_folder, proposal_of
from core.review.session import ReviewSession
from core.review.state import SetStatus
from tests.helpers.reviews import detection, series


@pytest.fixture(autouse=True)
def home(own_home):
    return own_home


def begun(reader: str, *statuses: LesionStatus) -> ReviewSession:
    """A reader's review with the first lesions judged, closed again."""
    folder = own_folder(series(), reader)
    header = proposal_of(series())
    if header is None:
        session = ReviewSession.start(folder, series(), detection(), reader)
    else:
        session = ReviewSession.begin(folder, header, reader)
    for number, status in enumerate(statuses, 1):
        session.do(SetStatus(f"L{number}", status))
    session.close()
    return session


def test_the_first_readers_lies_in_the_series_folder_and_others_beside_it():
    first = own_folder(series(), "K. Han")
    begun("K. Han", LesionStatus.ACCEPTED)

    assert first == folders.review(series())
    assert own_folder(series(), "K. Han") == first
    other = own_folder(series(), "M. Weber")
    assert other.parent.parent == first
    assert own_folder(series(), "L. Rossi") not in (first, other)


def test_no_name_stands_in_a_path():
    begun("K. Han", LesionStatus.ACCEPTED)
    assert "Weber" not in str(own_folder(series(), "M. Weber"))


@pytest.mark.parametrize("name", ["k. han", " K.  Han ", "K. HAN"])
def test_spaces_and_case_make_no_other_reader(name):
    begun("K. Han", LesionStatus.ACCEPTED)
    assert own_folder(series(), name) == folders.review(series())


def test_a_review_without_a_step_is_free_for_anyone():
    begun("K. Han")
    assert own_folder(series(), "M. Weber") == folders.review(series())
    assert kept_reviews(series()) == ()


def test_the_second_begins_with_the_same_proposal_and_changes_nothing_of_the_first():
    begun("K. Han", LesionStatus.ACCEPTED, LesionStatus.REJECTED)
    before = (folders.review(series()) / FILE_NAME).read_bytes()

    second = begun("M. Weber", LesionStatus.REJECTED)

    assert [each.lesion_id for each in second.state.lesions] == ["L1", "L2", "L3"]
    assert [each.tracking_uid for each in second.state.lesions] == [each.tracking_uid for each in detection().lesions]
    assert (folders.review(series()) / FILE_NAME).read_bytes() == before
    kept = kept_reviews(series())
    assert [each.reader for each in kept] == ["K. Han", "M. Weber"]
    assert [each.state.lesion("L1").status for each in kept] == [LesionStatus.ACCEPTED, LesionStatus.REJECTED]


def test_a_damaged_review_is_left_out_and_never_written_over():
    begun("K. Han", LesionStatus.ACCEPTED)
    begun("M. Weber", LesionStatus.ACCEPTED)
    path = own_folder(series(), "M. Weber") / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b"accepted", b"rejected"))

    assert [each.reader for each in kept_reviews(series())] == ["K. Han"]
    first = folders.review(series()) / FILE_NAME
    first.write_bytes(b"nothing\n" * 2)
    with pytest.raises(ReviewRefused):
        own_folder(series(), "L. Rossi")


def test_reviews_of_other_images_are_not_told():
    begun("K. Han", LesionStatus.ACCEPTED)
    one = series()
    changed = replace(one, instances=tuple(reversed(one.instances)))
    if [each.sop_instance_uid for each in changed.instances] == [each.sop_instance_uid for each in one.instances]:
        changed = replace(one, instances=(*one.instances, replace(one.instances[0], sop_instance_uid="2.25.77")))
    assert kept_reviews(changed) == ()
