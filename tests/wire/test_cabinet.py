"""The cabinet's driver against the simulated board, across a real pty: people, doors, lamps."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest

from kiosk.events import ContactChanged, PowerChanged
from kiosk.hardware.cabinet.lights import Light
from kiosk.hardware.device import State
from kiosk.hardware.known import Known
from kiosk.hardware.link import Direction
from kiosk.hardware.ups.power import Supply
from kiosk_sim.cabinet import CabinetBoard
from tests.virtual_time import run
from tests.wire.cabinet_bench import BLINK, CALM, DEBOUNCE, HOLD, POLL, UNKNOWN, CabinetBench, cabinet

YES, NO = Known.YES, Known.NO
CABLES = [
    pytest.param({}, id="perfect"),
    pytest.param({"piece": 1}, id="byte by byte"),
    pytest.param({"drop": 0.005, "flip": 0.005, "seed": 3}, id="lossy"),
    pytest.param({"delay": 0.2}, id="delayed"),
]
# The same machine with a board that knows registers only.
REGISTERS: dict[str, Any] = {
    "outputs": "register",
    "inputs": {
        "proximity": {"read": "register", "number": 1, "bit": 0},
        "door": {"read": "register", "number": 1, "bit": 1},
        "tamper": {"read": "register", "number": 1, "bit": 2},
        "service": {"read": "register", "number": 1, "bit": 3},
    },
}


async def _a_day(b: CabinetBench) -> None:
    """Somebody comes, is guided, goes; somebody opens the door."""
    await b.until(near=NO, door_open=NO)
    b.board.step_in_front()
    await b.until(near=YES)
    b.cabinet.light("id-reader", Light.BUSY)
    await b.until_lit("id-reader", "green")
    b.cabinet.light("id-reader", Light.OFF)
    b.cabinet.light("printer", Light.FAULT)
    await b.until_lit("printer", "red")
    await b.until_lit("id-reader", "off")
    b.board.step_away()
    await b.until(near=NO)
    b.board.open_door()
    await b.until(door_open=YES, near=NO)
    b.board.close_door()
    await b.until(door_open=NO)


@pytest.mark.parametrize("faults", CABLES)
def test_over_four_cables(faults: dict[str, Any]) -> None:
    async def work() -> None:
        async with cabinet(**faults) as b:
            await _a_day(b)

    run(work())


def test_a_board_of_registers_by_configuration_alone() -> None:
    async def work() -> None:
        board = CabinetBoard(registers=True)
        board.outputs[15] = True
        async with cabinet(board, REGISTERS) as b:
            await _a_day(b)
            assert (await b.cabinet.check()).state is State.UP
            assert board.outputs[15], "the heater is nobody's business"
            assert {data[1] for _, t in b.traffic if t.direction is Direction.SENT and (data := t.data)} == {3, 6}

    run(work())


def test_contacts_are_unknown_until_they_have_been_steady() -> None:
    async def work() -> None:
        async with cabinet() as b:
            assert b.cabinet.contacts == UNKNOWN
            assert await b.until(door_open=NO) < DEBOUNCE + 0.1, "looked at when it is due, not after a poll"
            await b.until(near=NO)
            assert b.cabinet.contacts == CALM
            b.board.turn_service_switch(True)
            assert await b.until(service=YES) < POLL + DEBOUNCE + 0.1
            b.board.tamper()
            await b.until(tampered=YES)
            b.board.put_right()
            b.board.turn_service_switch(False)
            await b.until(tampered=NO, service=NO)
            told = [(event.contact, event.state) for event in b.events if isinstance(event, ContactChanged)]
            assert told == [("service", "yes"), ("tampered", "yes"), ("tampered", "no"), ("service", "no")]

    run(work())


def test_somebody_near_is_held() -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.until(near=NO)
            b.board.step_in_front()
            await b.until(near=YES)
            await asyncio.sleep(5)
            for _ in range(3):  # they shift from one foot to the other
                b.board.step_away()
                await asyncio.sleep(HOLD - POLL - 0.2)
                b.board.step_in_front()
                await asyncio.sleep(POLL + 0.2)
                assert b.cabinet.contacts.near is YES
            b.board.step_away()
            assert HOLD < await b.until(near=NO) < HOLD + POLL + 0.1

    run(work())


def test_a_cut_wire_reads_as_open() -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.until(door_open=NO, tampered=NO)
            b.board.cut_wire("door")
            await b.until(door_open=YES, tampered=NO)
            b.board.mend_wire("door")
            b.board.cut_wire("tamper")
            await b.until(door_open=NO, tampered=YES)
            b.board.mend_wire("tamper")
            await b.until(tampered=NO)

    run(work())


def test_a_contact_that_flutters_stays_as_it_was() -> None:
    async def work() -> None:
        async with cabinet() as b:
            await b.until(door_open=NO)
            b.board.shake("door")
            before = b.board.requests
            await asyncio.sleep(6)
            assert b.board.requests - before > 6, "looked at more often while it is unsettled"
            assert b.cabinet.contacts.door_open is NO
            b.board.open_door()
            b.board.hold_still("door")
            await b.until(door_open=YES)

    run(work())


def test_a_ups_that_tells_by_relays() -> None:
    async def work() -> None:
        async with cabinet() as b:
            assert b.cabinet.power.supply is Supply.UNKNOWN
            await b.until_supply(Supply.MAINS)
            b.board.cut_mains()
            await b.until_supply(Supply.BATTERY)
            seen = [b.cabinet.power.ends_soon]
            b.board.drain()
            await b.until_supply(Supply.LOW)
            assert [*seen, b.cabinet.power.ends_soon] == [False, True]
            b.board.mains_back()
            await b.until_supply(Supply.MAINS)
            told = [(event.device, event.supply) for event in b.events if isinstance(event, PowerChanged)]
            assert told == [("cabinet", "battery"), ("cabinet", "low"), ("cabinet", "mains")]

    run(work())


@pytest.mark.parametrize(
    ("light", "shown"),
    [
        (Light.BUSY, ["green"]),
        (Light.FAULT, ["red"]),
        (Light.GUIDE, ["green", "off", "green", "off"]),
        (Light.TAKE, ["amber", "off", "amber", "off"]),
    ],
)
def test_what_each_light_shows_and_that_only_changes_are_written(light: Light, shown: list[str]) -> None:
    async def work() -> None:
        async with cabinet(settings={"poll_seconds": 60.0}) as b:
            await asyncio.sleep(1)  # all lamps were written once
            b.board.shown.clear()
            before = len(b.sent(5)) + len(b.sent(15))
            b.cabinet.light("card-reader", light)
            b.cabinet.light("card-reader", light)
            await asyncio.sleep(BLINK * 4 - 0.1)
            assert list(b.board.shown) == [("card-reader", colour) for colour in shown]
            assert len(b.sent(5)) + len(b.sent(15)) - before == len(shown)
            b.cabinet.light("card-reader", Light.OFF)
            await b.until_lit("card-reader", "off")
            quiet = len(b.traffic)
            await asyncio.sleep(10)
            assert len(b.traffic) == quiet, "nothing ticks while no light blinks"

    run(work())


def test_lights_that_blink_do_so_together() -> None:
    async def work() -> None:
        async with cabinet(settings={"poll_seconds": 60.0}) as b:
            await asyncio.sleep(1)
            b.cabinet.light("id-reader", Light.GUIDE)
            await asyncio.sleep(BLINK * 1.5)
            b.cabinet.light("printer", Light.GUIDE)
            for _ in range(6):
                await asyncio.sleep(BLINK)
                assert b.board.lights["id-reader"] == b.board.lights["printer"]

    run(work())


@pytest.mark.parametrize("together", [True, False])
def test_neighbours_are_switched_together_unless_the_board_cannot(together: bool) -> None:
    async def work() -> None:
        async with cabinet(settings={"poll_seconds": 60.0, "write_together": together}) as b:
            await asyncio.sleep(1)
            b.cabinet.light("printer", Light.TAKE)
            await b.until_lit("printer", "amber")
            assert bool(b.sent(15)) is together
            assert bool(b.sent(5)) is not together

    run(work())


def test_a_light_for_a_device_without_a_lamp_is_no_error() -> None:
    async def work() -> None:
        async with cabinet() as b:
            b.cabinet.light("ups", Light.FAULT)
            await asyncio.sleep(2)
            assert set(b.board.lights.values()) == {"off"}

    run(work())


def test_there_is_silence_before_every_request() -> None:
    async def work() -> None:
        async with cabinet() as b:
            b.cabinet.light("id-reader", Light.GUIDE)
            await asyncio.sleep(3)
            times = [(at, traffic.direction) for at, traffic in b.traffic]
            gaps = [
                after - before
                for (before, heard), (after, sent) in itertools.pairwise(times)
                if (heard, sent) == (Direction.RECEIVED, Direction.SENT)
            ]
            assert len(gaps) > 5
            assert min(gaps) > 0.00174

    run(work())


def test_check_reads_outputs_back_between_two_blinks() -> None:
    async def work() -> None:
        async with cabinet() as b:
            b.cabinet.light("id-reader", Light.GUIDE)
            b.cabinet.light("printer", Light.BUSY)
            for _ in range(12):
                assert (await b.cabinet.check()).state is State.UP
                await asyncio.sleep(0.17)
            assert len(b.board.shown) < 12, "and wrote nothing anew"

    run(work())


def test_a_check_never_undoes_a_light_that_is_set_meanwhile() -> None:
    """Reading a register back between making up its new value and writing it would bring old bits back."""

    async def work() -> None:
        async with cabinet(CabinetBoard(registers=True), {**REGISTERS, "poll_seconds": 60.0}) as b:
            await asyncio.sleep(1)
            for milliseconds in range(16):
                checking = asyncio.create_task(b.cabinet.check())
                await asyncio.sleep(milliseconds / 1000)
                b.cabinet.light("id-reader", Light.BUSY)
                await checking
                b.cabinet.light("printer", Light.FAULT)
                await asyncio.sleep(0.1)
                assert (b.board.lights["id-reader"], b.board.lights["printer"]) == ("green", "red")
                b.cabinet.light("id-reader", Light.OFF)
                b.cabinet.light("printer", Light.OFF)
                await asyncio.sleep(0.1)

    run(work())


def test_a_board_without_inputs_or_without_lamps() -> None:
    async def work() -> None:
        async with cabinet(settings={"inputs": {}}) as b:
            b.cabinet.light("printer", Light.BUSY)
            await b.until_lit("printer", "green")
            assert (await b.cabinet.check()).state is State.UP
            assert b.cabinet.contacts == UNKNOWN
        async with cabinet(settings={"lights": {}}) as b:
            b.cabinet.light("printer", Light.BUSY)
            await b.until(near=NO)
            assert (await b.cabinet.check()).state is State.UP
            assert not b.sent(1)

    run(work())
