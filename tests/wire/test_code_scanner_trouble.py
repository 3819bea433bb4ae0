"""The code scanner's driver when things go wrong: every fault of the scanner, silence, noise."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.events import CodeScanned, CodesUnasked, NoiseHeard
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceGarbled, DeviceRefused, DeviceSilent
from tests.scanner_vectors import FAMILIES
from tests.virtual_time import run
from tests.wire.scanner_desk import ONE, desk

every_family = pytest.mark.parametrize("family", FAMILIES)
ANSWERING = [family for family in FAMILIES if family != "honeywell"]
WRONG_SETTING = "codes come spoiled: terminator or speed set otherwise?"


@pytest.mark.parametrize("family", ANSWERING)
def test_a_silent_scanner_is_an_error_and_never_no_code(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            d.device.show(ONE)
            d.begin("silent")
            with pytest.raises(DeviceSilent, match="code-scanner: no answer to Trigger within 1 s"):
                await d.scan()
            with pytest.raises(DeviceSilent, match="no answer to Stop"):
                await d.scanner.check()
            with pytest.raises(DeviceSilent):
                await d.scanner.open()
            d.end("silent")
            await d.scanner.open()
            await d.works_again()

    run(work())


def test_of_a_scanner_that_never_answers_silence_cannot_be_told() -> None:
    async def work() -> None:
        async with desk("honeywell") as d:
            d.begin("silent")
            d.device.show(ONE)
            assert await d.scan(5) is None
            report = await d.scanner.check()
            assert (report.state, report.detail) == (State.UP, "port open; this family answers no question")
            d.end("silent")
            await d.works_again()

    run(work())


@pytest.mark.parametrize(
    ("fault", "fact", "status"),
    [("refuses", "value out of range (status 15)", 0x15), ("unsupported", "no such setting (status 05)", 0x05)],
)
def test_a_scanner_that_will_not_is_faulty_and_says_what_it_said(fault: str, fact: str, status: int) -> None:
    async def work() -> None:
        async with desk() as d:
            d.begin(fault)
            with pytest.raises(DeviceRefused) as refused:
                await d.scan()
            assert (refused.value.fact, refused.value.status) == (f"Trigger: {fact}", status)
            for _ in range(2):
                report = await d.scanner.check()
                assert (report.state, report.detail) == (State.FAULTY, f"Stop: {fact}")
                await d.scanner.open()
            d.end(fault)
            await d.works_again()

    run(work())


@every_family
def test_a_dirty_window_is_no_code_and_no_fault_that_can_be_known(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            d.begin("dirty-window")
            d.device.show(ONE)
            assert await d.scan(12) is None
            assert (await d.scanner.check()).state is State.UP
            assert not d.lit()
            d.end("dirty-window")
            await d.works_again()

    run(work())


@every_family
def test_codes_nobody_asked_for_are_dropped_and_counted_once_a_minute(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            d.begin("auto-scan")
            d.device.show(ONE)
            await asyncio.sleep(70)
            d.device.take_away()
            await asyncio.sleep(1)
            counts = [event.count for event in d.events if isinstance(event, CodesUnasked)]
            assert counts == [1, pytest.approx(59, abs=2)]
            assert not any(isinstance(event, CodeScanned) for event in d.events)
            await d.scanner.close()
            assert d.unasked == d.device.reads, "what was not told yet is told at the end"

    run(work())


@every_family
def test_a_scanner_that_reads_by_itself_can_still_be_used(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            d.begin("auto-scan")
            d.later(3, ONE)
            assert await d.scan() == ONE
            d.device.take_away()
            assert await d.scan(3) is None
            assert (await d.scanner.check()).state is State.UP

    run(work())


@every_family
@pytest.mark.parametrize("fault", ["wrong-terminator", "no-terminator", "half-code", "babble"])
def test_codes_that_never_come_well_are_noise_and_then_a_fault_until_one_does(family: str, fault: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            d.begin(fault)
            d.device.show(ONE)
            assert await d.scan(0.9) is None
            assert (await d.scanner.check()).state is State.UP, "once is nothing"
            assert await d.scan(6) is None
            assert any(isinstance(event, NoiseHeard) for event in d.events)
            report = await d.scanner.check()
            assert (report.state, report.detail) == (State.FAULTY, WRONG_SETTING)
            d.end(fault)
            await d.works_again()

    run(work())


def test_in_time_it_is_given_another_chance_and_no_second_one() -> None:
    async def work() -> None:
        async with desk() as d:
            d.begin("no-terminator")
            d.device.show(ONE)
            await d.scan(6)
            d.device.take_away()
            await asyncio.sleep(50)
            assert (await d.scanner.check()).state is State.FAULTY
            await asyncio.sleep(60)
            assert (await d.scanner.check()).state is State.UP
            d.device.show(ONE)
            assert await d.scan(1.2) is None
            assert (await d.scanner.check()).state is State.FAULTY

    run(work())


def test_opened_anew_it_is_given_another_chance() -> None:
    async def work() -> None:
        async with desk() as d:
            d.begin("no-terminator")
            d.device.show(ONE)
            await d.scan(6)
            assert (await d.scanner.check()).state is State.FAULTY
            await d.scanner.open()
            assert (await d.scanner.check()).state is State.UP

    run(work())


@pytest.mark.parametrize("family", ANSWERING)
def test_a_wrong_speed_is_garbled(family: str) -> None:
    """Every byte is spoiled, as with another baud rate."""

    async def work() -> None:
        async with desk(family, opened=False) as d:
            d.line.flip = 1.0
            asyncio.get_running_loop().call_later(0.1, d.server.send, b"\x80\xf8\x78" * 5)
            with pytest.raises(DeviceGarbled, match="only noise to Stop"):
                await d.scanner.open()

    run(work())


@every_family
def test_noise_before_a_code_costs_one_more_look(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            scan = asyncio.create_task(d.scan(30))
            await asyncio.sleep(1.1)  # not where the driver is about to trigger it anew anyway
            d.server.send(b"\xff\x00\xfe")
            d.device.show(ONE)
            assert await scan == ONE
            assert d.device.reads == 2
            assert any(isinstance(event, NoiseHeard) for event in d.events)

    run(work())


@every_family
def test_a_code_cut_in_two_by_a_pause_is_never_joined(family: str) -> None:
    """The line stops for longer than a half frame is kept. What comes after it counts as a beginning [I]."""

    async def work() -> None:
        async with desk(family) as d:
            scan = asyncio.create_task(d.scan(3))
            await asyncio.sleep(1)
            d.server.send(b"TEST-00")
            await asyncio.sleep(0.4)
            d.server.send(b"01\r")
            assert await scan in ("01", None)

    run(work())


@every_family
def test_a_code_that_comes_in_two_parts_without_a_pause_is_one(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            scan = asyncio.create_task(d.scan(3))
            await asyncio.sleep(1)
            d.server.send(b"TEST-00")
            await asyncio.sleep(0.2)
            d.server.send(b"01\r")
            assert await scan == "TEST-0001"

    run(work())
