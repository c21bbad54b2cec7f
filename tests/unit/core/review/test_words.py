from core.lesion import LesionOrigin, LesionStatus, RejectReason
from core.review.session import ReviewSession
from core.review.state import EditLesions, NewLesion, RestoreCandidate, SetStatus
from core.review.words import deeds, standing, words_of
from tests.helpers.reviews import ball, detection, series


def test_what_stands_of_a_lesion_is_told_with_who_and_when(tmp_path):
    session = ReviewSession.start(tmp_path, series(), detection(), "K. Han")
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    session.do(SetStatus("L2", LesionStatus.ACCEPTED))
    session.do(SetStatus("L1", LesionStatus.REJECTED, RejectReason.VESSEL))
    session.undo()
    session.reader = "A. Kim"
    session.do(EditLesions("Grow 0.3 mm", (("L1", ball((6, 6, 6), 4)),)))
    session.do(SetStatus("L1", LesionStatus.REJECTED, RejectReason.DURA))
    session.undo()
    session.redo()

    told = deeds(session.lines, "L1")

    assert [each.words for each in told] == ["Accepted", "Grow 0.3 mm", "Rejected, dura"]
    assert [each.reader for each in told] == ["K. Han", "A. Kim", "A. Kim"]
    assert told[0].time <= told[1].time
    assert len(standing(session.lines)) == 4
    assert deeds(session.lines, "L3") == ()
    session.close()


def test_every_action_has_its_words():
    new = NewLesion("R1", ball((1, 1, 1), 0), LesionOrigin.READER, "2.25.1")
    assert words_of(RestoreCandidate("S1")) == "Restored"
    assert words_of(SetStatus("L1", LesionStatus.PENDING)) == "Pending again"
    assert words_of(EditLesions("Add lesion", added=(new,))) == "Add lesion"


def test_of_an_id_that_is_used_again_only_what_was_done_since_is_told(tmp_path):
    session = ReviewSession.start(tmp_path, series(), detection(), "K. Han")
    first, again = (
        NewLesion("R1", ball(at, 0), LesionOrigin.READER, uid)
        for at, uid in (((1, 1, 1), "2.25.1"), ((2, 2, 2), "2.25.2"))
    )
    session.do(EditLesions("Add lesion", added=(first,)))
    session.do(SetStatus("R1", LesionStatus.ACCEPTED))
    session.do(EditLesions("Delete 4", removed=("R1",)))
    session.do(EditLesions("Split 3", added=(again,)))
    assert [each.words for each in deeds(session.lines, "R1")] == ["Split 3"]
    session.close()
