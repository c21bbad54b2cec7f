"""What verify says of structure sets that other programs write from the same label map."""

import numpy as np
import pytest

from core.bring_in import bring_in
from core.dicom.verify import verify
from core.review.state import ReviewState
from core.structures_file import read
from tests.helpers.exports import GRIDS, label_map, series_on_disk
from tests.helpers.peer_programs import write_with_plastimatch, write_with_rt_utils

pytestmark = pytest.mark.peer


def rt_utils(series, folder):
    write_with_rt_utils(series.instances[0].path.parent, label_map(), folder / "rt.dcm")
    return folder / "rt.dcm"


def plastimatch(series, folder):
    ball = np.where(label_map() == 6, 6, 0)
    write_with_plastimatch(series.instances[0].path.parent, ball, folder / "rt.dcm", series.geometry)
    return folder / "rt.dcm"


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["axial"])


@pytest.mark.parametrize(
    ("write", "wanted"),
    [
        (
            rt_utils,
            (
                "even if empty: AccessionNumber, ReferringPhysicianName, OperatorsName, PositionReferenceIndicator",
                "(FrameOfReferenceUID) is missing: a strict reader refuses",
                "does not say what it is",
                "Each of GTV_01, GTV_02, GTV_03 holds no voxel's centre: it vanishes",
                "fewer than three different points: no area",
                "numbers longer than 16 characters: a strict reader refuses the file",
            ),
        ),
        (
            plastimatch,
            (
                "even if empty: OperatorsName, PositionReferenceIndicator.",
                "(FrameOfReferenceUID) is missing: a strict reader refuses",
                "repeat their first point at the end",
                "name their slice, but as another kind of image than it is",
                "does not say what it is",
            ),
        ),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_what_is_wrong_is_said_in_plain_words_and_the_rest_can_be_reviewed(series, tmp_path, write, wanted):
    path = write(series, tmp_path)
    broken = verify(path, series, label_map()).broken
    for words in wanted:
        assert any(words in sentence for sentence in broken), broken
    assert len(broken) <= 7
    brought = bring_in(read(path, series), ReviewState(()))
    assert brought.edit is not None
    assert brought.edit.added[0].mask.count > 100
