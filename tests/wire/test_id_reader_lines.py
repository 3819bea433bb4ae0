"""The ID reader on a line that fails in every way: nobody is taken for somebody else, and it works again afterwards."""

from __future__ import annotations

import asyncio
import inspect

import pytest

from kiosk.hardware.errors import DeviceError, DeviceGone
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk_sim.id_reader import AT_ONCE, IdReaderDevice
from kiosk_sim.line_faults import LINE_FAULTS
from tests.virtual_time import run
from tests.wire.id_reader_desk import ONE, OTHER, Desk, desk


async def _do(done: object) -> None:
    if inspect.isawaitable(done):
        await done


async def _read(d: Desk) -> str | None:
    """The number read within six seconds, or None."""
    try:
        return (await d.read(6)).number.reveal()
    except (TimeoutError, DeviceError, DocumentUnreadable):
        return None


async def _insist(d: Desk) -> str | None:
    """As a citizen would who is asked to lay it down anew: an answer that came late may spoil the first time."""
    for _ in range(3):
        d.device.lift()
        async with asyncio.timeout(30):
            await d.reader.wait_removed()
        d.device.lay(ONE)
        if (number := await _read(d)) is not None:
            return number
    return None


@pytest.mark.parametrize("name", LINE_FAULTS)
def test_read_on_a_bad_line_and_once_it_is_mended(name: str) -> None:
    async def work() -> None:
        async with desk(IdReaderDevice(thinking=AT_ONCE), piece=64) as d:  # coarse: time is saved
            d.device.lay(ONE)
            assert await _read(d) == ONE.number
            d.device.lift()
            fault = LINE_FAULTS[name].on(d.server)
            await _do(fault.begin())
            d.device.lay(OTHER)
            assert await _read(d) in (None, OTHER.number)
            await _do(fault.end())
            if name == "unplugged":
                with pytest.raises(DeviceGone):
                    await d.reader.check()
                await d.reader.open()
            assert await _insist(d) == ONE.number

    run(work())
