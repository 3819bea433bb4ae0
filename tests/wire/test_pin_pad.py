"""The PIN pad's driver with every model of pad: card PINs, bank PINs, plain keys, echoes."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.hardware.device import State
from kiosk.hardware.pin_pad.entry import Echo, Echoed, PinRules
from kiosk.hardware.pin_pad.errors import EntryCancelled, EntryTimedOut
from kiosk.hardware.pin_pad.keys import Key
from kiosk_sim.pin_pad_zt import ZtPinPad
from tests.virtual_time import run
from tests.wire.pin_pad_desk import CARD, CLEAR, MODELS, SECRET, desk, digits, quiet, unsealed

every_model = pytest.mark.parametrize("model", MODELS)
PIN = "123456"


@every_model
def test_it_opens_and_tells_what_it_is(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            report = await d.driver.check()
            assert (report.device, report.state, report.detail) == ("pin-pad", State.UP, "")
            version = {"zt598": "ZT598B V10 V12", "zt588": "ZT588B V10 V12"}.get(model, "KMY3501V1.00 A01")
            assert await d.driver.version() == version
            assert quiet(d)

    run(work())


@every_model
def test_a_card_pin_comes_in_clear_and_the_keys_are_off_afterwards(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            assert await d.card_pin(*SECRET, "enter") == SECRET
            assert d.echoes == digits(1, 2, 3, 4, 5, 6)
            assert quiet(d)
            d.pad.press("1")
            assert await d.card_pin(*"000000", "enter") == "000000", "nothing is left of the first one"

    run(work())


@every_model
def test_a_bank_pin_comes_as_a_block_only(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            block = await d.pin_block(*PIN, *(["enter"] if model == "zt598" else []))
            assert block.digits == 6
            assert unsealed(block.block) == CLEAR["format 0"]
            assert d.echoes == digits(1, 2, 3, 4, 5, 6)
            assert quiet(d)
            assert "block" not in repr(block)

    run(work())


@pytest.mark.parametrize("clear_key", ["all", "one"])
def test_the_clear_key(clear_key: str) -> None:
    async def work() -> None:
        async with desk(clear_key=clear_key) as d:
            left = 0 if clear_key == "all" else 2
            typed = "123" if left == 0 else "3"
            pin = await d.card_pin("1", "2", "9", "clear", *typed, *"456", "enter")
            assert pin == PIN
            assert d.echoes[3] == Echo(left, Echoed.CLEARED)
            d.echoes.clear()
            block = await d.pin_block("1", "2", "9", "clear", *typed, *"456", "enter")
            assert unsealed(block.block) == CLEAR["format 0"]
            assert d.echoes[3] == Echo(left, Echoed.CLEARED)
            d.echoes.clear()
            assert await d.card_pin("clear", *PIN, "enter") == PIN
            assert d.echoes[0] == Echo(0, Echoed.CLEARED)

    run(work())


@every_model
def test_enter_too_early_begins_anew(model: str) -> None:
    async def work() -> None:
        for pad in ({"short_enter": "ends"}, {"short_enter": "ignored"}) if model.startswith("zt") else ({},):
            async with desk(model, pad) as d:
                assert await d.card_pin("1", "2", "enter", *PIN, "enter") == PIN
                assert d.echoes == [*digits(1, 2), Echo(0, Echoed.TOO_SHORT), *digits(1, 2, 3, 4, 5, 6)]
                d.echoes.clear()
                if pad == {"short_enter": "ignored"}:
                    continue
                hands = ["1", "2", "enter"], [*PIN, "enter"]
                entry = asyncio.create_task(d.pin_block(*hands[0]))
                await asyncio.sleep(3)
                assert d.echoes == [*digits(1, 2), Echo(0, Echoed.TOO_SHORT)]
                await d.type(*hands[1])
                assert unsealed((await entry).block) == CLEAR["format 0"]

    run(work())


def test_lengths_between_the_shortest_and_the_longest() -> None:
    async def work() -> None:
        async with desk() as d:
            rules = PinRules(4, 8)
            assert await d.card_pin(*"4711", "enter", rules=rules) == "4711"
            assert await d.card_pin(*"123456789", "enter", rules=rules) == "12345678", "no room for the ninth"
            assert await d.card_pin("00", *"12345", "00", "6", "enter", rules=rules) == "00123456", "half a key is none"
            assert (await d.pin_block(*"4711", "enter", rules=rules)).digits == 4
            assert (await d.pin_block("00", *"123456789", "enter", rules=rules)).digits == 8

    run(work())


@every_model
def test_cancel_and_time_out_leave_the_keys_off(model: str) -> None:
    async def work() -> None:
        async with desk(model, entry_seconds=10) as d:
            loop = asyncio.get_running_loop()
            for enter in (d.card_pin, d.pin_block):
                with pytest.raises(EntryCancelled):
                    await enter("1", "cancel", "2")
                assert quiet(d)
                before = loop.time()
                with pytest.raises(EntryTimedOut):
                    await enter("1", "2")
                assert 10 < loop.time() - before < 14
                assert quiet(d)
            assert await d.card_pin(*PIN, "enter") == PIN

    run(work())


@every_model
def test_whoever_waits_may_be_cancelled_at_any_time(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            for enter in (d.card_pin, d.pin_block):
                for after in (0.0, 0.002, 0.01, 0.03, 0.06, 0.2, 0.9):
                    with pytest.raises(TimeoutError):
                        async with asyncio.timeout(after):
                            await enter("1", "2", "3")
                    await asyncio.sleep(0)
                    assert (await d.driver.check()).state is State.UP
                    assert quiet(d), f"cancelled after {after}"
            assert await d.card_pin(*PIN, "enter") == PIN

    run(work())


def test_cancelled_twice_the_keys_go_off_all_the_same() -> None:
    async def work() -> None:
        async with desk() as d:
            entry = asyncio.create_task(d.card_pin("1", "2"))
            await asyncio.sleep(1)
            entry.cancel()
            await asyncio.sleep(0)
            entry.cancel()
            with pytest.raises(asyncio.CancelledError):
                await entry
            await asyncio.sleep(1)
            assert quiet(d), "with nobody's help"
            assert await d.card_pin(*PIN, "enter") == PIN

    run(work())


def test_a_glass_that_raises_ends_the_entry() -> None:
    class Closed(Exception):
        pass

    def shatter(_: Echo) -> None:
        raise Closed

    async def work() -> None:
        async with desk() as d:
            with pytest.raises(Closed):
                await d.while_typing(d.driver.card_pin(PinRules(), shatter), "1")
            assert quiet(d)
            with pytest.raises(Closed):
                await d.while_typing(d.driver.pin_block(CARD, PinRules(), shatter), "1")
            assert quiet(d)

    run(work())


def test_plain_keys_for_choosing_without_looking() -> None:
    async def work() -> None:
        async with desk(entry_seconds=5) as d:
            heard: list[Key] = []
            async with d.driver.keys() as presses:
                hands = asyncio.create_task(d.type("1", "00", ".", "cancel", "clear", "enter", "blank", "A", "H"))
                async for key in presses:
                    heard.append(key)
                    if key is Key.SIDE_H:
                        break
                await hands
                asyncio.get_running_loop().call_later(20, d.pad.press, "7")
                assert await anext(aiter(presses)) is Key.SEVEN, "the pad's own time-out ends nothing"
            assert heard == [
                *(Key.ONE, Key.DOUBLE_ZERO, Key.POINT, Key.CANCEL, Key.CLEAR, Key.ENTER, Key.BLANK),
                *(Key.SIDE_A, Key.SIDE_H),
            ]
            assert quiet(d)

    run(work())


def test_entries_wait_for_each_other_and_a_check_does_not_disturb_them() -> None:
    async def work() -> None:
        async with desk() as d:
            first = asyncio.create_task(d.card_pin(*SECRET))
            await asyncio.sleep(1)
            second = asyncio.create_task(d.driver.pin_block(CARD, PinRules(), d.echoes.append))
            assert isinstance(d.pad, ZtPinPad)
            texts = d.pad.texts
            report = await d.driver.check()
            assert (report.state, report.detail) == (State.UP, "in use")
            await asyncio.sleep(2)
            assert d.pad.texts == texts
            d.pad.press("enter")
            assert await first == SECRET
            await asyncio.sleep(1)
            await d.type(*PIN, "enter")
            assert unsealed((await second).block) == CLEAR["format 0"]

    run(work())
