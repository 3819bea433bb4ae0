"""The PIN pad's driver around an entry: closing in the middle of one, looking at its beginning, a key that sticks."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceGone
from kiosk.hardware.pin_pad.errors import KeyStuck
from kiosk_sim.pin_pad import Doing
from tests.virtual_time import run
from tests.wire.pin_pad_desk import MODELS, desk, ended

PIN = "123456"
every_model = pytest.mark.parametrize("model", MODELS)


@every_model
def test_closed_during_an_entry_the_pad_is_told_to_be_quiet(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            entry = asyncio.create_task(ended(d.card_pin("1", "2")))
            await asyncio.sleep(2)
            before = d.pad.keypad.doing
            await d.driver.close()
            assert [before, d.pad.keypad.doing] == [Doing.PLAIN, Doing.NOTHING]
            assert isinstance(await entry, DeviceGone)

    run(work())


def test_closing_does_not_wait_long_for_a_pad_that_is_silent() -> None:
    async def work() -> None:
        async with desk() as d:
            entry = asyncio.create_task(ended(d.card_pin("1", "2")))
            await asyncio.sleep(2)
            d.pad.faults["silent"].begin()
            before = asyncio.get_running_loop().time()
            await d.driver.close()
            assert asyncio.get_running_loop().time() - before < 3
            assert isinstance(await entry, DeviceGone)

    run(work())


def test_whoever_looks_as_an_entry_begins_does_not_wait_for_its_end() -> None:
    async def work() -> None:
        async with desk() as d:
            looking = asyncio.create_task(d.driver.check())
            await asyncio.sleep(0)
            entry = asyncio.create_task(d.card_pin(*PIN, "enter", after=10))
            for _ in range(5):
                await asyncio.sleep(0)  # the entry is next
            assert not looking.done()
            async with asyncio.timeout(3):
                report = await d.driver.check()
            await looking
            assert (report.state, report.detail) == (State.UP, "in use")
            assert await entry == PIN

    run(work())


def test_a_stuck_key_whose_presses_come_all_at_once_is_no_lost_line() -> None:
    async def work() -> None:
        async with desk() as d:
            d.pad.faults["stuck-key"].begin()
            with pytest.raises(KeyStuck):
                await d.card_pin()
            d.pad.faults["stuck-key"].end()
            entries = d.pad.keypad.plain

            def plain(seconds: float) -> None:
                entries(seconds)
                d.pad.press(*"55555555")

            d.pad.keypad.plain = plain  # type: ignore[method-assign]
            report = await d.driver.check()
            assert (report.state, report.detail) == (State.FAULTY, "a key is stuck")

    run(work())
