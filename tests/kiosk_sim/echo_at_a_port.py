"""An echo at either kind of port, and an application that opens it: for tests of ports and of their lines."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Literal

from kiosk.hardware.stream import ByteStream, open_line
from kiosk_sim.line import Deliver, Line
from kiosk_sim.serving import PtyServer, Reply, Served
from kiosk_sim.tcp_serving import TcpServer
from tests.virtual_time import run

BAUD = 115200
QUESTION = b"a question of some length?"


class CountingLine(Line):
    """Counts the pieces it hands over to the application."""

    pieces = 0

    async def answer(self, data: bytes, deliver: Deliver) -> None:
        def count(piece: bytes) -> None:
            self.pieces += 1
            deliver(piece)

        await super().answer(data, count)


class Echo:
    """Says everything once."""

    def __init__(self) -> None:
        self.heard = bytearray()

    def receive(self, data: bytes) -> Sequence[Reply]:
        self.heard += data
        return [Reply(data)]


Scene = Callable[[Served, Echo], Awaitable[None]]


def play(kind: Literal["pty", "tcp"], folder: Path, scene: Scene) -> None:
    """Play a scene with an echo at a port of this kind."""

    async def served() -> None:
        echo, line = Echo(), CountingLine(BAUD)
        server = PtyServer(echo, folder / "echo", line) if kind == "pty" else TcpServer(echo, line)
        await server.start()
        try:
            await scene(server, echo)
        finally:
            await server.stop()

    run(served())


@contextlib.asynccontextmanager
async def opened(server: Served, baud: int = BAUD) -> AsyncIterator[ByteStream]:
    """The port, as an application opens it."""
    stream = await open_line(server.port, baud)
    try:
        yield stream
    finally:
        stream.close()


async def read(stream: ByteStream, count: int, within: float = 5.0) -> bytes:
    """So many bytes, or what has come of them in time."""
    data = b""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within):
            while len(data) < count:
                data += await stream.read()
    return data
