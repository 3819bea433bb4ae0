"""The guide lights, from the attract screen back to it: where hands are wanted, what works, what is out of order."""

from __future__ import annotations

import asyncio

from kiosk.views import Attract, Goodbye, InsertCard, Outcome, PresentDocument, StageLine, TakeBack
from tests.room import Room
from tests.virtual_time import run

PLACES = ("id-reader", "card-reader", "printer")


def test_the_lights_follow_the_glass() -> None:
    async def journey() -> None:
        async with Room(fitted={"cabinet"}) as room:
            glass, board = room.glass, room.bench.fittings.cabinet
            assert await _lit(room) == {"id-reader": "green"}
            glass.answer("progress")
            await glass.until(PresentDocument)
            assert await _lit(room) == {"id-reader": "green"}
            await asyncio.sleep(5)  # half a blink later
            assert await _lit(room) == {}
            room.bench.lay("ready")
            await glass.until(StageLine)
            assert await _lit(room) == {}
            glass.answer("print")
            await glass.until(Outcome)
            assert ("printer", "green") in board.shown  # while it printed
            assert await _lit(room) == {"printer": "amber"}
            glass.answer("finish")
            await glass.until(TakeBack)
            assert await _lit(room) == {"id-reader": "amber"}
            room.bench.id_reader.lift()
            await glass.until(Goodbye)
            assert await _lit(room) == {}
            await glass.until(Attract)

    run(journey())


def test_the_slot_of_the_chip_card_blinks_while_it_is_asked_for() -> None:
    async def journey() -> None:
        async with Room(fitted={"cabinet"}) as room:
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            assert await _lit(room) == {"card-reader": "green"}

    run(journey())


def test_a_device_out_of_order_is_red_until_it_is_back() -> None:
    async def journey() -> None:
        async with Room(fitted={"cabinet"}) as room:
            await room.bench.thing("printer").unplug()
            await room.until_report("printer", "unplugged")
            assert await _lit(room) == {"id-reader": "green", "printer": "red"}
            await room.bench.thing("printer").plug()
            await room.until_report("printer", "up")
            assert await _lit(room) == {"id-reader": "green"}

    run(journey())


def test_a_board_that_was_gone_shows_what_it_should_when_it_is_back() -> None:
    async def journey() -> None:
        async with Room(fitted={"cabinet"}) as room:
            await room.bench.thing("cabinet").unplug()
            await room.until_report("cabinet", "unplugged")
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.bench.thing("cabinet").plug()
            await room.until_report("cabinet", "up")
            lit = [await _lit(room) for _ in range(12)]
            assert {"card-reader": "green"} in lit
            assert all(one in ({}, {"card-reader": "green"}) for one in lit)

    run(journey())


async def _lit(room: Room) -> dict[str, str]:
    """What shines, once the board has been told."""
    await asyncio.sleep(1)
    lights = room.bench.fittings.cabinet.lights
    return {place: lights[place] for place in PLACES if lights[place] != "off"}
