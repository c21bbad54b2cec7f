"""A part of docs/fidelity.md's tables, made anew: what readers see of our contours and of others'."""

import pytest

from tests.fidelity.run import measure, table

pytestmark = pytest.mark.peer


def test_ours_is_what_was_approved_and_others_lose_or_swell(tmp_path):
    found = measure("axial 1×1×1", 9, lambda words: None)
    assert {reader for _, reader in found} == {"ours", "plastimatch", "dcmrtstruct2nii", "rt-utils", "platipy"}
    for (writer, reader), by_class in found.items():
        if writer == "ours, exact" or (writer == "ours, smooth" and reader in ("ours", "plastimatch")):
            assert set(by_class.values()) == {(0, 0, 1)}, (writer, reader)
    assert found["rt-utils", "plastimatch"]["4-6"][0] < -30
    assert found["plastimatch", "rt-utils"]["4-6"][0] > 30
    assert "| ours, exact | rt-utils | 0 | 0 | 0 | 1.000 |" in table("axial 1×1×1", found)
