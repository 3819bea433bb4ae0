"""The stages of a card, and when the 30 working days stop counting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.domain.outlet import Outlet
from kiosk.domain.progress import STAGES, Progress, Stage, Trouble

_DAYS = [date(2026, 10, day) for day in (9, 12, 14, 19, 21, 26, 28, 29)]


def _reached(count: int) -> Progress:
    return Progress(dict(zip(STAGES[:count], _DAYS[:count], strict=True)), "测试银行")


def test_the_stages_are_those_of_the_notice_in_its_order() -> None:
    assert [stage.value for stage in STAGES] == [
        *("data", "bank", "factory", "keys", "delivery"),
        *("ready", "handed-over", "activated"),
    ]


def test_the_last_stage_reached_is_where_the_card_is() -> None:
    for count, stage in enumerate(STAGES, start=1):
        assert (_reached(count).stage, _reached(count).since) == (stage, _DAYS[count - 1])


def test_in_production_until_it_lies_at_an_outlet() -> None:
    assert [_reached(count).in_production for count in range(1, 9)] == [True] * 5 + [False] * 3


def test_days_run_until_today_in_production_and_until_ready_afterwards() -> None:
    today = date(2026, 11, 23)
    assert _reached(5).deadline(today).used > _reached(6).deadline(today).used
    assert _reached(6).deadline(today).used == _reached(8).deadline(today).used == 12


def test_a_day_without_order_does_not_matter() -> None:
    shuffled = Progress({Stage.BANK: _DAYS[1], Stage.COLLECTED_DATA: _DAYS[0]}, "测试银行")
    assert shuffled.stage is Stage.BANK


def test_the_outlet_to_call_is_the_one_that_holds_the_card() -> None:
    here, there = Outlet("甲", "", "028-00000001"), Outlet("乙", "", "028-00000002")
    waiting = replace(_reached(5), applied_at=here, collect_at=there)
    assert waiting.outlet is there
    assert replace(waiting, holds_now=here).outlet is here
    assert replace(waiting, collect_at=None).outlet is None  # where one applied is no place to ask


def test_of_a_stopped_application_it_is_the_one_that_took_it() -> None:
    here, there = Outlet("甲", "", "028-00000001"), Outlet("乙", "", "028-00000002")
    failed = replace(_reached(2), trouble=Trouble.BANK_FAILED, applied_at=here, collect_at=there)
    assert failed.outlet is here
    assert replace(failed, applied_at=None).outlet is there
    assert replace(failed, trouble=Trouble.HANDOVER_ISSUE).outlet is there
    assert replace(failed, trouble=Trouble.RECALLED, holds_now=there).outlet is there
