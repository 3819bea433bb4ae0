"""A room with a motor card reader: the same hands as `kiosk_sim.pcsc.PcscRoom`, and patience with the motor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from kiosk_sim.cards import Chip
from kiosk_sim.line import Line
from kiosk_sim.motor_reader import FRONT, FRONT_HELD, NOWHERE, MotorReaderDevice
from kiosk_sim.pcsc import RoomError
from kiosk_sim.serving import PtyServer

_BAUD = 9600
_LOOK_SECONDS = 0.05
_PATIENCE_SECONDS = 10.0  # so long a citizen pushes at a shut mouth, or waits for the motor


class MotorRoom:
    """One motor reader on a pty in `folder`. `reader`: to look at and to break; `server`: its cable.

    `seed` and `baud` as for `kiosk_sim.bench.Bench`; `line` takes their place.
    """

    def __init__(self, folder: Path, *, seed: int = 0, baud: int | None = None, line: Line | None = None) -> None:
        self._count = folder / "retained-cards"
        self.reader = MotorReaderDevice()
        self.server = PtyServer(
            self.reader, folder / "card-reader", line or Line(baud or _BAUD, seed=f"{seed} card-reader")
        )

    @property
    def mute(self) -> bool:
        """While true, the chip takes commands and does not answer."""
        return self.reader.mute

    @mute.setter
    def mute(self, value: bool) -> None:
        self.reader.mute = value

    @property
    def card(self) -> Chip | None:
        """The card that is in, or in the mouth."""
        return self.reader.card

    @property
    def apdus(self) -> int:
        """Commands that reached a chip so far."""
        return self.reader.apdus

    async def start(self) -> None:
        """Switch the reader on. Its bin is new and empty, and whoever built it in has told the machine so."""
        self._count.unlink(missing_ok=True)
        await self.server.start()

    async def stop(self) -> None:
        """Switch it off."""
        await self.server.stop()

    def settings(self) -> list[str]:
        """What a kiosk must be told to use this reader, as values for its ``--set``."""
        return [
            'card_reader.kind="crt-310"',
            f'card_reader.port="{self.server.port}"',
            f"card_reader.baud={self.server.line.baud}",
            f'card_reader.bin_count="{self._count}"',
        ]

    async def insert(self, card: Chip) -> None:
        """Push a card at the mouth until the motor draws it in, 10 s at most. Raises `RoomError`."""
        if self.reader.card is not None:
            raise RoomError("a card is in the reader; pull it first")
        await self._until(lambda: self.reader.entry, "the reader takes no card now")
        self.reader.push(card)
        await self._until(lambda: self.reader.place != FRONT, "the card is not drawn in")

    async def pull(self) -> None:
        """Take the card as soon as it is in the mouth, within 10 s. Raises `RoomError`."""
        if self.reader.card is None:
            raise RoomError("no card is in the reader")
        reachable = (FRONT, FRONT_HELD, NOWHERE)
        await self._until(lambda: self.reader.place in reachable, "the card is inside, out of reach")
        self.reader.pull()

    async def swap(self, card: Chip) -> None:
        """As only a conjurer can: another card inside."""
        self.reader.exchange(card)

    async def _until(self, holds: Callable[[], bool], complaint: str) -> None:
        for _ in range(round(_PATIENCE_SECONDS / _LOOK_SECONDS)):
            if holds():
                return
            await asyncio.sleep(_LOOK_SECONDS)
        raise RoomError(complaint)
