"""The simulated ID reader by itself: the same golden bytes as the driver, and a card's behaviour."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_sim.framing import SamCommand, SamFault, SamListener, sam_frame
from kiosk_sim.id_documents import IdDocument
from kiosk_sim.id_reader import AT_ONCE, IdReaderDevice, Thinking
from tests.id_reader_vectors import COMMANDS, FINGERPRINTS, REPLIES, TEXTS, VECTORS, address_frame, block

DOCUMENT = IdDocument(**TEXTS["mainland, name beyond the BMP"]["document"])
FIND, SELECT, READ, ADDRESS = (
    bytes.fromhex(COMMANDS[name]["hex"])
    for name in ("find card", "select card", "read text and photo", "read newest address")
)


def golden(name: str) -> bytes:
    """A reply's golden bytes."""
    return bytes.fromhex(REPLIES[name]["hex"])


def ask(device: IdReaderDevice, *commands: bytes) -> bytes:
    """Send commands one after the other; gives the answer to the last."""
    answers = [device.receive(command) for command in commands]
    assert all(len(answer) == 1 for answer in answers)
    return answers[-1][0].data


@pytest.mark.parametrize("vector", REPLIES.values(), ids=REPLIES.keys())
def test_frames_are_the_golden_bytes(vector: dict[str, Any]) -> None:
    assert sam_frame(bytes.fromhex(vector["sw"] + vector["data"])) == bytes.fromhex(vector["hex"])


@pytest.mark.parametrize("vector", TEXTS.values(), ids=TEXTS.keys())
def test_texts_are_the_golden_bytes(vector: dict[str, Any]) -> None:
    assert IdDocument(**vector["document"]).text() == block(vector)


@pytest.mark.parametrize(
    ("command", "reply"),
    [
        ("reset SAM", "SAM well"),
        ("SAM status", "SAM well"),
        ("SAM id", "SAM id"),
        ("find card", "no card"),
        ("select card", "select failed"),
        ("read text and photo", "read failed"),
        ("read newest address", "read failed"),
    ],
)
def test_every_command_without_a_card(command: str, reply: str) -> None:
    assert ask(IdReaderDevice(), bytes.fromhex(COMMANDS[command]["hex"])) == golden(reply)


def test_find_select_and_read() -> None:
    device = IdReaderDevice()
    device.lay(DOCUMENT)
    assert ask(device, FIND) == golden("find ok")
    assert ask(device, SELECT) == golden("select ok")
    answer, expected = ask(device, READ), VECTORS["read"]
    assert len(answer) == expected["total"]
    assert answer.startswith(bytes.fromhex(expected["head"]))
    assert answer[14:270] == block(TEXTS["mainland, name beyond the BMP"])
    assert answer[expected["photo_at"] :].startswith(bytes.fromhex(expected["photo_head"]))
    assert ask(device, ADDRESS) == golden("no newest address")


def test_a_newest_address_is_seventy_bytes() -> None:
    device = IdReaderDevice()
    device.lay(IdDocument(name="测试甲", newest_address="样例"))
    answer = ask(device, FIND, SELECT, READ, ADDRESS)
    assert answer[7:-1] == bytes.fromhex("000090") + "样例".ljust(35).encode("utf-16-le")


@pytest.mark.parametrize("vector", FINGERPRINTS.values(), ids=FINGERPRINTS.keys())
def test_fingerprints_follow_the_photo(vector: dict[str, Any]) -> None:
    device = IdReaderDevice()
    device.lay(IdDocument(name="测试甲", fingerprints=bytes([7]) * vector["size"]))
    answer = ask(device, FIND, SELECT, bytes.fromhex(COMMANDS["read text, photo and fingerprints"]["hex"]))
    assert len(answer) == vector["total"]
    assert answer.startswith(bytes.fromhex(vector["head"]))
    assert answer[272:278] == bytes.fromhex(VECTORS["read"]["photo_head"])
    assert answer[1296:-1] == bytes([7]) * vector["size"]
    assert ask(device, ADDRESS) == golden("no newest address"), "the card is still there"


def test_the_golden_address() -> None:
    device = IdReaderDevice()
    device.lay(IdDocument(name="测试甲", newest_address=VECTORS["address"]["value"]))
    assert ask(device, FIND, SELECT, READ, ADDRESS) == address_frame()


@pytest.mark.parametrize("name", [name for name, vector in COMMANDS.items() if vector["command"].startswith("Set")])
def test_settings_are_taken(name: str) -> None:
    assert ask(IdReaderDevice(), bytes.fromhex(COMMANDS[name]["hex"])) == golden("SAM well")


def test_a_command_whose_answer_nobody_knows_is_not_known() -> None:
    assert ask(IdReaderDevice(), bytes.fromhex(COMMANDS["read chip number"]["hex"])) == golden("command unknown")


def test_any_status_can_be_forced_as_often_as_wanted() -> None:
    device = IdReaderDevice()
    device.lay(DOCUMENT)
    device.force("find", 0x24, 2)
    assert [ask(device, FIND) for _ in range(3)] == [golden("status 24"), golden("status 24"), golden("find ok")]
    device.force("select", 0x31)
    assert [ask(device, SELECT) for _ in range(3)] == [golden("status 31")] * 3
    device.relent("select")
    assert ask(device, SELECT) == golden("select ok")


