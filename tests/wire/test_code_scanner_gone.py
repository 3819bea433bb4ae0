"""The code scanner's driver when the line goes away: pulled, closed, not there, in use."""

from __future__ import annotations

import asyncio

import pytest

from kiosk import config
from kiosk.hardware.code_scanner.device import CodeScanner
from kiosk.hardware.errors import DeviceGone
from tests.scanner_vectors import FAMILIES
from tests.virtual_time import run
from tests.wire.scanner_desk import BAUD, desk

every_family = pytest.mark.parametrize("family", FAMILIES)


@every_family
def test_unplugged_in_the_middle_and_plugged_in_again(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            scan = asyncio.create_task(d.scan(60))
            await asyncio.sleep(1)
            await d.server.unplug()
            before = asyncio.get_running_loop().time()
            with pytest.raises(DeviceGone):
                await scan
            assert asyncio.get_running_loop().time() - before < 1
            with pytest.raises(DeviceGone):
                await d.scanner.check()
            with pytest.raises(DeviceGone):
                await d.scan()
            await d.scanner.close()
            d.device.power_up()
            await d.server.start()
            await d.scanner.open()
            await d.works_again()

    run(work())


@every_family
def test_closed_or_opened_anew_under_a_scan(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            for act in (d.scanner.close, d.scanner.open):
                scan = asyncio.create_task(d.scan(60))
                await asyncio.sleep(1)
                await act()
                with pytest.raises(DeviceGone):
                    await scan
                await d.scanner.open()
            await d.works_again()

    run(work())


def test_a_port_that_is_not_there() -> None:
    async def work() -> None:
        async with desk(opened=False) as d:
            await d.server.unplug()
            with pytest.raises(DeviceGone):
                await d.scanner.open()
            with pytest.raises(DeviceGone, match="not open"):
                await d.scan()
            with pytest.raises(DeviceGone, match="not open"):
                await d.scanner.check()
            await d.scanner.close()

    run(work())


def test_a_port_that_is_in_use() -> None:
    async def work() -> None:
        async with desk() as d:
            settings = config.CodeScanner(kind="newland", port=d.server.port, baud=BAUD)
            with pytest.raises(DeviceGone):
                await CodeScanner(settings, d).open()

    run(work())
