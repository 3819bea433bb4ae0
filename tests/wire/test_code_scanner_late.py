"""Codes and replies that come too late: whatever the line does, nobody is given the code of the last citizen."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.hardware.errors import DeviceError
from tests.virtual_time import run
from tests.wire.scanner_desk import ONE, OTHER, desk

ANSWERING = ["newland", "gm65"]


@pytest.mark.parametrize("family", ANSWERING)
@pytest.mark.parametrize("late", [1.6, 2.2, 3.4])
def test_a_late_answer_and_a_late_code_do_not_count_for_the_next_citizen(family: str, late: float) -> None:
    """The first scan is not answered in time; its replies and its code arrive while the next one begins."""

    async def work() -> None:
        async with desk(family) as d:
            d.device.show(ONE)
            d.line.delay = late
            with pytest.raises(DeviceError):
                await d.scan(20)
            d.line.delay = 0.0
            d.device.show(OTHER)
            results = await d.scans(4)
            assert OTHER in results
            assert ONE not in results
            assert d.unasked >= 1

    run(work())


@pytest.mark.parametrize("family", ANSWERING)
def test_answers_that_are_always_late_never_open_the_way_for_the_last_citizens_code(family: str) -> None:
    """A trigger is repeated before its reply comes: the scanner then reads, and replies, more often than asked."""

    async def work() -> None:
        async with desk(family) as d:
            d.device.show(ONE)
            d.line.delay = 1.2
            assert await d.scan(20) == ONE
            d.device.show(OTHER)
            results = await d.scans(3)
            d.line.delay = 0.0
            results += await d.scans(3)
            assert OTHER in results
            assert ONE not in results
            assert d.unasked >= 1

    run(work())


@pytest.mark.parametrize("family", ANSWERING)
def test_what_a_scanner_read_by_itself_just_before_is_not_the_next_citizens(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            d.begin("auto-scan")
            d.line.delay = 0.4
            d.device.show(ONE)
            await asyncio.sleep(0.2)
            d.device.take_away()
            d.later(1, OTHER)
            assert await d.scan(10) == OTHER
            assert d.unasked == 1

    run(work())


def test_a_late_code_of_a_scanner_that_never_replies_is_dropped() -> None:
    """Read while the last citizen's scan was ending: it comes within the quiet time, and is not the next one's."""

    async def work() -> None:
        async with desk("honeywell") as d:
            d.line.delay = 0.15
            scan = asyncio.create_task(d.scan(10))
            await asyncio.sleep(0.5)
            d.device.show(ONE)
            await asyncio.sleep(0.13)
            scan.cancel()
            d.later(0.1, OTHER)
            assert await d.scan(10) == OTHER
            assert d.unasked == 1

    run(work())
