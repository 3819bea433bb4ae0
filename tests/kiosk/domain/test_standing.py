"""What is said first about a card, row by row: every stage, every state, and which of two truths comes before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.domain.card import CardState, CardStatus
from kiosk.domain.progress import STAGES, Progress, Stage, Trouble
from kiosk.domain.standing import Standing, standing

_TODAY = date(2026, 11, 23)
_HERE = "510100"
_MIANYANG = "510700"


def _until(stage: Stage, trouble: Trouble | None = None) -> Progress:
    reached = STAGES[: STAGES.index(stage) + 1]
    return Progress({each: _TODAY - timedelta(days=30 - n) for n, each in enumerate(reached)}, "测试银行", trouble)


def _card(state: CardState, region: str = _HERE, valid_until: date | None = None) -> CardStatus:
    return CardStatus(state, "测试银行", region, valid_until)


@pytest.mark.parametrize("stage", STAGES[: STAGES.index(Stage.HANDED_OVER)])
def test_until_it_is_handed_over_the_stages_say_it(stage: Stage) -> None:
    assert standing(_until(stage), None, _TODAY) is Standing.ON_ITS_WAY


@pytest.mark.parametrize("trouble", Trouble)
@pytest.mark.parametrize("stage", [Stage.COLLECTED_DATA, Stage.READY, Stage.HANDED_OVER])
def test_a_trouble_is_always_told_by_the_stages(stage: Stage, trouble: Trouble) -> None:
    assert standing(_until(stage, trouble), None, _TODAY) is Standing.ON_ITS_WAY


def test_a_card_being_made_comes_before_the_one_it_replaces() -> None:
    assert standing(_until(Stage.FACTORY), _card(CardState.LOST), _TODAY) is Standing.ON_ITS_WAY


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (CardState.SEALED, Standing.NOT_ACTIVATED),
        (CardState.NORMAL, Standing.ACTIVE),
        (CardState.TEMPORARILY_LOST, Standing.TEMPORARILY_LOST),
        (CardState.LOST, Standing.LOST),
        (CardState.LOCKED, Standing.LOCKED),
        (CardState.CANCELLED, Standing.CANCELLED),
        (CardState.EXPIRED, Standing.EXPIRED),
    ],
)
def test_every_state_of_a_card_has_its_standing(state: CardState, told: Standing) -> None:
    assert standing(None, _card(state), _TODAY) is told
    assert standing(_until(Stage.ACTIVATED), _card(state), _TODAY) is told


def test_every_state_is_in_the_table() -> None:
    assert {standing(None, _card(state), _TODAY) for state in CardState} <= set(Standing)


def test_the_last_day_of_validity_is_a_good_one() -> None:
    assert standing(None, _card(CardState.NORMAL, valid_until=_TODAY), _TODAY) is Standing.ACTIVE
    yesterday = _TODAY - timedelta(days=1)
    assert standing(None, _card(CardState.NORMAL, valid_until=yesterday), _TODAY) is Standing.EXPIRED
    assert standing(None, _card(CardState.SEALED, valid_until=yesterday), _TODAY) is Standing.EXPIRED
    assert standing(None, _card(CardState.CANCELLED, valid_until=yesterday), _TODAY) is Standing.CANCELLED


@pytest.mark.parametrize("state", [CardState.SEALED, CardState.NORMAL])
def test_a_usable_card_of_another_city_is_told_as_that(state: CardState) -> None:
    assert standing(None, _card(state, _MIANYANG), _TODAY) is Standing.OTHER_CITY
    assert standing(None, _card(state, ""), _TODAY) is not Standing.OTHER_CITY


@pytest.mark.parametrize("state", [CardState.TEMPORARILY_LOST, CardState.LOST, CardState.CANCELLED, CardState.LOCKED])
def test_what_hinders_its_use_comes_before_where_it_was_issued(state: CardState) -> None:
    assert standing(None, _card(state, _MIANYANG), _TODAY) is not Standing.OTHER_CITY


def test_without_a_card_the_application_tells() -> None:
    assert standing(_until(Stage.HANDED_OVER), None, _TODAY) is Standing.NOT_ACTIVATED
    assert standing(_until(Stage.ACTIVATED), None, _TODAY) is Standing.ACTIVE
    assert standing(None, None, _TODAY) is Standing.UNKNOWN


def test_a_chip_of_another_city_says_so_where_the_office_knows_nothing() -> None:
    assert standing(None, None, _TODAY, _MIANYANG) is Standing.OTHER_CITY
    assert standing(None, None, _TODAY, _HERE) is Standing.UNKNOWN
    assert standing(None, _card(CardState.NORMAL), _TODAY, _MIANYANG) is Standing.ACTIVE
