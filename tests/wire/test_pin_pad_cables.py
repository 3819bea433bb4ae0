"""The PIN pad's driver over good and bad cables: what is handed out is right, and the keys are off afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.hardware.device import State
from kiosk.hardware.pin_pad.entry import PinBlock
from kiosk_sim.pin_pad import Doing
from tests.virtual_time import run
from tests.wire.pin_pad_desk import CLEAR, MODELS, Desk, cabled, ended, unsealed

PIN = "123456"
WAIT = 3.0  # seconds until the slowest cable has carried all that comes before an entry


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "faults",
    [
        pytest.param({}, id="perfect"),
        pytest.param({"piece": 1}, id="byte by byte"),
        pytest.param({"drop": 0.001, "flip": 0.001, "seed": 3}, id="lossy"),
        pytest.param({"delay": 0.2}, id="delayed"),
    ],
)
def test_over_four_cables(model: str, faults: dict[str, Any]) -> None:
    async def work() -> None:
        async with cabled(faults, model) as d:
            await d.driver.open()
            for _ in range(2):
                assert await _insist(d, d.card_pin) == PIN
                block = await _insist(d, d.pin_block)
                assert isinstance(block, PinBlock)
                assert unsealed(block.block) == CLEAR["format 0"]
            assert not d.pad.wiped
            assert d.pad.keypad.doing is Doing.NOTHING

    run(work())


async def _insist(d: Desk, enter: Any) -> Any:
    """As a citizen would over a bad cable: who sees a star too few, or an apology, begins again."""
    for _ in range(5):
        d.echoes.clear()
        outcome = await ended(enter(*PIN, "enter", "cancel", after=WAIT))
        if not isinstance(outcome, Exception):
            return outcome
    raise AssertionError("five times in vain")


def test_a_very_bad_cable_leaves_no_key_on_and_erases_nothing() -> None:
    """A digit flipped to another one cannot be told from it: that, the card will say."""

    async def work() -> None:
        async with cabled({"seed": 11}) as d:
            await d.driver.open()
            d.line.flip = d.line.drop = 0.02
            for _ in range(6):
                for enter in (d.card_pin, d.pin_block):
                    await ended(enter(*PIN, "enter", "cancel"))
            d.line.flip = d.line.drop = 0.0
            assert (await d.driver.check()).state is State.UP
            assert d.pad.keypad.doing is Doing.NOTHING
            assert not d.pad.wiped

    run(work())
