"""Bank PINs at the PIN pad: the forms of a block, what comes before and between entries, what is refused at once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kiosk.domain.personal import Personal
from kiosk.hardware.errors import DeviceRefused
from kiosk.hardware.pin_pad.entry import Echo, Echoed, PinRules
from kiosk.hardware.pin_pad.errors import PinKeyNotSet
from kiosk_sim.pin_pad import Doing
from tests.virtual_time import run
from tests.wire.pin_pad_desk import CLEAR, desk, digits, quiet, unsealed

PIN = "123456"


@pytest.mark.parametrize(
    ("model", "settings", "clear"),
    [
        ("zt598", {"pin_format": "iso-3"}, "format 3"),
        ("zt588", {"pin_format": "iso-3"}, "format 3"),
        ("zt598", {"pin_format": "sm4", "pin_key": "41"}, "SM4 form"),
    ],
)
def test_the_other_forms_of_a_block(model: str, settings: dict[str, Any], clear: str) -> None:
    async def work() -> None:
        async with desk(model, **settings) as d:
            block = await d.pin_block(*PIN, *(["enter"] if model == "zt598" else []))
            opened = unsealed(block.block)
            assert opened[:4] == CLEAR[clear][:4]
            assert len(opened) == len(CLEAR[clear])
            assert clear == "format 3" or opened == CLEAR[clear]

    run(work())


def test_a_wrong_card_number_or_no_key_is_told_before_anybody_types() -> None:
    async def work() -> None:
        async with desk(pin_key="") as d:
            for number in ("123456789012", "9" * 20, "999900001234567x", ""):
                with pytest.raises(ValueError, match="13 to 19") as caught:
                    await d.driver.pin_block(Personal(number), PinRules(), d.echoes.append)
                assert "9999" not in repr(caught.value)
            with pytest.raises(PinKeyNotSet):
                await d.pin_block(*PIN)
            assert quiet(d)
        async with desk("kmy split", pin_key="02") as d:
            with pytest.raises(DeviceRefused, match="parameter wrong"):
                await d.pin_block(*PIN)
            assert quiet(d)

    run(work())


def test_stars_from_before_an_entry_began_anew_do_not_count() -> None:
    async def work() -> None:
        async with desk() as d:
            entry = asyncio.create_task(d.pin_block("1", "2"))
            await asyncio.sleep(2)
            d.server.send(b"\r**")  # a pad that tells of an enter which it does not obey, and goes on
            await asyncio.sleep(1)
            assert d.echoes == [*digits(1, 2), Echo(0, Echoed.TOO_SHORT)]
            await d.type(*PIN, "enter")
            assert unsealed((await entry).block) == CLEAR["format 0"]

    run(work())


def test_a_digit_before_the_pad_is_ready_for_a_bank_pin_is_forgotten() -> None:
    """A KMY's keys are on, in clear, for a moment before the entry begins."""

    async def work() -> None:
        async with desk("kmy split", {"thinking": 0.05}) as d:
            entry = asyncio.create_task(d.pin_block(*PIN, after=2))
            async with asyncio.timeout(2):
                while d.pad.keypad.doing is not Doing.PLAIN:  # noqa: ASYNC110 - a hand waits by looking
                    await asyncio.sleep(0.01)
            d.pad.press("9")
            assert unsealed((await entry).block) == CLEAR["format 0"]

    run(work())


@pytest.mark.parametrize(("shortest", "longest"), [(0, 6), (7, 6), (4, 13)])
def test_rules_that_are_none(shortest: int, longest: int) -> None:
    with pytest.raises(ValueError):
        PinRules(shortest, longest)


@pytest.mark.parametrize("model", ["zt588", "kmy split", "kmy binary"])
def test_the_clear_key_of_a_pad_that_cannot_be_told(model: str) -> None:
    async def work() -> None:
        async with desk(model) as d:
            block = await d.pin_block("clear", "1", "2", "9", "clear", *"3456")
            assert unsealed(block.block) == CLEAR["format 0"]
            counts = [Echo(0, Echoed.CLEARED), *digits(1, 2, 3), Echo(2, Echoed.CLEARED), *digits(3, 4, 5, 6)]
            assert d.echoes == counts

    run(work())
