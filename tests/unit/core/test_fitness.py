"""The table of fitness: each rule green and amber at its limit, with a sentence and a source; amber is logged."""

from dataclasses import replace
from datetime import date

import numpy as np
import pydicom
import pytest

from core import fitness
from core.dicom import scan
from core.fitness import RULES, Asked, Level
from core.geometry import Geometry
from core.review.session import ReviewSession
from core.selection import best_series
from core.study import Patient, Study
from tests.helpers.reviews import detection
from tests.helpers.reviews import series as reviewed_series
from tests.helpers.slices import change, setting, small_series

TODAY = date(2026, 11, 3)


@pytest.fixture
def sound(tmp_path):
    """A series that every rule finds fit."""
    small_series(tmp_path / "in")
    series = scan.studies([tmp_path / "in"])[0].series[0]
    return replace(series, geometry=_grid(1.0))


def _grid(slices_mm, pixel_mm=1.0, shape=(180, 256, 256)):
    axes = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]])
    return Geometry.from_axes(shape, (0, 0, 0), (slices_mm, pixel_mm, pixel_mm), axes)


def judged(series, wanted="T1c"):
    return {check.name: check for check in fitness.checks(series, Asked(TODAY, wanted))}


def _with(series, **attributes):
    return replace(series, attributes={**series.attributes, **attributes})


def test_a_sound_series_is_green_by_every_rule(sound):
    found = judged(_with(sound, slice_thickness="1.0"))
    assert len(found) == len(RULES)
    assert {check.level for check in found.values()} == {Level.GREEN}
    assert all(check.source for check in found.values())


@pytest.mark.parametrize(
    ("name", "change_", "words"),
    [
        ("Slice thickness", lambda s: _with(s, slice_thickness="1.6"), "Slices are 1.6 mm thick"),
        ("Slice thickness", lambda s: replace(s, geometry=_grid(1.6)), "Slices are 1.6 mm thick"),
        ("Pixel size", lambda s: replace(s, geometry=_grid(1.0, 1.21)), "Pixels are 1.21 mm wide."),
        ("Between slices", lambda s: _with(s, slice_thickness="0.8"), "Between slices 0.2 mm were not scanned"),
        ("Frame of reference", lambda s: replace(s, frame_of_reference_uid=""), "No frame of reference"),
        ("Sequence", lambda s: _with(s, weighting="T2"), "T1 with contrast"),
        ("Body part", lambda s: _with(s, body_part="KNEE"), "another part of the body than the head"),
        ("Contrast agent", lambda s: replace(_with(s, contrast=""), contrast_agent=""), "No contrast agent"),
        ("Coverage", lambda s: replace(s, geometry=_grid(1.0, shape=(100, 256, 256))), "cover 99 mm"),
        ("Coverage", lambda s: replace(s, geometry=_grid(1.0, shape=(180, 256, 90))), "cover 89 mm from right to left"),
        ("Coverage", lambda s: replace(s, geometry=_grid(1.0, shape=(180, 256, 126))), "125 mm from right to left"),
        ("Whole series", lambda s: _with(s, not_here="45"), "45 images of it are not here"),
        ("Patient", lambda s: _with(s, nobody="yes"), "nothing tells whose images these are"),
        ("Whole series", lambda s: _with(s, numbers_twice="24"), "24 image numbers occur at several places"),
        ("Whole series", lambda s: _with(s, unread="38"), "38 files beside these images could not be read"),
        ("Compression", lambda s: _with(s, lossy="01"), "compressed with loss"),
        ("Compression", lambda s: _with(s, lossy="unknown"), "not recorded"),
        ("Age of the scan", lambda s: replace(s, date="20261026"), "8 days old"),
        ("Age of the scan", lambda s: replace(s, date="20261104"), "lies ahead"),
        ("Age of the scan", lambda s: replace(s, date=""), "no date"),
    ],
)
def test_beyond_the_limit_is_amber_in_words(sound, name, change_, words):
    sound = _with(sound, slice_thickness="1.0")
    before, after = judged(sound), judged(change_(sound))
    assert (before[name].level, after[name].level) == (Level.GREEN, Level.AMBER)
    assert words in after[name].sentence
    assert after[name].chip
    others = {key for key in after if after[key].level is not Level.GREEN} - {name, "Slice thickness"}
    assert others <= ({"Between slices"} if name == "Slice thickness" else set())


def test_a_package_that_wants_another_sequence(sound):
    flair = _with(sound, weighting="FLAIR", contrast="", slice_thickness="1.0")
    assert judged(flair, "FLAIR")["Sequence"].level is Level.GREEN
    assert judged(flair, "MR")["Sequence"].level is Level.GREEN, "a package that names no sequence takes any"
    told = judged(sound, "FLAIR")["Sequence"]
    assert (told.level, told.chip, told.sentence) == (Level.AMBER, "Not FLAIR", "The model was trained on FLAIR.")


