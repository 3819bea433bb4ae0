"""A counter with a code scanner for tests: its driver and the simulated scanner, joined by a real pty."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from kiosk import config
from kiosk.domain.personal import ScannedCode
from kiosk.events import CodeScanned, CodesUnasked, Event
from kiosk.hardware.code_scanner.device import CodeScanner
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.link import Direction, Traffic
from kiosk_sim.code_scanner import CodeScannerDevice
from kiosk_sim.line import Line
from kiosk_sim.serving import PtyServer
from tests.scanner_vectors import golden, vectors
from tests.wire.cables import PERFECT, Cable, on_pty

# Ten times what such scanners come with: each byte on a slower line costs the virtual clock real time.
BAUD = 115200
ONE, OTHER = "TEST0000000000000000000000001", "TEST0000000000000000000000002"  # as long as a card's code may be


class Desk:
    """A driver and the scanner it drives."""

    def __init__(self, family: Any, terminator: Any, device: CodeScannerDevice, server: PtyServer, line: Line) -> None:
        self.family: str = family
        self.device = device
        self.server = server
        self.line = line
        self.events: list[Event] = []
        self.traffic: list[Traffic] = []
        settings = config.CodeScanner(kind=family, port=server.port, baud=BAUD, terminator=terminator)
        self.scanner = CodeScanner(settings, self, self.traffic.append)

    def write(self, event: Event) -> None:
        """The log."""
        self.events.append(event)

    async def scan(self, within: float = 10.0) -> str | None:
        """Scan one code; gives it in clear."""
        code = await self.scanner.scan(within)
        assert code is None or isinstance(code, ScannedCode)
        return None if code is None else code.reveal()

    async def scans(self, times: int) -> list[str | None]:
        """Scan again and again; what came of it, where anything came of it."""
        results = []
        for _ in range(times):
            with contextlib.suppress(DeviceError):
                results.append(await self.scan(20))
        return results

    async def works_again(self) -> None:
        """Make sure that the scanner reads a code, and says that it is well."""
        self.device.show(OTHER)
        assert await self.scan(60) == OTHER
        assert (await self.scanner.check()).state is State.UP

    def later(self, seconds: float, code: str) -> None:
        """Show a code after so many seconds."""
        asyncio.get_running_loop().call_later(seconds, self.device.show, code)

    def lit(self) -> bool:
        """Whether its light is on."""
        return self.device.lit

    def begin(self, fault: str) -> None:
        """Something goes wrong with the scanner."""
        self.device.faults[fault].begin()

    def end(self, fault: str) -> None:
        """It is put right again."""
        self.device.faults[fault].end()

    @property
    def unasked(self) -> int:
        """How many codes the log says came unasked."""
        return sum(event.count for event in self.events if isinstance(event, CodesUnasked))

    @property
    def scanned(self) -> list[int]:
        """Milliseconds of every code the log says was read."""
        return [event.milliseconds for event in self.events if isinstance(event, CodeScanned)]

    @property
    def sent(self) -> list[str]:
        """The commands sent, by the names of the vectors."""
        names = {golden(self.family, "command", name): name for name in vectors(self.family, "command")}
        sent = [seen.data for seen in self.traffic if seen.direction is Direction.SENT]
        return [names[data] for data in sent if data is not None]


@asynccontextmanager
async def desk(
    family: str = "newland", terminator: Any = "cr", cable: Cable = PERFECT, seed: int = 0, *, opened: bool = True
) -> AsyncIterator[Desk]:
    """A scanner on a pty, the driver open unless it is to be opened by the test."""
    device: CodeScannerDevice = CodeScannerDevice(asyncio.get_running_loop(), family, terminator)  # type: ignore[arg-type]
    line = cable.line(BAUD, seed)
    async with on_pty(device, line) as server:
        device.speak = server.send
        d = Desk(family, terminator, device, server, line)
        if opened:
            await d.scanner.open()
        try:
            yield d
        finally:
            await d.scanner.close()
