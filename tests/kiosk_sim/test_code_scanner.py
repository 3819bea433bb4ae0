"""The simulated code scanner by itself: the same golden bytes as the driver, and what light, hand and faults do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_sim.code_scanner import CodeScannerDevice
from kiosk_sim.pcscd import RoomError
from kiosk_sim.scanner_ears import Ear, Gm65Ear, HoneywellEar, NewlandEar, Order, xmodem
from kiosk_sim.verbs import Vocabulary, verb
from tests.scanner_vectors import FAMILIES, each, golden, label, vectors
from tests.virtual_time import run

ANSWERS = {
    ("newland", "trigger"): "trigger done",
    ("newland", "stop"): "stop done",
    ("gm65", "trigger"): "done",
    ("gm65", "stop"): "done",
    ("gm65", "ask speed"): "speed 9600",
}


class Counter:
    """Where a scanner stands: it hears what it says."""

    def __init__(self, family: Any = "newland", terminator: Any = "cr") -> None:
        self.said = b""
        self.device = CodeScannerDevice(asyncio.get_running_loop(), family, terminator)
        self.device.speak = self._hear
        self._family = family

    def tell(self, command: str) -> bytes:
        """Tell it something; gives its answer."""
        return b"".join(reply.data for reply in self.device.receive(golden(self._family, "command", command)))

    def heard(self) -> bytes:
        """What it said since the last time."""
        said, self.said = self.said, b""
        return said

    def _hear(self, data: bytes) -> None:
        self.said += data


def at_counter(story: Callable[[Counter], Awaitable[None]], *settings: Any) -> None:
    """Tell a story at a counter, in virtual time."""

    async def told() -> None:
        await story(Counter(*settings))

    run(told())


@pytest.mark.parametrize(("family", "vector"), each("command"), ids=label)
def test_every_command_is_answered_as_the_family_answers(family: str, vector: dict[str, Any]) -> None:
    async def story(counter: Counter) -> None:
        answer = ANSWERS.get((family, vector["name"]))
        assert counter.tell(vector["name"]) == (golden(family, "reply", answer) if answer else b"")
        assert counter.device.lit is (vector["name"] == "trigger")
        assert counter.device.flash_writes == 0

    at_counter(story, family)


def test_what_a_host_can_do_wrong_is_counted() -> None:
    async def story(counter: Counter) -> None:
        (reply,) = counter.device.receive(golden("newland", "stored", "trigger, stored"))
        assert reply.data == golden("newland", "reply", "trigger done, stored")
        assert (counter.device.flash_writes, counter.device.lit) == (1, True)

    at_counter(story)


@pytest.mark.parametrize("vector", vectors("gm65", "other").values(), ids=label)
def test_the_engine_saves_and_skips_the_crc_when_it_is_told_to(vector: dict[str, Any]) -> None:
    async def story(counter: Counter) -> None:
        (reply,) = counter.device.receive(bytes.fromhex(vector["hex"]))
        assert reply.data == golden("gm65", "reply", vector["answer"])
        assert counter.device.flash_writes == vector["stores"]

    at_counter(story, "gm65")


def test_a_wrong_crc_is_passed_over_in_silence() -> None:
    async def story(counter: Counter) -> None:
        frame = golden("gm65", "command", "trigger")
        assert counter.device.receive(frame[:-1] + b"\xdb") == []
        assert not counter.device.lit
        assert counter.tell("trigger") == golden("gm65", "reply", "done")

    at_counter(story, "gm65")


@pytest.mark.parametrize("vector", vectors("gm65", "reply").values(), ids=label)
def test_the_crc_is_that_of_the_golden_bytes(vector: dict[str, Any]) -> None:
    frame = bytes.fromhex(vector["hex"])
    assert xmodem(frame[2:-2]) == frame[-2:]
    assert xmodem(b"123456789") == bytes.fromhex("31C3"), "the check value every table of CRCs gives"


def test_what_newland_does_not_know_it_says_so() -> None:
    async def story(counter: Counter) -> None:
        (reply,) = counter.device.receive(b"~\x010000#NOSUCH1;\x03")
        assert reply.data == b"\x02\x010000#NOSUCH1\x05;\x03"

    at_counter(story)


@pytest.mark.parametrize(("family", "vector"), each("code"), ids=label)
def test_a_code_shown_after_the_trigger_is_read_once(family: str, vector: dict[str, Any]) -> None:
    async def story(counter: Counter) -> None:
        counter.tell("trigger")
        await asyncio.sleep(1)
        assert counter.heard() == b""
        counter.device.show(vector["text"])
        await asyncio.sleep(0.2)
        assert counter.heard() == bytes.fromhex(vector["hex"])
        assert not counter.device.lit
        await asyncio.sleep(60)
        assert (counter.heard(), counter.device.reads) == (b"", 1)
        counter.tell("trigger")
        await asyncio.sleep(0.2)
        assert counter.heard() == bytes.fromhex(vector["hex"]), "it still lies there"

    at_counter(story, family, vector["terminator"])


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_is_read_untold_after_stop_or_when_its_time_is_over(family: str) -> None:
    async def story(counter: Counter) -> None:
        counter.device.show("TEST-0001")
        await asyncio.sleep(60)
        counter.tell("trigger")
        counter.tell("stop")
        await asyncio.sleep(60)
        counter.device.take_away()
        counter.tell("trigger")
        await asyncio.sleep(31)
        assert not counter.device.lit
        counter.device.show("TEST-0001")
        await asyncio.sleep(60)
        assert counter.heard() == b""

    at_counter(story, family)


def test_a_hand_can_be_told_what_to_do_in_words() -> None:
    async def story(counter: Counter) -> None:
        words = Vocabulary(verb(words, does) for words, does in counter.device.verbs.items())
        assert (
            words.help.split()
            == (
                "show code CODE Hold a code before the scanner; another one that is held there is taken away. "
                "take code away Take the code away from the scanner. "
                "light Whether its light is on, and what it has read so far."
            ).split()
        )
        counter.tell("trigger")
        await words.do("show code TEST 0001")
        await asyncio.sleep(0.2)
        assert counter.heard() == b"TEST 0001\r"
        await words.do("take code away")
        counter.tell("trigger")
        await asyncio.sleep(1)
        assert counter.heard() == b""
        with pytest.raises(RoomError, match="printable ASCII"):
            await words.do("show code 测试")

    at_counter(story)


def test_taken_away_too_soon() -> None:
    async def story(counter: Counter) -> None:
        counter.tell("trigger")
        counter.device.show("TEST-0001")
        await asyncio.sleep(0.05)
        counter.device.take_away()
        await asyncio.sleep(1)
        assert (counter.heard(), counter.device.lit) == (b"", True)

    at_counter(story)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("silent", b""),
        ("dirty-window", b""),
        ("auto-scan", b"TEST-0001\r"),
        ("wrong-terminator", b"TEST-0001\n"),
        ("no-terminator", b"TEST-0001"),
        ("half-code", b"TEST"),
        ("babble", b"0123456789" * 120),
        ("refuses", b""),
        ("unsupported", b""),
    ],
)
def test_every_fault_shows_and_ends(fault: str, said: bytes) -> None:
    async def story(counter: Counter) -> None:
        device = counter.device
        device.faults[fault].begin()
        device.faults[fault].begin()
        device.show("TEST-0001")
        if fault != "auto-scan":
            counter.tell("trigger")
        await asyncio.sleep(0.5)
        assert counter.heard() == said
        device.faults[fault].end()
        device.faults[fault].end()
        counter.heard()
        device.take_away()
        await asyncio.sleep(10)
        device.show("TEST-0002")
        await asyncio.sleep(10)
        assert counter.heard() == b""
        assert counter.tell("trigger") == golden("newland", "reply", "trigger done")
        await asyncio.sleep(1)
        assert counter.heard() == b"TEST-0002\r"

    at_counter(story)


def test_the_faults_are_these() -> None:
    async def story(counter: Counter) -> None:
        common = {"silent", "dirty-window", "auto-scan", "wrong-terminator", "no-terminator", "half-code", "babble"}
        assert set(counter.device.faults) == common | {"refuses", "unsupported"}
        assert set(Counter("gm65").device.faults) == set(Counter("honeywell").device.faults) == common
        assert all(fault.says for fault in counter.device.faults.values())

    at_counter(story)


@pytest.mark.parametrize(
    ("fault", "answer"), [("silent", None), ("refuses", "trigger refused"), ("unsupported", "trigger unsupported")]
)
def test_what_it_answers_when_it_will_not(fault: str, answer: str | None) -> None:
    async def story(counter: Counter) -> None:
        counter.device.faults[fault].begin()
        assert counter.tell("trigger") == (golden("newland", "reply", answer) if answer else b"")
        assert not counter.device.lit

    at_counter(story)


def test_one_that_reads_by_itself_reads_again_and_again() -> None:
    async def story(counter: Counter) -> None:
        counter.device.faults["auto-scan"].begin()
        counter.device.show("TEST-0001")
        await asyncio.sleep(3.5)
        assert counter.heard() == b"TEST-0001\r" * 4
        counter.device.faults["auto-scan"].end()
        await asyncio.sleep(5)
        assert counter.heard() == b""

    at_counter(story)


def test_plugged_in_again_it_is_dark() -> None:
    async def story(counter: Counter) -> None:
        counter.tell("trigger")
        counter.device.receive(golden("newland", "command", "trigger")[:5])
        counter.device.power_up()
        assert not counter.device.lit
        assert counter.tell("stop") == golden("newland", "reply", "stop done")

    at_counter(story)


EARS: dict[str, Callable[[], Ear]] = {"newland": NewlandEar, "honeywell": HoneywellEar, "gm65": Gm65Ear}


@settings(max_examples=100)
@given(st.sampled_from(FAMILIES), st.binary(max_size=40), st.lists(st.integers(1, 5), max_size=20))
def test_a_command_is_heard_in_any_pieces_and_after_any_noise(family: str, noise: bytes, sizes: list[int]) -> None:
    noise = noise.replace(b"\x7e", b"").replace(b"\x16", b"")
    data = noise + golden(family, "command", "trigger") + golden(family, "command", "stop")
    whole = EARS[family]().hear(data)
    assert [order.deed.name for order in whole] == ["LOOK", "STOP"]
    ear, heard, at = EARS[family](), list[Order](), 0
    for size in [*sizes, len(data)]:
        heard += ear.hear(data[at : at + size])
        at += size
    assert heard == whole


@given(st.sampled_from(FAMILIES), st.binary(max_size=300))
def test_whatever_it_heard_it_hears_the_next_command(family: str, data: bytes) -> None:
    ear = EARS[family]()
    ear.hear(data + bytes(300))  # longer than any command that may have begun
    (order,) = ear.hear(golden(family, "command", "trigger"))
    assert order.deed.name == "LOOK"