def test_the_series_that_the_package_wants_is_picked(sound):
    plain, flair = _with(sound, contrast=""), _with(sound, weighting="FLAIR", contrast="")
    fiesta = _with(replace(sound, geometry=_grid(0.5)), weighting="steady state")
    reformatted = _with(replace(sound, geometry=_grid(0.5)), reformatted="yes")
    study = Study("2.25.1", Patient("A^B", "1"), "20261101", "", (plain, flair, fiesta, reformatted, sound))
    assert best_series([study]).series is sound
    assert best_series([study], "T1").series is plain
    assert best_series([study], "FLAIR").series is flair


def chosen(*series, wanted="T1c"):
    studies = [Study(f"2.25.{n}", Patient("A^B", "1"), each.date, "", (each,)) for n, each in enumerate(series)]
    return best_series(studies, wanted)


def test_of_two_days_the_latest_is_picked_though_its_slices_are_thicker(sound):
    sound = _with(sound, contrast="yes")
    prior = replace(sound, geometry=_grid(0.9), date="20260801")
    for order in ((prior, sound), (sound, prior)):
        choice = chosen(*order)
        assert choice.series is sound
        assert choice.reason.endswith(", the latest day")


def test_a_prior_with_contrast_comes_before_todays_without(sound):
    prior = replace(_with(sound, contrast="yes"), date="20260801")
    assert chosen(prior, _with(sound, contrast="")).series is prior


def test_of_two_alike_the_later_scan_is_picked(sound):
    before, after = _with(sound, contrast="", time="101010"), _with(sound, contrast="", time="102210.5")
    for order in ((before, after), (after, before)):
        choice = chosen(*order)
        assert choice.series is after
        assert choice.reason.endswith("no contrast recorded, the last that was scanned")


def test_a_spine_is_not_picked_before_a_head(sound):
    spine = replace(_with(sound, contrast="yes", body_part="CSPINE"), geometry=_grid(0.5))
    head = _with(sound, contrast="", body_part="HEAD")
    assert chosen(spine, head).series is head


@pytest.mark.parametrize(
    ("name", "geometry"),
    [
        ("Slice thickness", _grid(1.5000000079)),
        ("Pixel size", _grid(1.0, 1.2000000000006)),
        ("Coverage", _grid(1.0, shape=(121, 256, 256))),
        ("Coverage", _grid(0.9967, shape=(121, 256, 256))),
    ],
)
def test_rounding_misses_no_limit(sound, name, geometry):
    assert judged(replace(_with(sound, slice_thickness=""), geometry=geometry))[name].level is Level.GREEN


def test_what_is_shown_is_what_is_judged(sound):
    check = judged(replace(_with(sound, slice_thickness=""), geometry=_grid(1.54)))["Slice thickness"]
    assert (check.value, check.level) == ("1.54 mm", Level.AMBER)


def test_a_date_that_is_none_gives_way_to_the_next(tmp_path):
    files = small_series(tmp_path / "in")
    change(files, setting(AcquisitionDate="00000000", SeriesDate="2026.11.01", StudyDate="20261101"))
    assert scan.studies([tmp_path / "in"])[0].series[0].date == "20261101"


def numbered(files, first):
    for n, file in enumerate(files):
        change([file], setting(InstanceNumber=str(first + n)))


def test_images_that_are_missing_by_the_series_own_numbers(tmp_path):
    files = sorted(small_series(tmp_path / "in"))
    numbered(files, 46)
    (study,) = scan.studies([tmp_path / "in"])
    assert study.series[0].attributes["not_here"] == "45"
    numbered(files, 1)
    change(files, setting(ImagesInAcquisition=str(len(files) + 3)))
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["not_here"] == "3"
    change(files, setting(ImagesInAcquisition=str(len(files))))
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["not_here"] == ""
    for n, file in enumerate(files):
        change([file], setting(InstanceNumber=str(2 * n + 1), ImagesInAcquisition=None))
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["not_here"] == str(len(files) - 1), "every second"
    numbered(files, 1001)
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["not_here"] == ""


def test_files_of_a_copy_that_is_not_finished_are_told(tmp_path):
    files = sorted(small_series(tmp_path / "in"))
    (tmp_path / "in" / "readme.txt").write_text("viewer")
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["unread"] == ""
    (tmp_path / "in" / "last.dcm").write_bytes(b"")
    (tmp_path / "in" / "half.dcm.filepart").write_bytes(bytes(300))
    (tmp_path / "in" / "cut.dcm").write_bytes(files[0].read_bytes()[:300])
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["unread"] == "3"


