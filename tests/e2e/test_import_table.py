"""The table of docs/import.md says what this program does, and every volume accepted is another reader's too."""

import pytest

from tests.helpers.import_cases import CASES
from tests.helpers.peer_volumes import agrees, by_dcm2niix, by_itk
from tests.import_table import kept_rows, ours

KEPT = kept_rows()


def test_the_table_has_every_case():
    assert list(KEPT) == [case.name for case in CASES]
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case, tmp_path):
    if not case.is_at_hand:
        pytest.skip(f"the real data {case.real} is not at hand (set METSREVIEW_DATA)")
    folder = case.folder(tmp_path / "case")
    words, volumes = ours(folder)
    kept, _, _, same = KEPT[case.name]
    assert words == kept
    if volumes and case.read_by_others and "identical cop" not in words:  # which no other reader leaves out
        assert same != "–", "a volume that no other reader reads alike"
    if "SimpleITK" in same and not any(folder.glob("volume.*")):
        images = by_itk(folder)
        assert all(agrees(volume, images) for volume in volumes)
    if "dcm2niix" in same:
        images = by_dcm2niix(folder, tmp_path / "niix")
        assert all(agrees(volume, images) for volume in volumes)
