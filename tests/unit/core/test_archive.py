"""Archives: the same study as from the folder; what is made to do harm writes nothing."""

import os
import stat
import subprocess
import sys
import tarfile
import zipfile

import numpy as np
import pytest

from core import archive, folders, nifti, passing
from core.archive import is_archive, unpack
from core.dicom.load import volume
from core.dicom.scan import studies
from core.errors import Cancelled, StudyRefused
from tests.helpers.exports import GRIDS, KOREAN, series_on_disk


@pytest.fixture(autouse=True)
def home(own_home):
    return own_home


def unpacked() -> list:
    place = folders.home() / "unpacked"
    return sorted(place.iterdir()) if place.exists() else []


def packed(path, files: dict[str, bytes], method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def test_a_study_in_an_archive_is_the_study_of_the_folder(tmp_path):
    series = series_on_disk(tmp_path / "series", GRIDS["oblique"], patient_name=KOREAN)
    with zipfile.ZipFile(tmp_path / "홍길동.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for path in sorted((tmp_path / "series").iterdir()):
            made.write(path, f"홍길동/T1/{path.name}")
        made.writestr("홍길동/README.txt", "no image")

    (study,) = studies([tmp_path / "홍길동.zip"])

    assert study.patient.name == KOREAN
    assert len(study.series[0].instances) == len(series.instances)
    assert study.series[0].geometry.matches(series.geometry)
    assert (volume(study.series[0]).voxels == volume(series).voxels).all()
    assert len(study.skipped) == 1


def test_no_name_of_the_archive_reaches_the_disk(tmp_path):
    folder = unpack(packed(tmp_path / "a.zip", {"Hong/Gildong.dcm": b"1", "x/scan.nii.gz": b"2"}))
    assert sorted(each.name for each in folder.iterdir()) == ["00001", "00002.nii.gz"]
    assert folder.parent == folders.home() / "unpacked"


def test_an_image_file_of_an_archive_is_shown_by_its_name(tmp_path):
    grid = GRIDS["thick"]
    voxels = np.arange(np.prod(grid.shape), dtype=np.int32).reshape(grid.shape)
    nifti.write(tmp_path / "one.nii.gz", voxels, grid)
    content = (tmp_path / "one.nii.gz").read_bytes()
    names = {"A/t1.nii.gz": content, "B/t1.nii.gz": content, "B/flair.nii.gz": content, "C/bad.nii": b"no image"}
    found = studies([packed(tmp_path / "a.zip", names)])
    assert [each.series[0].description for each in found] == ["A/t1.nii.gz", "B/t1.nii.gz", "flair.nii.gz", "bad.nii"]
    assert found[3].series[0].refusal.sentence.startswith("bad.nii cannot be read")
    assert sorted(each.name for each in unpacked()[0].iterdir()) == [f"{n:05d}.nii.gz" for n in (1, 2, 3)] + [
        "00004.nii"
    ]


def test_archives_are_known_by_content(tmp_path):
    packed(tmp_path / "study.dat", {"a": b"1"})
    (tmp_path / "not.zip").write_bytes(b"nothing")
    assert is_archive(tmp_path / "study.dat")
    assert not is_archive(tmp_path / "not.zip")
    assert not is_archive(tmp_path)
    assert not is_archive(tmp_path / "missing.zip")


@pytest.mark.parametrize("name", ["../out.dcm", "/etc/out.dcm", "a/../../out.dcm", "..\\out.dcm", "C:\\out.dcm"])
def test_a_path_that_leads_out(tmp_path, name):
    with pytest.raises(StudyRefused, match="leads out"):
        unpack(packed(tmp_path / "a.zip", {"fine.dcm": b"1", name: b"2"}))
    assert unpacked() == []


def test_a_link(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    with pytest.raises(StudyRefused, match="leads out"):
        unpack(tmp_path / "a.zip")


def test_a_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_SMALL", 2**20)
    path = packed(tmp_path / "a.zip", {"zeros": bytes(50 * 2**20)})
    assert path.stat().st_size < 100_000
    with pytest.raises(StudyRefused, match="far more than images"):
        unpack(path)
    assert unpacked() == []


def test_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_MOST_FILES", 3)
    with pytest.raises(StudyRefused, match="holds 4 files, more than 3"):
        unpack(packed(tmp_path / "a.zip", {str(n): b"" for n in range(4)}))


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_MOST_BYTES", 10)
    with pytest.raises(StudyRefused, match="GB, more than 8"):
        unpack(packed(tmp_path / "a.zip", {"a": b"12345678901"}))


def test_no_room(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_SPARE_BYTES", 2**60)
    with pytest.raises(StudyRefused, match="no room"):
        unpack(packed(tmp_path / "a.zip", {"a": b"1"}))


def test_empty(tmp_path):
    with pytest.raises(StudyRefused, match="is empty"):
        unpack(packed(tmp_path / "a.zip", {}))


def test_locked(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": b"12345"}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(StudyRefused, match="locked by a password"):
        unpack(path)


@pytest.mark.parametrize("change", ["content", "size that lies"])
def test_damaged(tmp_path, change):
    path = packed(tmp_path / "a.zip", {"a": os.urandom(5000)}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    if change == "content":
        data[1000] ^= 0xFF
    else:
        at = data.index(b"PK\x01\x02") + 24
        data[at : at + 4] = (9000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(StudyRefused, match="is damaged"):
        unpack(path)
    assert unpacked() == []


def test_cancelled(tmp_path):
    with pytest.raises(Cancelled):
        unpack(packed(tmp_path / "a.zip", {"a": b"1"}), lambda: True)
    assert unpacked() == []


def test_it_is_gone_when_the_process_ends(tmp_path, home):
    path = packed(tmp_path / "a.zip", {"a": b"1"})
    script = (
        f"from pathlib import Path; from core.archive import unpack; print(list(unpack(Path({str(path)!r})).iterdir()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "00001" in done.stdout
    assert unpacked() == []


@pytest.mark.skipif(os.name != "posix", reason="asks whether a process runs, as POSIX does")
def test_what_a_killed_process_left_is_removed(home):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    place = home / "unpacked"
    for owner in (gone.pid, os.getpid()):
        (place / f"{passing._machine()}-{owner}-x").mkdir(parents=True)
    (place / f"00000000-{gone.pid}-x").mkdir()
    passing.sweep_own()
    left = {f"00000000-{gone.pid}-x", f"{passing._machine()}-{os.getpid()}-x"}
    assert {each.name for each in unpacked()} == left, "another machine's and a running one's"


# --- archives that are not opened are named


def refused(path) -> StudyRefused:
    with pytest.raises(StudyRefused) as error:
        studies([path])
    return error.value


@pytest.mark.parametrize("kept", [0.5, 0.99])
def test_a_torn_zip(tmp_path, kept):
    whole = packed(tmp_path / "a.zip", {f"{number}.dcm": os.urandom(2000) for number in range(9)}).read_bytes()
    (tmp_path / "torn.zip").write_bytes(whole[: int(len(whole) * kept)])
    error = refused(tmp_path / "torn.zip")
    assert error.sentence == "No image can be read from torn.zip: a zip archive that is damaged, or ends early."
    assert "Copy it again" in error.remedy


def test_a_zip_in_a_zip(tmp_path):
    inner = packed(tmp_path / "inner.zip", {"a.dcm": b"1"})
    packed(tmp_path / "outer.zip", {"inner.zip": inner.read_bytes()})
    error = refused(tmp_path / "outer.zip")
    assert error.sentence == "No image can be read from outer.zip: an archive inside the archive."
    assert error.remedy.startswith("Unpack it yourself")


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz", ""])
def test_a_tar(tmp_path, kind):
    (tmp_path / "slice.dcm").write_bytes(b"1" * 3000)
    with tarfile.open(tmp_path / "x.tar", f"w:{kind}") as made:
        made.add(tmp_path / "slice.dcm")
    error = refused(tmp_path / "x.tar")
    name = {"gz": "gzip", "bz2": "bzip2", "": "tar"}.get(kind, kind)
    assert f"an archive of another kind ({name}) than zip" in error.sentence
    assert error.remedy.startswith("Unpack it yourself")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"7z\xbc\xaf\x27\x1c", "(7z)"), (b"Rar!\x1a\x07", "(rar)"), (bytes(0x8001) + b"CD001\1", "a disc in one file")],
)
def test_others(tmp_path, content, words):
    (tmp_path / "x").write_bytes(content + bytes(100))
    assert words in refused(tmp_path / "x").sentence


def test_beside_images_an_archive_is_left_out_by_name(tmp_path):
    series_on_disk(tmp_path, GRIDS["axial"])
    (tmp_path / "more.tgz").write_bytes(b"\x1f\x8b" + bytes(100))
    (study,) = studies([tmp_path])
    assert study.skipped == ("more.tgz: an archive of another kind (gzip) than zip, which is not opened here.",)


def test_another_packing_is_no_damage(tmp_path):
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.dcm", b"x" * 400)
    data = bytearray(path.read_bytes())
    data[8:10] = (9).to_bytes(2, "little")  # Deflate64, in the file's own header
    place = data.index(b"PK\x01\x02") + 10
    data[place : place + 2] = (9).to_bytes(2, "little")
    path.write_bytes(data)
    with pytest.raises(StudyRefused, match="Deflate64"):
        studies([path])
