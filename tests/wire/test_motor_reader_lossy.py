"""The motor reader's driver on a lossy cable: nothing is moved twice, nothing is read by halves."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard import ssc
from kiosk_sim.line import Line
from tests.virtual_time import run
from tests.wire.cables import LOSSY
from tests.wire.motor_bench import BAUD, FIRST, Slot, a_card, slot


async def holder(s: Slot) -> str:
    async with s.reader.session() as channel:
        return (await ssc.read_card(channel)).holder.reveal()


async def until_done(attempt: Callable[[], Awaitable[object]]) -> None:
    """What fails for a bad line is tried again, as the rest of the house does."""
    for _ in range(10):
        with contextlib.suppress(DeviceError):
            await attempt()
            return
    raise AssertionError(f"{attempt} failed ten times")


def test_on_a_lossy_cable_no_card_is_moved_twice_and_none_is_lost() -> None:
    async def work() -> None:
        async with slot(LOSSY.line(BAUD, seed=7)) as s:
            for visit in range(5):
                await asyncio.gather(s.room.insert(a_card()), until_done(s.reader.wait_card))
                before = len(s.device.moves)
                await until_done(s.reader.give_back)
                assert s.device.moves[before:] == [0x31], f"visit {visit}"
                if visit % 2:
                    await until_done(s.reader.retain)
                    assert s.device.moves[before:] == [0x31, 0x33], f"visit {visit}"
                else:
                    s.device.pull()
                await until_done(s.reader.wait_removed)
            assert len(s.device.bin) == 2

    run(work())


def test_on_a_lossy_cable_a_card_is_read_whole_or_not_at_all() -> None:
    async def work() -> None:
        read_whole = 0
        async with slot(Line(BAUD, seed=3, flip=0.0003, drop=0.0003)) as s:
            await asyncio.gather(s.room.insert(a_card()), until_done(s.reader.wait_card))
            for _ in range(4):
                with contextlib.suppress(DeviceError):
                    assert (await holder(s)) == FIRST[0]
                    read_whole += 1
        assert 0 < read_whole < 4, "some of them meet a spoiled answer"

    run(work())
