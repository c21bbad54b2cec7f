import numpy as np

from core.lesion import LesionStatus
from core.plane import Plane, PlaneName
from tests.helpers.heads import candidate, lesion, small_head
from ui.glyphs import Glyph
from ui.viewer.mark import Diameters, Mark, Marks


def test_a_mark_holds_its_voxels_and_no_others():
    mark = Mark.of_lesion(lesion(3, (20, 30, 25), 4.0, LesionStatus.ACCEPTED))
    assert (mark.finding_id, mark.label, mark.glyph) == ("L3", "3", Glyph.ACCEPTED)
    assert mark.holds((20, 30, 25))
    assert not mark.holds((20, 34, 28))
    assert not mark.holds((0, 0, 0))
    assert not mark.holds((39, 59, 49))


def test_lesions_lie_over_candidates():
    marks = Marks(
        (Mark.of_lesion(lesion(1, (20, 30, 25), 4.0)),),
        (Mark.of_candidate(candidate(1, (20, 30, 25))),),
        "S1",
    )
    assert marks.at((20, 30, 25)).finding_id == "L1"
    assert marks.at((0, 0, 0)) is None
    assert marks.selected.glyph is Glyph.CANDIDATE
    assert Marks().selected is None


def test_diameters_show_in_their_own_slice_alone():
    ends = np.array([(20.0, 28.0, 25.0), (20.0, 32.0, 25.0)])
    lines = Diameters(ends, ends)
    geometry = small_head().geometry
    assert lines.on_slice(Plane(geometry, PlaneName.AXIAL), 20)
    assert not lines.on_slice(Plane(geometry, PlaneName.AXIAL), 21)
    assert not lines.on_slice(Plane(geometry, PlaneName.CORONAL), 30)
