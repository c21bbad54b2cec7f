from dataclasses import replace

import numpy as np
import pytest

from core.detection import ModelIdentity
from core.dicom.scan import studies
from core.export import export
from core.lesion import Candidate, CandidateReason, LesionOrigin, LesionStatus, RejectReason
from core.review.state import ReviewState
from core.review_report import AsExported, _totals, review_report
from core.structure_set import StructureSet
from tests.helpers.exports import GRIDS, KOREAN, review, series_on_disk


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A review with one lesion rejected, one edited, one candidate; its report."""
    folder = tmp_path_factory.mktemp("series")
    series = series_on_disk(folder, GRIDS["axial"], patient_name=KOREAN)
    (study,) = studies([folder])
    lesions = list(review(series.geometry).lesions)
    lesions[0] = replace(lesions[0], status=LesionStatus.REJECTED, reject_reason=RejectReason.VESSEL)
    lesions[5] = replace(lesions[5], origin=LesionOrigin.MODEL, edited=True)
    aside = Candidate("S1", lesions[1].mask, CandidateReason.TOO_SMALL, "2 mm³, under 6 mm³", 0.6, 0.7, "2.25.1")
    state = ReviewState(tuple(lesions), (aside,))
    structure_set = StructureSet.from_review(state, series, "Kim^Minho", True)
    receipt = export(state, series, series.geometry, "Kim^Minho", ["rtstruct"], folder.parent / "out")
    brain = np.ones(series.geometry.shape, dtype=bool)
    models = (ModelIdentity("mets-demo", "1.2", "ab" * 32),)
    return state, review_report(study, series, structure_set, state, receipt.rois, models, brain)


def test_who_and_what(made):
    facts = dict(made[1].facts)
    assert facts["Patient"].startswith("Hong Gildong / 洪 吉洞 / 홍 길동, ID ")
    assert facts["Reader"] == "Kim Minho, approved"
    assert facts["Models"] == "mets-demo 1.2 (sha256 abababababababab…)"


def test_totals_are_those_of_what_is_exported(made):
    state, report = made
    volumes = [lesion.mask.count * 1.0 for lesion in state.accepted]
    totals = dict(report.totals)
    assert totals["Lesions"] == str(len(volumes)) == "6"
    assert totals["Total volume"].startswith(f"{sum(volumes):.1f} mm³")
    assert totals["Largest"] == f"{max(volumes):.1f} mm³"


def test_rano_bm_sums_what_is_measurable(made):
    longest = [row.longest_mm for row in made[1].rows]
    large = [mm for mm in longest if mm >= 10]
    assert 1 <= len(large) < len(longest)
    assert [row.not_measurable for row in made[1].rows if row.longest_mm < 10] == ["under 10 mm"] * (6 - len(large))
    assert dict(made[1].totals)["RANO-BM sum of longest diameters"] == f"{sum(large):.1f} mm over {len(large)}"


def test_at_most_five_targets(made):
    rows = made[1].rows
    many = [replace(rows[0], longest_mm=float(mm), not_measurable="") for mm in (11, 12, 13, 14, 15, 16)]
    assert dict(_totals(many))["RANO-BM sum of longest diameters"] == "70.0 mm over 5"
    few = [replace(rows[0], longest_mm=9.9, not_measurable="under 10 mm")]
    assert dict(_totals(few))["RANO-BM sum of longest diameters"] == "no lesion is measurable"


def test_what_is_not_exported_is_told(made):
    assert made[1].not_exported == (
        "Rejected by the reader, not exported: 1 (vessel).",
        "Put aside by post-processing, not exported: 1 too small.",
    )


def test_who_drew_each(made):
    drawn = {row.name: row.drawn for row in made[1].rows}
    assert drawn["GTV_06"] == "model, edited by the reader"
    assert drawn["GTV_02"] == "reader"


def test_the_proof_and_the_limits_stand_in_the_text(made):
    text = made[1].text()
    assert "Read back from disk: 6 of 6 structures, largest difference of a volume 0.00 %" in text
    assert "Research software, not a medical device" in text
    assert text.count("GTV_0") == 6


def test_each_page_can_say_whose_it_is(made):
    report = made[1]
    facts = dict(report.facts)
    name, number = facts["Patient"].split(", ID ")
    assert report.whose.startswith(f"{name}, ID {number}")
    assert facts["Made"][:19] in report.whose
    assert facts["Series"] in report.whose


def test_how_the_contours_were_made_and_what_was_not_accepted(made, tmp_path):
    state, _ = made
    series = series_on_disk(tmp_path / "series", GRIDS["axial"])
    (study,) = studies([tmp_path / "series"])
    structure_set = StructureSet.from_review(state, series, "K", True)
    receipt = export(state, series, series.geometry, "K", ["rtstruct"], tmp_path / "out", contours="smooth")
    as_exported = AsExported("Eclipse", "smooth", 2.5, inside_brain=True)
    found = review_report(
        study,
        series,
        structure_set,
        state,
        receipt.rois,
        (),
        None,
        made=as_exported,
        not_accepted={9, 8},
        remarks=("PTV_06 is cut off where the images end.",),
    )
    facts = dict(found.facts)
    assert facts["Planning system"] == "Eclipse"
    assert facts["Contours"].startswith("smooth: areas are kept, but programs that round points")
    assert facts["Margin (PTV)"] == "2.5 mm, kept inside the brain"
    assert "In the label map and not accepted, not exported: 8, 9." in found.text()
    assert "PTV_06 is cut off where the images end." in found.text()


def test_without_a_brain_mask_no_place_is_claimed(made, tmp_path):
    state, _ = made
    series = series_on_disk(tmp_path / "series", GRIDS["axial"])
    (study,) = studies([tmp_path / "series"])
    structure_set = StructureSet.from_review(state, series, "K", True)
    receipt = export(state, series, series.geometry, "K", ["csv"], tmp_path / "out")
    found = review_report(study, series, structure_set, state, receipt.rois, (), None)
    assert {row.place for row in found.rows} == {"place not known"}
    assert "Places are not told: there was no brain mask." in found.text()
    assert "from the brain mask's shape" not in found.text()
    assert "Contours" not in dict(found.facts)
    assert dict(found.facts)["Models"] == "none recorded"
