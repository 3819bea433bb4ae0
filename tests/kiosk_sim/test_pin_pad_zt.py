"""The simulated ZT588 and ZT598 by themselves: the same golden bytes as the driver, and how a pad behaves."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_sim.pin_blocks import TEST_KEY, unseal
from kiosk_sim.pin_pad import Doing
from kiosk_sim.pin_pad_frames import ZtEar, zt_frame
from kiosk_sim.pin_pad_zt import ZtPinPad
from tests.kiosk_sim.hand_clock import HandClock
from tests.pin_pad_vectors import ZT, ZT_COMMANDS, ZT_REPLIES, information, long_frame, named, zt

SECRET = "271828"
CLEAR = {name: bytes.fromhex(vector["clear"]) for name, vector in named(ZT["pin_block"]).items()}


class Counter:
    """A pad on the counter, with everything it said."""

    def __init__(self, **options: Any) -> None:
        self.clock = HandClock()
        self.pad = ZtPinPad(self.clock, **options)
        self.keys = bytearray()
        self.pad.speak = self.keys.extend

    def ask(self, *names: str) -> bytes:
        """Say golden commands one after the other; gives the reply to the last."""
        replies = [self.pad.receive(zt(name)) for name in names]
        assert all(len(reply) == 1 for reply in replies)
        return replies[-1][0].data

    def say(self, text: str) -> bytes:
        """Say a text; gives the reply."""
        (reply,) = self.pad.receive(zt_frame(text.encode("ascii")))
        return reply.data


@pytest.mark.parametrize("vector", ZT_COMMANDS.values(), ids=ZT_COMMANDS.keys())
def test_it_hears_the_golden_bytes(vector: dict[str, Any]) -> None:
    framed = bytes.fromhex(vector["hex"])
    (text,) = ZtEar().hear(framed)
    assert zt_frame(text) == framed
    assert ZtEar().hear(framed[:-1]) == []
    ear = ZtEar()
    assert [text for byte in b"\x00\x0212" + framed for text in ear.hear(bytes([byte]))] == [text]


@pytest.mark.parametrize("vector", ZT_REPLIES.values(), ids=ZT_REPLIES.keys())
def test_its_frames_are_the_golden_bytes(vector: dict[str, Any]) -> None:
    assert zt_frame(bytes([vector["status"]]) + vector["data"].encode()) == bytes.fromhex(vector["hex"])


def test_a_long_text_has_a_longer_length() -> None:
    assert zt_frame(b"\x60" + b"A" * 999) == long_frame()
    assert ZtEar().hear(long_frame()) == [b"\x60" + b"A" * 999]


def test_it_tells_about_itself_and_obeys() -> None:
    desk = Counter()
    assert [desk.ask(name) for name in ("input off", "key table", "mask character", "beep on")] == [zt("done")] * 4
    assert desk.ask("time limit 30 s", "at least 6 digits", "at most 12 digits") == zt("done")
    assert desk.say("5404") == zt("done")
    assert desk.ask("information") == information()
    assert desk.pad.beeps
    desk.ask("beep off")
    assert not desk.pad.beeps


def test_plain_keys_send_what_the_table_says() -> None:
    desk = Counter()
    desk.pad.press("1")
    assert desk.keys == b"", "off"
    desk.ask("key table", "plain keys on")
    desk.pad.press(*ZT["keys"]["names"])
    assert desk.keys == bytes.fromhex(ZT["keys"]["codes"])
    desk.ask("input off")
    desk.pad.press("1")
    assert len(desk.keys) == 24


def test_plain_keys_end_when_nobody_presses_any() -> None:
    desk = Counter()
    desk.ask("time limit 30 s", "plain keys on")
    desk.clock.pass_by(29)
    desk.pad.press("7")
    desk.clock.pass_by(29)
    assert desk.keys == b"7"
    desk.clock.pass_by(1)
    assert desk.keys == b"7\x80"
    assert desk.pad.keypad.doing is Doing.NOTHING


@pytest.mark.parametrize(
    ("fetch", "clear"),
    [("seal ISO-0 block", "format 0"), ("seal ISO-3 block", "format 3"), ("seal SM4 block", "SM4 form")],
)
def test_a_pin_leaves_it_only_as_a_block(fetch: str, clear: str) -> None:
    desk = Counter()
    desk.ask("at least 6 digits", "at most 12 digits", "begin PIN, clear takes all")
    desk.pad.press(*"123456", "enter")
    assert desk.keys == b"******\r"
    reply = desk.ask(fetch)
    assert reply[4:9] == b"\x600106"
    block = unseal("sm4" if "SM4" in fetch else "3des", TEST_KEY, bytes.fromhex(reply[9:-3].decode("ascii")))
    assert block[:4] == CLEAR[clear][:4]
    if clear == "format 3":
        unmixed = bytes(one ^ other for one, other in zip(block[4:], bytes.fromhex("01234567"), strict=True))
        assert set(unmixed.hex()) <= set("abcdef")
    else:
        assert block == CLEAR[clear]
    assert desk.ask(fetch) == zt("no PIN entered"), "the PIN is forgotten"


def test_a_zt588_is_told_everything_at_once_and_ends_by_itself() -> None:
    desk = Counter(dialect="zt588")
    assert desk.ask("fetch block") == zt("no PIN entered")
    assert desk.ask("begin sealed PIN") == zt("done")
    desk.pad.press(*"129", "clear", *"3456")
    assert desk.keys == b"***\x08****"
    block = desk.ask("fetch block")
    assert unseal("3des", TEST_KEY, bytes.fromhex(block[9:-3].decode("ascii"))) == CLEAR["format 0"]
    assert desk.say("600012")[4] == 0xE8
    assert desk.say("7") == zt("no PIN entered")
    assert Counter().ask("begin sealed PIN")[4] == 0xE8, "a ZT598 knows the other text"


def test_clear_cancel_short_and_late() -> None:
    desk = Counter()
    desk.ask("at least 6 digits", "at most 12 digits", "time limit 30 s", "begin PIN, clear takes all")
    desk.pad.press("1", "00", "clear", "4", "enter")
    assert desk.keys == b"***\x08*", "enter is too early"
    desk.pad.press("cancel", "5")
    assert desk.keys == b"***\x08*\x1b"
    assert desk.ask("seal ISO-0 block") == zt("no PIN entered")
    desk.ask("begin PIN, clear takes one")
    desk.pad.press("1", "2", "clear")
    assert desk.pad.keypad.pin == "1"
    desk.clock.pass_by(30)
    assert desk.keys.endswith(b"**\x08\x80")
    assert desk.ask("seal ISO-0 block") == zt("input timed out")
    short = Counter(short_enter="ends")
    short.ask("begin PIN, clear takes all")
    short.pad.press("1", "enter")
    assert short.keys == b"*\r"


def test_keys_that_are_missing_or_of_another_kind() -> None:
    desk = Counter()
    desk.ask("begin PIN, clear takes all")
    desk.pad.press(*"123456", "enter")
    assert desk.say("74F 900001234567") == zt("key missing")
    assert desk.say("741 900001234567")[4] == 0xE5
    assert desk.ask("seal ISO-0 block")[4] == 0x60, "refusals forget nothing"


def test_the_command_that_the_kiosk_cannot_say_wipes_it() -> None:
    """So that a test of the whole kiosk may ask `wiped`, and the answer means something."""
    desk = Counter()
    before = desk.pad.wiped
    desk.say("5031")
    assert [before, desk.pad.wiped] == [False, True]
    assert desk.pad.keys == {}
    assert desk.say("2004000") == zt("authorisation required")


@pytest.mark.parametrize(
    ("fault", "asked", "reply"),
    [
        ("battery-low", "information", "battery low"),
        ("tampered", "information", "tampered"),
        ("removed", "information", "removed"),
        ("key-missing", "seal ISO-0 block", "key missing"),
        ("not-authorised", "seal ISO-0 block", "authorisation required"),
        ("authorisation-locked", "seal ISO-0 block", "authorisation locked"),
        ("sm-chip-silent", "seal SM4 block", "SM chip silent"),
    ],
)
def test_faults_are_answered(fault: str, asked: str, reply: str) -> None:
    desk = Counter()
    desk.pad.faults[fault].begin()
    assert desk.ask(asked) == zt(reply)
    desk.pad.faults[fault].end()
    assert desk.ask("information")[4] == 0x60
    assert desk.ask(asked) != zt(reply)


def test_faults_of_the_keys_and_of_everything() -> None:
    desk = Counter()
    faults = desk.pad.faults
    desk.ask("plain keys on")
    faults["dead-keys"].begin()
    desk.pad.press("1")
    faults["dead-keys"].end()
    faults["silent"].begin()
    desk.pad.press("2")
    assert desk.pad.receive(zt("information")) == []
    faults["silent"].end()
    assert desk.keys == b""
    faults["stuck-key"].begin()
    faults["stuck-key"].begin()
    desk.clock.pass_by(1)
    faults["stuck-key"].end()
    desk.clock.pass_by(1)
    assert 19 <= len(desk.keys) <= 21
    assert set(desk.keys) == {0x35}


def test_nonsense_is_refused_or_passed_over() -> None:
    desk = Counter()
    assert [desk.say(text)[4] for text in ("3x", "4", "4" + "G" * 48, "50", "5036", "5931", "6", "7", "z", "o")] == [
        *(0xE8, 0xE8, 0xE9, 0xE8, 0xEB, 0xEB, 0xE8, 0xE8, 0xEB, 0xEB)
    ]
    assert desk.pad.receive(zt("information")[:-1] + b"0") == [], "a spoiled frame"
    assert desk.ask("information")[4] == 0x60


def test_half_a_frame_is_forgotten_after_a_silence() -> None:
    desk = Counter()
    desk.clock.pass_by(1)
    assert desk.pad.receive(b"\x02900") == []
    desk.clock.pass_by(1)
    assert desk.ask("information")[4] == 0x60


@settings(max_examples=60)
@given(st.lists(st.binary(max_size=40) | st.sampled_from([zt("information"), b"\x02", b"\x02001"]), max_size=8))
def test_nothing_it_hears_breaks_it(pieces: list[bytes]) -> None:
    desk = Counter()
    for piece in pieces:
        desk.pad.receive(piece)
    desk.clock.pass_by(1)
    assert desk.ask("information")[4] == 0x60