def test_a_confused_module_is_well_after_a_reset() -> None:
    device = IdReaderDevice()
    device.confused = 0x66
    assert ask(device, FIND) == golden("SAM not authorised")
    assert ask(device, bytes.fromhex(COMMANDS["reset SAM"]["hex"])) == golden("SAM well")
    assert ask(device, FIND) == golden("no card")
    assert device.resets == 1


def test_hands_and_lines_of_every_kind() -> None:
    device = IdReaderDevice(thinking=AT_ONCE)
    device.mute = True
    assert device.receive(FIND) == []
    device.mute, device.twice, device.slow = False, True, 2.0
    replies = device.receive(FIND)
    assert [(reply.data, reply.after) for reply in replies] == [(golden("no card"), 2.0)] * 2
    device.twice, device.two_cards = False, True
    device.lay(DOCUMENT)
    assert ask(device, FIND, SELECT) == golden("select failed")
    device.two_cards, device.lifts_at_read = False, True
    ask(device, SELECT)
    [reply] = device.receive(READ)
    assert reply.instead is not None
    assert reply.instead() == golden("read failed")
    assert ask(device, FIND) == golden("no card"), "the hand took it away"


def test_a_card_is_found_once_until_it_is_lifted() -> None:
    device = IdReaderDevice()
    device.lay(DOCUMENT)
    assert ask(device, FIND) == golden("find ok")
    assert ask(device, FIND) == golden("no card")
    device.lift()
    assert ask(device, FIND) == golden("no card")
    device.lay(DOCUMENT)
    assert ask(device, FIND) == golden("find ok")


def test_some_readers_find_a_card_again_and_begin_anew() -> None:
    device = IdReaderDevice(finds_again=True)
    device.lay(DOCUMENT)
    assert ask(device, FIND, SELECT, FIND) == golden("find ok")
    assert ask(device, READ) == golden("read failed"), "not selected any more"


def test_power_lets_a_card_be_found_again() -> None:
    device = IdReaderDevice()
    device.lay(DOCUMENT)
    ask(device, FIND)
    device.power_up()
    assert ask(device, FIND) == golden("find ok")


def test_off_centre() -> None:
    device = IdReaderDevice()
    device.lay_off_centre(DOCUMENT)
    assert ask(device, FIND) == golden("find ok")
    assert ask(device, SELECT) == golden("select failed")
    device.lift()
    device.lay_off_centre(DOCUMENT, fails="read")
    assert ask(device, FIND, SELECT) == golden("select ok")
    assert ask(device, READ) == golden("read failed")


def test_lifted_while_the_reader_is_reading() -> None:
    device = IdReaderDevice()
    device.lay(DOCUMENT)
    ask(device, FIND, SELECT)
    (reply,) = device.receive(READ)
    assert reply.instead is not None
    assert reply.instead() is None
    device.lift()
    assert reply.instead() == golden("read failed")


@pytest.mark.parametrize(("fault", "name"), [(0x60, "SAM self-test failed"), (0x66, "SAM not authorised")])
def test_a_broken_module_answers_everything_with_its_fault(fault: int, name: str) -> None:
    device = IdReaderDevice()
    device.lay(DOCUMENT)
    device.broken = fault
    assert ask(device, FIND) == golden(name)
    device.broken = None
    assert ask(device, FIND) == golden("find ok")


def test_what_is_wrong_with_a_frame_is_answered() -> None:
    device = IdReaderDevice()
    assert ask(device, FIND[:-1] + b"\x00") == golden("host checksum wrong")
    assert ask(device, FIND[:5] + b"\x00\x01") == golden("host length wrong")
    assert ask(device, sam_frame(bytes.fromhex("4242"))) == golden("command unknown")
    assert device.commands == 1


def test_thinking_takes_its_time_or_none() -> None:
    slow, quick = IdReaderDevice(thinking=Thinking(find=0.5)), IdReaderDevice(thinking=AT_ONCE)
    assert [device.receive(FIND)[0].after for device in (slow, quick)] == [0.5, 0]


def test_what_is_too_long_is_cut_and_what_follows_stays_in_place() -> None:
    text = IdDocument(name="试" * 20, sex="2").text()
    assert text[:30] == "试".encode("utf-16-le") * 15
    assert text[30:32] == b"2\0"
    assert len(text) == 256


@given(
    st.lists(st.sampled_from([b"\xaa", b"\x96\x69", FIND, SELECT, b"\x00\x03"]), max_size=10).map(b"".join), st.data()
)
def test_the_listener_does_not_mind_how_bytes_arrive(data: bytes, draw: st.DataObject) -> None:
    whole, pieces, cut = SamListener(), SamListener(), draw.draw(st.integers(0, len(data)))
    heard: list[SamCommand | SamFault] = pieces.hear(data[:cut])
    assert whole.hear(data) == heard + pieces.hear(data[cut:])


def test_the_listener_hears_a_frame_after_stray_beginnings() -> None:
    assert SamListener().hear(bytes.fromhex("AAAA96AAAAAA") + FIND) == [SamCommand(b"\x20\x01")]
