"""One person after another: nobody is served under another's name, language or open help sheet."""

from __future__ import annotations

import asyncio

from kiosk.views import Attract, Manner, Menu, MoreTime, StageLine
from tests.room import Room
from tests.virtual_time import run


def test_a_document_taken_away_at_the_menu_takes_its_name_along() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("ready")
            await glass.until(StageLine)
            glass.answer("more")
            greeted = await glass.until(Menu)
            assert greeted.person is not None
            room.bench.id_reader.lift()
            await glass.until_where(Menu, lambda view: view.person is None)
            room.bench.lay("factory")
            view = await glass.until(StageLine)
            assert str(view.person) == "样**"

    run(mishap())


def test_a_reader_that_is_gone_does_not_keep_a_name_at_the_menu_for_ever() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("ready")
            await glass.until(StageLine)
            glass.answer("more")
            await glass.until(Menu)
            await room.bench.id_reader_line.unplug()
            await glass.until(MoreTime, within=190)  # twice reading_at_most: there is much to read on the menu
            await glass.until(Attract, within=60)
            assert "𬭎" not in repr(glass.view)

    run(mishap())


def test_what_a_passer_by_left_on_the_attract_screen_is_forgotten() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            await asyncio.sleep(5)
            glass.touch()
            glass.adopt(Manner(language="en"))
            visits = glass.visits
            await asyncio.sleep(50)
            assert glass.visits == visits
            await asyncio.sleep(75)
            assert glass.visits == visits + 1
            assert glass.manner.language == "zh-CN"
            assert isinstance(glass.view, Attract)
            await asyncio.sleep(130)
            assert glass.visits == visits + 1

    run(mishap())
