"""Plain keys all day long: whoever only listens gives way to a PIN, is looked at, and notices what befalls the pad."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceSilent
from kiosk.hardware.pin_pad.entry import PinRules
from kiosk.hardware.pin_pad.errors import EntryCancelled, KeyStuck
from kiosk.hardware.pin_pad.keys import Key
from kiosk_sim.pin_pad import Doing
from tests.virtual_time import run
from tests.wire.pin_pad_desk import CARD, CLEAR, MODELS, Desk, desk, quiet, unsealed

every_model = pytest.mark.parametrize("model", MODELS)
PIN = "123456"


class Listener:
    """Listens to plain keys again and again, until the pad is in trouble."""

    def __init__(self, d: Desk) -> None:
        self.heard: list[Key] = []
        self.error: DeviceError | None = None
        self.began = 0
        self._desk = d

    async def listen(self) -> None:
        try:
            while True:
                async with self._desk.driver.keys() as keys:
                    self.began += 1
                    async for key in keys:
                        self.heard.append(key)
        except DeviceError as error:
            self.error = error


@contextlib.asynccontextmanager
async def listening(d: Desk) -> AsyncIterator[Listener]:
    """Somebody who listens from now on."""
    listener = Listener(d)
    task = asyncio.create_task(listener.listen())
    await asyncio.sleep(1)
    try:
        yield listener
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@every_model
def test_who_listens_gives_way_to_a_pin_and_has_the_keys_again_after_it(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d, listening(d) as listener:
            await d.type("1", "enter")
            await asyncio.sleep(0.2)  # what is pressed in the moment of handing over is lost
            assert await d.card_pin(*PIN, "enter") == PIN
            await d.type("2")
            await asyncio.sleep(0.2)
            assert unsealed((await d.pin_block(*PIN, "enter")).block) == CLEAR["format 0"]
            with pytest.raises(EntryCancelled):
                await d.card_pin("3", "4", "cancel")
            await d.type("5", "clear")
            await asyncio.sleep(1)
            assert listener.heard == [Key.ONE, Key.ENTER, Key.TWO, Key.FIVE, Key.CLEAR], "no digit of a PIN"
            assert d.pad.keypad.doing is Doing.PLAIN
        assert quiet(d)

    run(work())


def test_pins_that_wait_for_each_other_come_before_who_listens() -> None:
    async def work() -> None:
        async with desk() as d, listening(d) as listener:
            first = asyncio.create_task(d.card_pin(*PIN, "enter"))
            await asyncio.sleep(1)
            second = asyncio.create_task(d.driver.pin_block(CARD, PinRules(), d.echoes.append))
            await first
            await asyncio.sleep(1)
            assert d.pad.keypad.doing is Doing.PIN
            await d.type(*PIN, "enter")
            assert unsealed((await second).block) == CLEAR["format 0"]
            assert listener.heard == []

    run(work())


@every_model
def test_a_look_does_not_wait_for_who_listens_and_sees_what_is_the_matter(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d, listening(d) as listener:
            async with asyncio.timeout(1):
                report = await d.driver.check()
            assert (report.state, report.detail) == (State.UP, "")
            await d.type("7")
            await asyncio.sleep(1)
            assert listener.heard == [Key.SEVEN], "the keys stay on"
            d.pad.faults["silent"].begin()
            with pytest.raises(DeviceSilent):
                await d.driver.check()
            d.pad.faults["silent"].end()
            assert (await d.driver.check()).state is State.UP
            assert listener.began == 1

    run(work())


def test_a_pad_that_is_unwell_is_told_while_somebody_listens() -> None:
    async def work() -> None:
        async with desk() as d, listening(d):
            d.pad.faults["tampered"].begin()
            assert (await d.driver.check()).state is State.FAULTY
            d.pad.faults["tampered"].end()
            assert (await d.driver.check()).state is State.UP

    run(work())


@every_model
def test_unplugged_while_somebody_listens_and_plugged_in_again(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            async with listening(d) as listener:
                await d.server.unplug()
                await asyncio.sleep(0.1)
                assert isinstance(listener.error, DeviceGone)
            await d.server.start()
            await d.driver.open()
            async with listening(d) as listener:
                await d.type("8")
                await asyncio.sleep(1)
                assert listener.heard == [Key.EIGHT]

    run(work())


@every_model
def test_a_pad_that_falls_silent_is_noticed_although_nobody_presses_anything(model: str) -> None:
    async def work() -> None:
        async with desk(model, entry_seconds=10) as d, listening(d) as listener:
            await asyncio.sleep(60)
            assert listener.error is None
            d.pad.faults["silent"].begin()
            await asyncio.sleep(30)
            assert isinstance(listener.error, DeviceSilent)

    run(work())


def test_a_key_that_sticks_while_somebody_listens_is_looked_for_until_it_is_free() -> None:
    async def work() -> None:
        async with desk() as d:
            async with listening(d) as listener:
                d.pad.faults["stuck-key"].begin()
                await asyncio.sleep(3)
                assert isinstance(listener.error, KeyStuck)
            assert (await d.driver.check()).detail == "a key is stuck"
            assert quiet(d)
            d.pad.faults["stuck-key"].end()
            assert (await d.driver.check()).state is State.UP

    run(work())
