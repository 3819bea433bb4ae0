"""Operating by ear: the PIN pad's keys go through what can be touched, choose it, and steer the voice.

They lie as on a telephone: 8 is down and 2 is up, 5 with its raised dot chooses, as ENTER does; 3 and 9 are louder and
softer, 6 and 4 faster and slower. The point and 00, beside the 0, go back and on as well: also where digits are typed.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace

from kiosk.hardware.errors import DeviceError
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.pin_pad.model import NAME
from kiosk.hardware.rack import Rack
from kiosk.views import Glass, Heard, Move, Stroke
from kiosk.voice.voice import Voice

_MOVES = {
    Key.TWO: Move.PREVIOUS,
    Key.POINT: Move.PREVIOUS,
    Key.EIGHT: Move.NEXT,
    Key.DOUBLE_ZERO: Move.NEXT,
    Key.FIVE: Move.CHOOSE,
    Key.ENTER: Move.CHOOSE,
    Key.CANCEL: Move.BACK,
    Key.CLEAR: Move.ERASE,
    Key.ZERO: Move.HELP,
    Key.BLANK: Move.HELP,
}
_VOICE = Key.ONE
_LOOK_AGAIN_SECONDS = 5.0  # after the pad failed: its report may well be the same as before


def stroke(key: Key) -> Stroke:
    """What a key is to the glass. 00 goes on, and never types."""
    return Stroke(_MOVES.get(key), "" if key is Key.DOUBLE_ZERO else key.digits.decode("ascii"))


class PadKeys:
    """Listens to the pad whenever it works and no PIN is being entered. `speaks`: whether the machine has a voice."""

    def __init__(self, rack: Rack, glass: Glass, voice: Voice, *, speaks: bool) -> None:
        self._rack = rack
        self._glass = glass
        self._voice = voice
        self._speaks = speaks
        self._steers = {
            Key.THREE: voice.louder,
            Key.NINE: voice.softer,
            Key.SIX: voice.faster,
            Key.FOUR: voice.slower,
            Key.SEVEN: voice.repeat,
            Key.CLEAR: voice.repeat,
        }

    async def watch(self) -> None:
        """Do what is pressed, until cancelled."""
        pad = self._rack.pin_pad
        assert pad is not None
        while True:
            await self._until_usable()
            try:
                async with pad.keys() as keys:
                    async for key in keys:
                        await self._pressed(key)
            except DeviceError as error:
                self._rack.look_at(error.device)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_AGAIN_SECONDS):
                        await self._rack.board.change()

    async def _until_usable(self) -> None:
        board = self._rack.board
        while not board.usable(NAME):
            await board.change()

    async def _pressed(self, key: Key) -> None:
        if self._speaks and not self._glass.manner.voice and self._wakes(key):
            await self._glass.press(Stroke())  # somebody is here
            self._speak(True)
            return
        heard = await self._glass.press(stroke(key))
        if heard is not None:
            self._tell(heard)
        elif key is _VOICE:
            self._speak(False)
        elif key in self._steers:
            self._steers[key]()

    def _speak(self, on: bool) -> None:
        self._glass.adopt(replace(self._glass.manner, voice=on))

    def _wakes(self, key: Key) -> bool:
        """Any key begins a visit by ear; in the midst of one that is seen, a slip of the finger does not."""
        return not self._rack.serving or key is _VOICE or _MOVES.get(key) is Move.HELP

    def _tell(self, heard: Heard) -> None:
        if heard.words is not None:
            self._voice.say_words(heard.words, self._glass.manner.language)
        elif heard.again:
            self._voice.repeat()
