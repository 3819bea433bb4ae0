"""When a visit is over nothing of the person is left: no object, nothing at the printer; however it ended."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable

import pytest

from kiosk.domain.personal import BirthDate, CardNumber, IdNumber, Personal, PersonName, RelativeName, ScannedCode
from kiosk.events import PersonRemains
from kiosk.flows.service import MORE
from kiosk.session.remains import KINDS, remains
from kiosk.views import (
    Attract,
    Choose,
    ConfirmAct,
    InsertCard,
    Menu,
    MoreTime,
    Outcome,
    PresentDocument,
    Situation,
    StageLine,
    TakeBack,
)
from tests.room import Room
from tests.virtual_time import run

_PERSONAL: set[type] = {Personal, BirthDate, CardNumber, IdNumber, PersonName, RelativeName, ScannedCode}


async def _finish_with_slip(room: Room) -> None:
    room.bench.lay("ready")
    await room.glass.until(StageLine)
    room.glass.answer("print")
    await room.glass.until(Outcome)
    room.glass.answer("finish")


async def _walk_away(room: Room) -> None:
    room.bench.lay("active")
    await room.glass.until(Situation)
    await room.glass.until(MoreTime)


async def _activate(room: Room) -> None:
    await room.insert("collected")
    await room.glass.until(Situation)
    room.glass.answer("activate")
    await room.glass.until(PresentDocument)
    room.bench.lay("collected")
    await room.glass.until(ConfirmAct)
    room.glass.answer(True)
    await room.glass.until(Outcome)
    room.glass.answer("finish")


async def _leave_in_the_middle(room: Room) -> None:
    room.bench.lay("collected")
    await room.glass.until(Situation)
    room.glass.answer("activate")
    await room.glass.until(InsertCard)
    room.glass.leave()


async def _fail(room: Room) -> None:
    await asyncio.sleep(1)  # the machine has asked for the date, and will for a minute not do so again
    room.bench.office.faults.status = 500
    room.bench.lay("ready")
    await room.glass.until(Outcome)
    room.bench.office.faults.clear()
    room.glass.answer("finish")


async def _look_after_the_family(room: Room) -> None:
    room.bench.lay("active")
    await room.glass.until(Situation)
    room.glass.answer(MORE)
    await room.glass.until(Menu)
    room.glass.answer("family")
    await room.glass.until(Choose)
    room.glass.answer("document")
    await room.glass.until(PresentDocument)
    room.bench.id_reader.lift()
    room.bench.lay("keys")
    await room.glass.until(StageLine)
    room.glass.answer("finish")


_WAYS = [
    _finish_with_slip,
    _walk_away,
    _activate,
    _leave_in_the_middle,
    _fail,
    _look_after_the_family,
]


async def _everything_taken(room: Room) -> None:
    await room.glass.until(TakeBack)
    room.bench.id_reader.lift()
    if room.bench.cards.card is not None:
        await room.pull()
    shown = len(room.glass.shown(Attract))
    while len(room.glass.shown(Attract)) == shown:
        await room.glass.change()


@pytest.mark.parametrize("way", _WAYS, ids=lambda way: way.__name__.strip("_"))
def test_nothing_of_the_person_is_in_memory(way: Callable[[Room], Awaitable[None]]) -> None:
    async def mishap() -> None:
        gc.collect()
        before = remains(_PERSONAL | KINDS)  # of other tests
        async with Room() as room:
            await way(room)
            await _everything_taken(room)
            assert [event for event in room.log.events if isinstance(event, PersonRemains)] == []
            del room.glass.seen[:-1]  # the glass of a test keeps every view, to be looked at
            gc.collect()
            left = remains(_PERSONAL | KINDS) - before
            assert left.pop("Visit") == 1  # the next one, that nobody has begun yet
            assert left == {}

    run(mishap())


def test_nothing_of_a_slip_that_failed_comes_out_for_the_next_person() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.printer.run_out_after(4)
            await _finish_with_slip(room)
            await _everything_taken(room)
            begun = room.bench.printer.lines_begun
            room.bench.printer.load_paper()
            await asyncio.sleep(60)
            assert room.bench.printer.lines_begun == begun
            assert room.slips() == []

    run(mishap())


def test_what_remains_is_told_by_its_kind_alone() -> None:
    gc.collect()
    before = remains({IdNumber})  # of other tests
    kept = IdNumber("000000199001010017")
    assert remains({IdNumber}) - before == {"IdNumber": 1}
    del kept
    assert remains({IdNumber}) - before == {}
