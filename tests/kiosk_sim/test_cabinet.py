"""The simulated cabinet board: golden bytes, its own framing, what people do and what goes wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_sim.cabinet import CabinetBoard
from kiosk_sim.contacts import Contact
from kiosk_sim.modbus import Ear, crc, frame, packed, unpacked
from tests.modbus_vectors import FRAMES, octets

READ_INPUTS = octets("read the eight inputs of a board")
ON = octets("output on")
READ_OUTPUTS = bytes.fromhex("01 01 00 00 00 08 3D CC")


def ask(board: CabinetBoard, request: bytes) -> bytes:
    """What the board answers."""
    return b"".join(reply.data for reply in board.receive(request))


def inputs(board: CabinetBoard) -> str:
    """The eight inputs, first one first."""
    answer = ask(board, READ_INPUTS)
    assert answer[:3] == b"\x01\x02\x01"
    assert crc(answer[:-2]) == answer[-2:]
    return "".join(str(int(bit)) for bit in unpacked(answer[3:4], 8))


@pytest.mark.parametrize("vector", FRAMES.values(), ids=FRAMES.keys())
def test_the_crc_of_every_golden_frame(vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["hex"])
    assert crc(data[:-2]) == data[-2:]


@pytest.mark.parametrize("vector", [v for v in FRAMES.values() if v["way"] != "answer"], ids=lambda v: v["name"])
def test_every_golden_request_is_heard(vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["hex"])
    [request] = Ear().hear(data)
    assert (request.unit, request.function, request.word(0)) == (vector["unit"], vector["function"], vector["first"])


def test_the_ear_finds_requests_in_noise_and_pieces() -> None:
    ear = Ear()
    heard = [
        request for byte in b"\x01\x0f\xff" + READ_INPUTS[:5] + READ_INPUTS + ON for request in ear.hear(bytes([byte]))
    ]
    assert [request.function for request in heard] == [2, 5]


@given(st.binary(max_size=400))
@settings(max_examples=40)
def test_no_bytes_break_the_board_and_it_remembers_few(data: bytes) -> None:
    board = CabinetBoard()
    board.receive(data)
    assert len(board._ear._heard) <= 256
    assert ask(board, READ_INPUTS).startswith(b"\x01\x02")


def test_golden_answers() -> None:
    board = CabinetBoard()
    assert ask(board, ON) == ON
    assert board.lights["id-reader"] == "green"
    assert ask(board, octets("output off")) == octets("output off")
    assert ask(board, octets("all outputs of a board on")) == octets("all outputs of a board written")
    assert board.lights == {
        "id-reader": "amber",
        "card-reader": "amber",
        "printer": "amber",
        "pin-pad": "amber",
        "code-scanner": "off",
    }
    assert ask(board, READ_OUTPUTS) == frame(1, 1, 1, 0xFF)
    two = CabinetBoard(address=255, contacts={"service": Contact(0)})
    two.turn_service_switch(True)
    assert ask(two, octets("read the eight inputs of a board with address 255")) == octets("the first input is on")


def test_what_people_do_is_seen_at_the_inputs() -> None:
    board = CabinetBoard()
    assert inputs(board) == "01101000", "door and tamper are closed, mains is there"
    board.step_in_front()
    board.open_door()
    assert inputs(board) == "10101000"
    board.step_away()
    board.close_door()
    board.tamper()
    board.turn_service_switch(True)
    assert inputs(board) == "01011000"
    board.put_right()
    board.turn_service_switch(False)
    board.cut_mains()
    board.drain()
    assert inputs(board) == "01100100"
    board.mains_back()
    assert inputs(board) == "01101000"


def test_a_cut_wire_carries_nothing_and_a_loose_one_now_and_then() -> None:
    board = CabinetBoard()
    board.cut_wire("door")
    assert inputs(board) == "00101000"
    board.mend_wire("door")
    board.shake("tamper")
    assert {inputs(board) for _ in range(4)} == {"01101000", "01001000"}
    board.hold_still("tamper")
    assert {inputs(board) for _ in range(4)} == {"01101000"}
    with pytest.raises(ValueError):
        board.cut_wire("roof")


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ("01 04 00 00 00 01", 1),
        ("01 03 00 00 00 01", 1),
        ("01 02 00 08 00 01", 2),
        ("01 02 00 00 00 09", 2),
        ("01 05 00 10 FF 00", 2),
        ("01 02 00 00 00 00", 3),
        ("01 05 00 00 12 34", 3),
        ("01 0F 00 00 00 09 01 FF", 3),
    ],
)
def test_what_cannot_be_done_is_refused(request_: str, code: int) -> None:
    data = bytes.fromhex(request_)
    assert ask(CabinetBoard(), data + crc(data)) == frame(1, data[1] + 0x80, code)


def test_a_board_of_registers() -> None:
    board = CabinetBoard(registers=True)
    board.outputs[15] = True
    assert ask(board, frame(1, 3, 0, 0, 0, 2)) == frame(1, 3, 4, 0x80, 0x00, 0x00, 0b010110)
    assert ask(board, frame(1, 6, 0, 0, 0x80, 0x02)) == frame(1, 6, 0, 0, 0x80, 0x02)
    assert board.lights["id-reader"] == "red"
    assert board.outputs[15]
    assert ask(board, frame(1, 6, 0, 1, 0, 0)) == frame(1, 0x86, 2)
    assert ask(board, ON) == frame(1, 0x85, 1)


def test_others_are_not_answered() -> None:
    board = CabinetBoard(address=2)
    assert ask(board, READ_INPUTS) == b""
    assert board.requests == 0


def signs(board: CabinetBoard) -> list[bytes]:
    """What a host can find out about it; output 0 is off and on again."""
    requests = [READ_INPUTS, READ_INPUTS, READ_OUTPUTS, octets("output off"), READ_OUTPUTS, ON, READ_OUTPUTS]
    return [ask(board, request) for request in requests]


@pytest.mark.parametrize("name", CabinetBoard().faults)
def test_every_fault_shows_and_ends_and_may_begin_and_end_twice(name: str) -> None:
    board = CabinetBoard()
    board.step_in_front()
    board.turn_service_switch(True)
    board.drain()
    ask(board, ON)
    well = signs(board)
    fault = board.faults[name]
    assert fault.says
    fault.begin()
    fault.begin()
    assert signs(board) != well
    fault.end()
    fault.end()
    ask(board, ON)
    assert signs(board) == well


def test_a_stuck_output_says_it_obeyed() -> None:
    board = CabinetBoard()
    board.faults["output-stuck"].begin()
    assert ask(board, ON) == ON
    assert ask(board, READ_OUTPUTS) == frame(1, 1, 1, 0)


def test_lights_are_remembered_as_they_changed() -> None:
    board = CabinetBoard()
    for request in (ON, octets("output off"), ON):
        ask(board, request)
    assert list(board.shown) == [("id-reader", "green"), ("id-reader", "off"), ("id-reader", "green")]


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_bits_are_packed_and_unpacked(values: list[bool]) -> None:
    assert unpacked(bytes(packed(values)), len(values)) == values
