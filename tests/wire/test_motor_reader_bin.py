"""The count of the cards that a motor reader kept: before they are swallowed, over restarts, and when it is lost."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.events import BinCountLost, CardRetained
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.motor_reader.card_bin import read_count, write_count
from kiosk.hardware.motor_reader.device import MotorReader
from kiosk.hardware.motor_reader.errors import SensorsWrong
from kiosk.hardware.smartcard.errors import BinFull
from kiosk_sim.motor_reader import FRONT_HELD
from tests.virtual_time import run
from tests.wire.motor_bench import Slot, card_inside, slot


async def forgotten(s: Slot) -> None:
    """A card is in the mouth, and nobody takes it."""
    await s.put_in()
    await s.reader.give_back()


def test_a_new_start_knows_what_is_in_the_bin() -> None:
    async def work() -> None:
        async with slot(bin_capacity=2) as s:
            await forgotten(s)
            assert await s.reader.retain()
            await s.reader.close()
            s.reader = MotorReader(s.config, s)
            await s.reader.open()
            assert (await s.reader.check()).detail == "cards in the bin: 1 of 2"
            await forgotten(s)
            assert await s.reader.retain()
            assert s.events[-1] == CardRetained("card-reader", 2)
            await forgotten(s)
            with pytest.raises(BinFull):
                await s.reader.retain()

    run(work())


def test_a_bin_emptied_while_the_machine_runs_is_empty_at_the_next_look() -> None:
    async def work() -> None:
        async with slot() as s:
            write_count(s.count, 20)
            assert (await s.reader.check()).detail == "cards in the bin: 20 of 20"
            write_count(s.count, 0)
            assert (await s.reader.check()).detail == ""

    run(work())


@pytest.mark.parametrize("after", [0.05, 0.3, 1.0])
def test_a_card_is_counted_before_it_is_swallowed(after: float) -> None:
    """Whatever cuts it short: the power, the line, or somebody's patience."""

    async def work() -> None:
        async with slot() as s:
            await forgotten(s)
            swallowing = asyncio.create_task(s.reader.retain())
            await s.passing()
            await asyncio.sleep(after)
            assert s.device.bin == []
            assert read_count(s.count) == 1
            swallowing.cancel()
            await asyncio.gather(swallowing, return_exceptions=True)
            assert read_count(s.count) == 1

    run(work())


def test_a_card_whose_way_nobody_knows_stays_counted() -> None:
    async def work() -> None:
        async with slot() as s:
            await forgotten(s)
            swallowing = asyncio.create_task(s.reader.retain())
            await asyncio.sleep(0.5)
            await s.room.server.unplug()
            with pytest.raises(DeviceError):
                await swallowing
            assert read_count(s.count) == 1

    run(work())


def test_a_card_that_was_not_swallowed_is_not_counted() -> None:
    async def work() -> None:
        async with slot() as s:
            await forgotten(s)
            taken = asyncio.create_task(s.reader.retain())
            await asyncio.sleep(0.3)  # the motor begins
            assert read_count(s.count) == 1
            s.device.pull()
            assert not await taken
            assert read_count(s.count) == 0
            s.device.faults["bin-full"].begin()
            await forgotten(s)
            with pytest.raises(BinFull, match="the bin takes no card"):
                await s.reader.retain()
            assert read_count(s.count) == 0
            assert s.device.place == FRONT_HELD

    run(work())


def test_a_card_that_only_the_sensors_see_is_not_counted() -> None:
    async def work() -> None:
        async with slot() as s:
            s.device.faults["sensor"].begin()
            with pytest.raises(SensorsWrong):
                await s.reader.retain()
            assert read_count(s.count) == 0

    run(work())


def test_without_a_count_cards_are_kept_all_the_same() -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.count.write_text("many\n")
            for _ in range(2):
                report = await s.reader.check()
                assert (report.state, report.detail) == (State.UP, "cards in the bin: not known")
            assert s.events == [BinCountLost("card-reader", f"{s.count}: holds no number of cards")]
            await s.reader.give_back()
            assert await s.reader.retain()
            assert s.events[1:] == [CardRetained("card-reader", None)]
            s.device.faults["bin-full"].begin()
            await forgotten(s)
            with pytest.raises(BinFull, match="the bin takes no card"):
                await s.reader.retain()
            s.device.pull()
            write_count(s.count, 0)
            assert (await s.reader.check()).detail == ""

    run(work())
