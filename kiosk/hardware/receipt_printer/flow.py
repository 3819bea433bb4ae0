"""A line to a printer that is listened to: XOFF stops our writing, XON lets it go on."""

from __future__ import annotations

import asyncio

from kiosk.hardware.receipt_printer.wire import DLE, Flow
from kiosk.hardware.stream import ByteStream

# Bytes handed over at a time. Printers say XOFF while there still is room for more than this [2+: Epson's
# manuals], and what the system has taken cannot be held back any more.
_CHUNK = 64


class ObedientStream:
    """A `ByteStream` that writes no faster than the line carries, and pauses when it is told to.

    Commands that are obeyed at once pass: a printer that is off-line or full still answers them, and how
    else could one ask why it stopped? Waiting has no end here; whoever writes sets a deadline.
    """

    def __init__(self, stream: ByteStream, seconds_per_byte: float) -> None:
        self._stream = stream
        self._seconds_per_byte = seconds_per_byte
        self._go = asyncio.Event()
        self._go.set()

    def obey(self, flow: Flow) -> None:
        """Pause, or go on."""
        if flow.go:
            self._go.set()
        else:
            self._go.clear()

    async def write(self, data: bytes) -> None:
        """See `ByteStream.write`; returns when the line has carried all but the last few bytes."""
        if data[:1] == bytes((DLE,)):
            await self._stream.write(data)
            return
        for at in range(0, len(data), _CHUNK):
            await self._go.wait()
            chunk = data[at : at + _CHUNK]
            await self._stream.write(chunk)
            await asyncio.sleep(len(chunk) * self._seconds_per_byte)

    async def read(self) -> bytes:
        """See `ByteStream.read`."""
        return await self._stream.read()

    def close(self) -> None:
        """See `ByteStream.close`."""
        self._stream.close()
        self._go.set()  # a write that pauses now finds the line closed
