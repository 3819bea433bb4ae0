"""CRT-310 frames: golden bytes, any chunking, noise of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kiosk.hardware.motor_reader import answers, commands
from kiosk.hardware.motor_reader.answers import Entry, Place, Result
from kiosk.hardware.motor_reader.commands import AskStatus, Move, SendApdu, SetEntry
from kiosk.hardware.motor_reader.wire import Control, Error, Frame, Message, MotorDecoder, Refusal, Target
from tests.motor_reader_vectors import ANSWERS, COMMANDS, REFUSALS, answer

STATUS = answer("no card, no entry")
GIVEN_BACK = answer("given back")
REFUSED = bytes.fromhex(REFUSALS["VOLTAGE"]["hex"])
GOOD = [STATUS, GIVEN_BACK, REFUSED, answer("ATR, T=1, with a length")]
LONGEST = 3 + 266 + 2  # STX and length, the longest body, ETX and BCC

# Noise made of the protocol's own bytes finds the corners that random bytes miss.
treacherous = st.lists(
    st.sampled_from([b"\x02", b"\x02\x00", b"\x02\x00\x02", b"\x02\x01\x0a", b"\x03", b"\x06", b"\x15", b"\x04", b"Y"]),
    max_size=12,
).map(b"".join)
noise = st.binary(max_size=60) | treacherous
stream = st.lists(noise | st.sampled_from(GOOD), max_size=8).map(b"".join)


def decode(data: bytes, sizes: list[int] | None = None) -> tuple[list[Message], int]:
    """All messages in the bytes and the noise, fed in pieces of the given sizes."""
    decoder, messages, at = MotorDecoder(), [], 0
    for size in [*(sizes or []), len(data)]:
        messages += decoder.feed(data[at : at + size])
        at += size
    decoder.drop()
    return messages, decoder.noise


def size_of(message: Message) -> int:
    if isinstance(message, Control):
        return 1
    return 8 if isinstance(message, Refusal) else 7 + len(message.data)


def made(vector: dict[str, Any]) -> commands.Command:
    if vector["command"] == "SendApdu":
        return SendApdu(bytes.fromhex(vector["apdu"]), t1=vector["t1"])
    arguments = dict(vector.get("with", {}))
    if "target" in arguments:
        target = Target.of(arguments["target"])
        assert target is not None
        return Move(target)
    command: commands.Command = getattr(commands, vector["command"])(**arguments)
    return command


@pytest.mark.parametrize("vector", COMMANDS.values(), ids=COMMANDS.keys())
def test_commands_are_the_golden_bytes(vector: dict[str, Any]) -> None:
    command = made(vector)
    assert command.encode() == bytes.fromhex(vector["hex"])
    assert command.private is vector.get("private", False)
    assert command.repeatable is (vector["command"] not in ("Move", "SendApdu"))


@pytest.mark.parametrize("vector", ANSWERS.values(), ids=ANSWERS.keys())
def test_answers_are_read_from_the_golden_bytes(vector: dict[str, Any]) -> None:
    (frame,), spoiled = decode(bytes.fromhex(vector["hex"]))
    assert isinstance(frame, Frame)
    assert spoiled == 0
    assert frame.code == bytes.fromhex(vector["code"])
    assert answers.text(frame) == vector.get("text", answers.text(frame))
    status = answers.status(frame)
    if "place" in vector:
        assert status is not None
        assert (status.place, status.entry) == (Place[vector["place"]], Entry[vector["entry"]])
    else:
        assert status is None
    if "result" in vector:
        assert answers.result(frame) is Result[vector["result"]]
    assert answers.atr(frame) == (bytes.fromhex(vector["atr"]) if "atr" in vector else None)
    if "to" in vector:
        assert made(COMMANDS[vector["to"]]).answered_by(frame)
    if "chip" in vector:
        assert answers.chip_answer(frame) == bytes.fromhex(vector["chip"])


@pytest.mark.parametrize("vector", REFUSALS.values(), ids=REFUSALS.keys())
def test_refusals_are_read_from_the_golden_bytes(vector: dict[str, Any]) -> None:
    (refusal,), _ = decode(bytes.fromhex(vector["hex"]))
    assert isinstance(refusal, Refusal)
    assert refusal.error is Error[vector["error"]]
    assert refusal.meaning == vector["meaning"]
    assert Move(Target.REAR_OUT).answered_by(refusal)
    assert not AskStatus().answered_by(refusal)


def test_the_control_characters() -> None:
    assert decode(b"\x06\x15\x04\x05") == ([Control.ACK, Control.NAK, Control.EOT, Control.ENQ], 0)
    assert commands.Enquiry().encode() == b"\x05"
    assert commands.Cancel().encode() == b"\x04"


def test_what_no_source_explains_is_not_guessed_at() -> None:
    assert Refusal(0x32, 0x03).error is None
    assert Refusal(0x32, 0x03).meaning == "unknown error"
    status = answers.status(Frame(b"\x31\x30", b"\x40\x40\x4e"))
    assert status is not None
    assert (status.place, status.entry) == (None, None)
    assert answers.status(Frame(b"\x31\x30", b"\x4e\x4e")) is None
    assert answers.result(Frame(b"\x32\x31", b"?")) is None
    assert answers.result(Frame(b"\x32\x31", b"")) is None


def test_an_answer_answers_only_its_own_command() -> None:
    (status,), _ = decode(STATUS)
    (moved,), _ = decode(GIVEN_BACK)
    assert AskStatus().answered_by(status)
    assert not AskStatus().answered_by(moved)
    assert Move(Target.FRONT_HOLD).answered_by(moved)
    assert not Move(Target.REAR_OUT).answered_by(moved)
    assert not SetEntry(allowed=True).answered_by(Control.ACK)


@pytest.mark.parametrize("data", ["59 00 03 90 00", "59 00 01 90", "59 00 00", "59 00", "59", "4E 00 02 90 00"])
def test_a_chip_answer_of_wrong_length_is_none(data: str) -> None:
    assert answers.chip_answer(Frame(b"\x37\x31", bytes.fromhex(data))) is None


@pytest.mark.parametrize("data", ["59", "59 00 00", "59 12 34", "59 00 02 3B", "4E 3B 00"])
def test_what_is_no_atr_is_none(data: str) -> None:
    assert answers.atr(Frame(b"\x37\x30", bytes.fromhex(data))) is None


@pytest.mark.parametrize("size", [0, 3, 263])
def test_an_apdu_that_does_not_fit_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match=f"an APDU of {size} bytes"):
        SendApdu(bytes(size), t1=False)


def test_nothing_of_the_chip_is_in_a_repr() -> None:
    assert "5101" not in repr(decode(answer("ATR, T=1, with a length")))
    assert repr(Frame(b"\x37\x31", b"secret")) == "Frame(code=b'71')"


@pytest.mark.parametrize("length", ["0000", "0001", "010B", "FFFF"])
def test_absurd_lengths_are_refused_at_once(length: str) -> None:
    decoder = MotorDecoder()
    assert decoder.feed(b"\x02" + bytes.fromhex(length)) == []
    assert decoder.feed(STATUS) == decode(STATUS)[0]
    assert decoder.noise == 3


@pytest.mark.parametrize("at", range(1, len(GIVEN_BACK)))
def test_a_spoiled_frame_is_noise_and_the_next_one_is_read(at: int) -> None:
    spoiled = bytearray(GIVEN_BACK)
    spoiled[at] ^= 0x80
    messages, _ = decode(bytes(spoiled) + STATUS + bytes(LONGEST))
    assert messages == decode(STATUS)[0]


def test_bytes_within_a_spoiled_frame_are_no_control_characters() -> None:
    """APDUs hold any byte: 06 in a spoiled answer must not be taken for an ACK."""
    body = bytes.fromhex("3731 59 0006 06 15 04 05 9000")
    spoiled = b"\x02\x00\x0b" + body + b"\x03\xff"
    assert decode(spoiled) == ([], len(spoiled))
    assert decode(spoiled + b"\x06")[0] == [Control.ACK]


def test_after_a_drop_control_characters_count_again() -> None:
    decoder = MotorDecoder()
    assert decoder.feed(b"\x02\x00\x09\x06") == []
    decoder.drop()
    assert decoder.feed(b"\x06") == [Control.ACK]
    assert decoder.noise == 4


def test_a_frame_swallowed_by_a_false_length_comes_out_when_the_swallower_is_found_false() -> None:
    messages, spoiled = decode(b"\x02\x00\x10" + STATUS + GIVEN_BACK)
    assert messages == decode(STATUS + GIVEN_BACK)[0]
    assert spoiled == 3


@settings(max_examples=150)
@given(stream, st.lists(st.integers(min_value=0, max_value=9), max_size=60))
def test_any_chunking_gives_the_same(data: bytes, sizes: list[int]) -> None:
    assert decode(data, sizes) == decode(data)


@settings(max_examples=150)
@given(stream)
def test_no_byte_is_lost_or_counted_twice(data: bytes) -> None:
    messages, spoiled = decode(data)
    assert sum(size_of(message) for message in messages) + spoiled == len(data)


@settings(max_examples=100)
@given(st.binary(max_size=1500))
def test_memory_is_bounded(data: bytes) -> None:
    decoder = MotorDecoder()
    messages = decoder.feed(data)
    taken = sum(size_of(message) for message in messages) + decoder.noise
    assert len(data) - taken < LONGEST


@settings(max_examples=150)
@given(noise, st.sampled_from(GOOD))
def test_noise_never_loses_the_good_frame_after_it(before: bytes, frame: bytes) -> None:
    decoder = MotorDecoder()
    (good,) = decode(frame)[0]
    # A false beginning may claim more bytes than have come. More bytes settle it: here as many as it can claim.
    messages = decoder.feed(before + frame + bytes(LONGEST))
    found = [message for message in messages if not isinstance(message, Control)]
    assume(all(message == good for message in found))  # one BCC in 256 is right by chance
    assert good in found


@settings(max_examples=150)
@given(noise, st.sampled_from(GOOD))
def test_after_a_drop_the_next_frame_is_read(before: bytes, frame: bytes) -> None:
    decoder = MotorDecoder()
    decoder.feed(before)
    decoder.drop()
    assert decoder.feed(frame) == decode(frame)[0]


@settings(max_examples=100)
@given(st.binary(min_size=4, max_size=262), st.booleans())
def test_what_is_encoded_is_decoded(apdu: bytes, t1: bool) -> None:
    (frame,), spoiled = decode(SendApdu(apdu, t1=t1).encode())
    assert isinstance(frame, Frame)
    assert frame.code == (b"\x37\x32" if t1 else b"\x37\x31")
    assert frame.data[2:] == apdu
    assert spoiled == 0
