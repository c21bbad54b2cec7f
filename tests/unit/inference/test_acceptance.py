"""The acceptance test: passes where the demo patient gives the golden figures, and says what does not."""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from core.detection import ModelIdentity
from core.errors import ExportRefused, UsageError
from core.lesion import Lesion, LesionOrigin, LesionStatus
from core.mask import Mask
from inference import acceptance, doctor
from inference.acceptance import read_golden, run, write_golden
from tests.helpers.reviews import detection
from ui.commandline.parser import parse
from ui.report.acceptance_pages import check_target, html, write_acceptance

PACKAGES = (ModelIdentity("brain-mask", "1", "aa" * 32), ModelIdentity("mets-demo", "1", "bb" * 32))


@pytest.fixture
def found(demo_patient, monkeypatch, tmp_path):
    """The model replaced by the truth: seven lesions as drawn, the smallest ones missed."""
    truth = demo_patient.truth
    masks = [Mask.from_full(truth == number) for number in range(1, 8)]
    masks.sort(key=lambda mask: -mask.count)
    lesions = tuple(
        Lesion(f"L{n}", n, mask, LesionStatus.PENDING, LesionOrigin.MODEL, 0.9, 0.95, f"2.25.{n}")
        for n, mask in enumerate(masks, 1)
    )
    given = replace(
        detection(),
        lesions=lesions,
        candidates=(),
        models=PACKAGES,
        brain_mask=np.ones(truth.shape, bool),
        probability=None,
    )
    box = {"detection": given}
    monkeypatch.setattr(acceptance, "make_patient", lambda _folder: demo_patient)
    monkeypatch.setattr(acceptance, "detect", lambda *_given, **_more: box["detection"])
    monkeypatch.setattr(acceptance, "golden_file", lambda: tmp_path / "golden.json")
    page = doctor.Examination(
        *("0.1.0", "3.11", "1.32"), "Linux", 2, (None, None), (), (), "none", "cpu", 0.1, (), (), ()
    )
    monkeypatch.setattr(acceptance, "examine", lambda: page)
    return box


def checks(test) -> dict[str, bool]:
    return {check.name: check.passed for check in test.checks}


def test_the_same_lesions_pass(found, tmp_path):
    write_golden(tmp_path / "golden.json")
    test = run()
    assert test.passed, test.checks
    assert len(test.compared) == 7
    assert all(each.difference_percent == 0 for each in test.compared)
    assert [each.found for each in test.planted] == [True] * 7 + [False] * 4
    assert test.false_findings == 0
    assert len(test.rois) == 7
    page = html(test, datetime(2026, 11, 28, 12, 0))
    assert "NOT passed" not in page
    assert "7 of 11 lesions" in page
    assert "aa" * 32 in page, "the whole checksum"


def test_a_lesion_that_is_not_there_or_has_grown_does_not_pass(found, tmp_path):
    write_golden(tmp_path / "golden.json")
    whole = found["detection"]
    found["detection"] = replace(whole, lesions=whole.lesions[:-1])
    test = run()
    assert checks(test)["Lesions of the demo patient"] is False
    assert test.compared[-1].found is None
    assert "not found" in html(test, datetime(2026, 11, 28))
    smaller = Mask.from_full(
        whole.lesions[0].mask.to_full(whole.brain_mask.shape)
        & (np.arange(whole.brain_mask.shape[0]) % 9 > 0)[:, None, None]
    )
    found["detection"] = replace(whole, lesions=(replace(whole.lesions[0], mask=smaller), *whole.lesions[1:]))
    test = run()
    assert not test.passed
    assert test.compared[0].difference_percent < -5


def test_figures_of_other_packages_do_not_pass_and_none_are_said(found, tmp_path):
    assert run().passed, "run from source nothing can be compared"
    assert "no golden figures" in run().checks[-3].found
    write_golden(tmp_path / "golden.json")
    found["detection"] = replace(found["detection"], models=PACKAGES[:1])
    test = run()
    assert not test.passed
    assert test.compared == ()


def test_nothing_found_is_no_pass_and_no_fault(found):
    found["detection"] = replace(found["detection"], lesions=())
    test = run()
    assert not test.passed
    assert test.rois == ()


def test_a_damaged_golden_file_is_one_sentence(tmp_path):
    assert read_golden(tmp_path / "none.json") is None
    (tmp_path / "golden.json").write_text("{")
    with pytest.raises(UsageError, match="cannot be read"):
        read_golden(tmp_path / "golden.json")


def test_the_pages_are_a_pdf_and_a_place_that_cannot_be_written_is_said(qapp, found, tmp_path):
    test = run()
    write_acceptance(test, tmp_path / "a.pdf", datetime(2026, 11, 28))
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportRefused, match="There is no folder"):
        write_acceptance(test, tmp_path / "file" / "a.pdf", datetime(2026, 11, 28))


def test_the_target_is_looked_at_before_the_run(monkeypatch, tmp_path):
    ran = []
    monkeypatch.setattr(acceptance, "run", lambda *_given: ran.append(1))
    (tmp_path / "folder.pdf").mkdir()
    for target, words in (("missing/a.pdf", "There is no folder"), ("folder.pdf", "cannot be written: Is a directory")):
        with pytest.raises(ExportRefused, match=words):
            parse(["doctor", "--report", str(tmp_path / target)]).run()
    assert ran == []
    assert not (tmp_path / "missing").exists()
    check_target(tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists(), "looking leaves nothing"
