"""The decision table S-70 to S-75, row by row, typed from the notice."""

from __future__ import annotations

import itertools

import pytest

from kiosk.domain.other_city import TABLE, Answer, Wish, answer, needs_bank

_MIANYANG = "510700"
_YES, _NO, _UNKNOWN = True, False, None

# collected, activated, wish, the card's bank cooperates with Chengdu -> answer
_ROWS = [
    # S-70
    (_YES, _YES, Wish.USE_HERE, _YES, Answer.TRANSFER),
    (_YES, _YES, Wish.USE_HERE, _NO, Answer.TRANSFER),
    (_YES, _YES, Wish.USE_HERE, _UNKNOWN, Answer.TRANSFER),
    (_YES, _YES, Wish.LOCAL_BANK, _YES, Answer.TRANSFER),
    (_YES, _YES, Wish.LOCAL_BANK, _UNKNOWN, Answer.TRANSFER),
    # S-71
    (_YES, _NO, Wish.USE_HERE, _YES, Answer.ACTIVATE_AND_TRANSFER),
    (_YES, _NO, Wish.USE_HERE, _NO, Answer.ACTIVATE_AND_TRANSFER),
    (_YES, _UNKNOWN, Wish.USE_HERE, _YES, Answer.ACTIVATE_AND_TRANSFER),
    # S-71 comes before S-74 for a card that is not activated
    (_YES, _NO, Wish.LOCAL_BANK, _NO, Answer.ACTIVATE_AND_TRANSFER),
    (_YES, _UNKNOWN, Wish.LOCAL_BANK, _NO, Answer.ACTIVATE_AND_TRANSFER),
    # S-72
    (_NO, _NO, Wish.USE_HERE, _YES, Answer.CALL_HOME),
    (_NO, _NO, Wish.LOCAL_BANK, _NO, Answer.CALL_HOME),
    (_NO, _UNKNOWN, Wish.USE_HERE, _UNKNOWN, Answer.CALL_HOME),
    (_UNKNOWN, _UNKNOWN, Wish.USE_HERE, _UNKNOWN, Answer.CALL_HOME),
    (_UNKNOWN, _YES, Wish.LOCAL_BANK, _NO, Answer.CALL_HOME),
    # S-73
    (_YES, _YES, Wish.NEW_CARD, _YES, Answer.CANCEL_AND_APPLY),
    (_YES, _NO, Wish.NEW_CARD, _NO, Answer.CANCEL_AND_APPLY),
    (_NO, _NO, Wish.NEW_CARD, _UNKNOWN, Answer.CANCEL_AND_APPLY),
    (_UNKNOWN, _UNKNOWN, Wish.NEW_CARD, _NO, Answer.CANCEL_AND_APPLY),
    # S-74
    (_YES, _YES, Wish.LOCAL_BANK, _NO, Answer.TRANSFER_CANCEL_APPLY),
]
_KNOWN = (_YES, _NO, _UNKNOWN)
_ALL = list(itertools.product(_KNOWN, _KNOWN, Wish, _KNOWN))


@pytest.mark.parametrize(("collected", "activated", "wish", "bank", "expected"), _ROWS)
def test_each_row_has_its_answer(
    collected: bool | None, activated: bool | None, wish: Wish, bank: bool | None, expected: Answer
) -> None:
    given = answer(_MIANYANG, collected=collected, activated=activated, wish=wish, bank_cooperates=bank)
    assert given is expected


def test_the_table_names_the_requirements_of_the_notice() -> None:
    assert sorted(row.requirement for row in TABLE) == ["S-70", "S-71", "S-72", "S-73", "S-74"]


def test_every_case_has_an_answer_and_every_answer_a_case() -> None:
    given = {answer("5107", collected=c, activated=a, wish=w, bank_cooperates=b) for c, a, w, b in _ALL}
    assert given == {row.answer for row in TABLE}


@pytest.mark.parametrize("home", ["500000", "110101", "5001", "440300", "000000", ""])
def test_a_card_of_another_province_is_asked_about_in_both_places(home: str) -> None:
    given = {answer(home, collected=c, activated=a, wish=w, bank_cooperates=b) for c, a, w, b in _ALL}
    assert given == {Answer.OTHER_PROVINCE}


@pytest.mark.parametrize("home", ["5101", "510100", "510104", "510185"])
def test_a_card_of_this_city_has_nowhere_to_move(home: str) -> None:
    given = {answer(home, collected=c, activated=a, wish=w, bank_cooperates=b) for c, a, w, b in _ALL}
    assert given == {Answer.IS_HERE}


@pytest.mark.parametrize(
    ("answered", "bank", "warned"),
    [
        (Answer.TRANSFER, _YES, False),
        (Answer.TRANSFER, _NO, True),
        (Answer.TRANSFER, _UNKNOWN, True),
        (Answer.ACTIVATE_AND_TRANSFER, _NO, True),
        (Answer.ACTIVATE_AND_TRANSFER, _YES, False),
        (Answer.TRANSFER_CANCEL_APPLY, _NO, False),  # the answer is about the bank already
        (Answer.CALL_HOME, _NO, False),
        (Answer.CANCEL_AND_APPLY, _NO, False),
    ],
)
def test_a_bank_of_elsewhere_is_a_warning_and_no_hindrance(answered: Answer, bank: bool | None, warned: bool) -> None:
    assert needs_bank(answered, bank) is warned
