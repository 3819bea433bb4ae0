"""The UPS's driver against the simulated UPS, across a real pty: power cuts, cables, faults."""

from __future__ import annotations

import asyncio
import gc
import tempfile
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk import config
from kiosk.events import Event, Mishap, NoiseHeard, PowerChanged
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceGarbled, DeviceGone, DeviceSilent
from kiosk.hardware.known import Known
from kiosk.hardware.ups.device import Ups
from kiosk.hardware.ups.power import Power, Supply
from kiosk_sim.line import Line
from kiosk_sim.serving import PtyServer, Reply
from kiosk_sim.ups import UpsDevice
from tests.virtual_time import run

BAUD, POLL = 115200, 5.0  # at the real 2400 baud every byte is a timer: the tests take four times as long


class Bench:
    """A driver and the UPS it asks."""

    def __init__(self, folder: Path, device: UpsDevice, line: Line, baud: int) -> None:
        self.device = device
        self.line = line
        self.server = PtyServer(device, folder / "ups", line)
        self.events: list[Event] = []
        self.ups = Ups(config.Ups.model_validate({"port": self.server.port, "baud": baud, "poll_seconds": POLL}), self)

    def write(self, event: Event) -> None:
        """The log."""
        self.events.append(event)

    async def until(self, supply: Supply, within: float = 60.0) -> float:
        """Wait for the supply; give the seconds it took. Raises TimeoutError."""
        before = asyncio.get_running_loop().time()
        async with asyncio.timeout(within):
            while self.ups.power.supply is not supply:
                await self.ups.change()
        return asyncio.get_running_loop().time() - before


@asynccontextmanager
async def bench(device: UpsDevice | None = None, baud: int = BAUD, **faults: Any) -> AsyncIterator[Bench]:
    """An open UPS on a pty; `faults` are those of the cable."""
    with tempfile.TemporaryDirectory() as folder:
        b = Bench(Path(folder), device or UpsDevice(), Line(baud, **faults), baud)
        await b.server.start()
        await b.ups.open()
        try:
            yield b
        finally:
            await b.ups.close()
            await b.server.stop()


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param({}, id="perfect"),
        pytest.param({"piece": 1}, id="byte by byte"),
        pytest.param({"drop": 0.004, "flip": 0.004, "seed": 5}, id="lossy"),
        pytest.param({"delay": 0.3}, id="delayed"),
    ],
)
def test_a_power_cut_over_four_cables(faults: dict[str, Any]) -> None:
    async def work() -> None:
        async with bench(**faults) as b:
            assert b.ups.power.supply is Supply.MAINS
            b.device.cut_mains()
            await b.until(Supply.BATTERY)
            seen = [b.ups.power.ends_soon]
            b.device.drain()
            await b.until(Supply.LOW)
            assert [*seen, b.ups.power.ends_soon] == [False, True]
            b.device.mains_back()
            await b.until(Supply.MAINS)
            told = [(event.device, event.supply) for event in b.events if isinstance(event, PowerChanged)]
            assert told == [("ups", "battery"), ("ups", "low"), ("ups", "mains")]

    run(work())


def test_a_power_cut_is_known_within_one_poll_at_the_speed_of_a_ups() -> None:
    async def work() -> None:
        async with bench(baud=2400) as b:
            b.device.cut_mains()
            assert await b.until(Supply.BATTERY) < POLL + 0.5

    run(work())


@pytest.mark.parametrize("standby", [False, True])
def test_what_it_measures_is_there_and_no_change(standby: bool) -> None:
    async def work() -> None:
        async with bench(UpsDevice(standby=standby)) as b:
            status = b.ups.power.status
            assert status is not None
            assert (status.input_volts, status.load_percent, status.celsius) == (229.8, 21.0, 27.5)
            assert (status.battery_volts, status.per_cell) == ((27.3, False) if standby else (2.27, True))
            waiting = asyncio.create_task(b.ups.change())
            b.device.faults["measures-nothing"].begin()
            await asyncio.sleep(2 * POLL)
            assert not waiting.done()
            assert b.ups.power.status is not None
            assert b.ups.power.status.input_volts is None
            waiting.cancel()

    run(work())


# Every fault of the UPS that it tells of itself: what `check` says, and the supply.
TOLD = {
    "ups-failed": (State.FAULTY, "UPS failed (b4)", Supply.MAINS),
    "bypass": (State.UP, "on bypass", Supply.MAINS),
    "testing": (State.UP, "testing its battery", Supply.MAINS),
    "shutting-down": (State.UP, "shutting down", Supply.MAINS),
    "mains-cut": (State.UP, "on battery", Supply.BATTERY),
    "battery-low": (State.UP, "on battery, battery low", Supply.LOW),
    "measures-nothing": (State.UP, "", Supply.MAINS),
}
MUTE = {"silent": DeviceSilent, "echoes": DeviceGarbled}


def test_no_fault_is_forgotten() -> None:
    assert set(UpsDevice().faults) == {*TOLD, *MUTE}


