"""A motor reader for tests: the driver and the simulated reader, joined by a real pty."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from kiosk import config
from kiosk.events import Event
from kiosk.hardware.link import Direction, Traffic
from kiosk.hardware.motor_reader.device import MotorReader
from kiosk.hardware.smartcard import apdu
from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.line import Line
from kiosk_sim.motor_reader import MotorReaderDevice
from kiosk_sim.motor_room import MotorRoom

BAUD = 38400  # the most it can: the fewer pieces, the faster the tests
SELECT = apdu.SelectApplication().encode()
FIRST = ("测试甲", "000000199001010026", "A00000011")
SECOND = ("䶮样例", "000000199001010034", "B00000028")


def a_card(**more: Any) -> SocialSecurityCard:
    """A social security card of the first test person."""
    return SocialSecurityCard(*FIRST, via_get_response=True, exact_le=True, **more)


class Slot:
    """A driver, the reader it drives, and hands. `count`: the file with the number of cards in the bin."""

    def __init__(self, folder: Path, line: Line, **settings: Any) -> None:
        self.room = MotorRoom(folder, line=line)
        self.line = line
        self.events: list[Event] = []
        self.traffic: list[Traffic] = []
        self.count = folder / "retained-cards"
        port = self.room.server.port
        keys = {"kind": "crt-310", "port": port, "baud": BAUD, "bin_count": self.count, **settings}
        self.config = config.CardReader(**keys)
        self.reader = MotorReader(self.config, self, self._tap)
        self._passed = asyncio.Event()

    @property
    def device(self) -> MotorReaderDevice:
        """The simulated reader."""
        return self.room.reader

    @property
    def sent(self) -> list[str]:
        """CM and PM of all frames sent so far, in hex; of private ones nothing is known."""
        frames = [seen.data for seen in self.traffic if seen.direction is Direction.SENT and seen.data]
        return [frame[3:5].hex() for frame in frames if frame[0] == 2]

    def lets_in(self) -> bool:
        """Whether a card may come in."""
        return self.device.entry

    def holds(self) -> bool:
        """Whether the driver says that only the reader can give a card back."""
        return self.reader.holds_card

    def write(self, event: Event) -> None:
        """The log."""
        self.events.append(event)

    async def passing(self) -> None:
        """Wait for the next bytes on the line."""
        await self._passed.wait()

    def _tap(self, traffic: Traffic) -> None:
        self.traffic.append(traffic)
        self._passed.set()
        self._passed = asyncio.Event()

    async def put_in(self, card: SocialSecurityCard | None = None) -> None:
        """A citizen inserts a card that is awaited."""
        async with asyncio.timeout(30):
            hand = asyncio.ensure_future(self.room.insert(card or a_card()))
            try:
                await asyncio.gather(hand, self.reader.wait_card())
            finally:
                hand.cancel()  # whoever is told that nothing goes any more does not push on


@asynccontextmanager
async def slot(line: Line | None = None, **settings: Any) -> AsyncIterator[Slot]:
    """An open reader on a pty; `settings` are those of the configuration."""
    with tempfile.TemporaryDirectory() as folder:
        s = Slot(Path(folder), line or Line(BAUD), **settings)
        await s.room.start()
        await s.reader.open()
        try:
            yield s
        finally:
            await s.reader.close()
            await s.room.stop()


@asynccontextmanager
async def card_inside() -> AsyncIterator[Slot]:
    """A reader with a citizen's card in it."""
    async with slot() as s:
        await s.put_in()
        yield s


async def never(what: Awaitable[object], within: float = 5.0) -> None:
    """Make sure that something does not happen."""
    try:
        async with asyncio.timeout(within):
            await what
    except TimeoutError:
        return
    raise AssertionError("it happened")
