"""The words of every simulated device: typed into a room, each does to the device what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kiosk_sim.bench import Bench, CardReaderKind
from kiosk_sim.cards import ForeignCard
from kiosk_sim.commands import Commands
from kiosk_sim.motor_reader import FRONT_HELD, NOWHERE
from kiosk_sim.pcsc import RoomError
from kiosk_sim.pin_pad import Doing
from kiosk_sim.pin_pad_frames import zt_frame
from kiosk_sim.pin_pad_kmy import KmyPinPad
from kiosk_sim.verbs import Handled, Vocabulary, verb
from tests.kiosk_sim.hand_clock import HandClock
from tests.virtual_time import real_time, run

Look = Callable[[Bench], object]


def _active(contact: str) -> Look:
    """Whether the wires of a contact carry what they carry when it is active."""
    contacts = {"proximity": (0, True), "door": (1, False), "tamper": (2, False), "service": (3, True)}
    contacts |= {"mains": (4, True), "battery_low": (5, True)}
    number, active = contacts[contact]
    return lambda bench: bench.fittings.cabinet.currents()[number] is active


def _ups(at: slice) -> Look:
    return lambda bench: bench.fittings.ups.tell().split()[-1][at]


# What is typed, what to look at, and what is seen there after each word.
DEEDS: list[tuple[tuple[str, ...], Look, list[object]]] = [
    (("step in front", "cabinet step away"), _active("proximity"), [True, False]),
    (("open door", "close door"), _active("door"), [True, False]),
    (("tamper", "put right"), _active("tamper"), [True, False]),
    (("service on", "cabinet service off"), _active("service"), [True, False]),
    (("step in front", "cut wire proximity", "mend wire proximity"), _active("proximity"), [True, False, True]),
    (("shake service", "hold still service"), _active("service"), [True, False]),
    (("cut mains", "mains back"), _active("mains"), [False, True]),
    (("cabinet cut mains", "cabinet mains back"), _ups(slice(0, 1)), ["0", "0"]),
    (("cut mains", "drain", "mains back"), _ups(slice(0, 2)), ["10", "11", "00"]),
    (("ups cut mains", "ups drain", "ups mains back"), _active("mains"), [True, True, True]),
    (("shut down", "keep on"), _ups(slice(6, 7)), ["1", "0"]),
    (("paper low", "paper out", "paper in"), lambda b: b.printer.state.in_order(), [b"\x03", b"\x0f", b"\x00"]),
    (("paper out after 3",), lambda b: b.printer.mechanism.lines_left, [3]),
    (("cover open", "printer cover close"), lambda b: b.printer.state.cover_open, [True, False]),
    (("jam knife", "free knife"), lambda b: b.printer.mechanism.knife_jammed, [True, False]),
    (("block motor", "free motor"), lambda b: b.printer.mechanism.motor_jammed, [True, False]),
    (("fault printer broken", "repair"), lambda b: b.printer.state.broken, [True, False]),
    (("printer silent", "printer speaks"), lambda b: b.printer.silent, [True, False]),
    (
        ("lay card ready", "lay card newest", "lift card"),
        lambda b: b.pcsc.card_laid_on is not None,
        [False, True, False],
    ),
    (("press 00", "press 5"), lambda b: b.fittings.pin_pad.keypad.doing, [Doing.NOTHING, Doing.NOTHING]),
    (("fault printer paper-end", "fault ups bypass", "mend"), lambda b: _failing(b), [1, 2, 0]),
]


def _failing(bench: Bench) -> int:
    return sum(len(thing.failing) for thing in bench.things.values())


def _play(folder: Path, lines: Mapping[str, str | None], look: Look, reader: CardReaderKind = "pcsc") -> list[object]:
    """Type the lines into a room; each must be told so, where something is given; gives what is seen after each."""

    async def played() -> list[object]:
        bench = Bench(folder, reader=reader)
        async with real_time():
            await bench.start()
        try:
            commands, seen = Commands(bench, folder), []
            for line, told in lines.items():
                said = await commands.do(line)
                assert told is None or said == told, line
                seen.append(look(bench))
            return seen
        finally:
            await bench.stop()

    return run(played())


@pytest.mark.parametrize(("lines", "look", "seen"), DEEDS, ids=[" - ".join(lines) for lines, _, _ in DEEDS])
def test_a_word_does_what_it_says(tmp_path: Path, lines: tuple[str, ...], look: Look, seen: list[object]) -> None:
    assert _play(tmp_path, dict.fromkeys(lines), look) == seen


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("press", "which key? there is: 1, 2"),
        ("press F1", "no key 'F1'"),
        ("service sideways", "a service switch has no position 'sideways'; it has: on, off"),
        ("cut wire fan", "no contact 'fan'; there is: proximity, door"),
        ("show code 码", "a code is printable ASCII"),
        ("id-reader answer dance 80", "no command 'dance'; there is: reset"),
        ("id-reader answer find often", "invalid literal for int() with base 16"),
        ("lay card nobody", "nobody of that name, or no card"),
        ("help dance", "no word speaks of 'dance'"),
        ("paper out after many", "invalid literal for int()"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path: Path, line: str, told: str) -> None:
    async def played() -> str:
        bench = Bench(tmp_path)
        try:
            await Commands(bench, tmp_path).obey(line)
        except RoomError as error:
            return str(error)
        return "done"

    assert run(played()).startswith(told)


def test_eyes_see_what_there_is(tmp_path: Path) -> None:
    lines = {
        "lights": "id-reader off, card-reader off, printer off, pin-pad off, code-scanner off",
        "pin-pad keys": "off",
        "light": "light off; codes read so far: 0",
        "display": "(229.8 229.8 220.3 021 50.0 2.27 27.5 00000000",
        "help mains back": "  mains back                            mains is there again\n"
        "  cabinet mains back                    The relays tell: mains is there, and the battery is charged.\n"
        "  ups mains back                        Mains is there again, and charges the battery.",
    }
    _play(tmp_path, lines, lambda _: None)


def test_the_id_reader_answers_as_it_is_told(tmp_path: Path) -> None:
    find = bytes.fromhex("AAAAAA96690003200122")

    def status(bench: Bench) -> str:
        [reply] = bench.id_reader.receive(find)
        return reply.data[9:10].hex()

    lines = (
        "lay ready",
        "id-reader answer find 24 1",
        "lift",
        "id-reader answer find 0x34",
        "id-reader answer well find",
    )
    assert _play(tmp_path, dict.fromkeys(lines), status) == ["9f", "24", "80", "34", "80"]


def test_fingers_enter_a_pin(tmp_path: Path) -> None:
    def look(bench: Bench) -> str:
        pad = bench.fittings.pin_pad
        if pad.keypad.doing is Doing.NOTHING:
            pad.receive(zt_frame(b"600011"))
        return pad.keypad.tell()

    lines = ("press 9", "press 1 2", "press clear", "press 123456", "press enter")
    assert _play(tmp_path, dict.fromkeys(lines), look) == [
        "a PIN is being entered; digits so far: 0",
        "a PIN is being entered; digits so far: 2",
        "a PIN is being entered; digits so far: 1",
        "a PIN is being entered; digits so far: 7",
        "a PIN has been entered",
    ]


def test_a_code_that_is_shown_is_read_when_the_scanner_looks(tmp_path: Path) -> None:
    async def played() -> tuple[list[bytes], list[str]]:
        bench = Bench(tmp_path)
        commands, scanner = Commands(bench, tmp_path), bench.fittings.code_scanner
        said: list[bytes] = []
        scanner.speak = said.append
        told = [await commands.do("show code 0000 TEST")]
        scanner.receive(b"~\x010000#SCNTRG1;\x03")
        told.append(await commands.do("light"))
        await asyncio.sleep(0.2)
        return said, [*told, await commands.do("light"), await commands.do("take code away")]

    said, told = run(played())
    assert said == [b"0000 TEST\r"]
    assert told == ["done", "light on; codes read so far: 0", "light off; codes read so far: 1", "done"]


def test_hands_at_the_motor_reader(tmp_path: Path) -> None:
    async def played() -> None:
        bench = Bench(tmp_path, reader="motor")
        commands, reader = Commands(bench, tmp_path), bench.motor.reader
        assert await commands.do("lay card newest") == "this room has a motor card reader"
        assert await commands.do("where") == "no card is in; the mouth takes cards"
        assert await commands.do("insert collected") == "done"
        assert await commands.do("card-reader where") == "a card is inside; the mouth takes cards"
        assert await commands.do("pull hard") == "done"
        assert (reader.card, reader.place) == (None, NOWHERE)
        assert await commands.do("insert collected") == "done"
        reader.place = FRONT_HELD
        for line, told in {"jam": "done", "pull card": "the card is stuck", "free": "done", "pull": "done"}.items():
            assert await commands.do(line) == told
        reader.bin.append(ForeignCard("bank"))
        assert [await commands.do(line) for line in ("bin", "empty bin", "bin")] == [
            "cards in the bin: 1",
            "done",
            "cards in the bin: 0",
        ]

    run(played())


def test_the_other_pin_pad_has_the_same_words() -> None:
    pad = KmyPinPad(HandClock())
    words = Vocabulary(verb(word, does) for word, does in pad.verbs.items())
    assert run(words.do("press 00")) == "done"
    assert run(words.do("keys")) == "off"


@pytest.mark.parametrize("reader", ["pcsc", "motor"])
def test_every_word_of_every_device_has_its_help(tmp_path: Path, reader: CardReaderKind) -> None:
    async def played() -> None:
        bench = Bench(tmp_path, reader=reader)
        shown = Commands(bench, tmp_path).help.splitlines()
        without = [name for name, thing in bench.things.items() if not isinstance(thing.device, Handled)]
        assert without == (["card-reader"] if reader == "pcsc" else [])
        for name, thing in bench.things.items():
            for word in thing.device.verbs if isinstance(thing.device, Handled) else ():
                [line] = [one for one in shown if one.startswith((f"  {name} {word} ",)) and _says(one, name, word)]
                assert len(line) > 41, line

    run(played())


def _says(line: str, name: str, word: str) -> bool:
    """Whether a line of help is about exactly these words; parameters are in capitals."""
    typed = line[2:39].split()
    return " ".join(one for one in typed if not one.strip("[].").isupper() and one != "...") == f"{name} {word}"
