"""The wire seam: a serial line as bytes to write and bytes to read, on the asyncio loop without threads."""

from __future__ import annotations

import asyncio
import contextlib
import os
import termios
from collections.abc import Callable
from typing import Any, Protocol

import serial

_CHUNK = 4096
# What pyserial and the terminal layer raise when a line is unplugged or missing (measured on ptys).
_LINE_ERRORS = (serial.SerialException, OSError, termios.error)


class LineClosed(Exception):
    """The line cannot be opened, or it went away; the text says why."""


class ByteStream(Protocol):
    """Bytes out, bytes in. One reader and one writer at a time."""

    async def write(self, data: bytes) -> None:
        """Hand all bytes to the line. Returning does not mean they have arrived. Raises `LineClosed`."""

    async def read(self) -> bytes:
        """At least one byte. Raises `LineClosed` when the line goes away."""

    def close(self) -> None:
        """Close the line; safe to call twice; a pending read or write raises `LineClosed`."""


class SerialStream:
    """A serial port (8N1, no flow control) driven by the loop's readiness events."""

    def __init__(self, port: serial.Serial) -> None:
        self._port = port
        self._fd: int = port.fileno()
        self._loop = asyncio.get_running_loop()
        self._waiting: set[asyncio.Future[None]] = set()
        self._closed = False

    async def write(self, data: bytes) -> None:
        """See `ByteStream.write`."""
        rest = data
        while rest:
            try:
                rest = rest[os.write(self._open_fd(), rest[:_CHUNK]) :]
            except BlockingIOError:
                await self._ready(self._loop.add_writer, self._loop.remove_writer)
            except _LINE_ERRORS as error:
                raise LineClosed(str(error)) from error

    async def read(self) -> bytes:
        """See `ByteStream.read`."""
        while True:
            try:
                data = os.read(self._open_fd(), _CHUNK)
            except BlockingIOError:
                await self._ready(self._loop.add_reader, self._loop.remove_reader)
            except _LINE_ERRORS as error:
                raise LineClosed(str(error)) from error
            else:
                if not data:
                    raise LineClosed("the line was hung up")
                return data

    def close(self) -> None:
        """See `ByteStream.close`."""
        if self._closed:
            return
        self._closed = True
        for waiter in self._waiting:
            _wake(waiter)
        self._loop.remove_reader(self._fd)
        self._loop.remove_writer(self._fd)
        with contextlib.suppress(*_LINE_ERRORS):
            # Without this the kernel may wait up to 30 s for a device that takes no more bytes [M].
            self._port.reset_output_buffer()
        with contextlib.suppress(*_LINE_ERRORS):  # an unplugged port: the descriptor is gone either way
            self._port.close()

    def _open_fd(self) -> int:
        if self._closed:
            raise LineClosed("the line was closed")
        return self._fd

    async def _ready(self, add: Callable[..., Any], remove: Callable[[int], Any]) -> None:
        waiter: asyncio.Future[None] = self._loop.create_future()
        self._waiting.add(waiter)
        add(self._fd, _wake, waiter)
        try:
            await waiter
        finally:
            self._waiting.discard(waiter)
            if not self._closed:
                remove(self._fd)


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


def open_serial(port: str, baud: int) -> SerialStream:
    """Open a device path at 8N1, exclusively. Raises `LineClosed` when it is missing or in use."""
    try:
        line = serial.Serial(port, baud, timeout=0, exclusive=True)
    except _LINE_ERRORS as error:
        raise LineClosed(str(error)) from error
    try:
        _wait_for_a_byte(line.fileno())
        line.reset_input_buffer()
    except _LINE_ERRORS as error:
        line.close()
        raise LineClosed(str(error)) from error
    return SerialStream(line)


def _wait_for_a_byte(fd: int) -> None:
    """VMIN=1, so that "no byte yet" (EAGAIN) and "hung up" (no bytes) cannot be confused."""
    settings = termios.tcgetattr(fd)
    settings[6][termios.VMIN] = 1
    termios.tcsetattr(fd, termios.TCSANOW, settings)
