"""The next citizen finds the glass as it greets everybody, however the last one left."""

from __future__ import annotations

import pytest

from kiosk.views import Attract, Goodbye, Manner, MoreTime, Palette, StageLine, TakeBack
from tests.room import Room
from tests.virtual_time import run

GREETING = Manner(language="zh-CN")
OTHER = Manner(language="en", large=True, palette=Palette.LIGHT_ON_DARK, low=True, voice=True)


@pytest.mark.parametrize("walks_away", [True, False])
def test_language_size_colours_height_and_voice_end_with_the_visit(*, walks_away: bool) -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("ready")
            await glass.until(StageLine)
            glass.adopt(OTHER)
            if walks_away:
                await glass.until(MoreTime, within=400)
            else:
                glass.answer("finish")
            await glass.until(TakeBack)
            assert glass.manner == OTHER, "the reminder is for the one who leaves"
            room.bench.id_reader.lift()
            if not walks_away:
                await glass.until(Goodbye)
                assert glass.manner == OTHER
            await glass.until(Attract)
            assert glass.manner == GREETING

    run(journey())
