"""The synthetic citizens: consistent, different from each other, and impossible to take for real ones."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from kiosk.domain.identity import check_digit_ok
from kiosk.domain.progress import Progress, Stage, Trouble
from kiosk_sim.people import OUTLETS, PEOPLE, STAGES, Kind, Person, card_number

EVERYONE = pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE.keys())
TODAY = date(2026, 11, 19)
_APPLIED_TODAY = ("newcomer", "instant")


@EVERYONE
def test_the_number_is_well_formed_and_belongs_to_nobody(person: Person) -> None:
    number = person.document.number
    assert check_digit_ok(number)
    assert number.startswith("900000" if person.document.kind is Kind.FOREIGN_PERMANENT else "000000")
    assert number[6:14] == f"{person.document.birth:%Y%m%d}"
    assert person.document.sex == ("1" if int(number[16]) % 2 else "2")


@EVERYONE
def test_everything_says_that_it_is_made_up(person: Person) -> None:
    document = person.document
    assert re.search("测试|样例", document.name)
    assert not document.address or "测试" in document.address
    assert not document.issuer or "样例" in document.issuer
    assert document.pass_number in ("", "H00000000")
    assert not document.latin_name or "TEST" in document.latin_name
    bank = person.application.bank if person.application else "测试"
    assert re.search("测试|样例", bank)


def test_outlets_say_that_they_are_made_up() -> None:
    for outlet in OUTLETS:
        assert "测试" in outlet.name
        assert "样例" in outlet.name
        assert re.fullmatch(r"028-0000\d{4}", outlet.phone)


@EVERYONE
def test_the_document_fits_the_reader(person: Person) -> None:
    document = person.document
    assert len(document.name.encode("utf-16-le")) <= 30
    assert len(document.address.encode("utf-16-le")) <= 70
    assert len(document.issuer.encode("utf-16-le")) <= 30
    assert len(document.pass_number.encode("utf-16-le")) <= 18
    nation = r"[A-Z]{3}" if document.kind is Kind.FOREIGN_PERMANENT else r"\d\d|"
    assert re.fullmatch(nation, document.nation)


def test_nobody_shares_a_name_a_number_or_a_card() -> None:
    people = PEOPLE.values()
    cards = [person.card.number for person in people if person.card]
    assert len({person.document.name for person in people}) == len(people)
    assert len({person.document.number for person in people}) == len(people)
    assert len(set(cards)) == len(cards)
    assert all(re.fullmatch(r"T0000\d{3}[0-9X]", number) for number in cards)


def test_the_check_character_of_a_card_is_that_of_gb_11714() -> None:
    # Weights 3 7 9 10 5 8 4 2; T is 29: 3*29 = 87, and 2*7 = 14: 101 mod 11 is 2, 11 - 2 is 9.
    assert card_number(7) == "T00000079"


def test_there_is_one_for_every_stage_and_every_trouble() -> None:
    applications = [person.application for person in PEOPLE.values() if person.application]
    calm = {STAGES[len(application.days_ago) - 1] for application in applications if application.trouble is None}
    assert calm == {stage.value for stage in Stage}
    assert {application.trouble for application in applications} == {None, *(trouble.value for trouble in Trouble)}
    assert {person.document.kind for person in PEOPLE.values()} == set(Kind)


@EVERYONE
def test_only_the_overdue_one_is_overdue_whatever_the_day(person: Person) -> None:
    for today in (TODAY + timedelta(days=30 * n) for n in range(14) if person.application):
        assert person.application is not None
        reached = {Stage(word): day for word, day in person.application.reached(today).items()}
        assert list(reached.values()) == sorted(reached.values())
        assert max(reached.values()) < today or person.key in _APPLIED_TODAY
        progress = Progress(reached, person.application.bank)
        assert progress.deadline(today).overdue == (person.key == "overdue")


def test_documents_are_valid_but_for_the_expired_one() -> None:
    run_out = [p.key for p in PEOPLE.values() if p.document.valid_to and p.document.valid_to < TODAY]
    assert run_out == ["expired"]


def test_the_rare_names_are_rare() -> None:
    ready, collected = PEOPLE["ready"].document.name, PEOPLE["collected"].document.name
    assert ready[0] == "\U0002cb4e"
    assert collected[0] == "\u4dae"
    with pytest.raises(UnicodeEncodeError):
        collected.encode("gbk")


def test_who_collected_holds_a_sealed_card_valid_for_ten_years() -> None:
    card = PEOPLE["collected"].card
    assert card is not None
    assert (card.state, card.region) == ("0", "510100")
    assert card.issued(TODAY) < TODAY
    assert card.valid_until(TODAY).year - card.issued(TODAY).year == 10


def test_one_person_holds_a_card_of_version_3() -> None:
    newest = [key for key, person in PEOPLE.items() if person.card and person.card.version.startswith("3")]
    assert newest == ["newest"]
