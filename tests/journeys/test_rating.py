"""评价: it comes by itself where the goodbye comes, costs nobody a touch, and reaches the office, be it days later."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from kiosk.views import (
    Attract,
    ConfirmAct,
    Goodbye,
    Home,
    InsertCard,
    Outcome,
    Rate,
    Situation,
    StageLine,
    TakeBack,
    View,
)
from tests.room import Room
from tests.virtual_time import run

SECONDS = 8  # patience.rating


async def _looked_up(room: Room) -> None:
    """How things stand with a card that is being made, and the document in hand again."""
    room.bench.lay("ready")
    await room.glass.until(StageLine)
    room.glass.answer("finish")
    await room.glass.until(TakeBack)
    room.bench.id_reader.lift()


def _told(room: Room) -> list[tuple[object, object]]:
    """What the office was told, without the ids."""
    return [(told["service"], told["level"]) for told in room.bench.office.store.reports("rate")]


def test_one_touch_rates_and_the_office_is_told() -> None:
    async def journey() -> None:
        async with Room() as room:
            await _looked_up(room)
            page = await room.glass.until(Rate)
            assert (page.service.key, page.seconds) == ("service-situation", SECONDS)
            room.glass.answer(4)
            await room.glass.until(Goodbye)
            await room.glass.until(Attract)
            await room.until_told("rate")
            assert _told(room) == [("situation", 4)]

    run(journey())


@pytest.mark.parametrize(
    "goes",
    [lambda room: room.glass.answer(None), lambda room: room.glass.leave(), lambda _: None],
    ids=["skip", "exit", "walks away"],
)
def test_nobody_has_to_answer(goes: Callable[[Room], None]) -> None:
    async def journey() -> None:
        async with Room() as room:
            await _looked_up(room)
            await room.glass.until(Rate)
            asked = asyncio.get_running_loop().time()
            goes(room)
            await room.glass.until(Goodbye)
            assert asyncio.get_running_loop().time() - asked < SECONDS + 1
            await room.glass.until(Attract)
            await asyncio.sleep(5)
            assert _told(room) == []

    run(journey())


def test_each_service_that_came_to_its_end_is_rated_for_itself_the_last_one_first() -> None:
    """How things stand hands on to activation, which is no end of it."""

    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await _activated(room)
            glass.answer("home")
            await glass.until(Home)
            glass.answer("progress")
            await glass.until(StageLine)
            glass.answer("finish")
            await _take_all(room)
            for level, service in ((3, "service-progress"), (5, "service-activate")):
                page = await glass.until(Rate)
                assert page.service.key == service
                glass.answer(level)
            await glass.until(Goodbye)
            await room.until_told("rate", 2)
            assert _told(room) == [("progress", 3), ("activate", 5)]

    run(journey())


def test_a_service_that_hands_on_to_another_is_not_rated() -> None:
    async def journey() -> None:
        async with Room() as room:
            await _activated(room)
            room.glass.answer("finish")
            await _take_all(room)
            page = await room.glass.until(Rate)
            assert page.service.key == "service-activate"
            room.glass.answer(5)
            await room.glass.until(Goodbye)

    run(journey())


async def _activated(room: Room) -> None:
    """From how things stand, which leads to it."""
    room.bench.lay("collected")
    await room.glass.until(Situation)
    room.glass.answer("activate")
    await room.glass.until(InsertCard)
    await room.insert("collected")
    await room.glass.until(ConfirmAct)
    room.glass.answer(True)
    await room.glass.until(Outcome)


async def _take_all(room: Room) -> None:
    await room.glass.until(TakeBack)
    room.bench.id_reader.lift()
    await room.pull()


async def _without(settings: list[str]) -> list[type[View[object]]]:
    async with Room(settings) as room:
        await _looked_up(room)
        await room.glass.until(Goodbye)
        return [type(view) for view in room.glass.seen]


def test_a_machine_set_up_without_it_does_not_ask() -> None:
    async def journey() -> None:
        assert Rate not in await _without(["services.rating=false"])
        assert Rate in await _without([])

    run(journey())


def test_nobody_is_asked_who_walked_off_or_finished_nothing() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.bench.lay("ready")
            await room.glass.until(StageLine)
            room.bench.id_reader.lift()
            await room.glass.until(Goodbye, within=300)
            await room.glass.until(Attract)
            room.glass.answer("activate")
            await asyncio.sleep(1)
            room.glass.leave()
            await room.glass.until(Goodbye)
            assert not room.glass.shown(Rate)

    run(journey())


def test_a_rating_outlasts_a_dead_line_and_a_power_cut() -> None:
    async def journey() -> None:
        async with Room() as room:
            url = room.bench.office.url
            await _looked_up(room)
            await room.glass.until(Rate)
            await room.bench.office.stop()
            room.glass.answer(2)
            await room.glass.until(Goodbye)
            await asyncio.sleep(60)
            await room.stop_kiosk()
            await room.bench.office.start(port=int(url.rpartition(":")[2]))
            assert _told(room) == []
            room.start_kiosk()
            await room.until_told("rate")
            assert _told(room) == [("situation", 2)]

    run(journey())
