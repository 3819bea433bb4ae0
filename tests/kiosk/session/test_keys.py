"""The PIN pad's keys as a way to operate: what each does, who wakes the voice, and how the pad is handed over."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import ClassVar

import pytest

from kiosk import wiring
from kiosk.domain.text import Text, text
from kiosk.hardware.pin_pad.keys import Key
from kiosk.session.keys import stroke
from kiosk.views import Attract, Heard, Home, Move, PresentDocument, StageLine, Stroke
from kiosk.voice.voice import Voice
from kiosk_sim.pin_pad import Doing
from tests.journeys.at_the_menu import OLD
from tests.journeys.test_pin import begin
from tests.room import Room
from tests.virtual_time import run


class NotedVoice(Voice):
    """A voice that says nothing and notes how it is steered."""

    told: ClassVar[list[object]] = []

    def say_words(self, words: Text, language: str, *, behind: bool = False) -> None:
        self.told.append((words.key, language))

    def repeat(self) -> None:
        self.told.append("repeat")

    def louder(self) -> None:
        self.told.append("louder")

    def softer(self) -> None:
        self.told.append("softer")

    def faster(self) -> None:
        self.told.append("faster")

    def slower(self) -> None:
        self.told.append("slower")


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the voice of every room is told."""
    NotedVoice.told.clear()
    monkeypatch.setattr(wiring, "Voice", NotedVoice)
    return NotedVoice.told


class HeardRoom(Room):
    """A room with a PIN pad."""

    def __init__(self) -> None:
        super().__init__(fitted=["pin-pad"])

    @property
    def voice(self) -> bool:
        """Whether it is on."""
        return self.glass.manner.voice

    async def press(self, *keys: str) -> None:
        """Press keys as a hand does."""
        for key in keys:
            self.bench.fittings.pin_pad.press(key)
            await asyncio.sleep(0.3)


@contextlib.asynccontextmanager
async def heard_room() -> AsyncIterator[HeardRoom]:
    """A room at rest."""
    room = HeardRoom()
    async with room:
        await asyncio.sleep(1)
        yield room


@pytest.mark.parametrize(
    ("key", "move", "digits"),
    [
        (Key.TWO, Move.PREVIOUS, "2"),
        (Key.POINT, Move.PREVIOUS, ""),
        (Key.EIGHT, Move.NEXT, "8"),
        (Key.DOUBLE_ZERO, Move.NEXT, ""),
        (Key.FIVE, Move.CHOOSE, "5"),
        (Key.ENTER, Move.CHOOSE, ""),
        (Key.CANCEL, Move.BACK, ""),
        (Key.CLEAR, Move.ERASE, ""),
        (Key.ZERO, Move.HELP, "0"),
        (Key.BLANK, Move.HELP, ""),
        (Key.SEVEN, None, "7"),
        (Key.SIDE_A, None, ""),
    ],
)
def test_what_a_key_is_to_the_glass(key: Key, move: Move | None, digits: str) -> None:
    assert stroke(key) == Stroke(move, digits)


def test_any_key_at_the_attract_screen_wakes_the_voice_and_does_nothing_else() -> None:
    async def visit() -> None:
        async with heard_room() as room:
            await room.press("5")
            assert (room.voice, room.glass.strokes) == (True, [Stroke()])
            assert isinstance(room.glass.view, Attract)
            await room.press("8")
            assert room.glass.strokes[1:] == [Stroke(Move.NEXT, "8")]

    run(visit())


def test_in_the_midst_of_a_visit_only_the_voice_key_and_help_wake_the_voice() -> None:
    async def visit() -> None:
        async with heard_room() as room:
            room.glass.answer("progress")
            await room.glass.until(PresentDocument)
            await room.press("8", "enter", "3")
            assert not room.voice, "a slip of the finger does not make the machine speak"
            for key, on in (("1", True), ("1", False), ("0", True)):
                await room.press(key)
                assert room.voice is on

    run(visit())


def test_what_the_glass_does_not_do_steers_the_voice(told: list[object]) -> None:
    async def visit() -> None:
        async with heard_room() as room:
            await room.press("1", "3", "9", "6", "4", "7", "clear", "A")
            assert told == ["louder", "softer", "faster", "slower", "repeat", "repeat"]
            room.glass.hears = Heard(text("pad-no-back"))
            await room.press("3")
            room.glass.hears = Heard(again=True)
            await room.press("3")
            room.glass.hears = Heard()
            await room.press("3")
            assert told[6:] == [("pad-no-back", "zh-CN"), "repeat"]

    run(visit())


def test_a_pin_goes_to_the_card_and_no_digit_of_it_to_the_glass() -> None:
    async def visit() -> None:
        async with heard_room() as room:
            await begin(room)
            await asyncio.sleep(1)
            before = len(room.glass.strokes)
            for key in OLD:
                room.bench.fittings.pin_pad.press(key)
                await asyncio.sleep(0.2)
            room.bench.fittings.pin_pad.press("cancel")
            await room.glass.until(Home)
            assert len(room.glass.strokes) == before
            await asyncio.sleep(1)
            await room.press("8")
            assert room.glass.strokes[before:] == [Stroke(Move.NEXT, "8")], "and the keys are back"

    run(visit())


def test_a_pad_that_goes_and_comes_back_is_listened_to_again() -> None:
    async def visit() -> None:
        async with heard_room() as room:
            room.bench.lay("factory")
            await room.glass.until(StageLine)
            await room.bench.fittings.lines["pin-pad"].unplug()
            await room.until_report("pin-pad", "unplugged")
            await room.bench.fittings.lines["pin-pad"].start()
            await room.until_well()
            await asyncio.sleep(1)
            await room.press("8")
            assert room.glass.strokes == [Stroke(Move.NEXT, "8")]
            room.bench.fittings.pin_pad.faults["stuck-key"].begin()
            await room.until_report("pin-pad", "faulty")
            room.bench.fittings.pin_pad.faults["stuck-key"].end()
            await room.until_well()
            await asyncio.sleep(1)
            before = len(room.glass.strokes)
            await room.press("2")
            assert room.glass.strokes[before:] == [Stroke(Move.PREVIOUS, "2")]
        assert room.bench.fittings.pin_pad.keypad.doing is Doing.NOTHING, "a machine that is off leaves no keys on"

    run(visit())
