"""Which series stands for which of a model's sequences, by what it is and not by its place."""

from dataclasses import replace

import pytest

from core.errors import StudyRefused
from core.geometry import Geometry
from core.sequences import assigned, main_of
from core.wanted import wants_contrast, weighting_of
from tests.helpers.reviews import series

NAMES = {
    ("T1", True): ["T1c", "T1ce", "t1-gd", "T1 post", "T1Gd", "CE-T1w", "T1kgd", "t1_contrast", "MR T1c"],
    ("T1", False): ["T1", "t1w", "T1-native", "T1 pre", "t1n"],
    ("T2", False): ["T2", "T2w", "t2"],
    ("FLAIR", False): ["FLAIR", "T2-FLAIR", "T2f", "flair", "t2w_flair"],
    ("", False): ["ADC", "0000", "CT", "mystery"],
}


@pytest.mark.parametrize(("meaning", "name"), [(key, each) for key, names in NAMES.items() for each in names])
def test_names_as_sites_write_them(meaning, name):
    assert (weighting_of(name), wants_contrast(name)) == meaning


def one(uid: str, weighting: str, *, contrast: bool = False, slice_mm: float = 1.0, usable: bool = True):
    grid = Geometry((9, 9, 9), [[0, 0, 1, 0], [0, 1, 0, 0], [slice_mm, 0, 0, 0], [0, 0, 0, 1]])
    facts = {"weighting": weighting, "contrast": "yes" if contrast else ""}
    return replace(series(uid), attributes=facts, geometry=grid if usable else None)


T1C, T1 = one("2.25.1", "T1", contrast=True), one("2.25.2", "T1")
T2, FLAIR = one("2.25.3", "T2"), one("2.25.4", "FLAIR")


def test_each_sequence_is_found_by_what_it_is():
    found = assigned(("T1", "T1c", "T2", "FLAIR"), T1C, (FLAIR, T2, T1, T1C))
    assert found == {"T1": T1, "T2": T2, "FLAIR": FLAIR}


def test_of_two_of_a_kind_the_thinner_slices():
    thick = one("2.25.5", "FLAIR", slice_mm=5.0)
    assert assigned(("T1c", "FLAIR"), T1C, (thick, FLAIR, T1C)) == {"FLAIR": FLAIR}


@pytest.mark.parametrize("there", [(T1C, T2), (T1C, T2, one("2.25.6", "FLAIR", usable=False))])
def test_what_is_missing_is_named(there):
    with pytest.raises(StudyRefused) as refusal:
        assigned(("T1c", "T2", "FLAIR"), T1C, there)
    assert refusal.value.sentence == "The model wants T1c, T2 and FLAIR, and this study has no FLAIR that can be used."
    assert "folder" in refusal.value.remedy


def test_several_that_are_missing():
    with pytest.raises(StudyRefused, match="has no T1, T2 or FLAIR that"):
        assigned(("T1", "T1c", "T2", "FLAIR"), T1C, (T1C,))


def test_a_model_of_one_sequence_takes_whatever_is_chosen():
    assert assigned(("T1c",), T2, (T1C, T2)) == {}
    assert assigned(("mystery",), T2, (T1C, T2)) == {}


def test_without_an_enhanced_one_the_chosen_stands_for_what_it_is():
    assert assigned(("T1", "FLAIR"), FLAIR, (T1, FLAIR)) == {"T1": T1}


def test_a_name_that_says_nothing_is_missing_and_never_guessed():
    with pytest.raises(StudyRefused, match="no ADC"):
        assigned(("T1c", "ADC"), T1C, (T1C, T2, FLAIR))


@pytest.mark.parametrize(
    ("names", "reviewed"), [(("T1", "T1ce", "T2"), "T1ce"), (("FLAIR", "T2"), "FLAIR"), (("ADC",), "ADC")]
)
def test_the_one_that_is_reviewed(names, reviewed):
    assert main_of(names) == reviewed


def test_lesions_are_not_looked_for_on_another_sequence():
    with pytest.raises(StudyRefused, match="looks for lesions on T1c"):
        assigned(("T1c", "FLAIR"), FLAIR, (T1C, FLAIR))
    unknown = one("2.25.7", "unknown")
    assert assigned(("T1c", "FLAIR"), unknown, (unknown, FLAIR)) == {"FLAIR": FLAIR}
