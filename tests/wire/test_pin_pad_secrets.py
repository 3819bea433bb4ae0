"""No digit of a PIN, and no card number, reaches a log, a tap, a representation, an error or the glass."""

from __future__ import annotations

import asyncio
import gc
import traceback
from typing import Any

import pytest

from kiosk.domain.pin import CardPin
from kiosk.hardware.link import Direction
from kiosk.hardware.pin_pad.entry import PinRules
from kiosk.hardware.pin_pad.errors import EntryCancelled, EntryTimedOut
from tests.pin_pad_vectors import ZT
from tests.virtual_time import run
from tests.wire.pin_pad_desk import CARD, MODELS, SECRET, Desk, desk

every_model = pytest.mark.parametrize("model", MODELS)
PAN12 = "900001234567"


def hidden(d: Desk) -> bool:
    """Whether nothing that left the driver tells a secret, in any spelling."""
    seen = d.seen()
    spelled = [text.encode() for text in (SECRET, PAN12, CARD.reveal())]
    spelled += [text.hex().upper().encode() for text in spelled]
    return not any(text in seen for text in spelled)


@every_model
def test_of_an_entry_nothing_is_left(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            assert await d.card_pin(*SECRET, "enter") == SECRET
            assert hidden(d)
            await d.pin_block(*SECRET, *(["enter"] if model == "zt598" else []))
            assert hidden(d)
            for enter in (d.card_pin, d.pin_block):
                for end in ("cancel", "clear"):
                    for ended in (EntryCancelled, EntryTimedOut):
                        if (end == "cancel") is (ended is EntryCancelled):
                            with pytest.raises(ended) as caught:
                                await enter(*SECRET[:5], end)
                            told = "".join(traceback.format_exception(caught.value))
                            assert SECRET[:5] not in told
            assert hidden(d)
            assert {len(one.data) for one in d.traffic if one.data is not None} - {1}, "the tap does work"

    run(work())


@every_model
def test_while_keys_are_on_a_tap_sees_lengths_only(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            d.traffic.clear()
            entry = asyncio.create_task(d.card_pin(*SECRET))
            await asyncio.sleep(3)
            heard = [one for one in d.traffic if one.direction is Direction.RECEIVED]
            assert len(heard) > 6
            assert {one.data for one in heard} == {None}
            d.pad.press("enter")
            await entry
            async with d.driver.keys():
                d.traffic.clear()
                await d.type(*SECRET)
                await asyncio.sleep(1)
                assert {one.data for one in d.traffic} == {None}

    run(work())


@every_model
def test_a_pad_that_was_left_with_its_keys_on_is_silenced_before_it_is_heard(model: str) -> None:
    """A kiosk that lost power during an entry: the pad still sends digits in clear when the line is opened."""

    async def work() -> None:
        async with desk(model) as d:
            await d.driver.close()
            d.pad.keypad.plain(1000)
            d.traffic.clear()
            pressing = asyncio.create_task(d.type(*SECRET, pause=0.001))
            await d.driver.open()
            await pressing
            assert hidden(d)
            heard = [one.data for one in d.traffic if one.direction is Direction.RECEIVED]
            assert heard[0] is None
            singles = [data for data in heard if data is not None and len(data) == 1]
            assert singles == []

    run(work())


def test_the_pin_that_is_handed_over_is_the_only_one() -> None:
    async def work() -> None:
        async with desk() as d:
            pin = await d.while_typing(d.driver.card_pin(PinRules(), d.echoes.append), *SECRET, "enter")
            gc.collect()
            mutable = [one for one in gc.get_objects() if isinstance(one, CardPin)]
            assert mutable == [pin]
            place = pin.digits
            assert place == SECRET.encode()
            with pin:
                assert SECRET not in repr(pin)
            assert place == b""

    run(work())


def test_the_secret_of_these_tests_is_in_no_vector() -> None:
    """Else a test might find it where it may be, or not find it where it may not."""

    def texts(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [text for part in value.values() for text in texts(part)]
        if isinstance(value, list):
            return [text for part in value for text in texts(part)]
        return [str(value)]

    assert not any(SECRET in text.replace(" ", "") for text in texts(ZT))
