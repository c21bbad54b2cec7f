"""Every refusal and note of the table of cases is told in Korean, lists of slices, names and values included."""

import re
from pathlib import Path

import pytest

from core.errors import StudyRefused
from tests.import_table import kept_rows
from ui import language
from ui.core_words import said, spoken
from ui.messages import alert_of
from ui.panel.check_list import evidence_words

# Names stay as they are: of files, of formats, of DICOM's own things.
_NAMES = re.compile(
    r"\S+\.(?:nii\.gz|nii|nrrd|mha|txt)|Secondary Capture Image Storage|qform|sform|SOP Instance UID|mm"
)


def sentences():
    told = {
        sentence
        for cells in kept_rows().values()
        for part in cells[0].replace("; ", ";").split(";")
        for sentence in [re.sub(r"^(?:\d+ × \()?refused(?: on loading)?: |\)$", "", part)]
        if re.search("[a-z]{3}", sentence)
        and not sentence.startswith(("and ", "an archive"))
        and "left out, named" not in sentence
    }
    return sorted(told)


@pytest.mark.parametrize("sentence", sentences())
def test_no_english_is_left(sentence):
    korean = said(sentence, "ko")
    assert re.search("[가-힣]", korean)
    assert not re.findall("[a-z]{3,}", _NAMES.sub("", korean)), korean


def test_lists_and_values():
    assert said("This series lacks 7 of 24 slices: slice 2, 5, 8, 11, 14 and 2 more.", "ko") == (
        "이 시리즈는 단면 24개 중 7개가 없습니다: 단면 2, 5, 8, 11, 14 외 2."
    )
    uneven = (
        "This series' slices are not evenly spaced: 1.50 mm, but not between slice 12 and 13, 13 and 14 and 4 more."
    )
    assert "12–13, 13–14 외 4번" in said(uneven, "ko")
    damaged = "In this series images 3, 9 are damaged: the file ends before the slice does."
    assert said(damaged, "ko").startswith("이 시리즈의 영상 3, 9: 손상되었습니다")
    nothing = "No image can be read from Hong Gildong.zip: an archive inside the archive."
    assert said(nothing, "ko") == "Hong Gildong.zip에서 영상을 읽을 수 없습니다: 압축 파일 안의 압축 파일."


@pytest.mark.parametrize(
    "sentence",
    [
        "pacs is not listening at 127.0.0.1, port 104.",
        "pacs does not answer at 10.0.0.5, port 104 within 5 s.",
        "pacs cannot be reached at 10.0.0.5, port 104: No route to host.",
        "pacs does not know us as METSREVIEW.",
        "Check its port and whether it runs.",
    ],
)
def test_what_a_node_answers(sentence):
    korean = said(sentence, "ko")
    assert re.search("[가-힣]", korean)
    for name in ("pacs", "127.0.0.1", "10.0.0.5", "METSREVIEW"):
        assert (name in korean) is (name in sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The package net needs at least 5.2 GB of memory for this series, and 1.1 GB are free.",
        "The package net needs at least 5.2 GB of memory for one of its windows, and 1.1 GB are free.",
        "The model run ended unexpectedly (code -9). Nothing was lost.",
        "The package net wants the sequences T1, FLAIR; of T1, FLAIR only one is there.",
        "The package net answers with what is no number.",
        "The model package net.mets is damaged: its checksum differs.",
        "No brain is found in this series.",
        "It may have run out of memory: close other programs and run it again.",
        "The model run ran out of memory. Nothing was lost.",
    ],
)
def test_what_a_model_run_refuses(sentence):
    korean = said(sentence, "ko")
    assert not re.findall("[A-Za-z]{3,}", re.sub(r"net|\.mets|FLAIR", "", korean)), korean
    for each in re.findall(r"\d+(?:\.\d+)?", sentence):
        assert each in korean


def test_by_what_a_series_is_known(qapp):
    try:
        language.use("ko")
        told = evidence_words("gradient echo, TE 3 ms, TR 2000 ms, TI 900 ms; contrast agent recorded: Gadovist")
        assert told == "경사 에코, TE 3 ms, TR 2000 ms, TI 900 ms; 조영제 기록됨: Gadovist"
    finally:
        language.use("en")
    assert evidence_words("spin echo, TE 9 ms; named t1") == "spin echo, TE 9 ms; named t1"


def test_the_banner_speaks_too(qapp):
    try:
        language.use("ko")
        alert = alert_of(StudyRefused("Slice 7 has another size than its series.", "Ask for it to be sent again."))
        assert alert.sentence == "7번 단면의 크기가 시리즈와 다릅니다."
        assert alert.remedy == spoken("Ask for it to be sent again.") != "Ask for it to be sent again."
    finally:
        language.use("en")


@pytest.mark.parametrize(
    "place", sorted((Path(__file__).parents[3] / "core" / "edit").glob("*.py")), ids=lambda p: p.stem
)
def test_why_an_edit_is_refused_is_told_in_korean(place):
    for sentences_of_one in re.findall(r'UsageError\("([^"]+)", "([^"]+)"\)', place.read_text(encoding="utf-8")):
        for sentence in sentences_of_one:
            assert re.search("[가-힣]", said(sentence, "ko")), sentence
