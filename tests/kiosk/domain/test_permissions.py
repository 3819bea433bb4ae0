"""Who may do what, row by row: every deed with every proof, and for children."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.identity import DocumentKind, Identity, Proof
from kiosk.domain.permissions import Deed, Verdict, accepted, may
from kiosk.domain.personal import BirthDate, IdNumber, PersonName

_TODAY = date(2026, 11, 24)
_YES, _DOC, _GUARDIAN = Verdict.ALLOWED, Verdict.NEEDS_DOCUMENT, Verdict.NEEDS_GUARDIAN
_PROOFS = (Proof.DOCUMENT, Proof.ELECTRONIC_CARD, Proof.CHIP_CARD, Proof.TYPED)

_TABLE = [
    # deed, for a grown person by: document, electronic card, chip card, typed number; for a child by document
    (Deed.SEE_PROGRESS, _YES, _YES, _YES, _YES, _YES),
    (Deed.SEE_CARD, _YES, _YES, _YES, _DOC, _YES),
    (Deed.SEE_BALANCE, _YES, _YES, _DOC, _DOC, _YES),
    (Deed.SEE_FAMILY, _YES, _YES, _DOC, _DOC, _YES),
    (Deed.ACTIVATE, _YES, _DOC, _DOC, _DOC, _GUARDIAN),
    (Deed.CHANGE_PIN, _YES, _DOC, _DOC, _DOC, _GUARDIAN),
    (Deed.RESET_PIN, _YES, _DOC, _DOC, _DOC, _GUARDIAN),
    (Deed.REPORT_LOSS, _YES, _DOC, _DOC, _DOC, _GUARDIAN),
    (Deed.RELEASE_LOSS, _YES, _DOC, _DOC, _DOC, _GUARDIAN),
    (Deed.TRANSFER, _YES, _DOC, _DOC, _DOC, _GUARDIAN),
]


def _person(born: date | None, proof: Proof = Proof.DOCUMENT) -> Identity:
    person = Identity(DocumentKind.RESIDENT_ID, PersonName("测试甲"), IdNumber("000000199001010016"), None, None)
    return replace(person, proof=proof, birth=None if born is None else BirthDate.on(born))


def test_the_table_has_every_deed() -> None:
    assert {row[0] for row in _TABLE} == set(Deed)


@pytest.mark.parametrize("row", _TABLE, ids=lambda row: row[0].value)
@pytest.mark.parametrize("born", [date(1990, 1, 1), None], ids=["grown", "age unknown"])
def test_each_deed_with_each_proof(row: tuple[Deed, Verdict, Verdict, Verdict, Verdict, Verdict], born: date) -> None:
    deed, *verdicts, _ = row
    assert [may(_person(born, proof), deed, _TODAY) for proof in _PROOFS] == verdicts
    assert accepted(deed) == {proof for proof, said in zip(_PROOFS, verdicts, strict=True) if said is _YES}


@pytest.mark.parametrize("row", _TABLE, ids=lambda row: row[0].value)
def test_each_deed_for_a_child(row: tuple[Deed, Verdict, Verdict, Verdict, Verdict, Verdict]) -> None:
    assert may(_person(date(2016, 5, 1)), row[0], _TODAY) is row[-1]


@pytest.mark.parametrize(
    ("born", "verdict"),
    [(date(2010, 11, 24), _YES), (date(2010, 11, 25), _GUARDIAN), (date(2026, 11, 24), _GUARDIAN)],
)
def test_sixteen_on_the_birthday(born: date, verdict: Verdict) -> None:
    assert may(_person(born), Deed.ACTIVATE, _TODAY) is verdict


def test_a_child_needs_a_guardian_whatever_is_shown() -> None:
    assert {may(_person(date(2016, 5, 1), proof), Deed.ACTIVATE, _TODAY) for proof in Proof} == {_GUARDIAN}


def test_another_age_where_the_rules_say_so() -> None:
    assert may(_person(date(2010, 11, 24)), Deed.ACTIVATE, _TODAY, adult=18) is _GUARDIAN
