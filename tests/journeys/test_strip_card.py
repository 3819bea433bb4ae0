"""旧磁条卡: the answer hangs on the office's business date and on how far the new card is (S-02 to S-07)."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from kiosk.flows.service import MORE
from kiosk.views import Choose, Guide, Menu, Situation, StageLine, View
from tests.journeys.guide_talk import begin, choose, keys, leave, printed, read
from tests.room import Room
from tests.virtual_time import run

_FARS = ("not-applied", "not-collected", "not-activated", "activated")

# The business date, and the answer for each of the four.
_DAYS = [
    (date(2019, 10, 31), ("valid", "valid", "valid", "cancelled")),
    (date(2019, 11, 1), ("transition", "transition", "transition", "cancelled")),
    (date(2019, 11, 19), ("transition", "transition", "transition", "cancelled")),
    (date(2019, 12, 31), ("transition", "transition", "transition", "cancelled")),
    (date(2020, 1, 1), ("stopped", "stopped", "stopped", "cancelled")),
    (date(2026, 11, 24), ("stopped", "stopped", "stopped", "cancelled")),
]


def test_the_answer_of_each_day_for_each_state_of_the_new_card() -> None:
    async def journey() -> None:
        async with Room() as room:
            for today, answers in _DAYS:
                room.bench.office.business_date = today
                for far, stands in zip(_FARS, answers, strict=True):
                    guide = await _told(room, far)
                    assert (guide.answer.key, guide.faces) == (f"strip-is-{stands}", True), (today, far)
                    assert keys(guide.steps) == [f"strip-next-{far}"]
                    assert guide.remarks[-1].key == "strip-money"
                    assert ("strip-step-by-step" in keys(guide.remarks)) == (stands == "stopped")
                    for language in ("zh-CN", "en"):
                        assert read(guide, language)
                    await leave(room)

    run(journey())


async def _told(room: Room, far: str) -> Guide[str]:
    await begin(room, "strip-card")
    await choose(room, "strip-how-far", far)
    return await room.glass.until(Guide)


_TOO_LATE = [
    (date(2019, 11, 19), "not-applied", False),
    (date(2019, 11, 20), "not-applied", True),
    (date(2019, 12, 31), "not-applied", True),
    (date(2019, 12, 31), "not-collected", False),
    (date(2020, 1, 1), "not-applied", False),
]


def test_who_applies_too_late_for_the_ordinary_way_hears_of_the_fast_one() -> None:
    async def journey() -> None:
        async with Room() as room:
            for today, far, late in _TOO_LATE:
                room.bench.office.business_date = today
                await asyncio.sleep(310)  # a date that was answered is believed for five minutes
                guide = await _told(room, far)
                assert ("strip-too-late-for-batch" in keys(guide.remarks)) is late, (today, far)
                await leave(room)

    run(journey())


def test_never_refused_everywhere() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.bench.office.business_date = date(2020, 1, 1)
            guide = await _told(room, "not-applied")
            told, english = read(guide), read(guide, "en")
            for words in ("2020年1月1日", "逐步", "申办、换发、加磁、打印密码信封"):
                assert words in told
            assert "step by step" in english
            assert guide.actions[0].key == "apply"
            room.glass.back()
            await room.glass.until(Choose)
            room.glass.answer("not-collected")
            other = await room.glass.until(Guide)
            assert other.actions[0].key == "progress"
            assert "逐步" in await printed(room)

    run(journey())


@pytest.mark.parametrize(
    ("who", "page", "far"),
    [
        ("factory", StageLine, "not-collected"),
        ("unknown", Situation, "not-applied"),
        ("collected", Situation, "not-activated"),
        ("active", Situation, "activated"),
        ("mianyang-active", Situation, "activated"),  # of whom no application is known here
    ],
)
def test_whoever_is_known_already_is_not_asked(who: str, page: type[View[str]], far: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay(who)
            await glass.until(page)
            glass.answer(MORE)
            await glass.until(Menu)
            glass.answer("strip-card")
            guide = await glass.until(Guide)
            assert keys(guide.steps) == [f"strip-next-{far}"]
            assert not glass.shown(Choose)

    run(journey())


def test_without_the_office_only_what_hangs_on_no_date_is_said() -> None:
    async def mishap() -> None:
        async with Room(("office.deadline_seconds=0.7",)) as room:
            await room.bench.office.stop()
            for far in _FARS:
                guide = await _told(room, far)
                known = far == "activated"  # then it stopped, whatever the day
                assert guide.answer.key == ("strip-is-cancelled" if known else "strip-no-date")
                assert keys(guide.remarks) == ["guide-no-date", "strip-money"]
                assert guide.faces
                await leave(room)

    run(mishap())
