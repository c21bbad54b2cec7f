"""Whose each series is, where several studies or patients were dropped at once."""

from dataclasses import replace

import pytest

from core.dicom import scan
from tests.helpers.exports import GRIDS
from tests.helpers.slices import change, setting, small_series
from ui.identity import told_from_its_like
from ui.pages.series_page import SeriesCard, SeriesPage
from ui.screen import Screen, SeriesEntry

HONG = {"PatientName": "Hong^Gildong", "PatientID": "H 1", "PatientBirthDate": "19600203", "PatientSex": "M"}
LEE = {"PatientName": "Lee^Ann", "PatientID": "L 2", "PatientBirthDate": "19710304", "PatientSex": "F"}


def study_of(folder, number, **values):
    files = small_series(folder, 5)
    change(files, setting(StudyInstanceUID=f"2.25.{number}", SeriesInstanceUID=f"2.25.{number}.1", **values))


@pytest.fixture
def shown(qtbot, tmp_path):
    """Show what lies in a folder, one series after the other; returns title and line of each."""
    page = SeriesPage()
    qtbot.addWidget(page)

    def show():
        entries = tuple(SeriesEntry(study, each) for study in scan.studies([tmp_path]) for each in study.series)
        screen, titles = Screen(), []
        for entry in entries:
            new = Screen(entries=entries, chosen=entry)
            page.render_screen(screen, new)
            titles.append((page._title.text(), page._words.text()))
            screen = new
        return page, titles

    return show


def test_of_several_patients_each_heading_names_its_own(shown, tmp_path):
    study_of(tmp_path / "a", 1, **HONG)
    study_of(tmp_path / "b", 2, **LEE)
    page, titles = shown()
    assert page.headings == [
        (
            "Hong, Gildong",
            "ID H 1 · born 3 Feb 1960 · M · Study of 1 Nov 2026 · Synthetic brain MRI · 1 series, 5 images",
        ),
        ("Lee, Ann", "ID L 2 · born 4 Mar 1971 · F · Study of 1 Nov 2026 · Synthetic brain MRI · 1 series, 5 images"),
    ]
    assert [card.accessibleName().partition(":")[0] for card in page.cards] == ["Hong, Gildong", "Lee, Ann"]
    assert [title for title, _ in titles] == ["Hong, Gildong", "Lee, Ann"]
    assert "born 4 Mar 1971" in titles[1][1]


def test_two_of_one_name_are_told_by_what_differs(shown, tmp_path):
    study_of(tmp_path / "a", 1, **HONG)
    study_of(tmp_path / "b", 1, **{**HONG, "PatientBirthDate": "19330303", "SeriesDescription": "other"})
    change((tmp_path / "b").glob("*.dcm"), setting(SeriesInstanceUID="2.25.9"))
    page, _ = shown()
    assert ["born 3 Feb 1960" in words for _, words in page.headings] == [True, False]
    assert ["born 3 Mar 1933" in words for _, words in page.headings] == [False, True]


def test_the_title_is_the_marked_series_study(shown, tmp_path):
    study_of(tmp_path / "a", 1, **HONG, StudyDate="20250102")
    study_of(tmp_path / "b", 2, **HONG, StudyDate="20260708")
    page, titles = shown()
    assert [title for title, _ in titles] == [title for title, _ in page.headings]
    assert titles[0][0] == "Study of 2 Jan 2025"
    assert titles[1][0] == "Study of 8 Jul 2026"


def test_one_study_has_no_heading_beside_its_title(shown, tmp_path):
    study_of(tmp_path / "a", 1, **HONG)
    page, titles = shown()
    assert page.headings == []
    assert titles[0][0] == "Study of 1 Nov 2026"


def test_two_series_of_one_name_are_told_by_number_and_time(tmp_path):
    for name, number, time in (("pre", "3", "101010"), ("post", "9", "102230.5")):
        study_of(tmp_path / name, 1, **HONG)
        given = setting(SeriesInstanceUID=f"2.25.{number}", SeriesNumber=number, AcquisitionTime=time)
        change((tmp_path / name).glob("*.dcm"), given)
    (study,) = scan.studies([tmp_path])
    assert {told_from_its_like(each, study) for each in study.series} == {"series 3, 10:10", "series 9, 10:22"}
    alone = replace(study, series=study.series[:1])
    assert told_from_its_like(study.series[0], alone) == ""


def test_a_review_of_a_series_that_cannot_be_used_is_not_gone_on_with(tmp_path):
    study_of(tmp_path, 1)
    for each in sorted(tmp_path.iterdir())[1:]:
        each.unlink()
    (study,) = scan.studies([tmp_path])
    entry = SeriesEntry(study, study.series[0], has_review=True)
    assert entry.refused
    assert not entry.resumable
    assert replace(entry, series=replace(entry.series, refusal=None, geometry=GRIDS["axial"])).resumable


def test_why_a_series_was_picked_has_the_whole_card_below_the_chips(qtbot, tmp_path):
    study_of(tmp_path / "a", 1)
    study = scan.studies([tmp_path])[0]
    card = SeriesCard(
        SeriesEntry(study, study.series[0]), "Chosen: 3D T1, no contrast recorded, the last that was scanned"
    )
    qtbot.addWidget(card)
    card.resize(820, card.height())
    card.show()
    assert card._chips
    assert card._remark.geometry().right() >= max(chip.geometry().right() for chip in card._chips if chip.isVisible())
    assert card._remark.geometry().top() > max(chip.geometry().bottom() for chip in card._chips)
