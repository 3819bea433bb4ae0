"""ZT588 and ZT598 frames: golden bytes, any chunking, noise of every kind, and keys between the replies."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.pin_pad.zt import commands
from kiosk.hardware.pin_pad.zt.status import ZtStatus, meaning
from kiosk.hardware.pin_pad.zt.wire import KEY_TABLE, MASK, TIME_OUT, ZtDecoder, ZtKey, ZtReply, frame
from tests.pin_pad_vectors import ZT, ZT_COMMANDS, ZT_REPLIES, information, long_frame, zt

DONE, BLOCK, REFUSED = zt("done"), zt("block of six digits"), zt("key missing")
GOOD = [DONE, BLOCK, REFUSED, information()]
ENUMS = {"switch": commands.Switch, "limit": commands.Limit, "pin_format": commands.PinFormat}
# Noise made of the frame's own bytes finds the corners that random bytes miss.
treacherous = st.lists(
    st.sampled_from([b"\x02", b"\x03", b"001", b"000", b"0002", b"02100", b"\x60", b"5", b"\r", b"\xff"]), max_size=12
).map(b"".join)
noise = st.binary(max_size=60) | treacherous
stream = st.lists(noise | st.sampled_from(GOOD), max_size=8).map(b"".join)


def command(vector: dict[str, Any]) -> commands.Command:
    """The command a vector names."""
    values = {name: ENUMS[name][it] if name in ENUMS else it for name, it in vector.get("values", {}).items()}
    made = getattr(commands, vector["command"])(**values)
    assert isinstance(made, commands.Command)
    return made


def decode(data: bytes, sizes: list[int] | None = None) -> tuple[list[ZtReply | ZtKey], int]:
    """All messages in the bytes and the noise, fed in pieces of the given sizes."""
    decoder, messages, at = ZtDecoder(), [], 0
    for size in [*(sizes or []), len(data)]:
        messages += decoder.feed(data[at : at + size])
        at += size
    decoder.drop()
    return messages, decoder.noise


def reply(data: bytes) -> ZtReply:
    """The one reply in the bytes."""
    (message,), spoiled = decode(data)
    assert isinstance(message, ZtReply)
    assert spoiled == 0
    return message


@pytest.mark.parametrize("vector", ZT_COMMANDS.values(), ids=ZT_COMMANDS.keys())
def test_commands_are_the_golden_bytes(vector: dict[str, Any]) -> None:
    made = command(vector)
    assert made.encode() == bytes.fromhex(vector["hex"])
    assert made.private is vector.get("private", False)


def test_what_is_said_about_a_card_is_private_and_not_shown() -> None:
    for vector in ZT_COMMANDS.values():
        made = command(vector)
        assert made.private is ("pan12" in vector.get("values", {}) or type(made) is commands.FetchBlock)
        assert "900001234567" not in repr(made)


def test_only_what_may_be_said_twice_is_repeatable() -> None:
    twice = {vector["command"] for vector in ZT_COMMANDS.values() if command(vector).repeatable}
    assert twice == {"Information", "LoadKeyTable", "Control", "Mask", "SetLimit"}


@pytest.mark.parametrize("vector", ZT_REPLIES.values(), ids=ZT_REPLIES.keys())
def test_replies_are_read_from_the_golden_bytes(vector: dict[str, Any]) -> None:
    read = reply(bytes.fromhex(vector["hex"]))
    assert (read.status, read.data, read.done) == (vector["status"], vector["data"].encode(), vector["done"])
    if not read.done:
        assert meaning(read.status) == vector["meaning"]
    block = (vector["digits"], bytes.fromhex(vector["block"])) if "digits" in vector else None
    assert read.block == block
    assert repr(read) == f"ZtReply({vector['status']:02X}, {len(vector['data'])} bytes)"


def test_the_information_tells_the_model() -> None:
    read = reply(information())
    assert read.model == ZT["information"]["told"]
    assert reply(DONE).model is None
    assert ZtReply(0x60, bytes(137)).model is None
    assert ZtReply(0xE0, bytes(146)).model is None


def test_a_text_over_999_characters_has_a_longer_length() -> None:
    assert reply(long_frame()) == ZtReply(0x60, b"A" * 999)
    assert frame(b"\x60" + b"A" * 999) == long_frame()
    assert frame(b"\x60" + b"A" * 998).startswith(b"\x02999\x60A")
    for length in (0, 10_000):
        with pytest.raises(ValueError, match="9999"):
            frame(b"A" * length)


def test_every_key_of_the_table_is_heard_outside_a_frame_and_shows_itself_to_nobody() -> None:
    codes = bytes.fromhex(ZT["keys"]["codes"])
    assert codes == KEY_TABLE
    assert (ZT["keys"]["mask"], ZT["keys"]["time_out"]) == (MASK, TIME_OUT)
    messages, spoiled = decode(codes + bytes([MASK, TIME_OUT]))
    assert messages == [ZtKey(code) for code in codes + bytes([MASK, TIME_OUT])]
    assert spoiled == 0
    assert {repr(key) for key in messages} == {"ZtKey(hidden)"}


def test_keys_before_between_and_after_replies() -> None:
    messages, spoiled = decode(b"12" + DONE + b"\r" + BLOCK + b"*")
    assert messages == [ZtKey(0x31), ZtKey(0x32), reply(DONE), ZtKey(0x0D), reply(BLOCK), ZtKey(0x2A)]
    assert spoiled == 0


def test_bytes_that_are_no_keys_are_noise() -> None:
    assert decode(b"\x00\xffz" + DONE) == ([reply(DONE)], 3)


def test_what_is_left_of_a_spoiled_reply_is_never_taken_for_keys() -> None:
    """Its hex digits are key codes: they would become digits of somebody's PIN."""
    spoiled = BLOCK[:8] + b"\x00" + BLOCK[9:]
    assert decode(spoiled) == ([], len(BLOCK))
    assert decode(BLOCK[:-1] + b"0") == ([], len(BLOCK)), "wrong check"
    decoder = ZtDecoder()
    assert decoder.feed(spoiled + b"55") == []
    decoder.drop()
    assert decoder.feed(b"5") == [ZtKey(0x35)], "after a silence keys are keys again"
    assert decode(spoiled + DONE + b"5") == ([reply(DONE), ZtKey(0x35)], len(BLOCK)), "and after a whole reply"


