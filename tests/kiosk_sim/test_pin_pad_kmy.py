"""The simulated KMY3501 by itself: the same golden bytes as the driver, and how a pad behaves."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_sim.pin_blocks import TEST_KEY, unseal
from kiosk_sim.pin_pad_frames import KmyEar, kmy_frame
from kiosk_sim.pin_pad_kmy import KmyPinPad
from tests.kiosk_sim.hand_clock import HandClock
from tests.pin_pad_vectors import FORMS, KMY, KMY_COMMANDS, KMY_REPLIES, ZT, kmy, named

Form = Literal["binary", "split"]
form_of = pytest.mark.parametrize("form", FORMS)
CLEAR = bytes.fromhex(named(ZT["pin_block"])["format 0"]["clear"])
BEGIN = ("3DES", "key 00 01", "card", "keys on", "begin PIN")


class Counter:
    """A pad on the counter, with everything it said."""

    def __init__(self, form: Form = "split", **options: Any) -> None:
        self.form: Form = form
        self.clock = HandClock()
        self.pad = KmyPinPad(self.clock, form=form, **options)
        self.keys = bytearray()
        self.pad.speak = self.keys.extend

    def ask(self, *names: str) -> bytes:
        """Say golden commands one after the other; gives the reply to the last."""
        replies = [self.pad.receive(kmy(name, self.form)) for name in names]
        assert all(len(reply) == 1 for reply in replies)
        return replies[-1][0].data

    def say(self, body: str) -> bytes:
        """Say a command in hex; gives the reply."""
        (reply,) = self.pad.receive(kmy_frame(self.form, bytes.fromhex(body)))
        return reply.data

    def told(self, name: str) -> bytes:
        """A golden reply."""
        return kmy(name, self.form)


@form_of
@pytest.mark.parametrize("vector", KMY_COMMANDS.values(), ids=KMY_COMMANDS.keys())
def test_it_hears_the_golden_bytes(vector: dict[str, Any], form: Form) -> None:
    framed = bytes.fromhex(vector[form])
    (body,) = KmyEar(form).hear(framed)
    assert kmy_frame(form, body) == framed
    assert KmyEar(form).hear(framed[:-1]) == []
    ear = KmyEar(form)
    assert [body for byte in b"\x00\xff" + framed for body in ear.hear(bytes([byte]))] == [body]


@form_of
@pytest.mark.parametrize("vector", KMY_REPLIES.values(), ids=KMY_REPLIES.keys())
def test_its_frames_are_the_golden_bytes(vector: dict[str, Any], form: Form) -> None:
    assert kmy_frame(form, bytes([vector["status"]]) + bytes.fromhex(vector["data"])) == bytes.fromhex(vector[form])


@form_of
def test_it_tells_about_itself(form: Form) -> None:
    desk = Counter(form)
    assert desk.ask("version") == desk.told("the version")
    assert desk.say("38") == kmy_frame(form, bytes.fromhex("0400000001"))
    assert desk.say("99") == desk.told("unknown command")


def test_a_binary_reply_may_have_a_tail() -> None:
    assert Counter("binary", tail=True).ask("keys off") == kmy("done", "binary") + b"\x03"
    assert Counter("split", tail=True).ask("keys off") == kmy("done", "split")


def test_plain_keys_send_their_bytes() -> None:
    desk = Counter()
    desk.pad.press("1")
    desk.ask("keys on")
    desk.pad.press(*KMY["keys"]["names"], "A")
    assert desk.keys == bytes.fromhex(KMY["keys"]["codes"]), "a KMY has no side keys"
    desk.ask("keys off")
    desk.pad.press("1")
    assert len(desk.keys) == 14
    desk.ask("keys on, silent")
    assert not desk.pad.beeps
    desk.clock.pass_by(60)
    assert desk.keys.endswith(b"\x0d\x00")


@form_of
def test_a_pin_leaves_it_only_as_a_block(form: Form) -> None:
    desk = Counter(form)
    assert [desk.ask(name) for name in BEGIN] == [desk.told("done")] * 5
    desk.pad.press(*"129", "clear", *"3456")
    assert desk.keys == b"***\x08****", "it ends by itself at the sixth digit"
    (body,) = KmyEar(form).hear(desk.ask("fetch block"))
    assert body[0] == 4
    assert unseal("3des", TEST_KEY, body[1:]) == CLEAR
    assert desk.ask("fetch block") == desk.told("parameter wrong"), "the PIN is forgotten"


def test_cancel_short_and_late() -> None:
    desk = Counter()
    desk.ask(*BEGIN)
    desk.pad.press("1", "cancel", "2")
    assert desk.ask("fetch block") == desk.told("parameter wrong")
    desk.ask(*BEGIN)
    desk.pad.press("1", "enter", "2")
    assert desk.keys == b"*\x1b*\x0d", "it knows no minimum"
    desk.ask(*BEGIN)
    desk.clock.pass_by(30)
    assert desk.keys.endswith(b"\x00")
    assert desk.ask("fetch block") == desk.told("input timed out")


def test_without_a_key_there_is_no_entry() -> None:
    desk = Counter()
    assert desk.say("430002") == desk.told("parameter wrong")
    assert desk.ask("begin PIN") == desk.told("parameter wrong")
    assert [desk.say(body) for body in ("3431", "4507", "46FFFF", "3001", "3199", "4600", "43")] == [
        desk.told("parameter wrong")
    ] * 7


def test_the_command_that_the_kiosk_cannot_say_wipes_it() -> None:
    """So that a test of the whole kiosk may ask `wiped`, and the answer means something."""
    desk = Counter()
    desk.say("31")
    before = desk.pad.wiped
    desk.say("3138")
    assert [before, desk.pad.wiped] == [False, True]
    assert desk.ask("key 00 01") == desk.told("parameter wrong")


@pytest.mark.parametrize(
    ("fault", "asked", "reply"),
    [
        ("battery-low", "keys off", "done, battery low"),
        ("battery-empty", "keys off", "battery"),
        ("master-key-invalid", "keys off", "done, no master key"),
        ("master-key-invalid", "key 00 01", "no master key"),
        ("key-missing", "key 00 01", "parameter wrong"),
        ("stuck-key", "version", "self-test: key"),
    ],
)
def test_faults_are_answered(fault: str, asked: str, reply: str) -> None:
    desk = Counter()
    desk.pad.faults[fault].begin()
    assert desk.ask(asked) == desk.told(reply)
    desk.pad.faults[fault].end()
    assert desk.ask("keys off") == desk.told("done")
    assert desk.ask(asked) != desk.told(reply)


def test_every_self_test_error_can_happen() -> None:
    desk = Counter()
    seen = set()
    for fault in desk.pad.faults.values():
        fault.begin()
        seen |= {
            body[0] for reply in desk.pad.receive(kmy("version", "split")) for body in KmyEar("split").hear(reply.data)
        }
        fault.end()
    assert set(range(0xF0, 0xF8)) <= seen


def test_faults_of_the_keys_and_of_everything() -> None:
    desk = Counter()
    desk.ask("keys on")
    for name in ("dead-keys", "silent"):
        desk.pad.faults[name].begin()
        desk.pad.press("1")
        assert len(desk.pad.receive(kmy("keys on", "split"))) == (name == "dead-keys")
        desk.pad.faults[name].end()
    assert desk.keys == b""
    desk.pad.press("1")
    assert desk.keys == b"1"


@form_of
@settings(max_examples=40)
@given(st.lists(st.binary(max_size=40) | st.sampled_from([kmy("version", "split"), b"\x02", b"\x02\xff"]), max_size=8))
def test_nothing_it_hears_breaks_it(form: Form, pieces: list[bytes]) -> None:
    desk = Counter(form)
    for piece in pieces:
        desk.pad.receive(piece)
    desk.clock.pass_by(1)
    assert desk.ask("version") == desk.told("the version")
