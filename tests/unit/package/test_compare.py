"""Two builds held against each other."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

import compare


def test_what_differs_is_named(tmp_path, capsys):
    for name in ("one", "two"):
        (tmp_path / name / "lib").mkdir(parents=True)
        (tmp_path / name / "lib" / "a.so").write_text("same")
        (tmp_path / name / "link").symlink_to("lib/a.so")
    pair = [str(tmp_path / "one"), str(tmp_path / "two")]
    assert compare.main(pair) == 0
    (tmp_path / "two" / "lib" / "a.so").write_text("other")
    (tmp_path / "two" / "more").write_text("x")
    assert compare.main(pair) == 1
    assert capsys.readouterr().out.splitlines()[1:] == ["only in two: more", "differs: lib/a.so"]
