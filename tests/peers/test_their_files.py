"""What verify says of structure sets that other programs write from the same label map."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from core import nifti
from core.bring_in import bring_in
from core.dicom.verify import verify
from core.review.state import ReviewState
from core.structures_file import read
from tests.helpers.exports import GRIDS, label_map, series_on_disk

pytestmark = pytest.mark.peer

HERE = Path(__file__).parent
PEERS_PYTHON = HERE.parents[1] / ".venv-peers" / "bin" / "python"


def rt_utils(series, folder):
    if not PEERS_PYTHON.exists():
        pytest.skip("the peers' environment is missing (python3 dev.py peers)")
    labels = label_map()
    np.savez(folder / "masks.npz", **{f"m{n}": labels == n for n in range(1, 8)})
    images = series.instances[0].path.parent
    command = [PEERS_PYTHON, HERE / "write_with_rt_utils.py", images, folder / "masks.npz", folder / "rt.dcm"]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    return folder / "rt.dcm"


def plastimatch(series, folder):
    if shutil.which("plastimatch") is None:
        pytest.skip("plastimatch is not installed (python3 dev.py peers)")
    nifti.write(folder / "labels.nii.gz", (label_map() == 6).astype(np.uint8), series.geometry)
    command = ["plastimatch", "convert", "--input-ss-img", folder / "labels.nii.gz",
               "--referenced-ct", series.instances[0].path.parent, "--output-dicom", folder / "out"]  # fmt: skip
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    return next((folder / "out").glob("rtss*"))


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["axial"])


@pytest.mark.parametrize(
    ("write", "wanted"),
    [
        (
            rt_utils,
            (
                "does not say what it is",
                "Each of GTV_01, GTV_02, GTV_03 holds no voxel's centre: it vanishes",
                "fewer than three different points: no area",
                "numbers longer than 16 characters: a strict reader refuses the file",
            ),
        ),
        (
            plastimatch,
            (
                "repeat their first point at the end",
                "do not refer to exactly the slice they lie on",
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
