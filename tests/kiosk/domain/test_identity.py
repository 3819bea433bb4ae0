"""Documents: validity by day, the check digit of GB 11643, and whose chip card a card is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.domain.card import ChipCard
from kiosk.domain.identity import DocumentKind, Identity, Proof, check_digit_ok, kind_of
from kiosk.domain.personal import BirthDate, CardNumber, IdNumber, PersonName
from kiosk.domain.photo import Photo

_DAY = timedelta(days=1)


def _identity(valid_from: date | None, valid_to: date | None) -> Identity:
    name, number = PersonName("测试甲"), IdNumber("000000199001010016")
    return Identity(DocumentKind.RESIDENT_ID, name, number, valid_from, valid_to)


def test_the_first_and_the_last_day_are_valid() -> None:
    first, last = date(2016, 1, 1), date(2036, 1, 1)
    person = _identity(first, last)
    assert not person.expired(last)
    assert person.expired(last + _DAY)
    assert not person.not_yet_valid(first)
    assert person.not_yet_valid(first - _DAY)


def test_valid_for_life_never_expires() -> None:
    assert not _identity(None, None).expired(date(2999, 1, 1))


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        (date(1966, 11, 25), date(2026, 11, 24), 59),
        (date(1966, 11, 25), date(2026, 11, 25), 60),
        (date(1964, 2, 29), date(2026, 2, 28), 61),
        (date(1964, 2, 29), date(2026, 3, 1), 62),
    ],
)
def test_somebody_is_a_year_older_on_the_birthday(born: date, today: date, age: int) -> None:
    assert replace(_identity(None, None), birth=BirthDate.on(born)).age(today) == age


def test_an_unknown_birthday_is_no_age() -> None:
    assert _identity(None, None).age(date(2026, 11, 24)) is None


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("000000199001010016", DocumentKind.RESIDENT_ID),
        ("810000000000000000", DocumentKind.RESIDENCE_PERMIT),
        ("820000000000000000", DocumentKind.RESIDENCE_PERMIT),
        ("830000000000000000", DocumentKind.RESIDENCE_PERMIT),
        ("900000000000000000", DocumentKind.FOREIGN_PERMANENT),
        ("XXX000090010101", DocumentKind.FOREIGN_PERMANENT),
        ("", DocumentKind.RESIDENT_ID),
    ],
)
def test_a_number_tells_what_document_it_stands_on(number: str, kind: DocumentKind) -> None:
    assert kind_of(IdNumber(number)) is kind


def test_somebody_without_a_document_is_known_by_less() -> None:
    person = Identity.known_by(Proof.ELECTRONIC_CARD, PersonName("测试甲"), IdNumber("810000000000000000"))
    assert (person.proof, person.kind) == (Proof.ELECTRONIC_CARD, DocumentKind.RESIDENCE_PERMIT)
    assert not person.expired(date(2999, 1, 1))
    assert _identity(None, None).proof is Proof.DOCUMENT


def test_an_identity_shows_nothing_of_the_person() -> None:
    person = replace(_identity(None, None), birth=BirthDate("1990-01-01"), photo=Photo(b"face", "bmp", 102, 126))
    shown = repr(person)
    assert not [word for word in ("测试甲", "19900101", "1990-01-01", "face") if word in shown]


@pytest.mark.parametrize("wrong", ["", "1" * 17, "00000019900101001?", "０" * 18, "000000199001010011"])
def test_what_has_no_right_check_digit(wrong: str) -> None:
    assert not check_digit_ok(wrong)


@pytest.mark.parametrize(
    ("name", "number", "same"),
    [
        ("测试甲", "000000199001010016", True),
        ("测试乙", "000000199001010016", False),
        ("测试甲", "000000199001010024", False),
    ],
)
def test_a_card_belongs_to_whom_name_and_number_say(name: str, number: str, same: bool) -> None:
    card = ChipCard("510100", "2.00", CardNumber("T00000079"), PersonName(name), IdNumber(number), None)
    assert card.belongs_to(_identity(None, None)) is same
