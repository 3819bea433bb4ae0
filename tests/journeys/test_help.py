"""帮助: staff are called from any screen at any time; the lamp, the office and the log know, the visit goes on."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.events import StaffCalled
from kiosk.views import Attract, Guide, Home, InsertCard, PresentDocument, StageLine
from tests.journeys.at_the_menu import choose
from tests.room import Room
from tests.virtual_time import run


def _calls(room: Room) -> int:
    return sum(isinstance(event, StaffCalled) for event in room.log.events)


async def _shines(room: Room, *colours: str) -> bool:
    """Whether the printer's light, which nobody needs now, has just these colours within some blinks."""
    seen = set()
    for _ in range(12):
        await asyncio.sleep(1)
        seen.add(room.bench.fittings.cabinet.lights["printer"])
    return seen == set(colours)


def test_called_in_the_middle_of_a_visit_which_goes_on() -> None:
    async def journey() -> None:
        async with Room(fitted={"cabinet"}) as room:
            room.glass.answer("activate")
            await room.glass.until(PresentDocument)
            room.glass.call_staff()
            await room.until_told("call-staff")
            assert await _shines(room, "red", "off")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            assert [call["reason"] for call in await room.until_told("call-staff")] == ["help"]
            assert [event["kind"] for event in await room.until_told("tell-event")] == ["staff-called"]

    run(journey())


def test_called_at_the_attract_screen_and_the_lamp_goes_out_by_itself() -> None:
    async def journey() -> None:
        async with Room(fitted={"cabinet"}) as room:
            assert await _shines(room, "off")
            room.glass.call_staff()
            await room.until_told("call-staff")
            assert await _shines(room, "red", "off")
            await asyncio.sleep(300)
            assert await _shines(room, "off")
            assert isinstance(room.glass.view, Attract)

    run(journey())


def test_an_impatient_finger_is_one_call() -> None:
    async def journey() -> None:
        async with Room() as room:
            for _ in range(5):
                room.glass.call_staff()
                await asyncio.sleep(2)
            await room.until_told("call-staff")
            assert _calls(room) == 1
            await asyncio.sleep(30)
            room.glass.call_staff()
            await room.until_told("call-staff", 2)
            assert _calls(room) == 2

    run(journey())


def test_the_office_hears_of_a_call_as_soon_as_it_is_back() -> None:
    async def journey() -> None:
        async with Room() as room:
            port = int(room.bench.office.url.rpartition(":")[2])
            await room.bench.office.stop()
            room.glass.call_staff()
            await asyncio.sleep(120)
            await room.bench.office.start(port=port)
            back = asyncio.get_running_loop().time()
            await room.until_told("call-staff")
            assert asyncio.get_running_loop().time() - back < 20

    run(journey())


def test_the_help_service_calls_staff_and_names_the_machine() -> None:
    async def journey() -> None:
        async with Room() as room:
            await choose(room, "help")
            page = await room.glass.until(Guide)
            assert page.answer.key == "help-answer"
            assert [step.args.get("number") for step in page.steps] == [None, "SIM-0001"]
            room.glass.answer("call")
            called = await room.glass.until(Guide)
            assert called.answer.key == "help-called"
            await room.until_told("call-staff")
            room.glass.answer("home")
            await room.glass.until(Home)
            room.bench.lay("ready")
            await room.glass.until(StageLine)

    run(journey())


@pytest.mark.parametrize("fitted", [(), ("cabinet",)], ids=["no lamp", "a lamp"])
def test_a_call_that_nobody_can_hear_is_not_called_one_until_somebody_can(fitted: tuple[str, ...]) -> None:
    async def journey() -> None:
        async with Room(("office.deadline_seconds=0.7",), fitted=fitted) as room:
            port = int(room.bench.office.url.rpartition(":")[2])
            await choose(room, "help")
            await room.glass.until(Guide)
            await room.bench.office.stop()
            room.glass.answer("call")
            await asyncio.sleep(30)
            page = await room.glass.until(Guide)
            if fitted:
                assert page.answer.key == "help-called"
                return
            assert (page.answer.key, page.steps[0].key) == ("help-nobody-called", "help-find-staff")
            assert page.steps[1].key == "help-phone"  # which names 12333
            await room.bench.office.start(port=port)
            await room.glass.until_where(Guide, lambda view: view.answer.key == "help-called")
            await room.until_told("call-staff")

    run(journey())
