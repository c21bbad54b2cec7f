"""The report in Korean: none of its English is left, whatever the window speaks."""

import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QSizeF

from core.lesion import Candidate, CandidateReason, LesionOrigin, LesionStatus, RejectReason
from core.receipt import ReceiptRoi
from core.review.state import ReviewState
from core.review_report import review_report
from core.structure_set import StructureSet
from core.study import Patient, Study
from core.volume import Volume
from tests.helpers.exports import GRIDS, review, series_on_disk
from ui.report import pages
from ui.report.words import speaker

_LATIN = "RANO BM mm ml MetsReview GTV UID ID Dice SHA Kim Minho dcm json receipt structures"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    series = series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["axial"])
    lesions = list(review(series.geometry).lesions)
    lesions[0] = replace(lesions[0], status=LesionStatus.REJECTED, reject_reason=RejectReason.VESSEL)
    lesions[5] = replace(lesions[5], origin=LesionOrigin.MODEL, edited=True)
    aside = (
        Candidate("S1", lesions[1].mask, CandidateReason.TOO_SMALL, "2 mm³, under 6 mm³", 0.6, 0.7, "2.25.1"),
        Candidate("S2", lesions[2].mask, CandidateReason.BELOW_THRESHOLD, "peak 0.31, under 0.50", 0.3, 0.3, "2.25.2"),
    )
    state = ReviewState(tuple(lesions), aside)
    structure_set = StructureSet.from_review(state, series, "Kim^Minho", True)
    rois = tuple(ReceiptRoi(r.number, r.name, r.lesion_id, 10.0, 10.0, 0.0, 1.0, 3) for r in structure_set.rois)
    patient = Patient(patient_id="1301", name="홍^길동", birth_date="19700101", sex="F")
    study = Study("2.25.9", patient, "20261101", "", (series,))
    brain = np.ones(series.geometry.shape, dtype=bool)

    def make(language):
        files = {"structures.dcm": "ab" * 32}
        say = speaker(language)
        return review_report(study, series, structure_set, state, rois, (), brain, files, {"S1"}, say)

    return make


def words(report):
    voxels = np.zeros(GRIDS["axial"].shape, dtype=np.float32)
    document = pages._document(report, Volume(voxels, GRIDS["axial"], ""), QSizeF(511, 750))
    return document.toPlainText()


def test_no_english_is_left(qapp, made):
    report = made("ko")
    for text in (words(report), report.text()):
        own = text.replace("SYNTHETIC T1 3D MPRAGE + contrast", "")
        left = set(re.findall("[A-Za-z]{2,}", own)) - set(_LATIN.split())
        left -= {"ab" * 32}
        assert not left, left
    assert "보류(재확인)" in words(report)


def test_the_receipt_and_what_was_put_aside_are_told(qapp, made):
    text = words(made("en"))
    assert "Receipt" in text
    assert "ab" * 32 in text
    assert "S1: " in text
    assert "2 mm³, under 6 mm³; looked at." in text
    assert "peak 0.31, under 0.50; not looked at in this sitting." in text
