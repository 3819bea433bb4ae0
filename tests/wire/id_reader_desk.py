"""A reading desk for tests: the ID reader's driver and the simulated reader, joined by a real pty."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk import config
from kiosk.domain.identity import Identity
from kiosk.events import Event
from kiosk.hardware.id_reader.device import IdReader
from kiosk.hardware.link import Traffic
from kiosk_sim.id_documents import IdDocument
from kiosk_sim.id_reader import IdReaderDevice
from kiosk_sim.line import Line
from kiosk_sim.serving import PtyServer
from tests.id_reader_vectors import TEXTS

BAUD = 115200
DOCUMENTS = {name: IdDocument(**vector["document"]) for name, vector in TEXTS.items()}
ONE = DOCUMENTS["mainland, name beyond the BMP"]
OTHER = DOCUMENTS["mainland, valid for life"]
# Answers to select and read on their way, and the command between them.
WIRE_SECONDS = (10 + 19 + 10 + 1295) * 10 / BAUD


class Desk:
    """A driver and the reader it drives."""

    def __init__(self, folder: Path, device: IdReaderDevice, line: Line, settings: Mapping[str, Any]) -> None:
        self.device = device
        self.line = line
        self.server = PtyServer(device, folder / "id-reader", line)
        self.events: list[Event] = []
        self.traffic: list[Traffic] = []
        self.hints = 0
        self.reader = IdReader(config.IdReader(port=self.server.port, baud=BAUD, **settings), self, self.traffic.append)

    def write(self, event: Event) -> None:
        """The log."""
        self.events.append(event)

    def hint(self) -> None:
        """Lay it down anew."""
        self.hints += 1

    async def read(self, within: float = 30.0) -> Identity:
        """Read a document. Raises TimeoutError."""
        async with asyncio.timeout(within):
            return await self.reader.read_document(self.hint)

    async def reads_nothing(self, within: float = 5.0) -> None:
        """Make sure that no document is reported."""
        with pytest.raises(TimeoutError):
            await self.read(within)


@asynccontextmanager
async def desk(
    device: IdReaderDevice | None = None, settings: Mapping[str, Any] | None = None, **faults: Any
) -> AsyncIterator[Desk]:
    """An open reader on a pty; `faults` are those of the cable, `settings` of the driver."""
    with tempfile.TemporaryDirectory() as folder:
        d = Desk(Path(folder), device or IdReaderDevice(), Line(BAUD, **faults), settings or {})
        await d.server.start()
        await d.reader.open()
        try:
            yield d
        finally:
            await d.reader.close()
            await d.server.stop()
