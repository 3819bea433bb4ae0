"""The state of a card on a day."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.domain.card import CardState, CardStatus

LAST = date(2026, 11, 23)


@pytest.mark.parametrize("state", list(CardState))
@pytest.mark.parametrize(("today", "over"), [(LAST, False), (date(2026, 11, 24), True)])
def test_only_a_card_that_could_be_used_expires_after_its_last_day(state: CardState, today: date, over: bool) -> None:
    usable = state in (CardState.SEALED, CardState.NORMAL)
    expected = CardState.EXPIRED if usable and over else state
    assert CardStatus(state, "", valid_until=LAST).state_on(today) is expected


def test_a_last_day_that_is_not_told_is_no_end() -> None:
    assert CardStatus(CardState.NORMAL, "").state_on(date.max) is CardState.NORMAL
