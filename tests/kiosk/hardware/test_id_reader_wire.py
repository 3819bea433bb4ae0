"""SAM_V frames: golden bytes, any chunking, noise of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.hardware.id_reader import commands, wire
from kiosk.hardware.id_reader.commands import FindCard
from kiosk.hardware.id_reader.wire import SamDecoder, SamReply, Sw3
from tests.id_reader_vectors import (
    COMMANDS,
    FINGERPRINTS,
    REPLIES,
    TEXTS,
    VECTORS,
    address_frame,
    block,
    fingerprint_frame,
    read_frame,
)

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
    command = getattr(commands, vector["command"])(**vector.get("given", {}))
    assert command.encode() == bytes.fromhex(vector["hex"])
    assert command.repeatable is vector.get("repeatable", True)
    assert command.private is vector.get("private", False)
    assert vector["confidence"].startswith(command.sure)


@pytest.mark.parametrize(
    ("command", "value"), [(commands.SetRate, 14400), (commands.SetRadioBytes, 0), (commands.SetRadioBytes, 256)]
)
def test_what_the_reader_cannot_be_set_to_is_refused(command: Any, value: int) -> None:
    with pytest.raises(ValueError):
        command(value)


@pytest.mark.parametrize("vector", REPLIES.values(), ids=REPLIES.keys())
def test_replies_are_read_from_the_golden_bytes(vector: dict[str, Any]) -> None:
    (reply,), spoiled = decode(bytes.fromhex(vector["hex"]))
    assert bytes([reply.sw1, reply.sw2, reply.sw3]) == bytes.fromhex(vector["sw"])
    assert reply.data == bytes.fromhex(vector["data"])
    assert reply.meaning == vector["meaning"]
    assert reply.sam_id == vector.get("printed")
    assert spoiled == 0


def test_a_reading_is_text_and_photo() -> None:
    text = block(TEXTS["mainland, name beyond the BMP"])
    frame = read_frame(text)
    assert len(frame) == VECTORS["read"]["total"]
    (reply,), _ = decode(frame)
    assert reply.reading is not None
    assert (reply.reading.text, reply.reading.fingerprint) == (text, None)
    assert reply.reading.photo.startswith(bytes.fromhex(VECTORS["read"]["photo_head"]))
    assert repr(reply) == "SamReply(00 00 90, 1284 bytes)"
    assert repr(reply.reading) == "Reading(256 + 1024 + 0 bytes)"


@pytest.mark.parametrize("vector", FINGERPRINTS.values(), ids=FINGERPRINTS.keys())
def test_a_reading_with_fingerprints_has_three_sizes(vector: dict[str, Any]) -> None:
    text = block(TEXTS["mainland, name beyond the BMP"])
    frame = fingerprint_frame(vector, text)
    assert len(frame) == vector["total"]
    (reply,), spoiled = decode(frame)
    assert spoiled == 0
    assert reply.reading is not None
    assert (reply.reading.text, reply.reading.fingerprint) == (text, bytes(vector["size"]))


def test_the_newest_address_has_no_length_before_it() -> None:
    frame = address_frame()
    assert len(frame) == VECTORS["address"]["total"]
    (reply,), _ = decode(frame)
    assert reply.newest_address == VECTORS["address"]["value"].ljust(35).encode("utf-16-le")


@pytest.mark.parametrize(
    ("sw3", "data"),
    [
        (0x41, bytes.fromhex("01000400") + bytes(1280)),
        (0x90, bytes(8)),  # the answer to a select
        (0x90, bytes.fromhex("01000300") + bytes(1280)),
        (0x90, bytes.fromhex("01000400") + bytes(1279)),
        (0x90, bytes.fromhex("010004000200") + bytes(1280)),
        (0x90, bytes.fromhex("010004000100") + bytes(1280 + 256)),
    ],
)
def test_what_does_not_answer_a_read_gives_no_reading(sw3: int, data: bytes) -> None:
    assert SamReply(0, 0, sw3, data).reading is None


# --- which reply can be the answer to which command ---------------------------------------------

TEXT = bytes.fromhex("01000400") + bytes(1280)
PRINTS = bytes.fromhex("010004000000") + bytes(1280)
SUCCESSES: dict[str, tuple[int, bytes]] = {
    "SamStatus": (0x90, b""),
    "SamId": (0x90, bytes(16)),
    "FindCard": (0x9F, bytes(4)),
    "SelectCard": (0x90, bytes(8)),
    "ReadText": (0x90, TEXT),
    "ReadTextAndFingerprint": (0x90, PRINTS),
    "ReadNewestAddress": (0x90, bytes(70)),
}


@pytest.mark.parametrize("asked", SUCCESSES)
@pytest.mark.parametrize("answered", SUCCESSES)
def test_an_answer_to_one_question_is_no_answer_to_another(asked: str, answered: str) -> None:
    sw3, data = SUCCESSES[answered]
    assert getattr(commands, asked)().fits(SamReply(0, 0, sw3, data)) is (asked == answered)


@pytest.mark.parametrize(
    ("asked", "statuses"),
    [
        ("ResetSam", ""),
        ("SamStatus", ""),
        ("SamId", ""),
        ("FindCard", "80 34"),
        ("SelectCard", "81 31 32 33 34 3F 40 41 47"),
        ("ReadText", "31 32 33 34 3F 40 41 47"),
        ("ReadTextAndFingerprint", "31 32 33 34 37 3F 40 41 47 91"),
        ("ReadNewestAddress", "31 32 33 34 3F 40 41 47 91"),
        ("ReadChipNumber", "31 32 33 34 3F 40 41 47 91"),
    ],
)
def test_every_status_fits_the_commands_it_may_answer_and_no_other(asked: str, statuses: str) -> None:
    expected = bytes.fromhex("10 11 21 23 24 60 66" + statuses)
    command = getattr(commands, asked)()
    fitting = {sw3 for sw3 in range(256) if command.fits(SamReply(0, 0, sw3, b""))}
    assert fitting - {0x90, 0x9F} == set(expected)
    assert not any(command.fits(SamReply(0, 0, sw3, b"\0")) for sw3 in expected), "no refusal has data"


def test_whatever_a_chip_number_is_it_is_let_pass() -> None:
    assert commands.ReadChipNumber().fits(SamReply(0, 0, 0x90, bytes(12)))
    assert not commands.ReadChipNumber().fits(SamReply(0, 0, 0x90, b""))


def test_only_a_card_answers_the_probe_like_a_card() -> None:
    assert SamReply(0, 0, 0x90, bytes(70)).shows_card
    assert SamReply(0, 0, 0x91, b"").shows_card
    assert not SamReply(0, 0, 0x90, b"").shows_card
    assert not SamReply(0, 0, 0x41, b"").shows_card


def test_every_status_has_a_meaning_and_unknown_ones_say_so() -> None:
    told = [vector["sw"][-2:] for vector in REPLIES.values() if not vector["meaning"].startswith("not a reader's")]
    assert {f"{row:02X}" for row in Sw3} == set(told), "every row of the table has a vector, and each vector its row"
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


@pytest.mark.parametrize("frame", [FIND_OK, SAM_ID, read_frame(bytes(256))], ids=["find", "id", "read"])
def test_a_frame_cut_short_anywhere_is_noise_and_the_next_one_is_read(frame: bytes) -> None:
    for cut in range(1, len(frame), max(1, len(frame) // 60)):
        decoder = SamDecoder()
        assert decoder.feed(frame[:cut]) == []
        decoder.drop()
        assert decoder.noise == cut
        assert len(decoder.feed(frame)) == 1


@given(st.binary(min_size=3, max_size=400))
def test_what_is_framed_is_read(body: bytes) -> None:
    assert decode(wire.frame(body)) == ([SamReply.of(body)], 0)


@given(st.lists(stream | st.binary(max_size=3000), max_size=4))
def test_a_decoder_never_holds_more_than_one_frame(pieces: list[bytes]) -> None:
    decoder = SamDecoder()
    for piece in pieces:
        decoder.feed(piece)
        assert len(decoder._unread) <= 0x090A + 7


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
