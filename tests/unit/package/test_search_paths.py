"""Where packed libraries look for others: nowhere out of the build."""

import struct
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

import audit
import search_paths

RPATH, RUNPATH, NEEDED, STRINGS = 15, 29, 1, 5


def write_library(path: Path, searched: str, kind: int = RUNPATH) -> Path:
    """Write the least of a library that carries a list of search paths: header, two program headers, rows, strings."""
    address, rows_at = 0x10000, 64 + 2 * 56
    strings_at = rows_at + 4 * 16
    strings = b"\0" + searched.encode() + b"\0libz.so.1\0"
    rows = [(kind, 1), (NEEDED, 2 + len(searched)), (STRINGS, address + strings_at), (0, 0)]
    size = strings_at + len(strings)
    header = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    header += struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0)
    load = struct.pack("<IIQQQQQQ", 1, 4, 0, address, address, size, size, 4096)
    dynamic = struct.pack("<IIQQQQQQ", 2, 6, rows_at, address + rows_at, address + rows_at, 64, 64, 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header + load + dynamic + b"".join(struct.pack("<qQ", *row) for row in rows) + strings)
    return path


@pytest.mark.parametrize("kind", [RPATH, RUNPATH])
@pytest.mark.parametrize(
    ("searched", "strange"),
    [
        ("$ORIGIN", ()),
        ("$ORIGIN/../thing.libs:${ORIGIN}", ()),
        ("$ORIGIN/../../..", ("$ORIGIN/../../..",)),
        ("/opt/maker/lib:$ORIGIN", ("/opt/maker/lib",)),
        ("lib", ("lib",)),
    ],
)
def test_paths_out_of_the_build_are_told(tmp_path, kind, searched, strange):
    library = write_library(tmp_path / "app" / "thing" / "a.so", searched, kind)
    assert search_paths.paths(library) == tuple(searched.split(":"))
    assert search_paths.strange(library, tmp_path / "app") == strange


def test_a_list_of_strange_paths_alone_is_taken_out_and_the_rest_stays(tmp_path):
    library = write_library(tmp_path / "a.so", "/home/maker/lib")
    fine = write_library(tmp_path / "b.so", "$ORIGIN")
    (tmp_path / "page.md").write_text("no library")
    before, left = library.read_bytes(), fine.read_bytes()
    assert search_paths.cut(tmp_path) == [library]
    assert search_paths.paths(library) == ()
    after = library.read_bytes()
    rows = [struct.unpack_from("<qQ", after, 64 + 2 * 56 + 16 * row) for row in range(4)]
    assert [kind for kind, _ in rows] == [NEEDED, STRINGS, 0, 0]
    assert after[-12:] == before[-12:]
    assert fine.read_bytes() == left


def test_a_build_with_such_a_library_is_refused(tmp_path):
    write_library(tmp_path / "_internal" / "a.so", "$ORIGIN:/home/maker/lib")
    assert "a.so looks for libraries in /home/maker/lib, out of the build." in audit.findings(tmp_path)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads a Linux library")
def test_a_true_library_is_read():
    folder = Path(find_spec("vtkmodules").submodule_search_locations[0])
    (library,) = folder.glob("libvtkCommonCore.so*")
    assert search_paths.paths(library) == ("$ORIGIN",)
