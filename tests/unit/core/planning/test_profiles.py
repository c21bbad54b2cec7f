"""Profiles are files; a site's own overrides by name; the dry run names every rule that would be broken."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from core.dicom.verify import verify
from core.errors import ExportRefused, UsageError
from core.export import export
from core.planning.dry_run import RulesBroken, broken_rules
from core.planning.profile import GENERIC, LIMITS, Profile, check_template
from core.planning.profiles import known_profiles, profile_named, read_profile
from core.structure_set import StructureSet
from tests.helpers.exports import GRIDS, review, series_on_disk


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["axial"])


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def made(series, profile, approved=True, positions=None, state=None):
    state = state or review(series.geometry)
    return StructureSet.from_review(state, series, "Kim", approved, name_of=profile.names(positions or {}))


def test_every_system_ships_and_no_limit_is_without_its_source(own):
    shipped = known_profiles(own).profiles
    names = [profile.name for profile in shipped]
    assert names == ["Generic", "Brainlab", "Eclipse", "GammaPlan", "MIM", "Monaco", "RayStation"]
    for profile in shipped:
        known = set(LIMITS) - {key for key, words in LIMITS.items() if words in profile.unknown}
        assert known <= set(profile.sources), profile.name


def test_shipped_profiles_take_the_hard_lesions(series, own):
    for profile in known_profiles(own).profiles:
        assert broken_rules(made(series, profile), profile) == ()


def test_own_file_takes_the_place_of_the_shipped_one(own):
    text = 'name = "eclipse"\ntemplate = "{side}_{n}"\nlongest_name = 8\nmost_rois = "unknown"\n'
    (own / "ours.toml").write_text(text, encoding="utf-8")
    (profile,) = [each for each in known_profiles(own).profiles if each.name.casefold() == "eclipse"]
    assert (profile.template, profile.longest_name, profile.most_rois) == ("{side}_{n}", 8, None)
    assert len(known_profiles(own).profiles) == 7


@pytest.mark.parametrize(
    ("file", "text", "system"),
    [
        ("bad.toml", 'name="Bad', "bad"),
        ("ours.toml", 'name = "MIM"\nlongest_name = 0\n', "MIM"),
        ("Eclipse.toml", "\xff", "Eclipse"),
    ],
)
def test_a_file_that_is_no_profile_takes_away_only_its_own_system(own, monkeypatch, file, text, system):
    (own / file).write_bytes(text.encode("latin-1"))
    monkeypatch.setattr("core.folders.profiles", lambda: own)
    known = known_profiles()
    (broken,) = known.broken
    assert broken.system == system
    assert file in broken.error.sentence
    names = [profile.name for profile in known.profiles]
    everything = ["Generic", "Brainlab", "Eclipse", "GammaPlan", "MIM", "Monaco", "RayStation"]
    assert names == [each for each in everything if each != system], "the shipped one is not taken for the site's own"
    assert profile_named("generic").name == "Generic"
    for asked in (system.upper(), "Elsewhere"):
        with pytest.raises(UsageError, match=file.replace(".", r"\.")):
            profile_named(asked)


def test_two_files_of_one_system_are_a_clash_and_neither_is_taken(own, monkeypatch):
    """A copy kept beside the original would switch its limits off without a word."""
    (own / "a.toml").write_text('name = "MIM"\nmost_rois = 3\ntakes_approved = false\n', encoding="utf-8")
    (own / "copy of a.toml").write_text('name = "mim"\n', encoding="utf-8")
    monkeypatch.setattr("core.folders.profiles", lambda: own)
    (broken,) = known_profiles().broken
    assert broken.error.sentence == "The profiles a.toml and copy of a.toml are about one planning system, mim."
    with pytest.raises(UsageError, match="are about one planning system"):
        profile_named("MIM")
    assert "MIM" not in [each.name for each in known_profiles().profiles]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("longest_name = 0", "longest_name"),
        ('holes = "filled"', "keyhole, xor"),
        ("most_roi = 3", "unknown most_roi"),
        ('template = "GTV"', "number"),
        ('template = "{n}{patient}"', "{patient}"),
        ('name_characters = "z-a"', "z-a"),
        ('name_characters = "A-Z]"', "'A-Z]' is no set of characters"),
        ('name_characters = "[[A-Z"', "no set of characters"),
        ("takes_approved = 1", "true, false"),
        ("= =", "cannot be read"),
    ],
)
def test_wrong_profile_is_refused_in_one_sentence(own, line, word):
    path = own / "ours.toml"
    path.write_text(f'name = "Ours"\n{line}\n', encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_profile(path)
    assert word in refused.value.sentence
    assert "ours.toml" in refused.value.sentence


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"longest_name": 5}, "GTV_01 has 6 characters; 5 are allowed"),
        ({"template": "Metastasis number {n}", "longest_name": 64}, "has 19 characters; 16 are allowed"),
        ({"name_characters": "A-Z0-9"}, "GTV_01 holds _"),
        ({"template": "전이_{n}"}, "not plain ASCII"),
        ({"takes_approved": False}, "takes no approved structure set"),
        ({"most_rois": 3}, "structures; Narrow takes 3"),
        ({"most_points": 4}, "points; Narrow takes 4"),
    ],
)
def test_each_limit_is_checked_and_an_unknown_one_is_not(series, limits, words):
    narrow = Profile("Narrow", **limits)
    assert any(words in sentence for sentence in broken_rules(made(series, narrow), narrow))
    assert broken_rules(made(series, GENERIC), Profile("Unknown")) == ()


def test_contour_too_long_for_explicit_syntax_is_named(series):
    structure_set = made(series, GENERIC)
    roi = structure_set.rois[0]
    long = replace(roi.contours[0], points=np.repeat(roi.contours[0].points, 1000, axis=0))
    longer = replace(structure_set, rois=(replace(roi, contours=(long,)),))
    assert broken_rules(longer, Profile("P", transfer_syntax="explicit")) != ()
    assert broken_rules(longer, Profile("P", transfer_syntax="either")) == ()


def test_names_hold_the_side_and_refuse_where_it_is_unknown(series):
    profile = Profile("P", "GTV_{n:02d}_{side}")
    state = review(series.geometry)
    positions = {each.lesion_id: "Left frontal" for each in state.accepted}
    assert made(series, profile, positions=positions).rois[0].name == "GTV_01_L"
    with pytest.raises(ExportRefused, match="side"):
        made(series, profile)


def test_broken_rules_write_nothing_and_list_all_of_them(series, tmp_path):
    narrow = Profile("Narrow", longest_name=5, most_rois=3)
    state = review(series.geometry)
    with pytest.raises(RulesBroken) as refused:
        export(state, series, series.geometry, "Kim", ("rtstruct",), tmp_path / "out", profile=narrow)
    assert len(refused.value.broken) == len(state.accepted) + 1
    assert not (tmp_path / "out").exists()
    assert pickle.loads(pickle.dumps(refused.value)).broken == refused.value.broken


def test_profile_chooses_the_transfer_syntax_and_is_on_the_receipt(series, tmp_path):
    from pydicom import dcmread

    profile = Profile("Old", transfer_syntax="implicit")
    receipt = export(review(series.geometry), series, series.geometry, "K", ("rtstruct",), tmp_path, profile=profile)
    assert dcmread(tmp_path / "structures.dcm").file_meta.TransferSyntaxUID == "1.2.840.10008.1.2"
    assert receipt.to_json()["profile"] == "Old"


@pytest.mark.parametrize("contours", ["exact", "smooth"])
def test_holes_are_polygons_of_their_own_where_the_profile_says_so(series, tmp_path, contours):
    """Read back by even-odd: the same voxels. Independently: tests/peers/test_readers.py."""
    from pydicom import dcmread

    profile, state = Profile("P", holes="xor"), review(series.geometry)
    receipt = export(state, series, series.geometry, "K", ("rtstruct",), tmp_path, profile=profile, contours=contours)
    assert {roi.dice for roi in receipt.rois} == {1.0}
    assert any("leaves the whole structure out" in each for each in receipt.remarks)
    written = dcmread(tmp_path / "structures.dcm").ROIContourSequence
    kinds = [{contour.ContourGeometricType for contour in roi.ContourSequence} for roi in written]
    hollow = {"CLOSEDPLANAR_XOR"}
    assert kinds == [hollow if roi.roi_name in ("GTV_04", "GTV_05") else {"CLOSED_PLANAR"} for roi in receipt.rois]
    slices = [contour.ContourImageSequence[0].ReferencedSOPInstanceUID for contour in written[3].ContourSequence]
    assert [slices.count(each) for each in slices] == [2] * 6, "ring and hole on each of three slices"
    report = verify(tmp_path / "structures.dcm", series)
    assert report.broken == ()
    for roi in report.rois:
        assert roi.polygon_volume_mm3 == pytest.approx(roi.volume_mm3, rel=0.01)


@pytest.mark.parametrize("template", ["a\\b{n}", "뇌{n}"])
def test_a_template_of_characters_that_dicom_separates_by_is_named_so(template):
    with pytest.raises(ValueError, match="backslash, or characters that are not plain ASCII"):
        check_template(template)
