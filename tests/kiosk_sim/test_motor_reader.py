"""The simulated CRT-310 by its golden bytes and its hands; no driver of ours."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_sim.cards import ForeignCard
from kiosk_sim.motor_framing import Heard, MotorCommand, MotorListener, motor_frame
from kiosk_sim.motor_reader import CONTACT, FRONT, FRONT_HELD, INSIDE, LONG, NOWHERE, MotorReaderDevice
from kiosk_sim.pcsc import RoomError
from tests.motor_reader_vectors import ANSWERS, COMMANDS, REFUSALS, answer, command
from tests.virtual_time import run


async def ask(device: MotorReaderDevice, frame: bytes) -> bytes:
    """The whole dialogue; time passes as the reader needs it."""
    (ack,) = device.receive(frame)
    assert ack.data == b"\x06"
    (reply,) = device.receive(b"\x05")
    await asyncio.sleep(reply.after)
    assert reply.instead is not None
    said = reply.instead()
    assert said is not None
    return said


async def with_card(place: int = INSIDE) -> MotorReaderDevice:
    device = MotorReaderDevice()
    device.card, device.place, device.entry = ForeignCard(), place, False
    return device


@pytest.mark.parametrize("name", COMMANDS)
def test_every_golden_command_is_heard(name: str) -> None:
    frame = command(name)
    assert MotorListener().hear(frame, 0.0) == [MotorCommand(frame[3:-2])]
    assert motor_frame(frame[3:-2]) == frame


@pytest.mark.parametrize("name", ANSWERS)
def test_every_golden_answer_is_framed_alike(name: str) -> None:
    frame = answer(name)
    assert motor_frame(frame[3:-2]) == frame


def test_the_answers_of_the_mechanics() -> None:
    async def work() -> None:
        device = await with_card()
        assert await ask(device, command("reset and keep the card")) == answer("model")
        assert await ask(device, command("move to the contacts")) != answer("stuck")
        assert device.place == CONTACT
        assert await ask(device, command("status")) == answer("inside, at the contacts")
        assert await ask(device, command("move to the mouth and hold")) == answer("given back")
        assert await ask(device, command("status")) == answer("held in the mouth")
        device.pull()
        assert await ask(device, command("status")) == answer("no card, no entry")
        assert await ask(device, command("move out at the rear")) == answer("nothing to move")
        assert await ask(device, command("entry by switch, not at the rear")) == answer(
            "entry, success in one place of the PDF"
        )
        assert await ask(device, command("status")) == answer("no card, entry by switch")
        device.entry_says = b"N"
        assert await ask(device, command("entry by switch, not at the rear")) == answer(
            "entry, success in another place of the PDF"
        )
        assert device.entry

    run(work())


def test_the_answers_of_the_chip() -> None:
    async def work() -> None:
        device = await with_card()
        apdu = command("APDU by T=0")
        assert await ask(device, apdu) == answer("chip not at the contacts")
        await ask(device, command("move to the contacts"))
        assert (await ask(device, command("cold reset")))[5:6] == b"N", "no voltage yet"
        assert (await ask(device, command("power on")))[5:6] == b"Y"
        assert device.card is not None
        said = await ask(device, command("cold reset"))
        assert said[5:-2] == b"Y" + len(device.card.atr).to_bytes(2, "big") + device.card.atr
        assert (await ask(device, apdu))[5:-2] == bytes.fromhex("59 00 02 6A 82")
        assert (await ask(device, command("APDU by T=1")))[5:6] == b"N", "it speaks T=0"
        device.mute = True
        assert (await ask(device, apdu))[5:6] == b"N"

    run(work())


@pytest.mark.parametrize(
    ("fault", "error"), [("voltage", "VOLTAGE"), ("power-off", "MAIN_POWER_OFF"), ("abnormal-card", "ABNORMAL_CARD")]
)
def test_refusals_are_the_golden_bytes(fault: str, error: str) -> None:
    async def work() -> None:
        device = await with_card()
        device.faults[fault].begin()
        assert await ask(device, command("move out at the rear")) == bytes.fromhex(REFUSALS[error]["hex"])
        assert device.card is not None
        device.faults[fault].end()
        await ask(device, command("move out at the rear"))
        assert device.card is None

    run(work())


@pytest.mark.parametrize(("body", "error"), [("55 30", 0x00), ("32 39", 0x01), ("2F 30 31", 0x01), ("30 35", 0x01)])
def test_what_is_not_in_the_sheet_is_refused(body: str, error: int) -> None:
    async def work() -> None:
        device = await with_card()
        frame = bytes.fromhex(body)
        assert await ask(device, motor_frame(frame)) == motor_frame(bytes([0x4E, frame[0], error]))

    run(work())


def test_nothing_is_executed_before_the_enquiry_and_nothing_after_a_cancel() -> None:
    async def work() -> None:
        device = await with_card()
        assert [reply.data for reply in device.receive(command("move out at the rear"))] == [b"\x06"]
        assert [reply.data for reply in device.receive(b"\x04")] == [b"\x04"]
        assert device.receive(b"\x05\x06") == []
        assert device.moves == []
        assert device.card is not None

    run(work())


def test_a_spoiled_frame_is_called_so_and_half_a_frame_is_forgotten_after_a_pause() -> None:
    async def work() -> None:
        device = await with_card()
        status = command("status")
        assert [reply.data for reply in device.receive(status[:-1] + b"\xff")] == [b"\x15"]
        assert device.receive(status[:-2]) == []
        await asyncio.sleep(1)
        assert await ask(device, status)
        device.naks = 1
        assert [reply.data for reply in device.receive(status)] == [b"\x15"]
        assert await ask(device, status)

    run(work())


def test_hands() -> None:
    async def work() -> None:
        device = MotorReaderDevice()
        with pytest.raises(RoomError, match="no card"):
            device.pull()
        card = ForeignCard()
        device.push(card)
        assert device.place == FRONT
        with pytest.raises(RoomError, match="pull it first"):
            device.push(ForeignCard())
        await asyncio.sleep(1)
        assert device.place == INSIDE
        with pytest.raises(RoomError, match="out of reach"):
            device.pull()
        assert device.pull(by_force=True) is card
        device.entry = False
        with pytest.raises(RoomError, match="takes no card"):
            device.push(card)
        device.power_up()
        device.push(card)
        assert device.pull() is card
        await asyncio.sleep(1)
        assert device.place == NOWHERE

    run(work())


def test_the_bin_and_what_jams() -> None:
    async def work() -> None:
        device = await with_card(FRONT_HELD)
        device.jam()
        assert await ask(device, command("move out at the rear")) == answer("stuck")
        with pytest.raises(RoomError, match="stuck"):
            device.pull()
        device.free()
        device.faults["bin-full"].begin()
        assert await ask(device, command("move out at the rear")) == answer("stuck")
        device.faults["bin-full"].end()
        card = device.card
        await ask(device, command("move out at the rear"))
        assert device.bin == [card]
        assert device.empty_bin() == [card]
        assert device.bin == []

    run(work())


def test_every_fault_begins_and_ends_twice() -> None:
    async def work() -> None:
        device = MotorReaderDevice()
        for fault in device.faults.values():
            assert fault.says
            fault.begin()
            fault.begin()
            fault.end()
            fault.end()
        device.faults["long-card"].begin()
        device.push(ForeignCard())
        await asyncio.sleep(1)
        assert device.place == LONG

    run(work())


@settings(max_examples=150)
@given(st.lists(st.binary(max_size=40) | st.sampled_from([command(n) for n in COMMANDS]), max_size=6))
def test_any_bytes_are_survived(pieces: list[bytes]) -> None:
    listener = MotorListener()
    for piece in pieces:
        for heard in listener.hear(piece, 0.0):
            assert isinstance(heard, MotorCommand | Heard)
    assert listener.hear(command("status"), 1.0) == [MotorCommand(b"\x31\x30")]
