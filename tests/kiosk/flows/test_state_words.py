"""The words for all states of an application (A0 to A10) and of a card (B0 to B6), row by row, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from kiosk.domain.application_state import ApplicationState, application_state, is_late
from kiosk.domain.card import CardState
from kiosk.domain.outlet import Outlet
from kiosk.domain.progress import LIMIT, STAGES, Progress, Route, Trouble
from kiosk.domain.text import Text
from kiosk.flows.state_words import of_application, of_card
from kiosk.i18n import Words

_ACCEPTED = date(2026, 9, 1)
_IN_TIME = date(2026, 10, 19)  # the 30th working day (docs/requirements.md, 13)
_LATE = date(2026, 10, 20)

_A = ApplicationState
_MAKING = [
    # stages reached, state, its sentence in time
    (1, _A.ACCEPTED, "making-is-accepted"),  # A1
    (2, _A.BANK_OPENING, "making-is-bank-opening"),  # A2, and A3 until the factory has it
    (3, _A.PRODUCING, "making-is-producing"),  # A4
    (4, _A.KEY_LOADING, "making-is-key-loading"),  # A5
    (5, _A.IN_DELIVERY, "making-is-in-delivery"),  # A6
]
_MADE = [
    (6, _A.READY, "progress-is-ready"),  # A7
    (7, _A.COLLECTED, "progress-is-handed-over"),  # A8
    (8, _A.ACTIVATED, "progress-is-activated"),  # A9
]
_TROUBLES = [
    (1, Trouble.DATA_REJECTED, _A.DATA_REJECTED),  # A1e
    (2, Trouble.BANK_FAILED, _A.BANK_FAILED),  # A2e
    (3, Trouble.PRODUCTION_FAILED, _A.PRODUCTION_FAILED),  # A4e
    (5, Trouble.HANDOVER_ISSUE, _A.HANDOVER_ISSUE),  # A6e
    (6, Trouble.OUTLET_CHANGED, _A.OUTLET_CHANGED),  # A7m
    (6, Trouble.OVERDUE_PICKUP, _A.OVERDUE_PICKUP),  # A7x
    (6, Trouble.RECALLED, _A.RECALLED),  # A10
]


_OUTLET = Outlet("测试网点", "测试路1号", "028-00000001")


def _progress(
    stages: int, trouble: Trouble | None = None, route: Route = Route.BATCH, outlet: Outlet | None = _OUTLET
) -> Progress:
    return Progress(dict.fromkeys(STAGES[:stages], _ACCEPTED), "测试银行", trouble, route, collect_at=outlet)


def _said(said: tuple[Text, Text]) -> tuple[str, str]:
    return said[0].key, said[1].key


def test_nothing_known() -> None:  # A0
    assert application_state(None) is _A.NONE
    assert _said(of_application(None, _LATE, LIMIT)) == ("progress-nothing-known", "progress-nothing-known.advice")


@pytest.mark.parametrize(("stages", "state", "key"), _MAKING)
def test_in_production(stages: int, state: ApplicationState, key: str) -> None:
    found = _progress(stages)
    assert application_state(found) is state
    assert (is_late(found, _IN_TIME), is_late(found, _LATE)) == (False, True)
    assert _said(of_application(found, _IN_TIME, LIMIT)) == (key, f"{key}.advice")
    assert _said(of_application(found, _LATE, LIMIT)) == ("progress-late", "progress-late.advice")


@pytest.mark.parametrize(("stages", "state", "key"), _MAKING)
def test_a_card_made_at_once_is_never_late(stages: int, state: ApplicationState, key: str) -> None:
    found = _progress(stages, route=Route.INSTANT)
    assert application_state(found) is state
    assert not is_late(found, _LATE)
    assert _said(of_application(found, _LATE, LIMIT)) == (key, f"{key}.advice")


@pytest.mark.parametrize(("stages", "state", "key"), _MADE)
@pytest.mark.parametrize("today", [_IN_TIME, _LATE], ids=str)
def test_out_of_production(stages: int, state: ApplicationState, key: str, today: date) -> None:
    found = _progress(stages)
    assert (application_state(found), is_late(found, today)) == (state, False)
    assert _said(of_application(found, today, LIMIT)) == (key, f"{key}.advice")


@pytest.mark.parametrize(("stages", "trouble", "state"), _TROUBLES)
@pytest.mark.parametrize("today", [_IN_TIME, _LATE], ids=str)
def test_trouble_is_told_before_the_stage_and_before_lateness(
    stages: int, trouble: Trouble, state: ApplicationState, today: date
) -> None:
    found = _progress(stages, trouble)
    key = f"progress-trouble-{trouble.value}"
    assert application_state(found) is state
    assert _said(of_application(found, today, LIMIT)) == (key, f"{key}.advice")


@pytest.mark.parametrize(("stages", "trouble"), [(6, None), *(row[:2] for row in _TROUBLES)])
def test_no_outlet_is_spoken_of_where_the_office_names_none(stages: int, trouble: Trouble | None) -> None:
    found = _progress(stages, trouble, outlet=None)
    sentence, advice = of_application(found, _LATE, LIMIT)
    assert sentence == of_application(_progress(stages, trouble), _LATE, LIMIT)[0]
    assert "12333" in Words("zh-CN").say(advice)
    assert "12333" in Words("en").say(advice)


def test_every_state_is_in_a_table_above() -> None:
    told = {_A.NONE, *(row[1] for row in (*_MAKING, *_MADE)), *(row[2] for row in _TROUBLES)}
    assert told == set(ApplicationState)


_CARDS: Mapping[CardState, tuple[str, str]] = {
    CardState.SEALED: ("还没有激活", "not activated yet"),  # B0
    CardState.NORMAL: ("正常", "works normally"),  # B1
    CardState.TEMPORARILY_LOST: ("临时挂失", "lost for now"),  # B2
    CardState.LOST: ("正式挂失", "lost in writing"),  # B3
    CardState.LOCKED: ("锁住", "locked"),  # B4
    CardState.CANCELLED: ("注销", "cancelled"),  # B5
    CardState.EXPIRED: ("有效期", "run out"),  # B6
}


@pytest.mark.parametrize("state", CardState)
@pytest.mark.parametrize(("language", "place"), [("zh-CN", 0), ("en", 1)])
def test_a_card_s_state_in_plain_words(state: CardState, language: str, place: int) -> None:
    sentence, advice = (Words(language).say(said) for said in of_card(state))
    assert _CARDS[state][place] in sentence
    assert advice
    assert sentence != advice


def test_sealed_is_never_said_and_never_taken_for_an_insurance_that_stopped() -> None:
    sentence, advice = (Words("zh-CN").say(said) for said in of_card(CardState.SEALED))
    assert "封存" not in sentence + advice
    assert "不是停保" in advice