@pytest.mark.parametrize("keep", range(1, len(BLOCK)))
def test_a_reply_cut_off_anywhere_is_noise_and_the_next_one_is_read(keep: int) -> None:
    assert decode(BLOCK[:keep] + DONE) == ([reply(DONE)], keep)
    assert decode(BLOCK[:keep]) == ([], keep)


@pytest.mark.parametrize("length", [b"000", b"0000000", b"00x", b"-01"])
def test_a_length_that_is_none_is_noticed_at_once(length: bytes) -> None:
    decoder = ZtDecoder()
    assert decoder.feed(b"\x02" + length + b"\x60") == []
    assert decoder.feed(DONE) == [reply(DONE)]


@pytest.mark.parametrize(
    "data", ["01060123456789ABCDE", "01X60123456789ABCDEF", "01060123456789ABCDEG", "0106" + "0" * 18]
)
def test_data_that_is_no_block_gives_none(data: str) -> None:
    assert ZtReply(0x60, data.encode()).block is None


def test_every_refusal_has_a_meaning_and_unknown_ones_say_so() -> None:
    assert {*range(0xD0, 0xD9), 0xD9, *range(0xDA, 0xDF), *range(0xE0, 0xF0), 0xFF} == {int(row) for row in ZtStatus}
    assert all(meaning(row) for row in ZtStatus)
    assert meaning(0xF4) == "unknown status"


def test_a_reply_fits_the_question_by_its_size() -> None:
    """Replies do not say what they answer: a late one must not be taken for the answer to another question."""
    info, off = commands.Information(), commands.Control(commands.Switch.INPUT_OFF)
    fetch, sm4 = commands.FetchBlock(), commands.SealSm4Block(0x41, "900001234567")
    replies = [reply(information()), reply(DONE), reply(BLOCK), reply(zt("SM4 block of six digits"))]
    for asked, good in zip((info, off, fetch, sm4), replies, strict=True):
        assert [asked.answered_by(one) for one in replies] == [one is good for one in replies]
        assert asked.answered_by(reply(REFUSED)), "a refusal may answer anything"


@settings(max_examples=60)
@given(stream, st.lists(st.integers(min_value=0, max_value=9), max_size=60))
def test_any_chunking_gives_the_same(data: bytes, sizes: list[int]) -> None:
    assert decode(data, sizes) == decode(data)


@settings(max_examples=60)
@given(stream)
def test_no_byte_is_lost_or_counted_twice(data: bytes) -> None:
    messages, spoiled = decode(data)
    taken = sum(1 if isinstance(one, ZtKey) else len(frame(bytes([one.status]) + one.data)) for one in messages)
    assert taken + spoiled == len(data)


@settings(max_examples=60)
@given(noise, st.sampled_from(GOOD))
def test_noise_never_loses_the_good_reply_after_it(before: bytes, good: bytes) -> None:
    assert ZtDecoder().feed(before + good)[-1] == reply(good)


@settings(max_examples=60)
@given(st.integers(min_value=0x7F, max_value=0xFF), st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_what_is_framed_is_read_again(status: int, data: str) -> None:
    assert reply(frame(bytes([status]) + data.encode())) == ZtReply(status, data.encode())


@settings(max_examples=40)
@given(st.lists(st.binary(min_size=1, max_size=200) | treacherous, max_size=40))
def test_it_never_holds_more_than_a_frame(pieces: list[bytes]) -> None:
    decoder = ZtDecoder()
    for piece in pieces:
        decoder.feed(piece)
        assert len(decoder._unread) <= 1 + 7 + 9999 + 3
