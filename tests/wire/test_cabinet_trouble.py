"""The cabinet's driver when things go wrong: silence, unplugging, refusals, lamps that do not obey."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kiosk.events import Mishap
from kiosk.hardware.cabinet.lights import Light
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceGone, DeviceSilent
from kiosk.hardware.known import Known
from kiosk_sim.cabinet import CabinetBoard
from tests.virtual_time import run
from tests.wire.cabinet_bench import CALM, POLL, UNKNOWN, cabinet

YES, NO = Known.YES, Known.NO

# Every fault of the board: what `check` says, and what is known of the contacts, after ten seconds.
FAULTY = {
    "device-failure": "reading inputs 0 to 5: device failure (status 04)",
    "illegal-address": "reading inputs 0 to 5: illegal data address (status 02)",
    "illegal-function": "reading inputs 0 to 5: illegal function (status 01)",
    "busy": "reading inputs 0 to 5: device busy (status 06)",
    "answers-as-another": "answers come from address 2, asked was 1 (status 02)",
    "output-stuck": "does not obey: output 0",
}
SILENT = ("silent", "address-moved")
CONTACTS: dict[str, dict[str, Known]] = {
    "door-open": {"door_open": YES},
    "tampered": {"tampered": YES},
    "door-wire-cut": {"door_open": YES},
    "tamper-wire-cut": {"tampered": YES},
    "door-flutters": {"door_open": NO},
    "proximity-wire-cut": {"near": NO},
    "service-wire-cut": {"service": NO},
    "mains-wire-cut": {},
    "battery-low-wire-cut": {},
    "restarted": {},
}


def test_no_fault_is_forgotten() -> None:
    assert set(CabinetBoard().faults) == {*FAULTY, *SILENT, *CONTACTS}


@pytest.mark.parametrize("name", FAULTY)
def test_a_board_that_refuses_or_does_not_obey_is_faulty_and_comes_back(name: str) -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.until(door_open=NO)
            b.board.faults[name].begin()
            b.cabinet.light("id-reader", Light.BUSY)
            await asyncio.sleep(5)
            report = await b.cabinet.check()
            assert (report.state, report.detail) == (State.FAULTY, FAULTY[name])
            assert b.cabinet.contacts == (CALM if name == "output-stuck" else UNKNOWN)
            b.board.faults[name].end()
            await b.until(door_open=NO)
            if name == "output-stuck":
                await b.cabinet.check()
            await b.until_lit("id-reader", "green")
            assert (await b.cabinet.check()).state is State.UP

    run(work())


@pytest.mark.parametrize("name", SILENT)
def test_a_silent_board_is_unknown_after_three_looks_and_comes_back_by_itself(name: str) -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.until(door_open=NO)
            b.board.faults[name].begin()
            await asyncio.sleep(2 * POLL + 0.5)
            assert b.cabinet.contacts == CALM, "two misses say nothing yet"
            await b.until(door_open=Known.UNKNOWN)
            assert b.cabinet.contacts == UNKNOWN
            with pytest.raises(DeviceSilent, match="cabinet: no answer to Read"):
                await b.cabinet.check()
            b.cabinet.light("printer", Light.GUIDE)
            await asyncio.sleep(3)
            b.board.faults[name].end()
            await b.until(door_open=NO)
            await b.until_lit("printer", "green")
            assert (await b.cabinet.check()).state is State.UP

    run(work())


@pytest.mark.parametrize("name", CONTACTS)
def test_what_happens_at_the_contacts_is_no_fault_of_the_board(name: str) -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.until(door_open=NO)
            b.board.faults[name].begin()
            await asyncio.sleep(5)
            for contact, value in CONTACTS[name].items():
                assert getattr(b.cabinet.contacts, contact) is value
            assert (await b.cabinet.check()).state is State.UP

    run(work())


def test_light_returns_at_once_while_the_board_is_silent() -> None:
    async def work() -> None:
        async with cabinet() as b:
            b.line.silent = True
            await asyncio.sleep(POLL + 0.1)  # a look is on its way
            before = asyncio.get_running_loop().time()
            for light in Light:
                b.cabinet.light("id-reader", light)
            assert asyncio.get_running_loop().time() == before
            b.line.silent = False
            await b.until_lit("id-reader", "red")

    run(work())


def test_a_board_that_lost_its_power_is_told_its_lights_again() -> None:
    async def work() -> None:
        async with cabinet() as b:
            b.cabinet.light("id-reader", Light.BUSY)
            await b.until_lit("id-reader", "green")
            b.board.restart()
            assert b.board.lights["id-reader"] == "off"
            assert (await b.cabinet.check()).state is State.UP
            assert b.board.lights["id-reader"] == "green"

    run(work())


def test_unplugged_and_plugged_in_again_all_lights_are_written_anew() -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.until(door_open=NO)
            b.cabinet.light("id-reader", Light.BUSY)
            await b.until_lit("id-reader", "green")
            await b.server.unplug()
            await b.until(door_open=Known.UNKNOWN, within=POLL)
            with pytest.raises(DeviceGone):
                await b.cabinet.check()
            with pytest.raises(DeviceGone):
                await b.cabinet.open()
            b.cabinet.light("printer", Light.FAULT)
            b.board.outputs = [False] * 2 + [True] * 14  # whatever it does without us
            await b.server.start()
            await b.cabinet.open()
            await b.until(door_open=NO)
            assert b.board.lights["id-reader"] == "green"
            assert b.board.lights["printer"] == "red"
            assert b.board.lights["card-reader"] == "off"

    run(work())


def test_closed_means_gone_and_unknown() -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.until(door_open=NO)
            waiting = asyncio.create_task(b.cabinet.change())
            await asyncio.sleep(0)
            await b.cabinet.close()
            await b.cabinet.close()
            await waiting
            assert b.cabinet.contacts == UNKNOWN
            with pytest.raises(DeviceGone, match="not open"):
                await b.cabinet.check()

    run(work())


def test_a_closed_cabinet_is_dark_and_shows_its_lights_again_when_it_is_opened() -> None:
    async def work() -> None:
        async with cabinet() as b:
            b.cabinet.light("id-reader", Light.TAKE)
            b.cabinet.light("printer", Light.FAULT)
            await b.until_lit("printer", "red")
            await b.cabinet.close()
            assert set(b.board.lights.values()) == {"off"}
            await b.cabinet.open()
            await b.until_lit("id-reader", "amber")
            await b.until_lit("printer", "red")
            b.line.silent = True
            before = asyncio.get_running_loop().time()
            await b.cabinet.close()
            assert asyncio.get_running_loop().time() - before < 2, "a silent board does not hold up the end"

    run(work())


def test_a_port_without_a_board_is_silent_and_left_closed() -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.cabinet.close()
            b.line.silent = True
            with pytest.raises(DeviceSilent):
                await b.cabinet.open()
            with pytest.raises(DeviceGone, match="not open"):
                await b.cabinet.check()

    run(work())


def test_a_refusing_board_can_be_opened_so_that_check_can_say_why() -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.cabinet.close()
            b.board.faults["illegal-address"].begin()
            await b.cabinet.open()
            assert (await b.cabinet.check()).state is State.FAULTY
            b.board.faults["illegal-address"].end()
            await b.until(door_open=NO)

    run(work())


def test_a_board_that_does_not_know_function_0f_says_so_in_the_report() -> None:
    class Old(CabinetBoard):
        def _write_coils(self, request: Any) -> list[int]:
            return self._obey(type(request)(request.unit, 0x10, request.body))

    async def work() -> None:
        async with cabinet(Old()) as b:
            await asyncio.sleep(1)
            report = await b.cabinet.check()
            assert report.state is State.FAULTY
            assert report.detail == "switching outputs 0 to 5: illegal function (status 01)"
            await b.until(door_open=NO)

    run(work())


def test_a_board_that_refuses_its_inputs_still_has_lamps() -> None:
    class Deaf(CabinetBoard):
        def _read_inputs(self, request: Any) -> list[int]:
            return self._obey(type(request)(request.unit, 0x10, request.body))

    async def work() -> None:
        async with cabinet(Deaf()) as b:
            await asyncio.sleep(2 * POLL)
            b.cabinet.light("printer", Light.BUSY)
            await b.until_lit("printer", "green")
            assert (await b.cabinet.check()).state is State.FAULTY
            assert b.cabinet.contacts == UNKNOWN

    run(work())


def test_a_board_whose_outputs_cannot_be_read_is_believed() -> None:
    class Blind(CabinetBoard):
        def _read_coils(self, request: Any) -> list[int]:
            return self._obey(type(request)(request.unit, 0x10, request.body))

    async def work() -> None:
        async with cabinet(Blind()) as b:
            b.cabinet.light("printer", Light.BUSY)
            await b.until_lit("printer", "green")
            assert (await b.cabinet.check()).state is State.UP

    run(work())


def test_watching_that_ends_by_a_fault_of_ours_is_told_and_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.until(door_open=NO)
            with monkeypatch.context() as patch:
                patch.setattr(b.cabinet._lights, "shining", lambda _: 1 // 0)
                await asyncio.sleep(2 * POLL)
            assert [event.where for event in b.events if isinstance(event, Mishap)] == ["cabinet"]
            assert b.cabinet.contacts == UNKNOWN, "what nobody looks at is not known"
            with pytest.raises(DeviceGone):
                await b.cabinet.check()
            await b.cabinet.open()
            await b.until(door_open=NO)
            assert (await b.cabinet.check()).state is State.UP

    run(work())
