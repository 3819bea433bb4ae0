"""The way of a card through a CRT-310: where it is, and how to move it once and only once."""

from __future__ import annotations

from kiosk.hardware.errors import DeviceSilent
from kiosk.hardware.motor_reader.answers import Entry, Place, Result, result, status
from kiosk.hardware.motor_reader.commands import AskStatus, Move, SetEntry
from kiosk.hardware.motor_reader.dialogue import Dialogue
from kiosk.hardware.motor_reader.errors import CardStuck, SensorsWrong
from kiosk.hardware.motor_reader.wire import Target

# Seconds from ENQ to the answer. Design values: no source has them; a motor takes one or two for its way.
WITHIN, _MOVE_WITHIN = 1.0, 8.0
_MOVES = 3  # of one and the same move, each time after the status has shown that the last one was not executed

IN_MOUTH = frozenset({Place.FRONT, Place.FRONT_HELD})  # where the citizen can take it
READABLE = frozenset({Place.INSIDE, Place.CONTACT})
ODD = frozenset({Place.LONG, Place.SHORT})
OUT = frozenset({Place.NONE, Place.REAR})  # REAR: over the edge of the bin
_ARRIVED = {
    Target.CONTACT: READABLE,
    Target.FRONT_OUT: IN_MOUTH | ODD | OUT,  # a card of odd length may still be called odd in the mouth
    Target.FRONT_HOLD: IN_MOUTH | OUT,  # somebody may have been quick
    Target.REAR_OUT: OUT,
}


class Transport:
    """Looks and moves, over one line. To look at, from the last look (`place` None: none yet, or not understood):

    `place`, `entry_open`, and `trouble`, what a technician must put right.
    """

    def __init__(self, device: str, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.place: Place | None = None
        self.entry_open = False
        self.trouble = ""
        self._device = device

    async def look(self) -> Place | None:
        """Where a card is now. Raises `ReaderRefused`, `DeviceSilent`, `DeviceGone`."""
        told = status(await self.dialogue.ask(AskStatus(), WITHIN))
        self.place = None if told is None else told.place
        self.entry_open = told is not None and told.entry is not Entry.PROHIBITED
        if self.place is None:
            self.trouble = "where a card is, the reader tells in an unknown way"
        elif self.place in OUT:
            self.trouble = ""
        return self.place

    async def set_entry(self, *, allowed: bool) -> None:
        """Let cards in at the front or not; the status decides whether it worked, not P (see `SetEntry`)."""
        await self.dialogue.ask(SetEntry(allowed=allowed), WITHIN)
        await self.look()

    async def move(self, target: Target) -> bool:
        """Move the card; false when there was none. `look` comes first.

        When the answer is lost, the status tells whether the card has moved; only where it has not, the move is told
        again. Raises `CardStuck`, `SensorsWrong`, `ReaderRefused`, `DeviceSilent`, `DeviceGone`.
        """
        for left in reversed(range(_MOVES)):
            before = self.place
            try:
                answer = await self.dialogue.ask(Move(target), _MOVE_WITHIN)
            except DeviceSilent:
                if await self.look() in _ARRIVED[target] and self.place is not before:
                    return True
                if self.place is not before or not left:
                    raise
            else:
                return await self._ended(target, result(answer))
        raise AssertionError("unreachable: the last try returns or raises")

    async def _ended(self, target: Target, ending: Result | None) -> bool:
        place = await self.look()
        if ending is Result.DONE and place in _ARRIVED[target]:
            self.trouble = ""
            return True
        if ending is Result.NO_CARD and place in OUT:
            return False
        if ending is Result.NO_CARD:
            self.trouble = "the sensors show a card that the motor does not find"
            raise SensorsWrong(self._device, self.trouble, place or 0)
        self.trouble = f"a card is stuck on its way: {target.meaning}"
        raise CardStuck(self._device, self.trouble, ending or 0)
