"""Large type is offered to those whose document says 60 or older: once, after the first answer, and never forced."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, replace

import pytest

from kiosk.views import Attract, Choose, Home, Situation, StageLine, TakeBack, View
from tests.room import Room
from tests.virtual_time import run

OLD, YOUNG = "pensioner", "collected"
OFFER = "large"


def _keys(view: Situation[str] | StageLine[str]) -> list[str]:
    return [action.key for action in view.actions]


async def _laid(room: Room, who: str) -> Situation[str]:
    room.bench.lay(who)
    page: Situation[str] = await room.glass.until(Situation)
    return page


async def _gone(room: Room) -> None:
    await room.glass.until(TakeBack)
    room.bench.id_reader.lift()
    await room.glass.until(Attract)


def _is_the_question(view: View[object]) -> bool:
    return isinstance(view, Choose) and view.question.key == "large-type-ask"


def test_card_first_answers_first_and_has_the_offer_beside_its_answer_once() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            page = await _laid(room, OLD)
            assert _keys(page)[-1] == OFFER
            assert not glass.shown(Choose)
            glass.answer(OFFER)
            again = await glass.until(Situation)
            assert replace(glass.manner, large=False) != glass.manner
            assert again.sentence == page.sentence
            assert _keys(again) == _keys(page)[:-1]
            glass.answer("finish")
            await _gone(room)
            assert not glass.manner.large, "the next citizen found the last one's type"
            assert _keys(await _laid(room, OLD))[-1] == OFFER
            log = [str(asdict(event)) for event in room.log.events]
            assert not any(word in line for line in log for word in ("1955", "71"))

    run(journey())


def test_whoever_does_not_take_it_is_not_asked_again() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            assert OFFER in _keys(await _laid(room, OLD))
            glass.answer("more")
            await asyncio.sleep(1)
            glass.back()
            page = await glass.until(Situation)
            assert OFFER not in _keys(page)
            assert not glass.manner.large

    run(journey())


@pytest.mark.parametrize("wanted", [True, False])
def test_a_service_that_asks_for_the_document_asks_after_it_and_goes_on_either_way(*, wanted: bool) -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("progress")
            await asyncio.sleep(1)
            room.bench.lay(OLD)
            question = await glass.until(Choose)
            assert _is_the_question(question)
            glass.answer(wanted)
            await glass.until(StageLine)
            assert glass.manner.large is wanted
            glass.answer("home")
            await glass.until(Home)
            glass.answer("my-card")
            await asyncio.sleep(2)
            assert len([view for view in glass.seen if _is_the_question(view)]) == 1

    run(journey())


def test_nobody_is_asked_who_is_younger_or_reads_large_type_already() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            assert OFFER not in _keys(await _laid(room, YOUNG))
            glass.answer("finish")
            await _gone(room)
            glass.adopt(replace(glass.manner, large=True))
            assert OFFER not in _keys(await _laid(room, OLD))

    run(journey())


@pytest.mark.parametrize(("age", "offered"), [(71, True), (72, False), (0, False)])
def test_the_age_is_the_owners_to_set_and_counts_by_the_offices_date(age: int, *, offered: bool) -> None:
    async def journey() -> None:
        async with Room([f"glass.large_type_age={age}"]) as room:  # born in September 1955, in November 2026
            assert (OFFER in _keys(await _laid(room, OLD))) is offered

    run(journey())


def test_a_relatives_age_is_nobodys_reason() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("more")
            await asyncio.sleep(1)
            glass.answer("family")
            await glass.until(Choose)
            glass.answer("document")
            await asyncio.sleep(1)
            room.bench.lay(OLD)
            page = await glass.until(StageLine)
            assert OFFER not in _keys(page)
            assert not any(_is_the_question(view) for view in glass.seen)

    run(journey())
