"""One unit a column, thin spaces, a true minus."""

import pytest

from ui import numbers


@pytest.mark.parametrize(
    ("mm3", "shown"),
    [
        (1471.2, "1\u2009471"),
        (9.94, "9.9"),
        (9.96, "10"),
        (8.4, "8.4"),
        (0.0, "0.0"),
        (12345678.0, "12\u2009345\u2009678"),
    ],
)
def test_volume(mm3, shown):
    assert numbers.volume(mm3) == shown


def test_units_of_the_card():
    assert numbers.millilitres(34) == "0.034 ml"
    assert numbers.length(5.04) == "5.0"
    assert numbers.probability(0.845) in ("0.84", "0.85")


def test_difference_has_its_sign():
    assert numbers.percent(0.02) == "+0.02 %"
    assert numbers.percent(-0.29) == "\u22120.29 %"


@pytest.mark.parametrize(
    ("count", "shown"),
    [(12, "12 bytes"), (184_000, "184 kB"), (1_500_000, "1.5 MB"), (212_000_000_000, "212 GB")],
)
def test_size(count, shown):
    assert numbers.size(count) == shown


def test_day():
    assert numbers.day("20261112") == "12 Nov 2026"
    assert numbers.day("") == ""
    assert numbers.day("20269999") == "20269999"


def test_count():
    assert [numbers.count(n, "slice") for n in (1, 2)] == ["1 slice", "2 slices"]
