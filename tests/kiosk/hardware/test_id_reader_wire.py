"""SAM_V frames: golden bytes, any chunking, noise of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.hardware.id_reader import wire
from kiosk.hardware.id_reader.wire import FindCard, SamDecoder, SamReply, Sw3
from tests.id_reader_vectors import COMMANDS, REPLIES, TEXTS, VECTORS, block

PREAMBLE = bytes.fromhex("AAAAAA9669")
FIND_OK = bytes.fromhex(REPLIES["find ok"]["hex"])
SAM_ID = bytes.fromhex(REPLIES["SAM id"]["hex"])
NO_CARD = bytes.fromhex(REPLIES["no card"]["hex"])
GOOD = [FIND_OK, SAM_ID, NO_CARD]

# Noise made of the preamble's own bytes finds the corners that random bytes miss.
treacherous = st.lists(
    st.sampled_from([b"\xaa", b"\x96", b"\x69", b"\x00", b"\x04", PREAMBLE, PREAMBLE + b"\x00\x04", b"\x55"]),
    max_size=12,
).map(b"".join)
noise = st.binary(max_size=60) | treacherous
stream = st.lists(noise | st.sampled_from(GOOD), max_size=8).map(b"".join)


def read_frame(text: bytes) -> bytes:
    """The answer to 30 01, put together from the golden head."""
    head = bytes.fromhex(VECTORS["read"]["head"])
    photo = bytes.fromhex(VECTORS["read"]["photo_head"]) + bytes(1018)
    body = head[5:] + text + photo
    check = 0
    for byte in body:
        check ^= byte
    return PREAMBLE + body + bytes([check])


def decode(data: bytes, sizes: list[int] | None = None) -> tuple[list[SamReply], int]:
    """All replies in the bytes and the noise, fed in pieces of the given sizes."""
    decoder, replies, at = SamDecoder(), [], 0
    for size in [*(sizes or []), len(data)]:
        replies += decoder.feed(data[at : at + size])
        at += size
    decoder.drop()
    return replies, decoder.noise


@pytest.mark.parametrize("vector", COMMANDS.values(), ids=COMMANDS.keys())
def test_commands_are_the_golden_bytes(vector: dict[str, Any]) -> None:
    command = getattr(wire, vector["command"])
    assert command().encode() == bytes.fromhex(vector["hex"])
    assert command.repeatable
    assert command.private is vector.get("private", False)


@pytest.mark.parametrize("vector", REPLIES.values(), ids=REPLIES.keys())
def test_replies_are_read_from_the_golden_bytes(vector: dict[str, Any]) -> None:
    (reply,), spoiled = decode(bytes.fromhex(vector["hex"]))
    assert bytes([reply.sw1, reply.sw2, reply.sw3]) == bytes.fromhex(vector["sw"])
    assert reply.data == bytes.fromhex(vector["data"])
    assert reply.meaning == vector["meaning"]
    assert reply.sam_id == vector.get("printed")
    assert spoiled == 0


def test_the_text_is_taken_and_the_photo_left() -> None:
    text = block(TEXTS["mainland, name beyond the BMP"])
    frame = read_frame(text)
    assert len(frame) == VECTORS["read"]["total"]
    (reply,), _ = decode(frame)
    assert reply.text == text
    assert "测试" not in repr(reply)
    assert repr(reply) == "SamReply(00 00 90, 1284 bytes)"


@pytest.mark.parametrize(
    ("sw3", "data"),
    [
        (0x41, bytes.fromhex("01000400") + bytes(1280)),
        (0x90, bytes(8)),  # the answer to a select
        (0x90, bytes.fromhex("01000300") + bytes(1280)),
        (0x90, bytes.fromhex("01000400") + bytes(1279)),
    ],
)
def test_what_does_not_answer_a_read_gives_no_text(sw3: int, data: bytes) -> None:
    assert SamReply(0, 0, sw3, data).text is None


def test_only_a_card_answers_the_probe_like_a_card() -> None:
    assert SamReply(0, 0, 0x90, bytes(70)).shows_card
    assert SamReply(0, 0, 0x91, b"").shows_card
    assert not SamReply(0, 0, 0x90, b"").shows_card
    assert not SamReply(0, 0, 0x41, b"").shows_card


def test_every_status_has_a_meaning_and_unknown_ones_say_so() -> None:
    assert len(Sw3) == 21
    assert all(row.meaning for row in Sw3)
    assert int(Sw3.NO_CARD) == 0x80
    assert SamReply(0, 0, 0x99, b"").meaning == "unknown status"


def test_a_preamble_within_a_preamble() -> None:
    assert decode(bytes.fromhex("AAAA") + FIND_OK)[0] == decode(FIND_OK)[0]
    assert decode(b"\xaa" + FIND_OK) == (decode(FIND_OK)[0], 1)


@pytest.mark.parametrize("length", ["0000", "0003", "090B", "FFFF"])
def test_absurd_lengths_are_refused_at_once(length: str) -> None:
    decoder = SamDecoder()
    assert decoder.feed(PREAMBLE + bytes.fromhex(length)) == []
    assert len(decoder.feed(FIND_OK)) == 1
    assert decoder.noise == 7


def test_a_spoiled_frame_is_noise_and_the_next_one_is_read() -> None:
    spoiled = bytes([*FIND_OK[:-1], FIND_OK[-1] ^ 1])
    assert decode(spoiled + NO_CARD) == (decode(NO_CARD)[0], len(spoiled))


def test_a_frame_swallowed_by_a_false_length_comes_out_when_the_swallower_is_found_false() -> None:
    replies, spoiled = decode(PREAMBLE + b"\x00\x14" + FIND_OK + NO_CARD)
    assert [reply.sw3 for reply in replies] == [0x9F, 0x80]
    assert spoiled == 7


def test_a_dropped_half_frame_is_noise_and_does_not_spoil_what_follows() -> None:
    decoder = SamDecoder()
    assert decoder.feed(SAM_ID[:-1]) == []
    assert decoder.noise == 0
    decoder.drop()
    assert decoder.noise == len(SAM_ID) - 1
    assert len(decoder.feed(FIND_OK)) == 1
    decoder.drop()
    assert decoder.noise == len(SAM_ID) - 1


@given(stream, st.lists(st.integers(min_value=0, max_value=9), max_size=60))
def test_any_chunking_gives_the_same(data: bytes, sizes: list[int]) -> None:
    assert decode(data, sizes) == decode(data)


@given(stream)
def test_no_byte_is_lost_or_counted_twice(data: bytes) -> None:
    replies, spoiled = decode(data)
    assert sum(len(reply.data) + 11 for reply in replies) + spoiled == len(data)


@given(noise, st.sampled_from(GOOD))
def test_noise_never_loses_the_good_frame_after_it(before: bytes, frame: bytes) -> None:
    decoder = SamDecoder()
    (good,) = SamDecoder().feed(frame)
    replies = decoder.feed(before + frame)
    # A false beginning may claim more bytes than have come. More bytes settle it: here as many as it can claim.
    replies += decoder.feed(bytes(0x0920))
    # One checksum in 256 is right by chance; nobody can tell that from a reply.
    assume(all(reply == good for reply in replies))
    assert replies == [good]


@given(noise, st.sampled_from(GOOD))
def test_after_a_drop_the_next_frame_is_read(before: bytes, frame: bytes) -> None:
    decoder = SamDecoder()
    decoder.feed(before)
    decoder.drop()
    assert len(decoder.feed(frame)) == 1


def test_commands_are_found_in_their_own_bytes_by_nobody() -> None:
    """A reader that echoes what it hears would be taken for noise or an unknown status, never for a card."""
    assert all(reply.sw3 != Sw3.CARD_FOUND for reply in decode(FindCard().encode())[0])
