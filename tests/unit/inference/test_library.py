import pytest

from core import folders
from core.errors import NotEnoughMemory, PackageRefused
from inference import library
from tests.helpers.tiny_model import write_package

GRID = {"orientation": "canonical-LPS", "axis_order": "kji"}


@pytest.fixture
def tiny(tmp_path):
    return write_package(tmp_path / "file.mets", "metastasis", 2.0)


def test_the_embedded_packages_are_there_and_sound():
    packages = library.default_packages()

    assert packages.brain_mask.manifest.role == "brain-mask"
    assert packages.metastasis.manifest.role == "metastasis"
    assert [path.stem for path in library.paths()] == ["brain-mask", "mets-demo"]


def test_added_under_the_name_of_its_manifest(tiny):
    kept = library.add(tiny)

    assert kept == folders.models() / "tiny.mets"
    assert kept.read_bytes() == tiny.read_bytes()
    assert library.paths()[-1] == kept
    assert library.find("tiny").identity.name == "tiny"
    assert [each.name for each in kept.parent.iterdir()] == ["tiny.mets"]


def test_added_under_another_name(tiny):
    library.add(tiny, "ward 3")

    assert library.packages("ward 3").metastasis.path == folders.models() / "ward 3.mets"


def test_found_by_its_file(tiny):
    assert library.find(str(tiny)).path == tiny


def test_an_added_package_goes_before_an_embedded_one_of_that_name(tiny):
    library.add(tiny, library.METASTASIS)

    assert library.default_packages().metastasis.identity.name == "tiny"


@pytest.mark.parametrize("name", ["nothing", "../file", "a/b", ""])
def test_a_name_that_nothing_has(tiny, name):
    with pytest.raises(PackageRefused, match="There is no model package") as refusal:
        library.find(name)

    assert "models list" in refusal.value.remedy


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(PackageRefused, match=r"gone\.mets cannot be read"):
        library.find(str(tmp_path / "gone.mets"))


def test_a_package_that_finds_no_metastases():
    with pytest.raises(PackageRefused, match="brain-mask does not find metastases"):
        library.packages("brain-mask")


def test_an_added_package_that_finds_no_brain(tiny):
    library.add(tiny, library.BRAIN_MASK)

    with pytest.raises(PackageRefused, match="tiny does not find the brain"):
        library.packages()


@pytest.mark.parametrize("name", ["../outside", "a/b", "/tmp/x", "a\\b", "..", ".", ".hidden", "a\0b", "a\nb"])
def test_names_that_lead_elsewhere(tiny, name):
    with pytest.raises(PackageRefused, match="cannot be a package's name"):
        library.add(tiny, name)

    assert not folders.models().exists()


def test_a_manifest_whose_name_leads_elsewhere(tmp_path):
    path = write_package(tmp_path / "file.mets", "metastasis", 2.0, name="../../outside")

    with pytest.raises(PackageRefused, match=r"\.\./\.\./outside cannot be a package's name"):
        library.add(path)

    assert not folders.models().exists()


def test_a_refused_package_is_not_kept(tmp_path):
    path = tmp_path / "file.mets"
    path.write_bytes(b"nothing")

    with pytest.raises(PackageRefused):
        library.add(path)

    assert not folders.models().exists()


def test_a_folder_that_cannot_be_written(tiny, own_home):
    folders.models().write_text("a file where the folder should be")

    with pytest.raises(PackageRefused, match="cannot be kept"):
        library.add(tiny)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"output": {"activation": "sigmoid", "channel": 9}}, PackageRefused, "outputs do not fit its manifest"),
        ({"output": {"activation": "sigmoid", "channel": 0, "also": [9]}}, PackageRefused, "also"),
        ({"patch_size": [2048] * 3}, NotEnoughMemory, r"needs at least .* for one of its windows, and .* are free"),
        ({"grid": {**GRID, "spacing_mm": [0.001] * 3}}, PackageRefused, "spacing_mm"),
    ],
)
def test_what_cannot_be_run_is_not_kept(tmp_path, changes, error, words):
    path = write_package(tmp_path / "file.mets", "metastasis", 2.0, **changes)

    with pytest.raises(error, match=words):
        library.add(path)

    assert not folders.models().exists() or not list(folders.models().iterdir())
