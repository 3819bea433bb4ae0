"""KMY3501 frames in both forms: golden bytes, any chunking, noise of every kind, and keys between the replies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kiosk.hardware.pin_pad.kmy import commands
from kiosk.hardware.pin_pad.kmy.wire import (
    CANCEL,
    CLEAR,
    DIGITS,
    DOUBLE_ZERO,
    ENTER,
    LONGEST,
    MASK,
    TIME_OUT,
    Form,
    KmyDecoder,
    KmyKey,
    KmyReply,
    KmyStatus,
    KmyTail,
    Message,
    frame,
)
from tests.pin_pad_vectors import FORMS, KMY, KMY_COMMANDS, KMY_REPLIES, kmy

GOOD = [kmy(name, form) for name in ("done", "block", "the version") for form in FORMS]
form_of = pytest.mark.parametrize("form", FORMS)
# Noise made of the frame's own bytes finds the corners that random bytes miss.
treacherous = st.lists(
    st.sampled_from([b"\x02", b"\x03", b"\x01\x04", b"01", b"0104", b"\x00", b"\x80", b"F", b"*", b"\x7f"]), max_size=12
).map(b"".join)
noise = st.binary(max_size=60) | treacherous
stream = st.lists(noise | st.sampled_from(GOOD), max_size=8).map(b"".join)


def command(vector: dict[str, Any], form: str) -> commands.Command:
    """The command a vector names."""
    values = {name: commands.Keys[it] if name == "keys" else it for name, it in vector.get("values", {}).items()}
    made = getattr(commands, vector["command"])(form=Form(form), **values)
    assert isinstance(made, commands.Command)
    return made


def decode(
    data: bytes, sizes: list[int] | None = None, forms: Sequence[Form] = tuple(Form)
) -> tuple[list[Message], int]:
    """All messages in the bytes and the noise, fed in pieces of the given sizes."""
    decoder, at = KmyDecoder(forms), 0
    messages: list[Message] = []
    for size in [*(sizes or []), len(data)]:
        messages += decoder.feed(data[at : at + size])
        at += size
    decoder.drop()
    return messages, decoder.noise


def reply(name: str) -> KmyReply:
    """What a golden reply says."""
    vector = KMY_REPLIES[name]
    return KmyReply(vector["status"], bytes.fromhex(vector["data"]))


@form_of
@pytest.mark.parametrize("vector", KMY_COMMANDS.values(), ids=KMY_COMMANDS.keys())
def test_commands_are_the_golden_bytes(vector: dict[str, Any], form: str) -> None:
    made = command(vector, form)
    assert made.encode() == bytes.fromhex(vector[form])
    assert made.private is vector.get("private", False)
    assert "900001234567" not in repr(made)


def test_only_what_may_be_said_twice_is_repeatable() -> None:
    twice = {vector["command"] for vector in KMY_COMMANDS.values() if command(vector, "split").repeatable}
    assert twice == {"Version", "SetKeys", "UseTripleDes", "UseKey"}


@form_of
@pytest.mark.parametrize("vector", KMY_REPLIES.values(), ids=KMY_REPLIES.keys())
def test_replies_are_read_from_the_golden_bytes(vector: dict[str, Any], form: str) -> None:
    for forms in ((Form(form),), tuple(Form)):
        (read,), spoiled = decode(bytes.fromhex(vector[form]), forms=forms)
        assert isinstance(read, KmyReply)
        assert (read.status, read.data) == (vector["status"], bytes.fromhex(vector["data"]))
        assert (read.done, read.meaning) == (vector["done"], vector["meaning"])
        assert spoiled == 0
        assert repr(read) == f"KmyReply({read.status:02X}, {len(read.data)} bytes)"


def test_a_binary_reply_may_have_a_tail() -> None:
    assert decode(kmy("done", "binary") + b"\x03*") == ([reply("done"), KmyTail(), KmyKey(MASK)], 0)
    assert decode(kmy("done", "split") + b"\x03") == ([reply("done")], 1)
    assert decode(kmy("done", "binary") + b"*\x03") == ([reply("done"), KmyKey(MASK)], 1)


def test_every_key_is_heard_outside_a_frame_and_shows_itself_to_nobody() -> None:
    codes = bytes.fromhex(KMY["keys"]["codes"])
    assert codes == DIGITS + bytes([DOUBLE_ZERO[0], CLEAR, CANCEL, ENTER])
    assert (KMY["keys"]["mask"], KMY["keys"]["time_out"]) == (MASK, TIME_OUT)
    keys, spoiled = decode(codes + bytes([MASK, TIME_OUT]))
    assert keys == [KmyKey(code) for code in codes + bytes([MASK, TIME_OUT])]
    assert spoiled == 0
    assert {repr(key) for key in keys} == {"KmyKey(hidden)"}


@form_of
def test_keys_before_between_and_after_replies(form: str) -> None:
    done, block = kmy("done", form), kmy("block", form)
    messages, spoiled = decode(b"**" + done + b"\r" + block + b"*", forms=[Form(form)])
    assert messages == [KmyKey(42), KmyKey(42), reply("done"), KmyKey(13), reply("block"), KmyKey(42)]
    assert spoiled == 0


def test_keys_that_a_false_beginning_had_swallowed_are_heard_after_the_reply_in_it() -> None:
    """The false beginning claims nine bytes; when they are there, the reply and the keys among them come out."""
    swallowed = bytes.fromhex("02 09") + kmy("done", "binary") + b"\x03" + b"*" * 5
    assert decode(swallowed, forms=[Form.BINARY]) == ([reply("done"), KmyTail(), *[KmyKey(MASK)] * 5], 2)
    assert decode(swallowed + b"*", forms=[Form.BINARY])[0][-1] == KmyKey(MASK)


@form_of
def test_what_is_left_of_a_spoiled_reply_is_never_taken_for_keys(form: str) -> None:
    """A block's bytes, and all hex digits, may be key codes: they would become digits of somebody's PIN."""
    block = kmy("block", form)
    spoiled = block[:5] + b"\x33" + block[6:]
    decoder = KmyDecoder([Form(form)])
    assert decoder.feed(spoiled + b"55") == []
    assert decoder.noise == len(spoiled) + 2
    decoder.drop()
    assert decoder.feed(b"5") == [KmyKey(0x35)], "after a silence keys are keys again"
    assert decode(spoiled + kmy("done", form) + b"5", forms=[Form(form)])[0] == [reply("done"), KmyKey(0x35)]


@form_of
@pytest.mark.parametrize("name", ["done", "block"])
def test_a_reply_cut_off_anywhere_is_noise(name: str, form: str) -> None:
    whole = kmy(name, form)
    for keep in range(1, len(whole)):
        decoder = KmyDecoder([Form(form)])
        assert decoder.feed(whole[:keep]) == []
        decoder.drop()
        assert decoder.noise == keep
        assert decoder.feed(whole) == [reply(name)]


@pytest.mark.parametrize("data", ["02 00", "02 81", "02 FF", "02 30 30", "02 38 31", "02 46 47", "02 30 31 47"])
def test_absurd_lengths_are_refused_at_once(data: str) -> None:
    decoder = KmyDecoder([Form.SPLIT if data[3] in "34" else Form.BINARY])
    assert decoder.feed(bytes.fromhex(data)) == []
    assert decoder.noise == len(bytes.fromhex(data))


def test_every_status_has_a_meaning_and_unknown_ones_say_so() -> None:
    assert {int(row) for row in KmyStatus} == {4, 0x15, 0x80, 0xA4, 0xB5, 0xC4, 0xD5, 0xE0, *range(0xF0, 0xF8)}
    assert all(KmyReply(row, b"").meaning == row.meaning for row in KmyStatus)
    assert KmyReply(0x99, b"").meaning == "unknown status"
    assert [row.name for row in KmyStatus if KmyReply(row, b"").done] == ["DONE", "DONE_NO_MASTER_KEY", "DONE_BATTERY"]


def test_a_reply_fits_the_question_by_its_size() -> None:
    """Replies do not say what they answer: a late one must not be taken for the answer to another question."""
    form = Form.SPLIT
    asked = [commands.Version(form), commands.SetKeys(form, commands.Keys.OFF), commands.FetchBlock(form)]
    replies = [reply("the version"), reply("done"), reply("block")]
    for question, good in zip(asked, replies, strict=True):
        assert [question.answered_by(one) for one in replies] == [one is good for one in replies]
        assert question.answered_by(reply("parameter wrong")), "a refusal may answer anything"


@settings(max_examples=60)
@given(stream, st.lists(st.integers(min_value=0, max_value=9), max_size=60), st.sampled_from([*Form, None]))
def test_any_chunking_gives_the_same(data: bytes, sizes: list[int], form: Form | None) -> None:
    forms = [form] if form else list(Form)
    assert decode(data, sizes, forms) == decode(data, forms=forms)


@settings(max_examples=60)
@given(stream, st.sampled_from(Form))
def test_no_byte_is_lost_or_counted_twice(data: bytes, form: Form) -> None:
    messages, spoiled = decode(data, forms=[form])
    frames = [frame(form, bytes([one.status]) + one.data) for one in messages if isinstance(one, KmyReply)]
    assert all(framed in data for framed in frames), "no reply without its 02"
    replies = [len(framed) for framed in frames]
    assert sum(replies) + sum(not isinstance(one, KmyReply) for one in messages) + spoiled == len(data)


@settings(max_examples=60)
@given(noise, st.sampled_from(["done", "block", "the version"]), st.sampled_from(FORMS))
def test_noise_never_loses_the_good_reply_after_it(before: bytes, name: str, form: str) -> None:
    decoder = KmyDecoder([Form(form)])
    messages = decoder.feed(before + kmy(name, form))
    # A false beginning may claim more bytes than have come. More bytes settle it: here as many as it can claim.
    messages += decoder.feed(bytes([0xFF]) * (2 * LONGEST + 6))
    replies = [one for one in messages if isinstance(one, KmyReply)]
    # One check in 256 is right by chance; nobody can tell that from a reply.
    assume(all(one == reply(name) for one in replies))
    assert replies == [reply(name)]


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=0xFF), st.binary(max_size=LONGEST - 1), st.sampled_from(Form))
def test_what_is_framed_is_read_again(status: int, data: bytes, form: Form) -> None:
    assert decode(frame(form, bytes([status]) + data), forms=[form]) == ([KmyReply(status, data)], 0)


@settings(max_examples=40)
@given(st.lists(st.binary(min_size=1, max_size=200) | treacherous, max_size=40))
def test_it_never_holds_more_than_a_frame(pieces: list[bytes]) -> None:
    decoder = KmyDecoder()
    for piece in pieces:
        decoder.feed(piece)
        assert len(decoder._unread) <= 2 * LONGEST + 6
