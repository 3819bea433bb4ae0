"""Scanners on the wire: golden bytes, codes and replies told apart in any pieces, noise of every kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.code_scanner.families import FAMILIES, Message
from kiosk.hardware.code_scanner.gm65 import wire as gm65
from kiosk.hardware.code_scanner.honeywell import wire as honeywell
from kiosk.hardware.code_scanner.newland import wire as newland
from kiosk.hardware.code_scanner.wire import LONGEST, Code
from tests.scanner_vectors import FAMILIES as NAMES
from tests.scanner_vectors import TERMINATORS, each, label, vectors

WIRES = {"newland": newland, "honeywell": honeywell, "gm65": gm65}
REPLIES = {family: [bytes.fromhex(v["hex"]) for v in vectors(family, "reply").values()] for family in NAMES}
CODE = b"TEST-0001\r"

printable = st.binary(min_size=1, max_size=40).map(lambda data: bytes(0x20 + byte % 95 for byte in data))
# Noise made of the replies' own bytes finds the corners that random bytes miss.
treacherous = st.lists(
    st.sampled_from(
        [
            *(
                b"\x02",
                b"\x02\x01",
                b"\x02\x010000",
                b"\x02\x010000#SC",
                b";\x03",
                b"\x06",
                b"\x02\x00",
                b"\x02\x00\x00\x09",
            ),
            *(b"\r", b"\n", b"\r\n", b"TEST", b"\x80", b"~\x01", b"\x16"),
        ]
    ),
    max_size=10,
).map(b"".join)
families = st.sampled_from(NAMES)
ends = st.sampled_from(list(TERMINATORS.values()))


def decode(family: str, data: bytes, end: bytes = b"\r", sizes: Iterable[int] = ()) -> tuple[list[Message], int]:
    """All messages in the bytes and the noise, fed in pieces of the given sizes."""
    decoder, messages, at = FAMILIES[family].decoder(end), list[Message](), 0
    for size in [*sizes, len(data)]:
        messages += decoder.feed(data[at : at + size])
        at += size
    decoder.drop()
    return messages, decoder.noise


def codes(messages: Iterable[Message]) -> list[str]:
    """What was read."""
    return [message.text for message in messages if isinstance(message, Code)]


def length(message: Message, end: bytes) -> int:
    """How many bytes a message was on the wire."""
    if isinstance(message, Code):
        return len(message.text) + len(end)
    return 10 + len(message.setting) if isinstance(message, newland.Reply) else 6 + len(message.data)


@pytest.mark.parametrize(("family", "vector"), each("command"), ids=label)
def test_commands_are_the_golden_bytes(family: str, vector: dict[str, Any]) -> None:
    command = getattr(WIRES[family], vector["command"])
    assert command().encode() == bytes.fromhex(vector["hex"])
    assert command.repeatable
    assert not command.private


def _xmodem(data: bytes) -> bytes:
    crc = 0
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1) ^ (0x1021 if crc & 0x8000 else 0)
            crc &= 0xFFFF
    return crc.to_bytes(2, "big")


@pytest.mark.parametrize("vector", vectors("newland", "reply").values(), ids=label)
def test_newland_replies_are_read_from_the_golden_bytes(vector: dict[str, Any]) -> None:
    (reply,), noise = decode("newland", bytes.fromhex(vector["hex"]))
    assert isinstance(reply, newland.Reply)
    assert (reply.setting, reply.stored, reply.status) == (vector["setting"], vector["stored"], vector["status"])
    assert reply.meaning == vector["meaning"]
    assert reply.accepted is (vector["status"] == 6)
    assert newland.Trigger().answered_by(reply) is (vector["setting"] == "SCNTRG1")
    assert newland.Stop().answered_by(reply) is (vector["setting"] == "SCNTRG0")
    assert noise == 0


@pytest.mark.parametrize("vector", vectors("gm65", "reply").values(), ids=label)
def test_gm65_replies_are_read_from_the_golden_bytes(vector: dict[str, Any]) -> None:
    (reply,), noise = decode("gm65", bytes.fromhex(vector["hex"]))
    assert isinstance(reply, gm65.Reply)
    assert (reply.kind, reply.status, reply.data) == (vector["kind"], vector["kind"], bytes.fromhex(vector["data"]))
    assert reply.accepted
    assert gm65.Trigger().answered_by(reply) is (len(reply.data) == 1)
    assert gm65.AskSpeed().answered_by(reply) is (len(reply.data) == 2)
    assert noise == 0


def test_another_kind_of_reply_is_no_success() -> None:
    body = b"\x01\x01\x00"
    (reply,), _ = decode("gm65", b"\x02\x00" + body + _xmodem(body))
    assert isinstance(reply, gm65.Reply)
    assert not reply.accepted
    assert reply.meaning == "unknown kind of reply"


@pytest.mark.parametrize(("family", "vector"), each("code"), ids=label)
def test_codes_are_read_from_the_golden_bytes(family: str, vector: dict[str, Any]) -> None:
    (code,), noise = decode(family, bytes.fromhex(vector["hex"]), TERMINATORS[vector["terminator"]])
    assert code == Code(vector["text"])
    assert vector["text"] not in repr(code)
    assert noise == 0


@pytest.mark.parametrize("family", ["newland", "gm65"])
def test_replies_and_codes_come_in_the_order_they_were_sent(family: str) -> None:
    first, second = REPLIES[family][:2]
    messages, noise = decode(family, first + CODE + second + first + CODE + CODE)
    assert [isinstance(message, Code) for message in messages] == [False, True, False, False, True, True]
    assert noise == 0


@pytest.mark.parametrize("family", ["newland", "gm65"])
def test_a_reply_in_the_middle_of_a_code_is_read_and_the_code_is_lost(family: str) -> None:
    messages, noise = decode(family, b"TEST" + REPLIES[family][0] + b"-0001\r")
    assert codes(messages) == ["-0001"], "what follows a reply is a beginning"
    assert len(messages) == 2
    assert noise == 4


@pytest.mark.parametrize("family", NAMES)
@pytest.mark.parametrize("spoiler", [b"\x80", b"\x00", b"\x1b", b"\x7f", b"\x02"])
def test_half_a_code_never_passes_for_a_code(family: str, spoiler: bytes) -> None:
    spoiled = b"TEST" + spoiler + b"-0001\r"
    assert decode(family, spoiled + CODE) == ([Code("TEST-0001")], len(spoiled))
    assert decode(family, spoiled + CODE, sizes=[1] * 40) == ([Code("TEST-0001")], len(spoiled))


@pytest.mark.parametrize("family", NAMES)
def test_a_code_that_never_ends_is_dropped_and_the_next_one_is_read(family: str) -> None:
    decoder = FAMILIES[family].decoder(b"\r")
    assert decoder.feed(b"7" * LONGEST) == []
    assert decoder.noise == 0
    assert decoder.feed(b"7") == []
    assert decoder.noise == LONGEST + 1
    for _ in range(100):
        decoder.feed(b"7" * 100)
    assert decoder.noise == LONGEST + 1 + 10_000, "nothing is kept of it"
    assert decoder.feed(b"7\r" + CODE) == [Code("TEST-0001")]


@pytest.mark.parametrize("family", NAMES)
@pytest.mark.parametrize("end", TERMINATORS.values(), ids=TERMINATORS)
def test_the_longest_code_passes(family: str, end: bytes) -> None:
    for sizes in ([], [1] * (LONGEST + 2)):
        assert decode(family, b"7" * LONGEST + end, end, sizes) == ([Code("7" * LONGEST)], 0)
        assert decode(family, b"7" * (LONGEST + 1) + end, end, sizes) == ([], LONGEST + 1 + len(end))


@pytest.mark.parametrize(
    ("agreed", "sent", "read"),
    [
        ("cr", "crlf", ["A", "B"]),  # the LF is noise, and does no harm
        ("lf", "crlf", []),
        ("cr", "lf", []),
        ("lf", "cr", []),
        ("crlf", "cr", []),
        ("crlf", "lf", []),
    ],
)
def test_a_terminator_that_was_not_agreed_upon(agreed: str, sent: str, read: list[str]) -> None:
    for family in NAMES:
        data = b"A" + TERMINATORS[sent] + b"B" + TERMINATORS[sent]
        messages, noise = decode(family, data, TERMINATORS[agreed])
        assert codes(messages) == read
        assert noise == len(data) - len(read) * 2


@pytest.mark.parametrize("family", NAMES)
def test_a_dropped_half_code_is_noise_and_the_next_code_is_a_beginning(family: str) -> None:
    decoder = FAMILIES[family].decoder(b"\r\n")
    decoder.feed(b"TEST\r")
    decoder.drop()
    assert decoder.noise == 5
    assert decoder.feed(b"\nTEST-0001\r\n") == [Code("TEST-0001")]


def test_what_a_false_reply_swallowed_is_noise_in_the_end() -> None:
    assert decode("gm65", b"\x02\x00\x00\x40" + CODE) == ([], 4 + len(CODE))
    swallowed, noise = decode("gm65", b"\x02\x00\x00\x08" + CODE + CODE)
    assert (codes(swallowed), noise) == (["TEST-0001"], 14), "found false, it is read anew: only the first is spoiled"


@pytest.mark.parametrize("family", ["newland", "gm65"])
def test_every_spoiled_reply_is_noise_and_the_next_one_is_read(family: str) -> None:
    for good in REPLIES[family]:
        for at in range(len(good)):
            spoiled = good[:at] + bytes([good[at] ^ 0x80]) + good[at + 1 :]
            messages, _ = decode(family, spoiled + b"\r" + bytes(300) + good)
            assert len(messages) == 1, spoiled


@pytest.mark.parametrize("family", ["newland", "gm65"])
def test_a_reply_cut_anywhere_is_noise(family: str) -> None:
    for good in REPLIES[family]:
        for at in range(1, len(good)):
            assert decode(family, good[:at]) == ([], at)


def test_a_newland_setting_has_an_end() -> None:
    decoder = FAMILIES["newland"].decoder(b"\r")
    decoder.feed(b"\x02\x010000#" + b"A" * 200)
    assert decoder.noise == 207
    assert len(decoder.feed(REPLIES["newland"][0])) == 1


@settings(max_examples=200)
@given(families, ends, st.binary(max_size=80) | treacherous, st.lists(st.integers(1, 7), max_size=30))
def test_pieces_make_no_difference_and_every_byte_is_accounted_for(
    family: str, end: bytes, data: bytes, sizes: list[int]
) -> None:
    whole = decode(family, data, end)
    assert decode(family, data, end, sizes) == whole
    assert decode(family, data, end, [1] * len(data)) == whole
    assert whole[1] + sum(length(message, end) for message in whole[0]) == len(data)


@settings(max_examples=200)
@given(families, ends, printable, st.binary(max_size=80) | treacherous)
def test_a_code_is_read_after_any_noise_that_has_ended(family: str, end: bytes, code: bytes, noise: bytes) -> None:
    decoder = FAMILIES[family].decoder(end)
    decoder.feed(noise)
    decoder.drop()
    assert decoder.feed(code + end) == [Code(code.decode("ascii"))]


@settings(max_examples=100)
@given(st.sampled_from(["newland", "gm65"]), st.data(), st.binary(max_size=60) | treacherous)
def test_a_reply_is_read_after_any_noise_that_has_ended(family: str, data: st.DataObject, noise: bytes) -> None:
    decoder = FAMILIES[family].decoder(b"\r")
    decoder.feed(noise)
    decoder.drop()
    reply = data.draw(st.sampled_from(REPLIES[family]))
    assert len(decoder.feed(reply)) == 1


@settings(max_examples=50)
@given(families, ends, st.lists(st.binary(max_size=400) | treacherous, max_size=40))
def test_little_is_kept_whatever_comes(family: str, end: bytes, pieces: list[bytes]) -> None:
    decoder, fed, given_out = FAMILIES[family].decoder(end), 0, 0
    for piece in pieces:
        given_out += sum(length(message, end) for message in decoder.feed(piece))
        fed += len(piece)
        assert fed - given_out - decoder.noise <= LONGEST + len(end) + 300


@settings(max_examples=200)
@given(families, ends, st.binary(max_size=60) | printable | treacherous)
def test_a_code_is_all_that_stands_between_two_ends_and_nothing_less(family: str, end: bytes, data: bytes) -> None:
    data = data.replace(b"\x02", b"")
    lines = [line.lstrip(b"\r\n") for line in data.split(end)[:-1]]
    expected = [line.decode("ascii") for line in lines if line and all(0x20 <= byte < 0x7F for byte in line)]
    assert codes(decode(family, data, end)[0]) == expected
