"""Somebody works on the machine, or the mains fail: nobody is taken in, and whoever is served gets everything back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from kiosk.events import ServiceEnded
from kiosk.views import Attract, ConfirmAct, Goodbye, InsertCard, Outcome, OutOfService, StageLine, TakeBack
from kiosk_sim.fittings import Fittings
from tests.room import Room
from tests.virtual_time import run

Hand = Callable[[Fittings], None]
CLOSED: dict[str, tuple[Hand, Hand, str]] = {
    "door": (lambda f: f.cabinet.open_door(), lambda f: f.cabinet.close_door(), "closed-for-staff"),
    "switch": (
        lambda f: f.cabinet.turn_service_switch(True),
        lambda f: f.cabinet.turn_service_switch(False),
        "closed-for-staff",
    ),
    "mains": (lambda f: f.ups.cut_mains(), lambda f: f.ups.mains_back(), "closed-no-mains"),
}


@pytest.mark.parametrize("what", CLOSED)
def test_nobody_is_taken_in_until_it_is_over(what: str) -> None:
    async def mishap() -> None:
        async with Room(fitted={"cabinet", "ups"}) as room:
            begin, end, reason = CLOSED[what]
            begin(room.bench.fittings)
            view = await room.glass.until(OutOfService)
            assert view.reason.key == reason
            room.bench.lay("ready")
            await asyncio.sleep(20)
            assert not room.glass.shown(StageLine)
            end(room.bench.fittings)
            await room.glass.until(StageLine)  # the card that lies there is read as soon as it may be

    run(mishap())


def test_whoever_is_served_when_the_mains_fail_is_served_to_the_end() -> None:
    async def mishap() -> None:
        async with Room(fitted={"ups"}) as room:
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            room.bench.fittings.ups.cut_mains()
            await asyncio.sleep(20)
            room.glass.answer("print")
            printed = await room.glass.until(Outcome)
            assert printed.sentence.key == "printed"
            room.glass.answer("finish")
            await room.glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.glass.until(Goodbye)
            assert (await room.glass.until(OutOfService)).reason.key == "closed-no-mains"

    run(mishap())


def test_a_battery_that_runs_low_ends_the_visit_and_the_cards_come_back() -> None:
    async def mishap() -> None:
        async with Room(fitted={"ups"}) as room:
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.insert("collected")
            await room.glass.until(ConfirmAct)
            room.bench.fittings.ups.cut_mains()
            room.bench.fittings.ups.drain()
            asked = await room.glass.until(TakeBack)
            assert [item.value for item in asked.items] == ["document", "card"]
            room.bench.id_reader.lift()
            await room.pull()
            await room.glass.until(OutOfService)
            assert room.acts() == []
            endings = [event.ending for event in room.log.events if isinstance(event, ServiceEnded)]
            assert endings == ["cut short"]

    run(mishap())


def test_a_board_or_a_ups_that_is_gone_closes_nothing() -> None:
    async def mishap() -> None:
        async with Room(fitted={"cabinet", "ups"}) as room:
            for name in ("cabinet", "ups"):
                await room.bench.thing(name).unplug()
                await room.until_report(name, "unplugged")
            assert isinstance(room.glass.view, Attract)
            room.bench.lay("ready")
            await room.glass.until(StageLine)

    run(mishap())
