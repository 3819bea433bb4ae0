"""别的城市的卡: the guided decision S-70 to S-75 on the glass, row by row; numbers to call, slip, way back."""

from __future__ import annotations

import pytest

from kiosk.views import Attract, Choose, Guide, Pick, Picked
from tests.journeys.guide_talk import begin, choose, keys, leave, printed, read
from tests.room import Room
from tests.virtual_time import run

_MIANYANG, _MEISHAN, _ELSEWHERE = "5107", "5114", "elsewhere"
_ASKED = {
    "collected": "other-city-collected",
    "activated": "other-city-activated",
    "wish": "other-city-wish",
    "bank": "other-city-bank",
}

# Where it was issued, what is asked and answered in turn, the answer, and the first step.
_ROWS = [
    # S-70
    (_MIANYANG, "collected yes, activated yes, wish use-here", "transfer", "other-city-online"),
    (_MIANYANG, "collected yes, activated yes, wish local-bank, bank yes", "transfer", "other-city-online"),
    # S-71, before S-74 for a card that is not activated
    (_MIANYANG, "collected yes, activated no, wish use-here", "activate-and-transfer", "other-city-bring"),
    (_MIANYANG, "collected yes, activated unknown, wish use-here", "activate-and-transfer", "other-city-bring"),
    (_MIANYANG, "collected yes, activated no, wish local-bank, bank no", "activate-and-transfer", "other-city-bring"),
    # S-72
    (_MIANYANG, "collected no, wish use-here", "call-home", "other-city-call"),
    (_MIANYANG, "collected unknown, wish use-here", "call-home", "other-city-call"),
    # S-73
    (_MIANYANG, "collected yes, activated yes, wish new-card", "cancel-and-apply", "other-city-call"),
    (_MIANYANG, "collected yes, activated no, wish new-card", "cancel-and-apply", "other-city-call"),
    (_MIANYANG, "collected no, wish new-card", "cancel-and-apply", "other-city-call"),
    # S-74
    (
        _MIANYANG,
        "collected yes, activated yes, wish local-bank, bank no",
        "transfer-cancel-apply",
        "other-city-first-transfer",
    ),
    # not in the table
    (_ELSEWHERE, "", "other-province", "other-city-call-both"),
    ("5101", "", "is-here", "other-city-nothing-to-move"),
]


async def _decide(room: Room, home: str, answers: str) -> Guide[str]:
    await begin(room, "transfer")
    places = await room.glass.until(Pick)
    assert places.hint is not None
    assert places.hint.key == "other-city-cause"  # S-75
    room.glass.answer(Picked(home))
    for asked in filter(None, answers.split(", ")):
        question, answer = asked.split(" ")
        await choose(room, _ASKED[question], answer)
    return await room.glass.until(Guide)


def test_each_row_of_the_table_on_the_glass() -> None:
    async def journey() -> None:
        async with Room() as room:
            for home, answers, answer, first in _ROWS:
                await _row(room, home, answers, answer, first)

    run(journey())


async def _row(room: Room, home: str, answers: str, answer: str, first: str) -> None:
    guide = await _decide(room, home, answers)
    assert (guide.answer.key, guide.steps[0].key) == (f"other-city-is-{answer}", first), answers
    assert guide.numbered == (answer != "transfer")
    here = {"transfer", "activate-and-transfer", "transfer-cancel-apply"}
    assert (guide.outlet is not None) == (answer in here)
    assert (guide.basis is None) == (answer == "other-province")
    assert (guide.actions[0].key == "now") == (answer == "transfer")
    for language in ("zh-CN", "en"):
        assert read(guide, language)
    slip = await printed(room)
    assert "12333" in slip
    await room.glass.until(Attract)


def test_all_21_cities_and_the_rest_of_the_country_can_be_picked() -> None:
    async def journey() -> None:
        async with Room() as room:
            await begin(room, "transfer")
            places = await room.glass.until(Pick)
            assert len({row.key for row in places.rows}) == 21 + 1
            assert places.count.args["count"] == 21
            assert all(row.key.startswith("51") for row in places.rows[:-1])

    run(journey())


@pytest.mark.parametrize(
    ("home", "number", "shared"), [(_MIANYANG, "0816-12333", False), (_MEISHAN, "028-12333", True)]
)
def test_whom_to_call_and_that_028_belongs_to_three_cities(home: str, number: str, shared: bool) -> None:
    async def journey() -> None:
        async with Room() as room:
            guide = await _decide(room, home, "collected no, wish use-here")
            assert number in read(guide)
            assert ("几个城市共用" in read(guide)) is shared
            assert number in await printed(room)

    run(journey())


def test_a_bank_of_elsewhere_is_a_warning() -> None:
    async def journey() -> None:
        async with Room() as room:
            guide = await _decide(room, _MIANYANG, "collected yes, activated yes, wish use-here")
            assert "other-city-bank-warning" in keys(guide.remarks)
            await leave(room)
            guide = await _decide(room, _MIANYANG, "collected yes, activated yes, wish local-bank, bank yes")
            assert "other-city-bank-warning" not in keys(guide.remarks)

    run(journey())


def test_a_wrong_turn_costs_one_touch() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await _decide(room, _MIANYANG, "collected no, wish new-card")
            glass.back()
            wish = await glass.until(Choose)
            assert wish.question.key == "other-city-wish"
            glass.back()
            await choose(room, "other-city-collected", "yes")
            await choose(room, "other-city-activated", "yes")
            await choose(room, "other-city-wish", "use-here")
            guide = await glass.until(Guide)
            assert guide.answer.key == "other-city-is-transfer"

    run(journey())


def test_without_the_office_the_table_still_answers_and_no_transfer_is_begun() -> None:
    async def mishap() -> None:
        async with Room(("office.deadline_seconds=0.7",)) as room:
            await room.bench.office.stop()
            guide = await _decide(room, _MIANYANG, "collected yes, activated yes, wish use-here")
            assert guide.answer.key == "other-city-is-transfer"
            assert guide.remarks[0].key == "guide-no-date"
            assert "now" not in [action.key for action in guide.actions]

    run(mishap())


def test_where_the_owner_offers_no_transfer_the_guide_is_all_there_is() -> None:
    async def journey() -> None:
        async with Room(["services.transfer=false"]) as room:
            guide = await _decide(room, _MIANYANG, "collected yes, activated yes, wish use-here")
            assert guide.actions[0].key == "print"

    run(journey())
