"""The four cables of the device tests, and a simulated device on a pty behind one of them.

@on_every_cable
def test_it_works(cable: Cable) -> None:
    async def work() -> None:
        async with on_pty(device, cable.line(9600)) as server:
            driver = Driver(config.Driver(port=server.port, baud=9600), log)

    run(work())
"""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk_sim.line import Line
from kiosk_sim.serving import PtyServer, SerialDevice


@dataclass(frozen=True)
class Cable:
    """What a cable does to bytes; `settings` are keywords of `Line`."""

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def line(self, baud: int, seed: int = 0) -> Line:
        """A new line of this kind. `seed` decides which bytes a lossy one spoils."""
        return Line(baud, seed=seed, **self.settings)


PERFECT = Cable("perfect")
BYTE_BY_BYTE = Cable("byte by byte", {"piece": 1})
# One byte in 250 is spoiled or lost, both ways: some conversations of a test fail, most succeed.
LOSSY = Cable("lossy", {"flip": 0.002, "drop": 0.002})
# Late, but within what every driver waits for a small answer.
DELAYED = Cable("delayed", {"delay": 0.15})

CABLES = (PERFECT, BYTE_BY_BYTE, LOSSY, DELAYED)
# For what must simply work; a lossy cable needs a test that says what may fail.
TRUE_CABLES = (PERFECT, BYTE_BY_BYTE, DELAYED)

on_every_cable = pytest.mark.parametrize("cable", CABLES, ids=lambda cable: cable.name)
on_every_true_cable = pytest.mark.parametrize("cable", TRUE_CABLES, ids=lambda cable: cable.name)


@asynccontextmanager
async def on_pty(device: SerialDevice, line: Line, name: str = "device") -> AsyncIterator[PtyServer]:
    """Serve a simulated device on a pty in a folder of its own; `server.port` is what a driver opens."""
    with tempfile.TemporaryDirectory() as folder:
        server = PtyServer(device, Path(folder, name), line)
        await server.start()
        try:
            yield server
        finally:
            await server.stop()
