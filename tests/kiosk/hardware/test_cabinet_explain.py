"""Modbus and Q1 for people: golden bytes in words, both ways, and nonsense as noise."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.cabinet import explain as modbus
from kiosk.hardware.explain import plain
from kiosk.hardware.ups import explain as ups
from kiosk_sim.modbus import crc
from tests.modbus_vectors import FRAMES, octets

FRAME_BYTES = [octets(name) for name in FRAMES]
[MODBUS], [UPS] = modbus.WIRE, ups.WIRE
UPS_VECTORS = tomllib.loads((Path(__file__).parents[2] / "vectors/ups.toml").read_text(encoding="utf-8"))
ANSWERS = {vector["name"]: vector["text"].encode("ascii") for vector in UPS_VECTORS["answer"]}


def test_a_conversation_in_words() -> None:
    data = octets("read inputs") + octets("inputs") + b"\x00\xff" + octets("output on") + octets("coils refused")
    assert list(MODBUS.decode(data))[:2] == [
        {"message": "request: read inputs", "address": 17, "function": "02", "first": 196, "count": 22},
        {"message": "answer: read inputs", "address": 17, "function": "02", "bits": "001101011101101110101100"},
    ]
    *noise, written, refused = list(MODBUS.decode(data))[2:]
    assert {fields["message"] for fields in noise} == {"noise"}
    assert sum(fields["bytes"] for fields in noise) == 2
    assert written == {
        "message": "request or answer: write coil",
        "address": 1,
        "function": "05",
        "first": 0,
        "count": 1,
        "bits": "1",
    }
    assert refused == {
        "message": "answer: read coils refused",
        "address": 10,
        "function": "01",
        "exception": 2,
        "meaning": "illegal data address",
    }


def test_a_frame_that_may_go_either_way_says_so() -> None:
    data = bytes.fromhex("01 01 03 AC 00 10")
    assert list(MODBUS.decode(data + crc(data))) == [
        {
            "message": "request or answer: read coils",
            "as request": {"address": 1, "function": "01", "first": 940, "count": 16},
            "as answer": {"address": 1, "function": "01", "bits": "001101010000000000001000"},
        }
    ]


def test_registers_in_words() -> None:
    assert list(MODBUS.decode(octets("registers"))) == [
        {"message": "answer: read registers", "address": 17, "function": "03", "registers": [0xAE41, 0x5652, 0x4340]}
    ]


@pytest.mark.parametrize(
    ("command", "arguments", "name"),
    [
        ("read_coils", {"address": "17", "first": "19", "count": "37"}, "read coils"),
        ("read_inputs", {}, "read the eight inputs of a board"),
        ("read_registers", {"address": "0x11", "first": "0x6B", "count": "3"}, "read registers"),
        ("write_coil", {"number": "0", "on": "on"}, "output on"),
        ("write_coil", {"number": "0", "on": "0"}, "output off"),
        ("write_register", {"address": "17", "number": "1", "value": "3"}, "write register"),
        ("write_coils", {"address": "17", "first": "19", "bits": "1011001110"}, "write coils"),
    ],
)
def test_commands_make_the_golden_bytes(command: str, arguments: dict[str, str], name: str) -> None:
    assert MODBUS.commands[command](**arguments) == octets(name)


@pytest.mark.parametrize(
    ("command", "arguments", "fact"),
    [
        ("read_coils", {"count": "2001"}, "count: expected a number from 1 to 2000"),
        ("read_registers", {"count": "126"}, "count: expected a number from 1 to 125"),
        ("read_inputs", {"address": "0"}, "address: expected a number from 1 to 255"),
        ("write_register", {"number": "1", "value": "-1"}, "value: expected a number from 0 to 65535"),
        ("write_register", {"number": "one", "value": "1"}, "number: expected a number"),
        ("write_coil", {"number": "1", "on": "perhaps"}, "on: expected on or off"),
        ("write_coils", {"first": "0", "bits": ""}, "bits: expected 1 to 1968"),
        ("write_coils", {"first": "0", "bits": "012"}, "bits: expected"),
    ],
)
def test_bad_arguments_are_told_in_a_sentence(command: str, arguments: dict[str, str], fact: str) -> None:
    with pytest.raises(ValueError, match=fact):
        MODBUS.commands[command](**arguments)


def test_q1_in_words() -> None:
    assert UPS.commands["q1"]() == bytes.fromhex(UPS_VECTORS["question"]["hex"])
    data = b"Q1\r" + ANSWERS["on-line UPS on bypass, failed"] + b"\xff" + ANSWERS["a UPS that measures little"]
    question, answer, noise, little = UPS.decode(data)
    assert question == {"message": "question: status (Q1)"}
    assert answer == {
        "message": "answer: status",
        "input volts": "208.4",
        "fault volts": "140",
        "output volts": "208.4",
        "load percent": 34,
        "hertz": "59.9",
        "battery volts per cell": "2.05",
        "celsius": "35",
        "bits": "00110000",
        "mains failed": False,
        "battery low": False,
        "bypass, boost or buck": True,
        "UPS failed": True,
        "type": "on-line",
        "testing": False,
        "shutting down": False,
        "beeper": False,
    }
    assert noise["message"] == "noise"
    assert (little["fault volts"], little["load percent"], little["celsius"]) == (None, None, None)


def test_a_whole_battery_and_a_stand_by_ups_in_words() -> None:
    [answer] = UPS.decode(ANSWERS["power cut, battery low, stand-by type, testing, shutting down"])
    assert answer["battery volts"] == "21.2"
    assert answer["type"] == "stand-by"


@given(
    st.lists(st.binary(max_size=20) | st.sampled_from([bytes.fromhex(v["hex"]) for v in FRAMES.values()]), max_size=6)
)
@settings(max_examples=50)
def test_every_byte_of_a_modbus_stream_is_told(parts: list[bytes]) -> None:
    told = list(MODBUS.decode(b"".join(parts)))
    assert all(plain(fields, show=True) and next(iter(fields)) == "message" for fields in told)
    assert sum(fields["bytes"] for fields in told if fields["message"] == "noise") <= len(b"".join(parts))


@given(st.lists(st.binary(max_size=20) | st.sampled_from([*ANSWERS.values(), b"Q1\r", b"("]), max_size=6))
@settings(max_examples=50)
def test_every_byte_of_a_q1_stream_is_told(parts: list[bytes]) -> None:
    for fields in UPS.decode(b"".join(parts)):
        assert plain(fields, show=True)
