"""Every device unplugged and put back in every step of every journey: cards back, calm sentences, all well after it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kiosk.events import Mishap
from kiosk.views import Outcome, View, Working
from kiosk_sim.fittings import NAMES
from kiosk_sim.motor_room import MotorRoom
from tests.citizen import Citizen
from tests.faults.scene import PARTS, unforeseen
from tests.room import Room
from tests.virtual_time import run

_AWAY = 6.0  # virtual seconds that a device stays unplugged: longer than the rack takes to try again
# Every step of the journeys: a view, and what it says where there are several.
STEPS = {
    "progress": (
        "Attract",
        "PresentDocument",
        "StageLine",
        "Working printing",
        "Outcome printed",
        "TakeBack",
        "Rate",
    ),
    "activate": (
        *("Attract", "PresentDocument", "InsertCard", "ConfirmAct", "Working reading-card", "Working activating"),
        *("Outcome activated", "Working printing", "Outcome printed", "TakeBack", "Rate"),
    ),
}
WHO, THEN = {"progress": "ready", "activate": "collected"}, "foreign"
PAIRS = [(part, journey, at) for part in PARTS for journey, steps in STEPS.items() for at in steps]


@pytest.mark.parametrize(("part", "journey", "at"), PAIRS, ids=[" - ".join(pair) for pair in PAIRS])
def test_unplugged_and_put_back(part: str, journey: str, at: str) -> None:
    run(_scene(part, journey, at))


async def _scene(part: str, journey: str, at: str) -> None:
    its = PARTS[part]
    async with Room(fitted={its.device} & {*NAMES}, reader=its.reader) as room:
        unplugged: list[str] = []

        async def meddle(view: View[Any]) -> None:
            if step(view) != at or unplugged:
                return
            unplugged.append(at)
            async with room.hands():
                await room.bench.thing(its.device).unplug()
            await asyncio.sleep(_AWAY)
            async with room.hands():
                await room.bench.thing(its.device).plug()

        citizen = Citizen(room, WHO[journey], journey, meddle)
        await citizen.visit()
        assert unplugged, " ".join(step(view) for view in citizen.seen)
        _calm(citizen.seen)
        assert [event for event in room.log.events if isinstance(event, Mishap) and unforeseen(event)] == []
        assert sum(room.bench.office.store.activations(act.number) for act in room.acts()) <= 1
        await room.until_well()
        _cards_back(room)
        second = Citizen(room, THEN, "activate", tries=2)
        await second.visit()
        assert second.served, " ".join(step(view) for view in second.seen)
        _cards_back(room)


def step(view: View[Any]) -> str:
    """A view by name, and what it says where that tells two steps apart."""
    match view:
        case Outcome(sentence=said) | Working(doing=said):
            return f"{type(view).__name__} {said.key}"
    return type(view).__name__


def _calm(seen: list[View[Any]]) -> None:
    """Each ending said something, and left something to do."""
    for view in seen:
        if isinstance(view, Outcome):
            assert view.sentence.key
            assert view.actions


def _cards_back(room: Room) -> None:
    assert room.bench.cards.card is None, "the chip card is still in the machine"
    if isinstance(room.bench.cards, MotorRoom):
        assert room.bench.cards.reader.bin == [], "the chip card was swallowed"
