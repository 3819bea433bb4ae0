"""The PIN pad's driver when things go wrong: silence, late answers, unplugging, noise, a stuck key."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.events import NoiseHeard
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceGarbled, DeviceGone, DeviceRefused, DeviceSilent
from kiosk.hardware.link import Direction
from kiosk.hardware.pin_pad.entry import Echo, PinBlock, PinRules
from kiosk.hardware.pin_pad.errors import DigitInClear, KeyStuck
from kiosk_sim.pin_pad import Doing
from kiosk_sim.pin_pad_zt import ZtPinPad
from kiosk_sim.serving import Reply
from tests.virtual_time import run
from tests.wire.pin_pad_desk import CLEAR, MODELS, cabled, desk, ended, unsealed

PIN = "123456"
every_model = pytest.mark.parametrize("model", MODELS)


@every_model
def test_a_silent_pad_is_silent_and_comes_back(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            d.pad.faults["silent"].begin()
            for asked in (d.driver.check, d.card_pin, d.pin_block, d.driver.open):
                with pytest.raises(DeviceSilent):
                    await asked()
            d.pad.faults["silent"].end()
            await d.driver.open()
            assert await d.card_pin(*PIN, "enter") == PIN

    run(work())


@every_model
def test_a_pad_that_falls_silent_during_an_entry_hands_out_no_pin(model: str) -> None:
    """The digits are all there: but nobody knows whether the pad still sends keys in clear."""

    async def work() -> None:
        async with desk(model) as d:
            silent = d.pad.faults["silent"]

            def echo(echo: Echo) -> None:
                if echo.digits == 6:
                    silent.begin()

            entry = asyncio.create_task(d.driver.card_pin(PinRules(), echo))
            await asyncio.sleep(1)
            d.pad.press(*PIN, "enter")
            with pytest.raises(DeviceSilent):
                await entry
            before = d.pad.keypad.doing
            silent.end()
            d.traffic.clear()
            d.pad.press("7")
            assert (await d.driver.check()).state is State.UP, "the next look switches the keys off"
            assert [before, d.pad.keypad.doing] == [Doing.PLAIN, Doing.NOTHING]
            heard = [one.data for one in d.traffic if one.direction is Direction.RECEIVED]
            assert heard[0] is None
            assert not any((data or b"").startswith(b"7") for data in heard)

    run(work())


@every_model
def test_a_pad_that_falls_silent_is_not_called_a_slow_citizen(model: str) -> None:
    async def work() -> None:
        async with desk(model, entry_seconds=5) as d:
            for enter in (d.card_pin, d.pin_block):
                entry = asyncio.create_task(enter("1", "2"))
                await asyncio.sleep(2)
                d.pad.faults["silent"].begin()
                with pytest.raises(DeviceSilent):
                    await entry
                d.pad.faults["silent"].end()

    run(work())


@every_model
def test_unplugged_during_an_entry_and_plugged_in_again(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            for enter in (d.card_pin, d.pin_block):
                entry = asyncio.create_task(enter("1", "2"))
                await asyncio.sleep(2)
                before = asyncio.get_running_loop().time()
                await d.server.unplug()
                with pytest.raises(DeviceGone):
                    await entry
                assert asyncio.get_running_loop().time() - before < 0.1, "at once"
                with pytest.raises(DeviceGone):
                    await d.driver.check()
                with pytest.raises(DeviceGone):
                    await enter("1")
                await d.server.start()
                await d.driver.open()
                assert await d.card_pin(*PIN, "enter") == PIN
                assert d.pad.keypad.doing is Doing.NOTHING

    run(work())


def test_closed_during_an_entry() -> None:
    async def work() -> None:
        async with desk() as d:
            entry = asyncio.create_task(d.card_pin("1", "2"))
            await asyncio.sleep(2)
            await d.driver.close()
            await d.driver.close()
            with pytest.raises(DeviceGone):
                await entry
            with pytest.raises(DeviceGone, match="not open"):
                await d.driver.check()
            await d.driver.open()
            assert await d.card_pin(*PIN, "enter") == PIN

    run(work())


def test_a_port_that_is_not_there() -> None:
    async def work() -> None:
        async with cabled({}) as d:
            await d.server.stop()
            with pytest.raises(DeviceGone):
                await d.driver.open()

    run(work())


class Slow(ZtPinPad):
    """A pad that is late with the answers to these texts, once each."""

    late: dict[bytes, float]

    def receive(self, data: bytes) -> list[Reply]:
        """See `ZtPinPad.receive`."""
        replies = super().receive(data)
        after = next((self.late.pop(text) for text in list(self.late) if text in data), 0.0)
        return [Reply(reply.data, after) for reply in replies]


@pytest.mark.parametrize("text", [b"013", b"532A", b"5406", b"5033", b"5032", b"600012", b"740"])
@pytest.mark.parametrize("late", [1.2, 2.5])
def test_a_late_answer_is_not_taken_for_the_answer_to_another_question(text: bytes, late: float) -> None:
    async def work() -> None:
        async with desk() as d:
            slow = Slow(asyncio.get_running_loop(), thinking=0.0)
            slow.speak = d.server.send
            d.server._device = d.pad = slow
            for _ in range(2):
                slow.late = {text: late}
                await ended(d.driver.check())
                for enter in (d.card_pin, d.pin_block):
                    outcome = await ended(enter(*PIN, "enter", after=7))
                    if isinstance(outcome, PinBlock):
                        assert unsealed(outcome.block) == CLEAR["format 0"]
                    elif outcome != PIN:
                        assert isinstance(outcome, DeviceSilent)
                        assert text in (b"600012", b"740"), "what is not said twice"
                assert slow.late == {}
            assert await d.card_pin(*PIN, "enter") == PIN
            slow.keys.clear()
            with pytest.raises(DeviceRefused, match="key missing"):
                await d.pin_block(*PIN, "enter")

    run(work())


@pytest.mark.parametrize("late", [1.2, 2.5])
def test_a_refusal_is_never_put_down_to_another_command(late: float) -> None:
    """All controls are answered alike: off by one, the pad would refuse the entry and the driver wait for its keys."""

    async def work() -> None:
        async with desk("zt588") as d:
            slow = Slow(asyncio.get_running_loop(), dialect="zt588", thinking=0.0)
            slow.speak = d.server.send
            d.server._device = d.pad = slow
            slow.keys.clear()
            slow.late = {b"5506": late}
            with pytest.raises(DeviceRefused, match="key missing"):
                await d.pin_block()
            assert asyncio.get_running_loop().time() < late + 1, "told at once, not when the entry is over"

    run(work())


def test_a_stuck_key_is_looked_for_again_until_it_is_free() -> None:
    async def work() -> None:
        async with desk() as d:
            d.pad.faults["stuck-key"].begin()
            with pytest.raises(KeyStuck):
                await d.pin_block()
            for _ in range(2):
                report = await d.driver.check()
                assert (report.state, report.detail) == (State.FAULTY, "a key is stuck")
                assert d.pad.keypad.doing is Doing.NOTHING
            d.pad.faults["stuck-key"].end()
            assert (await d.driver.check()).state is State.UP

    run(work())


def test_a_fast_hand_is_no_stuck_key() -> None:
    async def work() -> None:
        async with desk() as d:
            entry = asyncio.create_task(d.driver.card_pin(PinRules(), d.echoes.append))
            await asyncio.sleep(0.5)
            await d.type(*"111111", "enter", pause=0.1)
            with await entry as pin:
                assert len(pin) == 6

    run(work())


def test_a_pad_that_does_not_mask_is_not_trusted_with_a_bank_pin() -> None:
    class Careless(ZtPinPad):
        def receive(self, data: bytes) -> list[Reply]:
            replies = super().receive(data)
            self.keypad.mask = 0x35
            return replies

    async def work() -> None:
        async with desk() as d:
            careless = Careless(asyncio.get_running_loop(), thinking=0.0)
            careless.speak = d.server.send
            d.server._device = d.pad = careless
            with pytest.raises(DigitInClear) as caught:
                await d.pin_block(*PIN, "enter")
            assert "5" not in repr(caught.value)
            assert d.pad.keypad.doing is Doing.NOTHING
            assert d.echoes == []

    run(work())


def test_noise_between_the_keys_is_noise() -> None:
    async def work() -> None:
        async with desk() as d:
            entry = asyncio.create_task(d.card_pin(*PIN))
            await asyncio.sleep(1.05)
            d.server.send(b"\x00\xff\x05")
            await asyncio.sleep(2)
            d.pad.press("enter")
            assert await entry == PIN
            assert [event.count for event in d.events if isinstance(event, NoiseHeard)] == [3]

    run(work())


def test_another_device_on_the_port_is_garbled() -> None:
    async def work() -> None:
        async with cabled({"flip": 1.0}) as d:
            with pytest.raises(DeviceSilent):
                await d.driver.open()
        async with cabled({}) as d:

            async def babble() -> None:
                while True:
                    d.server.send(b"\xfe\xfd")
                    await asyncio.sleep(0.4)

            d.pad.faults["silent"].begin()
            babbling = asyncio.create_task(babble())
            with pytest.raises(DeviceGarbled):
                await d.driver.open()
            babbling.cancel()

    run(work())
