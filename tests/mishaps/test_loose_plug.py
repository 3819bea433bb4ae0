"""A plug that sits loosely: the glass follows each change, and the log is not filled with them."""

from __future__ import annotations

import asyncio

from kiosk.events import DeviceChanged, DeviceFlaps
from kiosk.hardware.news import FLAPPING_CHANGES
from kiosk.views import Attract
from tests.room import Room
from tests.virtual_time import run

# Pulled out and put in again a device changes three times: the line was lost, there is no port, it is up.


def _without_documents(view: Attract) -> bool:
    return any(offer.key == "progress" and offer.closed is not None for offer in view.offers)


def _with_documents(view: Attract) -> bool:
    return not _without_documents(view)


def test_the_log_sums_up_what_the_glass_shows_each_time() -> None:
    async def journey() -> None:
        async with Room(reader="motor") as room:
            plug = room.bench.thing("id-reader")
            for _ in range(6):
                await plug.fault("unplugged")
                await room.glass.until_where(Attract, _without_documents)
                await plug.mend()
                await room.glass.until_where(Attract, _with_documents)
            told = [event for event in room.log.events if isinstance(event, DeviceChanged | DeviceFlaps)]
            assert [type(event) for event in told] == [DeviceChanged] * FLAPPING_CHANGES + [DeviceFlaps]
            await asyncio.sleep(600)
        sums = [event for event in room.log.events if isinstance(event, DeviceFlaps)]
        assert sums == [DeviceFlaps("id-reader", 1, "unplugged", sums[0].detail), DeviceFlaps("id-reader", 11, "up")]

    run(journey())


def test_a_machine_that_is_switched_off_tells_the_last_sum() -> None:
    async def journey() -> None:
        async with Room(reader="motor") as room:
            plug = room.bench.thing("id-reader")
            for _ in range(5):
                await plug.fault("unplugged")
                await room.glass.until_where(Attract, _without_documents)
                await plug.mend()
                await room.glass.until_where(Attract, _with_documents)
        assert room.log.events[-1] == DeviceFlaps("id-reader", 8, "up")

    run(journey())
