"""Drawing the icons leaves the environment as it was: the check of a build inherits it, and needs the real screen."""

import subprocess
import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
DRAW = """
import os, sys
from pathlib import Path
os.environ.pop("QT_QPA_PLATFORM", None)
before = dict(os.environ)
import icons
icons.make(Path(sys.argv[1]))
assert dict(os.environ) == before, set(os.environ.items()) - set(before.items())
"""


def test_icons_are_drawn_without_a_screen_and_without_a_trace(tmp_path):
    subprocess.run([sys.executable, "-c", DRAW, str(tmp_path)], cwd=PACKAGING, check=True, timeout=60)
    assert (tmp_path / "metsreview.ico").stat().st_size > 0
    assert (tmp_path / "256x256.png").exists()
