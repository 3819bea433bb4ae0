"""The dated rules of the notice, row by row: around 2019-11-01, 2019-12-31, 2020-01-01 and long afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.domain.card import CardState
from kiosk.domain.progress import STAGES, Progress, Trouble
from kiosk.domain.regime import NOTICE, NewCard, Regime, StripCard, batch_comes_in_time, new_card, strip_card

_DAYS = (
    (date(2019, 10, 31), StripCard.VALID),
    (date(2019, 11, 1), StripCard.TRANSITION),
    (date(2019, 11, 2), StripCard.TRANSITION),
    (date(2019, 12, 30), StripCard.TRANSITION),
    (date(2019, 12, 31), StripCard.TRANSITION),
    (date(2020, 1, 1), StripCard.STOPPED),
    (date(2020, 1, 2), StripCard.STOPPED),
    (date(2026, 11, 24), StripCard.STOPPED),
)
_NOT_YET = (NewCard.NOT_APPLIED, NewCard.NOT_COLLECTED, NewCard.NOT_ACTIVATED)


@pytest.mark.parametrize(("today", "stands"), _DAYS, ids=str)
@pytest.mark.parametrize("new_card", _NOT_YET)
def test_the_strip_card_by_day_for_those_who_have_no_new_one_yet(
    today: date, stands: StripCard, new_card: NewCard
) -> None:
    assert strip_card(today, new_card) is stands


@pytest.mark.parametrize("today", [today for today, _ in _DAYS], ids=str)
def test_the_activation_of_the_new_card_cancels_it_whatever_the_day(today: date) -> None:
    assert strip_card(today, NewCard.ACTIVATED) is StripCard.CANCELLED


def test_the_three_who_may_go_on_are_told_apart() -> None:
    assert [state.value for state in NewCard] == ["not-applied", "not-collected", "not-activated", "activated"]


@pytest.mark.parametrize(
    ("stages", "trouble", "far"),
    [
        (0, None, NewCard.NOT_APPLIED),
        (1, None, NewCard.NOT_COLLECTED),
        (5, None, NewCard.NOT_COLLECTED),
        (6, None, NewCard.NOT_COLLECTED),
        (6, Trouble.OVERDUE_PICKUP, NewCard.NOT_COLLECTED),
        (6, Trouble.RECALLED, NewCard.NOT_APPLIED),
        (1, Trouble.DATA_REJECTED, NewCard.NOT_COLLECTED),
        (7, None, NewCard.NOT_ACTIVATED),
        (8, None, NewCard.ACTIVATED),
    ],
)
def test_how_far_somebody_is_with_the_new_card(stages: int, trouble: Trouble | None, far: NewCard) -> None:
    reached = dict.fromkeys(STAGES[:stages], date(2019, 11, 4))
    assert new_card(Progress(reached, "测试银行", trouble) if stages else None) is far


@pytest.mark.parametrize("state", CardState)
@pytest.mark.parametrize("stages", [0, 5])
def test_a_card_that_somebody_has_comes_before_any_application(state: CardState, stages: int) -> None:
    reached = dict.fromkeys(STAGES[:stages], date(2019, 11, 4))
    application = Progress(reached, "测试银行") if stages else None
    expected = {CardState.SEALED: NewCard.NOT_ACTIVATED, CardState.CANCELLED: new_card(application)}
    assert new_card(application, state) is expected.get(state, NewCard.ACTIVATED)


def test_the_notice_s_days() -> None:
    assert Regime(date(2019, 11, 1), date(2019, 12, 31), date(2019, 12, 31)) == NOTICE


def test_days_of_another_rule() -> None:
    later = Regime(date(2021, 3, 1), date(2021, 5, 31), date(2021, 6, 30))
    stands = [strip_card(date(2021, month, 15), NewCard.NOT_APPLIED, later) for month in (2, 3, 5, 6, 7)]
    # Between the end of the transition and the stop of the counters nothing was taken from anybody yet.
    assert stands == [StripCard.VALID, *[StripCard.TRANSITION] * 3, StripCard.STOPPED]


@pytest.mark.parametrize(
    "days",
    [
        (date(2020, 1, 1), date(2019, 12, 31), date(2020, 1, 2)),
        (date(2019, 11, 1), date(2020, 1, 1), date(2019, 12, 31)),
    ],
)
def test_days_out_of_order_are_no_rule(days: tuple[date, date, date]) -> None:
    with pytest.raises(ValueError, match="not in order"):
        Regime(*days)


@pytest.mark.parametrize(
    ("applied", "in_time"),
    [
        (date(2019, 11, 1), True),
        (date(2019, 11, 18), True),
        (date(2019, 11, 19), True),  # its 30th working day is 2019-12-31
        (date(2019, 11, 20), False),  # 2020-01-02: the first of January is a holiday
        (date(2019, 12, 31), False),
    ],
)
def test_the_last_day_to_apply_in_the_ordinary_way(applied: date, in_time: bool) -> None:
    assert batch_comes_in_time(applied) is in_time
