"""An error in a driver of ours: its device is closed, told of once, and everything else goes on."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.events import Mishap
from kiosk.hardware.device import DeviceReport
from kiosk.hardware.receipt_printer.device import ReceiptPrinter
from kiosk.views import StageLine
from tests.room import Room
from tests.virtual_time import run


def test_a_driver_that_fails_at_every_look_does_not_fill_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    async def check(_: ReceiptPrinter) -> DeviceReport:
        raise ZeroDivisionError

    async def mishap() -> None:
        async with Room() as room:
            monkeypatch.setattr(ReceiptPrinter, "check", check)
            await room.until_report("printer", "unknown")
            await asyncio.sleep(120)
            assert [event.where for event in room.log.events if isinstance(event, Mishap)] == ["printer"]
            room.bench.lay("ready")
            await room.glass.until(StageLine)

    run(mishap())
