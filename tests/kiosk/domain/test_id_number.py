"""Numbers of resident IDs: what is odd about them, with the old codes of Chengdu's districts by year of birth."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.domain.id_number import Odd, birth_in, oddities
from kiosk.domain.personal import IdNumber
from kiosk_sim.people import PEOPLE


def _number(region: str, born: str) -> IdNumber:
    """Made up on the spot, with sequence 000, which no office gives; a wrong check digit besides."""
    return IdNumber(f"{region}{born}000" + "X")


def _odd(number: IdNumber) -> frozenset[Odd]:
    return oddities(number) - {Odd.CHECK}


@pytest.mark.parametrize(
    "place", [*("04", "05", "06", "07", "08", "12", "13", "14", "15", "16", "17", "18"), "21", "29", "31", "81", "85"]
)
@pytest.mark.parametrize("born", ["19400101", "20250101"])
def test_a_district_of_today_is_a_region_whenever_somebody_was_born(place: str, born: str) -> None:
    assert _odd(_number("5101" + place, born)) == frozenset()


@pytest.mark.parametrize(
    ("place", "last_year"),
    [
        *(("02", 1990), ("03", 1990), ("11", 1990)),
        *(("22", 2015), ("23", 2002), ("24", 2016), ("25", 2001)),
        *(("26", 1993), ("27", 1988), ("28", 1994), ("30", 1994), ("32", 2020)),
    ],
)
def test_an_abolished_code_is_a_region_for_those_born_before_it_was(place: str, last_year: int) -> None:
    assert _odd(_number("5101" + place, f"{last_year}1231")) == frozenset()
    assert _odd(_number("5101" + place, f"{last_year + 1}0101")) == {Odd.REGION}


@pytest.mark.parametrize(
    ("region", "odd"),
    [
        ("110000", frozenset()),
        ("659999", frozenset()),
        ("810000", frozenset()),
        ("830000", frozenset()),
        ("000000", {Odd.REGION}),
        ("660000", {Odd.REGION}),
        ("510199", {Odd.REGION}),
    ],
)
def test_of_other_places_the_province_is_looked_at(region: str, odd: frozenset[Odd]) -> None:
    assert _odd(_number(region, "19900101")) == odd


@pytest.mark.parametrize(
    ("born", "odd"),
    [
        ("19900101", frozenset()),
        ("20000229", frozenset()),
        ("20010229", {Odd.BIRTH}),
        ("19901301", {Odd.BIRTH}),
        ("00000101", {Odd.BIRTH}),
        ("20261124", frozenset()),
    ],
)
def test_the_day_of_birth_is_a_day_that_was(born: str, odd: frozenset[Odd]) -> None:
    assert _odd(_number("510104", born)) == odd


@pytest.mark.parametrize("form", ["", "1", "0" * 17, "0" * 19, "0" * 17 + "A", "０" * 18, "00000019900101001x1"])
def test_what_is_no_number_at_all(form: str) -> None:
    assert oddities(IdNumber(form)) == {Odd.FORM}


def test_a_wrong_check_digit_is_odd_and_a_right_one_is_not() -> None:
    right = PEOPLE["data"].document.number
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    assert Odd.CHECK not in oddities(IdNumber(right))
    assert Odd.CHECK not in oddities(IdNumber("00000019900101" + "001" + right[-1].lower()))
    assert Odd.CHECK in oddities(IdNumber(wrong))


@pytest.mark.parametrize(
    ("number", "born"),
    [("000000199001010016", date(1990, 1, 1)), ("000000199013010016", None), ("000000", None), ("", None)],
)
def test_the_day_of_birth_stands_in_the_number(number: str, born: date | None) -> None:
    assert birth_in(IdNumber(number)) == born
