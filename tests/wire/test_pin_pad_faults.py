"""Every fault of a PIN pad, one after the other: what the driver reports, and what comes of an entry."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceRefused
from kiosk.hardware.pin_pad.entry import PinBlock
from kiosk.hardware.pin_pad.errors import EntryTimedOut, KeyStuck
from tests.virtual_time import run
from tests.wire.pin_pad_desk import CLEAR, desk, ended, unsealed

PIN = "123456"
# What each fault of a pad comes to: the report; then what a card PIN and a bank PIN come to.
UP, FAULTY = State.UP, State.FAULTY
ZT_FAULTS: dict[str, tuple[State, str, Any, Any]] = {
    "battery-low": (FAULTY, "battery low (status E0)", DeviceRefused, DeviceRefused),
    "tampered": (FAULTY, "the pad has been tampered with (status DD)", DeviceRefused, DeviceRefused),
    "removed": (FAULTY, "the pad has been removed from its mount (status FF)", DeviceRefused, DeviceRefused),
    "key-missing": (UP, "", PIN, DeviceRefused),
    "not-authorised": (UP, "", PIN, DeviceRefused),
    "authorisation-locked": (UP, "", PIN, DeviceRefused),
    "sm-chip-silent": (UP, "", PIN, DeviceRefused),
    "stuck-key": (FAULTY, "a key is stuck", KeyStuck, KeyStuck),
    "dead-keys": (UP, "", EntryTimedOut, EntryTimedOut),
}
KMY_FAULTS: dict[str, tuple[State, str, Any, Any]] = {
    "processor": (FAULTY, "self-test: processor (status F0)", DeviceRefused, DeviceRefused),
    "memory": (FAULTY, "self-test: memory (status F1)", DeviceRefused, DeviceRefused),
    "line-level": (FAULTY, "self-test: level of the serial line (status F3)", DeviceRefused, DeviceRefused),
    "processor-card": (FAULTY, "self-test: processor card (status F4)", DeviceRefused, DeviceRefused),
    "battery-failed": (FAULTY, "self-test: battery (status F5)", DeviceRefused, DeviceRefused),
    "master-key-lost": (FAULTY, "self-test: master key lost (status F6)", DeviceRefused, DeviceRefused),
    "self-test": (FAULTY, "self-test: something else (status F7)", DeviceRefused, DeviceRefused),
    "battery-low": (UP, "done, but the battery may be low", PIN, CLEAR["format 0"]),
    "battery-empty": (FAULTY, "not done, and the battery may be low (status D5)", DeviceRefused, DeviceRefused),
    "master-key-invalid": (UP, "done, but the master key is not valid", PIN, DeviceRefused),
    "key-missing": (UP, "", PIN, DeviceRefused),
    "stuck-key": (
        FAULTY, "self-test: a key is stuck or short-circuited (status F2)", DeviceRefused, DeviceRefused,
    ),
    "dead-keys": (UP, "", EntryTimedOut, EntryTimedOut),
}  # fmt: skip


@pytest.mark.parametrize("fault", ZT_FAULTS)
def test_every_fault_of_a_zt(fault: str) -> None:
    special = {"pin_format": "sm4", "pin_key": "41"} if fault == "sm-chip-silent" else {}
    run(_faulty("zt598", fault, ZT_FAULTS[fault], special))


@pytest.mark.parametrize("fault", KMY_FAULTS)
def test_every_fault_of_a_kmy(fault: str) -> None:
    run(_faulty("kmy split", fault, KMY_FAULTS[fault], {}))


async def _faulty(model: str, fault: str, row: tuple[State, str, Any, Any], settings: dict[str, Any]) -> None:
    state, detail, card, bank = row
    async with desk(model, entry_seconds=5, **settings) as d:
        d.pad.faults[fault].begin()
        assert _known(await ended(d.card_pin(*PIN, "enter"))) == card
        assert _known(await ended(d.pin_block(*PIN, "enter"))) == bank
        report = await d.driver.check()
        assert (report.state, report.detail) == (state, detail)
        await d.driver.open()
        assert (await d.driver.check()).state is state, "also right after it was plugged in"
        d.pad.faults[fault].end()
        assert (await d.driver.check()).state is State.UP
        assert await d.card_pin(*PIN, "enter") == PIN
        assert not d.pad.wiped


def _known(outcome: object) -> object:
    """An outcome as the tables have it: digits, a block as the bank opens it, or the kind of error."""
    if isinstance(outcome, PinBlock):
        return unsealed(outcome.block)
    return type(outcome) if isinstance(outcome, Exception) else outcome


def test_every_fault_stands_in_a_table() -> None:
    async def work() -> None:
        async with desk() as zt, desk("kmy split") as kmy:
            assert set(zt.pad.faults) == {*ZT_FAULTS, "silent"}
            assert set(kmy.pad.faults) == {*KMY_FAULTS, "silent"}

    run(work())
