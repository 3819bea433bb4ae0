"""What `kiosk wire` says about a CRT-310: every golden frame by name, nothing of a chip unless asked for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.explain import plain
from kiosk.hardware.motor_reader.explain import WIRE
from tests.motor_reader_vectors import ANSWERS, COMMANDS, REFUSALS, answer, command

(MOTOR,) = WIRE


def told(data: bytes, *, show: bool = False) -> list[Any]:
    return [plain(fields, show=show) for fields in MOTOR.decode(data)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_from_an_answer(name: str) -> None:
    (fields,) = told(command(name))
    assert fields["message"] == "command"
    assert fields["about"] != "unknown"


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_told_from_a_command(name: str) -> None:
    (fields,) = told(answer(name))
    assert fields["message"] == "answer"


@pytest.mark.parametrize("vector", REFUSALS.values(), ids=REFUSALS.keys())
def test_every_refusal_is_told(vector: dict[str, Any]) -> None:
    (fields,) = told(bytes.fromhex(vector["hex"]))
    assert (fields["message"], fields["command"], fields["meaning"]) == ("refused", "32", vector["meaning"])


def test_a_whole_dialogue() -> None:
    data = command("status") + b"\x06\x05" + answer("no card, entry by switch") + b"\xff\x04"
    assert told(data) == [
        {"message": "command", "code": "3130", "about": "status"},
        {"message": "ACK", "meaning": "command heard"},
        {"message": "ENQ", "meaning": "execute the command and answer"},
        {
            "message": "answer",
            "code": "3130",
            "about": "status",
            "card": "no card",
            "lets_in": "cards of every kind",
            "lets_in_at_rear": False,
        },
        {"message": "noise", "bytes": 1, "hex": "<1 byte hidden>"},
        {"message": "EOT", "meaning": "cancel; the reader echoes it"},
    ]


def test_a_frame_that_was_cut_off_hides_none_that_follows() -> None:
    cut_off = bytes.fromhex("02 01 07 37 31 59 06 15")  # an answer of the chip; its 06 and 15 are no ACK and NAK
    found = [fields["message"] for fields in told(cut_off + answer("no card, entry by switch") * 2)]
    assert [kind for kind in found if kind != "noise"] == ["answer", "answer"]
    assert found[0] == "noise"


@pytest.mark.parametrize("frame", ["02 00 05 31 2E 30 31 30 03 2A", "02 00 05 31 2F 30 31 30 03 2B"])
def test_both_answers_about_sensors_say_each_one(frame: str) -> None:
    (fields,) = told(bytes.fromhex(frame))
    assert (fields["about"], fields["sensors"]) == ("sensors", [False, True, False])


def test_what_the_chip_says_is_shown_only_when_asked_for() -> None:
    data = command("APDU by T=0") + answer("chip announces 20 bytes") + answer("ATR, T=1, with a length")
    assert [fields.get("apdu") or fields.get("answer") or fields.get("atr") for fields in told(data)] == [
        "<20 bytes hidden>",
        "<2 bytes hidden>",
        "<17 bytes hidden>",
    ]
    sent, answered, reset = told(data, show=True)
    assert sent["apdu"].startswith("00A40400")
    assert answered["answer"] == "6114"
    assert reset["atr"].startswith("3B6D")
    assert reset["result"] == "done, the card speaks T=1"


def test_what_no_source_explains_is_hidden_hexadecimal() -> None:
    (fields,) = told(bytes.fromhex("02 00 03 31 31 30 03 32"))
    assert fields == {"message": "answer", "code": "3131", "about": "card type", "data": "<1 byte hidden>"}


@pytest.mark.parametrize(
    ("name", "arguments", "vector"),
    [
        ("status", {}, "status"),
        ("reset", {}, "reset and keep the card"),
        ("entry", {"allowed": "yes"}, "entry by switch, not at the rear"),
        ("entry", {"allowed": "no"}, "no entry"),
        ("move", {"to": "front-hold"}, "move to the mouth and hold"),
        ("apdu", {"apdu": "00 B2 07 00 00", "protocol": "T1"}, "APDU by T=1"),
    ],
)
def test_commands_are_made_by_name(name: str, arguments: dict[str, str], vector: str) -> None:
    assert MOTOR.commands[name](**arguments) == command(vector)


@pytest.mark.parametrize(
    ("name", "arguments", "complaint"),
    [
        ("entry", {"allowed": "maybe"}, "yes or no"),
        ("move", {"to": "the moon"}, "front-hold"),
        ("apdu", {"apdu": "00"}, "an APDU of 1 bytes"),
        ("apdu", {"apdu": "00A40400", "protocol": "T2"}, "T0 or T1"),
    ],
)
def test_bad_arguments_are_refused_with_a_sentence(name: str, arguments: dict[str, str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        MOTOR.commands[name](**arguments)


@settings(max_examples=150)
@given(st.binary(max_size=80) | st.lists(st.sampled_from([answer(n) for n in ANSWERS]), max_size=3).map(b"".join))
def test_any_bytes_are_told_and_raise_nothing(data: bytes) -> None:
    for fields in told(data):
        assert next(iter(fields)) == "message"
