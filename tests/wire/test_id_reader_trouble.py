"""The ID reader's driver when things go wrong: silence, unplugging, noise, bad cables, broken documents."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from typing import Any

import pytest

from kiosk.domain.identity import Identity
from kiosk.events import NoiseHeard
from kiosk.hardware.device import Presence, State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceRefused, DeviceSilent
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk_sim.id_documents import IdDocument
from kiosk_sim.id_reader import IdReaderDevice, Thinking
from kiosk_sim.line import Line
from tests.virtual_time import run
from tests.wire.id_reader_desk import ONE, OTHER, Desk, desk


def test_silence_is_unknown_and_in_the_end_an_error() -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.lay(ONE)
            await d.read()
            d.line.silent = True
            assert await d.reader.presence() is Presence.UNKNOWN
            with pytest.raises(DeviceSilent):
                await d.reader.wait_removed()
            with pytest.raises(DeviceSilent):
                await d.reader.check()
            d.line.silent = False
            assert await d.reader.presence() is Presence.PRESENT

    run(work())


def test_a_reader_that_falls_silent_while_it_waits_is_reported_and_comes_back() -> None:
    async def work() -> None:
        async with desk() as d:
            asyncio.get_running_loop().call_later(10, setattr, d.line, "silent", True)
            with pytest.raises(DeviceSilent, match="id-reader: no answer to FindCard"):
                await d.read(60)
            d.line.silent = False
            d.device.lay(ONE)
            assert (await d.read()).name.reveal() == ONE.name

    run(work())


def test_check_tells_of_the_security_module() -> None:
    async def work() -> None:
        async with desk() as d:
            assert (await d.reader.check()).state is State.UP
            for fault, fact in (
                (0x60, "security module failed its self-test (status 60)"),
                (0x66, "security module not authorised (status 66)"),
            ):
                d.device.broken = fault
                report = await d.reader.check()
                assert (report.device, report.state, report.detail) == ("id-reader", State.FAULTY, fact)
                with pytest.raises(DeviceRefused):
                    await d.read()
                await d.reader.open()
            d.device.broken = None
            assert (await d.reader.check()).state is State.UP
            assert await d.reader.sam_id() == "05.01-20200101-0001234567-0007654321"

    run(work())


def test_unplugged_and_plugged_again() -> None:
    async def work() -> None:
        async with desk() as d:
            reading = asyncio.create_task(d.read())
            await asyncio.sleep(3)
            await d.server.unplug()
            with pytest.raises(DeviceGone):
                await reading
            with pytest.raises(DeviceGone):
                await d.reader.check()
            with pytest.raises(DeviceGone):
                await d.reader.open()
            d.device.power_up()
            await d.server.start()
            await d.reader.open()
            d.device.lay(ONE)
            assert (await d.read()).name.reveal() == ONE.name

    run(work())


@pytest.mark.parametrize("after", [0.02, 0.1, 0.25])
def test_unplugged_while_it_reads(after: float) -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.lay(ONE)
            reading = asyncio.create_task(d.read())
            await asyncio.sleep(after)
            await d.server.unplug()
            with pytest.raises(DeviceGone):
                await reading

    run(work())


def test_closed_means_gone() -> None:
    async def work() -> None:
        async with desk() as d:
            reading = asyncio.create_task(d.read())
            await asyncio.sleep(1)
            await d.reader.close()
            await d.reader.close()
            with pytest.raises(DeviceGone):
                await reading
            with pytest.raises(DeviceGone, match="not open"):
                await d.reader.check()

    run(work())


@pytest.mark.parametrize("after", [0.1, 0.75, 1.5])
def test_closed_while_a_silent_reader_is_asked_to_find(after: float) -> None:
    """As the rack does with a line that went dead while the host waits for a document."""

    async def work() -> None:
        async with desk() as d:
            d.line.silent = True
            reading = asyncio.create_task(d.read())
            await asyncio.sleep(after)
            await d.reader.close()
            with pytest.raises(DeviceGone):
                await reading

    run(work())


def test_a_port_without_a_reader_is_silent_and_left_closed() -> None:
    async def work() -> None:
        async with desk() as d:
            await d.reader.close()
            d.line.silent = True
            with pytest.raises(DeviceSilent):
                await d.reader.open()
            with pytest.raises(DeviceGone, match="not open"):
                await d.reader.check()

    run(work())


def test_a_document_with_a_broken_text_is_an_error_once_and_must_be_lifted() -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.lay(IdDocument(name="测试甲", number="12"))
            with pytest.raises(DocumentUnreadable) as caught:
                await d.read()
            assert "测试" not in repr(caught.value)
            assert await d.reader.presence() is Presence.PRESENT
            await d.reads_nothing()
            d.device.lift()
            d.device.lay(ONE)
            await d.read()

    run(work())


def test_noise_and_half_frames_between_the_answers() -> None:
    async def work() -> None:
        async with desk() as d:
            noise = [b"\x00\xff", bytes.fromhex("AAAAAA9669"), bytes.fromhex("AAAAAA96690508000090"), b"\xaa" * 7]

            async def crackle() -> None:
                while True:
                    for bytes_ in noise:
                        d.server.send(bytes_)
                        await asyncio.sleep(0.37)

            crackling = asyncio.create_task(crackle())
            await asyncio.sleep(5)
            d.device.lay(ONE)
            assert (await d.read(60)).name.reveal() == ONE.name
            crackling.cancel()
            heard = [event for event in d.events if isinstance(event, NoiseHeard)]
            assert 1 <= len(heard) <= 2, "told once a minute at most"

    run(work())


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param({}, id="perfect"),
        pytest.param({"piece": 1}, id="byte by byte"),
        pytest.param({"drop": 0.0002, "flip": 0.0002, "seed": 1}, id="lossy"),
        pytest.param({"delay": 0.2}, id="delayed"),
    ],
)
def test_over_four_cables(faults: dict[str, Any]) -> None:
    async def work() -> None:
        async with desk(IdReaderDevice(thinking=Thinking(0, 0, 0, 0, 0)), **faults) as d:
            for document in (ONE, OTHER):
                d.device.lay(document)
                identity = await _insist(d)
                assert identity.number.reveal() == document.number
                d.device.lift()
                await d.reader.wait_removed()

    run(work())


async def _insist(d: Desk) -> Identity:
    """Read as a citizen would over a bad cable: the flow may fail, and laying it down again helps."""
    for _ in range(5):
        try:
            return await d.read(20)
        except (TimeoutError, DeviceError):
            document = d.device._document
            assert document is not None
            d.device.lift()
            d.device.lay(document)
    raise AssertionError("five times in vain")


def test_a_very_bad_cable_never_gives_a_wrong_name() -> None:
    async def work() -> int:
        good = 0
        device = IdReaderDevice(thinking=Thinking(0, 0, 0, 0, 0))
        async with desk(device, seed=7) as d:
            d.line.flip = d.line.drop = 0.0005
            for _ in range(6):
                d.device.lay(ONE)
                try:
                    identity = await d.read(10)
                except (TimeoutError, DeviceError, DocumentUnreadable):
                    pass
                else:
                    good += identity.number.reveal() == ONE.number
                    assert identity.number.reveal() == ONE.number
                d.device.lift()
        return good

    assert run(work()) > 0


def test_waiting_leaves_nothing_behind() -> None:
    async def work() -> None:
        async with desk(IdReaderDevice(thinking=Thinking(0, 0, 0, 0, 0))) as d:
            d.traffic = []
            d.reader._sam._link._tap = None  # type: ignore[union-attr] # the test's own list would grow
            d.server.line = Line(10**9)
            await d.reads_nothing(5)
            gc.collect()
            tracemalloc.start()
            before, tasks = tracemalloc.get_traced_memory()[0], len(asyncio.all_tasks())
            await d.reads_nothing(15)
            gc.collect()
            grown = tracemalloc.get_traced_memory()[0] - before
            tracemalloc.stop()
            assert len(asyncio.all_tasks()) == tasks
            assert grown < 10_000, "bytes, after fifty polls"

    run(work())
