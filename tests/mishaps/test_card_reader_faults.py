"""Every fault of the PC/SC reader while a card is asked for and while one is in: calm words, and all well after it."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest

from kiosk.views import ConfirmAct, InsertCard, Outcome
from kiosk_sim.pcsc import PcscRoom
from tests.room import Room
from tests.virtual_time import real_time, run

FAULTS = PcscRoom().faults
PATIENCE = 30.0
# What the citizen is told when the card goes in meanwhile.
TOLD = {
    "mute-chip": "chip-mute",
    "worn-contacts": "chip-unreadable",
    "unplugged": "sorry-device",
    "service-down": "sorry-device",
    "service-frozen": "sorry-device",
}
AGAIN = {"chip-unreadable": "again", "sorry-device": "retry"}  # a hint needs no touch


async def do(verb: Callable[[], object]) -> None:
    done = verb()
    if inspect.isawaitable(done):
        await done


async def until_told(room: Room) -> str:
    """Wait for a sentence, or for a hint beside the picture of the slot; gives its key."""
    async with real_time():
        while True:
            view = room.glass.view
            if isinstance(view, Outcome):
                return view.sentence.key
            if isinstance(view, InsertCard) and view.hint is not None:
                return view.hint.key
            await room.glass.change()


def test_every_fault_has_its_words() -> None:
    assert TOLD.keys() == FAULTS.keys()


@pytest.mark.parametrize("name", TOLD)
def test_while_the_card_is_asked_for(name: str) -> None:
    async def mishap() -> None:
        async with Room() as room:
            fault = room.bench.pcsc.faults[name]
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            async with real_time():
                await do(fault.begin)
                await room.bench.cards.insert(room.bench.chip("collected"))
            told = await until_told(room)
            assert told == TOLD[name]
            async with real_time():
                await do(fault.end)
                await room.bench.cards.pull()
                room.glass.answer({"chip-unreadable": "again", "sorry-device": "retry"}.get(told))
                await room.glass.until(InsertCard, within=PATIENCE)
                await room.bench.cards.insert(room.bench.chip("collected"))
                await room.glass.until(ConfirmAct, within=PATIENCE)
            assert room.acts() == []

    run(mishap())


@pytest.mark.parametrize("name", TOLD)
def test_after_the_card_was_read_nothing_is_done_with_it(name: str) -> None:
    async def mishap() -> None:
        async with Room() as room:
            fault = room.bench.pcsc.faults[name]
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.insert("collected")
            await room.glass.until(ConfirmAct)
            async with real_time():
                await do(fault.begin)
                room.glass.answer(True)
                await room.glass.until_where(
                    InsertCard, lambda view: view.hint is not None and view.hint.key == "chip-pulled", within=PATIENCE
                )
                await do(fault.end)
            assert room.acts() == []

    run(mishap())