@pytest.mark.parametrize("name", TOLD)
def test_what_it_tells_of_itself(name: str) -> None:
    async def work() -> None:
        async with bench() as b:
            assert await b.ups.check() == await b.ups.check()
            b.device.faults[name].begin()
            report = await b.ups.check()
            assert (report.device, report.state, report.detail, b.ups.power.supply) == ("ups", *TOLD[name])
            assert b.ups.power.ends_soon is (name in ("shutting-down", "battery-low"))
            b.device.faults[name].end()
            report = await b.ups.check()
            assert (report.state, report.detail) == (State.UP, "")

    run(work())


@pytest.mark.parametrize("name", MUTE)
def test_no_answer_is_unknown_after_three_and_not_a_power_cut(name: str) -> None:
    async def work() -> None:
        async with bench() as b:
            b.device.faults[name].begin()
            await asyncio.sleep(2 * POLL + 4)
            assert b.ups.power.supply is Supply.MAINS, "two misses say nothing yet"
            await b.until(Supply.UNKNOWN)
            assert b.ups.power.battery_low is Known.UNKNOWN
            with pytest.raises(MUTE[name]):
                await b.ups.check()
            b.device.faults[name].end()
            await b.until(Supply.MAINS)
            assert [event for event in b.events if isinstance(event, PowerChanged)] == []

    run(work())


def test_a_stand_by_ups_has_no_bypass() -> None:
    async def work() -> None:
        async with bench(UpsDevice(standby=True)) as b:
            b.device.faults["bypass"].begin()
            assert (await b.ups.check()).detail == "voltage raised or lowered"
            assert b.ups.power.notes == ("voltage raised or lowered",)

    run(work())


def test_unplugged_and_plugged_in_again() -> None:
    async def work() -> None:
        async with bench() as b:
            await asyncio.sleep(1)
            await b.server.unplug()
            await b.until(Supply.UNKNOWN, within=POLL)
            with pytest.raises(DeviceGone):
                await b.ups.check()
            with pytest.raises(DeviceGone):
                await b.ups.open()
            await b.server.start()
            await b.ups.open()
            assert b.ups.power.supply is Supply.MAINS

    run(work())


def test_closed_means_gone_and_unknown() -> None:
    async def work() -> None:
        async with bench() as b:
            asking = asyncio.create_task(b.ups.check())
            await asyncio.sleep(0.01)
            await b.ups.close()
            await b.ups.close()
            with pytest.raises(DeviceGone):
                await asking
            assert b.ups.power == Power()
            with pytest.raises(DeviceGone, match="not open"):
                await b.ups.check()

    run(work())


def test_a_port_without_a_ups_is_silent_and_left_closed() -> None:
    async def work() -> None:
        async with bench() as b:
            await b.ups.close()
            b.line.silent = True
            with pytest.raises(DeviceSilent):
                await b.ups.open()
            with pytest.raises(DeviceGone, match="not open"):
                await b.ups.check()

    run(work())


def test_a_late_answer_to_an_old_question_is_not_taken_for_the_answer_to_a_new_one() -> None:
    """The answer of before the power cut comes after its deadline, but before the next question: it is dropped."""

    class Slow(UpsDevice):
        late = 0.0

        def receive(self, data: bytes) -> list[Reply]:
            return [Reply(reply.data, reply.after + self.late) for reply in super().receive(data)]

    async def work() -> None:
        device = Slow()
        async with bench(device) as b:
            device.late = 3.0
            await asyncio.sleep(POLL + 0.5)  # asked; the answer "mains" is on its way
            device.late = 0.0
            device.cut_mains()
            await asyncio.sleep(POLL - 1.0)
            assert b.ups.power.supply is Supply.MAINS, "known from the beginning"
            assert await b.until(Supply.BATTERY) < 2.0

    run(work())


def test_watching_that_ends_by_a_fault_of_ours_is_told_and_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        async with bench() as b:
            with monkeypatch.context() as patch:
                patch.setattr("kiosk.hardware.ups.device._power", lambda _: 1 // 0)
                await asyncio.sleep(2 * POLL)
            assert [event.where for event in b.events if isinstance(event, Mishap)] == ["ups"]
            assert b.ups.power == Power()
            with pytest.raises(DeviceGone):
                await b.ups.check()
            await b.ups.open()
            assert (await b.ups.check()).state is State.UP

    run(work())


def test_noise_and_half_answers_between_the_answers() -> None:
    async def work() -> None:
        async with bench() as b:
            for _ in range(3):
                for bytes_ in [b"\x00\xff", b"(208.4 140.0 ", b"\r", b"((((", b"(NAK\r"]:
                    b.server.send(bytes_)
                    await asyncio.sleep(0.9)
            b.device.cut_mains()
            await b.until(Supply.BATTERY)
            assert 1 <= len([event for event in b.events if isinstance(event, NoiseHeard)]) <= 2

    run(work())


def test_asking_leaves_nothing_behind() -> None:
    async def work() -> None:
        async with bench():
            await asyncio.sleep(2 * POLL)
            gc.collect()
            tracemalloc.start()
            before, tasks = tracemalloc.get_traced_memory()[0], len(asyncio.all_tasks())
            await asyncio.sleep(10 * POLL)
            gc.collect()
            grown = tracemalloc.get_traced_memory()[0] - before
            tracemalloc.stop()
            assert len(asyncio.all_tasks()) == tasks
            assert grown < 10_000, "bytes, after ten questions"

    run(work())
