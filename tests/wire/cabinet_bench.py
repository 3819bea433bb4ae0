"""A cabinet for tests: the driver and the simulated board, joined by a real pty."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from kiosk import config
from kiosk.events import Event
from kiosk.hardware.cabinet.contacts import Contacts
from kiosk.hardware.cabinet.device import Cabinet
from kiosk.hardware.known import Known
from kiosk.hardware.link import Direction, Traffic
from kiosk.hardware.ups.power import Supply
from kiosk_sim.cabinet import CabinetBoard
from kiosk_sim.line import Line
from kiosk_sim.serving import PtyServer

BAUD = 115200  # a byte of the line is a timer: at 9600 baud the tests take several times as long
POLL, DEBOUNCE, HOLD, BLINK = 1.0, 0.3, 3.0, 0.5
INPUTS: dict[str, Any] = {
    "proximity": {"number": 0},
    "door": {"number": 1},
    "tamper": {"number": 2},
    "service": {"number": 3},
    "mains": {"number": 4},
    "battery_low": {"number": 5},
}
LIGHTS: dict[str, Any] = {
    "id-reader": {"green": [0], "red": [1]},
    "card-reader": {"green": [2], "red": [3]},
    "printer": {"green": [4], "red": [5]},
}
CALM = Contacts(Known.NO, Known.NO, Known.NO, Known.NO)
UNKNOWN = Contacts()


class CabinetBench:
    """A driver and the board it drives."""

    def __init__(self, folder: Path, board: CabinetBoard, line: Line, settings: dict[str, Any]) -> None:
        self.board = board
        self.line = line
        self.server = PtyServer(board, folder / "cabinet", line)
        self.events: list[Event] = []
        self.traffic: list[tuple[float, Traffic]] = []
        keys = {"baud": BAUD, "poll_seconds": POLL, "inputs": INPUTS, "lights": LIGHTS, **settings}
        self.cabinet = Cabinet(config.Cabinet(port=self.server.port, **keys), self, self._record)

    def write(self, event: Event) -> None:
        """The log."""
        self.events.append(event)

    def _record(self, traffic: Traffic) -> None:
        self.traffic.append((asyncio.get_running_loop().time(), traffic))

    def sent(self, function: int) -> list[bytes]:
        """The requests with a function so far."""
        datas = (traffic.data for _, traffic in self.traffic if traffic.direction is Direction.SENT)
        return [data for data in datas if data is not None and data[1] == function]

    async def until(self, within: float = 10.0, **contacts: Known) -> float:
        """Wait until contacts are so; give the seconds it took. Raises TimeoutError."""
        before = asyncio.get_running_loop().time()
        async with asyncio.timeout(within):
            while any(getattr(self.cabinet.contacts, name) is not value for name, value in contacts.items()):
                await self.cabinet.change()
        return asyncio.get_running_loop().time() - before

    async def until_supply(self, supply: Supply, within: float = 10.0) -> None:
        """Wait for the supply. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while self.cabinet.power.supply is not supply:
                await self.cabinet.change()

    async def until_lit(self, device: str, colour: str, within: float = 10.0) -> None:
        """Wait until the board shows a colour. Raises TimeoutError."""
        for _ in range(round(within / 0.05)):
            if self.board.lights[device] == colour:
                return
            await asyncio.sleep(0.05)
        raise TimeoutError


@asynccontextmanager
async def cabinet(
    board: CabinetBoard | None = None, settings: dict[str, Any] | None = None, **faults: Any
) -> AsyncIterator[CabinetBench]:
    """An open cabinet on a pty, its contacts known; `faults` are those of the cable."""
    with tempfile.TemporaryDirectory() as folder:
        b = CabinetBench(Path(folder), board or CabinetBoard(), Line(BAUD, **faults), settings or {})
        await b.server.start()
        await b.cabinet.open()
        try:
            yield b
        finally:
            await b.cabinet.close()
            await b.server.stop()
