"""Which PINs are refused, and which are not."""

from __future__ import annotations

import pytest

from kiosk.domain.personal import IdNumber
from kiosk.domain.pin import CardPin
from kiosk.domain.weak_pin import Weakness, weakness

NUMBER = IdNumber("000000199003141234")


def found(digits: str, number: IdNumber = NUMBER) -> Weakness | None:
    with CardPin(bytearray(digits, "ascii")) as pin:
        return weakness(pin, number)


@pytest.mark.parametrize("digits", ["000000", "111111", "999999"])
def test_all_alike(digits: str) -> None:
    assert found(digits) is Weakness.ALIKE


@pytest.mark.parametrize("digits", ["123456", "654321", "012345", "567890", "098765", "890123", "321098"])
def test_straight_runs_also_past_the_end_of_the_keys(digits: str) -> None:
    assert found(digits) is Weakness.RUN


@pytest.mark.parametrize("digits", ["199003", "900314", "990031", "031419", "140319", "031490", "140390", "031990"])
def test_the_day_of_birth_however_it_is_written(digits: str) -> None:
    assert found(digits) is Weakness.BIRTH


@pytest.mark.parametrize("digits", ["001990", "031412", "141234", "000019"])
def test_a_part_of_the_document_number(digits: str) -> None:
    assert found(digits) is Weakness.NUMBER


@pytest.mark.parametrize("digits", ["271828", "121212", "112233", "123457", "135790", "199004"])
def test_others_are_the_holders_own_affair(digits: str) -> None:
    assert found(digits) is None


def test_a_number_that_tells_no_birth_is_no_reason_to_fail() -> None:
    assert found("271828", IdNumber("XXX0123")) is None
    assert found("271828", IdNumber("000000199913991234")) is None
    assert found("999139", IdNumber("000000199913991234")) is Weakness.NUMBER


def test_looking_at_a_pin_leaves_it_as_it_is() -> None:
    with CardPin(bytearray(b"271828")) as pin:
        weakness(pin, NUMBER)
        assert pin.digits == bytearray(b"271828")