def test_contrast_that_record_and_name_contradict(sound):
    told = judged(
        replace(_with(sound, contrast="", contrast_evidence="an agent is recorded, but ..."), contrast_agent="")
    )
    assert "but the series' name says without" in told["Contrast agent"].sentence


def test_images_of_the_series_that_go_on_elsewhere(sound):
    check = judged(_with(sound, beside="10"))["Spacing"]
    assert check.level is Level.AMBER
    assert check.sentence.startswith("10 other images of the series lie between these or go on")


def test_thickness_without_sense_is_measured_instead(sound):
    found = judged(_with(sound, slice_thickness="thick"))
    assert (found["Slice thickness"].value, found["Between slices"].value) == ("1.0 mm", "thickness not recorded")


def test_lossy_by_attribute_and_by_transfer_syntax(tmp_path):
    files = small_series(tmp_path / "in", 5)
    change(files, setting(LossyImageCompression="01"))
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["lossy"] == "01"
    change(files, setting(LossyImageCompression="00"))
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["lossy"] == ""
    change(files, setting(LossyImageCompressionRatio="10"))
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["lossy"] == "01"
    change(files, setting(LossyImageCompressionRatio=None))

    def packed(dataset):
        dataset.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.4.50"
        dataset.PixelData = pydicom.encaps.encapsulate([bytes(64)])
        dataset["PixelData"].VR = "OB"

    change(files, packed)
    assert scan.studies([tmp_path / "in"])[0].series[0].attributes["lossy"] == "01"


def test_what_was_confirmed_is_in_the_log_with_who_did(tmp_path):
    series = reviewed_series()
    told = ("Slices are 3.0 mm thick: small lesions may be missed, volumes are coarse.",)
    ReviewSession.start(tmp_path / "r", series, detection(), "K. Han", told).close()
    again = ReviewSession.reopen(tmp_path / "r", series, "B. Lee")
    assert (again.header.confirmed, again.header.confirmed_by) == (told, "K. Han")
    again.close()


def test_nothing_confirmed_names_nobody(tmp_path):
    session = ReviewSession.start(tmp_path / "r", reviewed_series(), detection(), "K. Han")
    assert (session.header.confirmed, session.header.confirmed_by) == ((), "")
    session.close()


def test_a_study_s_number_on_two_patients_is_amber(sound):
    check = judged(_with(sound, other_patient="birth date"))["Patient"]
    assert check.level is Level.AMBER
    assert check.sentence == (
        "Other images with this study's number name another patient (birth date): see whose these are."
    )


@pytest.mark.parametrize(
    ("part", "head"),
    [
        *((part, True) for part in ("HEAD", "Brainstem", "HEADNECK", "SCHÄDEL", "TÊTE", "IAC", "ORBITA", "두부", "")),
        *((part, False) for part in ("CARDIAC", "ILIAC", "SURFACE", "FEMORAL HEAD", "HUMERUS HEAD", "NECK")),
    ],
)
def test_a_part_of_the_body_is_the_head_by_whole_words(sound, part, head):
    assert fitness.may_be_the_head(_with(sound, body_part=part)) == head


def test_a_series_of_several_days_is_told_and_one_over_midnight_is_not(tmp_path):
    files = small_series(tmp_path / "in")
    change(files[: len(files) // 2], setting(AcquisitionDate="20251102"))
    for day, level in (("20261103", Level.AMBER), ("20251103", Level.GREEN)):
        change(files[len(files) // 2 :], setting(AcquisitionDate=day))
        series = scan.studies([tmp_path / "in"])[0].series[0]
        check = {each.name: each for each in fitness.checks(series, Asked(date(2025, 11, 3)))}["Age of the scan"]
        assert check.level is level
    change(files[:1], setting(AcquisitionDate="20261101"))
    series = scan.studies([tmp_path / "in"])[0].series[0]
    assert "2025-11-02 to 2026-11-01" in judged(series)["Age of the scan"].sentence


def test_a_series_number_in_two_studies_is_told_in_both(tmp_path):
    files = small_series(tmp_path / "in", 12)
    change(files[6:], setting(StudyInstanceUID="2.25.9"))
    found = [study.series[0] for study in scan.studies([tmp_path / "in"])]
    assert [len(each.instances) for each in found] == [6, 6]
    for each in found:
        assert judged(each)["Whole series"].level is Level.AMBER
    (whole,) = scan.studies(sorted((tmp_path / "in").iterdir())[:6])[0].series
    assert whole.attributes["elsewhere"] == ""
