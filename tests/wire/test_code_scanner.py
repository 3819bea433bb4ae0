"""The code scanner's driver against the simulated scanner, across a real pty: what citizens do with codes."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.domain.personal import ScannedCode
from kiosk.event_log import facts
from kiosk.hardware.device import DeviceReport, State
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.link import Direction
from tests.scanner_vectors import FAMILIES
from tests.virtual_time import real_time, run
from tests.wire.cables import LOSSY, Cable, on_every_true_cable
from tests.wire.scanner_desk import BAUD, ONE, OTHER, Desk, desk

every_family = pytest.mark.parametrize("family", FAMILIES)


async def settle(d: Desk) -> None:
    """Wait until nothing is on its way any more."""
    await asyncio.sleep(2)
    assert not d.lit()


@every_family
@pytest.mark.parametrize("terminator", ["cr", "lf", "crlf"])
def test_a_code_passes_through_untouched(family: str, terminator: str) -> None:
    code = " !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~ "

    async def work() -> None:
        async with desk(family, terminator) as d:
            d.later(1, code)
            assert await d.scan() == code
            assert d.scanned == [pytest.approx(1200, abs=100)]
            await settle(d)

    run(work())


@on_every_true_cable
@every_family
def test_every_cable_brings_the_code(family: str, cable: Cable) -> None:
    async def work() -> None:
        async with desk(family, cable=cable) as d:
            for code in (ONE, OTHER, ONE):
                d.later(1, code)
                assert await d.scan() == code
                d.device.take_away()
            assert d.unasked == 0
            assert (await d.scanner.check()).state is State.UP

    run(work())


@pytest.mark.parametrize("seed", range(2))
@every_family
def test_a_lossy_cable_costs_time_and_never_half_a_code(family: str, seed: int) -> None:
    """A flipped bit can make another letter, which nobody can see here; but a code is never cut or joined."""

    async def work() -> list[str]:
        codes: list[str | None] = []
        async with desk(family, cable=LOSSY, seed=seed, opened=False) as d:
            for _ in range(3):
                try:
                    await d.scanner.open()
                    break
                except DeviceError:
                    continue
            d.device.show(ONE)
            codes += await d.scans(6)
            await settle(d)
            assert d.device.flash_writes == 0
        return [code for code in codes if code is not None]

    codes = run(work())
    assert len(codes) >= 4
    assert codes.count(ONE) >= 2
    assert {code for code in codes if len(code) < len(ONE) - 1 or len(code) > len(ONE)} == set()


@every_family
def test_the_driver_adds_little_to_the_wire(family: str) -> None:
    wire = (30 + 16 + 17) * 10 / BAUD + 0.12 + 0.01  # the frames, decoding, thinking

    async def work() -> list[int]:
        async with real_time(), desk(family) as d:
            d.device.show(ONE)
            while len(d.scanned) < 20 and not any(one < 1000 * wire + 30 for one in d.scanned):
                await d.scan()
            return d.scanned

    assert min(run(work())) < 1000 * wire + 30, "the best of twenty: the machine may be busy with other tests"


@every_family
def test_the_light_is_on_only_while_a_code_is_waited_for(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            assert not d.lit()
            scan = asyncio.create_task(d.scan())
            await asyncio.sleep(1)
            assert d.lit()
            d.device.show(ONE)
            assert await scan == ONE
            await settle(d)
            d.device.take_away()
            assert await d.scan(1.5) is None
            assert not d.lit(), "off before the call is over"
            assert d.device.flash_writes == 0

    run(work())


@every_family
@pytest.mark.parametrize("after", [0.0, 0.01, 0.05, 0.3, 3.0])
def test_cancelled_at_any_time_it_is_off(family: str, after: float) -> None:
    async def work() -> None:
        async with desk(family) as d:
            scan = asyncio.create_task(d.scan())
            await asyncio.sleep(after)
            scan.cancel()
            await asyncio.sleep(0.001)
            scan.cancel()  # and once more, while it is being turned off
            assert isinstance((await asyncio.gather(scan, return_exceptions=True))[0], asyncio.CancelledError)
            await settle(d)
            d.device.show(ONE)
            assert await d.scan() == ONE, "and it can be used again at once"

    run(work())


@every_family
def test_nobody_who_cancels_waits_until_it_is_off(family: str) -> None:
    """A document was laid down instead: the citizen would wait for it as well."""

    async def work() -> None:
        async with desk(family) as d:
            scan = asyncio.create_task(d.scan())
            await asyncio.sleep(1)
            began = asyncio.get_running_loop().time()
            scan.cancel()
            await asyncio.gather(scan, return_exceptions=True)
            assert asyncio.get_running_loop().time() == began
            assert d.lit()
            await d.scanner.check()
            assert not d.lit(), "whoever comes next waits for it"

    run(work())


@every_family
def test_an_error_in_the_middle_turns_it_off(family: str) -> None:
    async def stumble(d: Desk) -> None:
        async with d.scanner.scanning() as next_code:
            d.device.show(ONE)
            await next_code()
            d.device.take_away()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(next_code(), 1)
            assert d.lit()
            raise ZeroDivisionError

    async def work() -> None:
        async with desk(family) as d:
            with pytest.raises(ZeroDivisionError):
                await stumble(d)
            assert not d.lit()

    run(work())


@every_family
def test_a_code_is_waited_for_longer_than_the_scanner_looks_by_itself(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            d.later(33, ONE)
            assert await d.scan(60) == ONE
            assert d.device.triggers >= 3
            assert set(d.sent) <= {"trigger", "stop", "ask speed"}

    run(work())


@every_family
def test_a_code_held_there_is_reported_once_and_another_one_too(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d, d.scanner.scanning() as next_code:
            d.device.show(ONE)
            assert (await next_code()).reveal() == ONE
            waiting = asyncio.create_task(asyncio.wait_for(next_code(), 60))
            await asyncio.sleep(5)
            assert not waiting.done()
            assert 2 < d.device.reads < 7, "looked at again, but not so often that it beeps all the time"
            d.device.show(OTHER)
            assert (await waiting).reveal() == OTHER
            d.device.show(ONE)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(next_code(), 3)

    run(work())


@every_family
def test_the_next_scan_may_read_the_same_code(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            d.device.show(ONE)
            assert [await d.scan(), await d.scan()] == [ONE, ONE]

    run(work())


@every_family
def test_two_cannot_scan_at_once(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            first, second = (asyncio.create_task(d.scan(30)) for _ in range(2))
            await asyncio.sleep(2)
            d.device.show(ONE)
            assert await first == ONE
            d.device.show(OTHER)
            assert await second == OTHER

    run(work())


@every_family
def test_check_does_not_disturb_a_scan(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            scan = asyncio.create_task(d.scan(30))
            await asyncio.sleep(1)
            for _ in range(3):
                assert (await d.scanner.check()).state is State.UP
            assert d.lit()
            d.device.show(ONE)
            assert await scan == ONE

    run(work())


@every_family
def test_what_check_can_know(family: str) -> None:
    async def work() -> DeviceReport:
        async with desk(family) as d:
            return await d.scanner.check()

    known = "port open; this family answers no question" if family == "honeywell" else ""
    assert run(work()) == DeviceReport("code-scanner", State.UP, known)


@every_family
def test_nothing_of_a_code_reaches_the_tap_or_the_log(family: str) -> None:
    async def work() -> None:
        async with desk(family) as d:
            d.begin("auto-scan")
            d.device.show(OTHER)
            await asyncio.sleep(3)
            d.end("auto-scan")
            d.device.take_away()
            await asyncio.sleep(1)
            d.device.show(ONE)
            code = await d.scanner.scan(5)
            assert code == ScannedCode(ONE)
            assert ONE not in f"{code} {code!r} {[code]}"
            assert {seen.data for seen in d.traffic if seen.direction is Direction.RECEIVED} == {None}
            assert sum(seen.length for seen in d.traffic if seen.direction is Direction.RECEIVED) >= 30 * 4
            told = repr(d.events) + repr(d.traffic) + repr([facts(event) for event in d.events])
            assert "TEST" not in told
            assert "hidden" not in told

    run(work())
