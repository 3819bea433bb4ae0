"""A card in the motor reader whose holder is not served (any more): it comes back, and begins nothing for the next."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kiosk.events import Mishap
from kiosk.flows.service import Visit
from kiosk.session.arrivals import first_of, give_back
from kiosk.views import Attract, ConfirmAct, Goodbye, Outcome, OutOfService, PresentDocument, Situation, TakeBack, View
from kiosk_sim.motor_reader import FRONT_HELD
from tests.room import Room
from tests.virtual_time import run


def test_a_card_drawn_in_as_the_machine_closes_comes_back_while_it_is_closed() -> None:
    async def mishap() -> None:
        settings = ["cabinet.poll_seconds=0.05", "cabinet.debounce_seconds=0.0", "card_reader.poll_seconds=5.0"]
        async with Room(settings, fitted={"cabinet"}, reader="motor") as room:
            motor = room.bench.motor.reader
            await asyncio.sleep(5)
            assert motor.entry
            motor.push(room.bench.chip("collected"))
            room.bench.fittings.cabinet.turn_service_switch(True)
            await room.glass.until(OutOfService)
            await asyncio.sleep(20)
            assert motor.place == FRONT_HELD
            await room.bench.cards.pull()
            room.bench.fittings.cabinet.turn_service_switch(False)
            await room.glass.until(Attract)
            await asyncio.sleep(20)
            assert not room.glass.shown(PresentDocument)
            assert room.bench.cards.apdus == 0

    run(mishap())


def test_a_card_that_is_called_inside_in_the_mouth_too_is_pushed_at_once_only() -> None:
    class Odd:
        """The reader goes on calling a card of odd length odd, also when it has given it back."""

        holds_card, moves = True, 0

        async def give_back(self) -> None:
            await asyncio.sleep(1)
            self.moves += 1

    async def work() -> None:
        odd = Odd()
        async with asyncio.timeout(60):
            await give_back(cast("Visit", SimpleNamespace(rack=SimpleNamespace(card_reader=odd))))
        assert odd.moves == 1

    run(work())


def test_after_an_error_that_no_apology_could_be_shown_for_the_card_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def mishap() -> None:
        async with Room(reader="motor") as room:
            ask = room.glass.ask

            async def broken(view: View[Any]) -> Any:
                if isinstance(view, Outcome):
                    raise OSError
                return await ask(view)

            await room.insert("collected")
            await room.glass.until(Situation)
            room.glass.answer("activate")
            await room.glass.until(PresentDocument)
            room.bench.lay("collected")
            await room.glass.until(ConfirmAct)
            monkeypatch.setattr(room.glass, "ask", broken)
            room.glass.answer(True)
            taking = await room.glass.until(TakeBack)
            assert [item.value for item in taking.items] == ["document", "card"]
            assert "serve" in [event.where for event in room.log.events if isinstance(event, Mishap)]
            room.bench.id_reader.lift()
            await room.pull()
            await room.glass.until(Goodbye)
            await room.glass.until(Attract)
            asked = len(room.glass.shown(PresentDocument))
            await asyncio.sleep(10)
            assert len(room.glass.shown(PresentDocument)) == asked

    run(mishap())


def test_what_begins_something_is_not_lost_to_what_ends_in_the_same_moment() -> None:
    async def begins() -> str:
        return "service"

    async def changes() -> None:
        return None

    assert run(first_of([changes(), begins()])) == "service"
    assert run(first_of([changes(), changes()])) is None
