"""The wire seam: a serial line or a socket as bytes to write and bytes to read, driven by the asyncio loop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import serial

_CHUNK = 4096
# What pyserial and the terminal layer raise when a line is unplugged or missing (measured on ptys).
_LINE_ERRORS = (serial.SerialException, OSError, termios.error)
_OPEN_SECONDS = 10.0  # a driver may take seconds to open a port; one that never does must not hold up the others
_being_opened: set[str] = set()  # ports: each keeps a thread busy, of which there are few
_CONNECT_SECONDS = 3.0  # a terminal server in the same cabinet answers within milliseconds


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


class FdStream:
    """A file descriptor (a serial port, a socket) that does not block, driven by the loop's readiness events.

    `shut` closes it; what it raises of `_LINE_ERRORS` is of no interest: the line is gone either way.
    """

    def __init__(self, fd: int, shut: Callable[[], None]) -> None:
        self._fd = fd
        self._shut = shut
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
            self._shut()

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


async def open_line(port: str, baud: int) -> FdStream:
    """Open a line. `port` is a device path, a pattern of one, or ``socket://host:port``, where `baud` means nothing.

    A serial line is opened exclusively, at 8N1 without flow control; of several paths that fit a pattern
    (``/dev/serial/by-id/*Newland*``) the first by name is taken. Raises `LineClosed` when it is missing or in use, or
    does not open in time.
    """
    if "://" in port:
        return await _open_socket(port)
    if port in _being_opened:
        raise LineClosed(f"{port} is still being opened")
    _being_opened.add(port)
    opening = asyncio.ensure_future(asyncio.to_thread(_open_serial, port, baud))
    opening.add_done_callback(lambda _: _being_opened.discard(port))
    try:
        async with asyncio.timeout(_OPEN_SECONDS):
            line = await asyncio.shield(opening)
    except TimeoutError:
        opening.add_done_callback(_close_unwanted)
        raise LineClosed(f"{port} does not open") from None
    except asyncio.CancelledError:
        opening.add_done_callback(_close_unwanted)
        raise
    return FdStream(line.fileno(), lambda: _close_serial(line))


def _open_serial(port: str, baud: int) -> serial.Serial:
    try:
        line = serial.Serial(_path(port), baud, timeout=0, exclusive=True)
    except _LINE_ERRORS as error:
        raise LineClosed(str(error)) from error
    try:
        _wait_for_a_byte(line.fileno())
        line.reset_input_buffer()
    except _LINE_ERRORS as error:
        line.close()
        raise LineClosed(str(error)) from error
    return line


def _path(port: str) -> str:
    """The path a pattern stands for now: a device that is plugged in again may have another name."""
    if not any(char in port for char in "*?["):
        return port
    found = sorted(Path(Path(port).anchor).glob(port.lstrip("/")))
    if not found:
        raise LineClosed(f"no port fits {port}")
    return str(found[0])


def _close_serial(line: serial.Serial) -> None:
    with contextlib.suppress(*_LINE_ERRORS):
        # Without this the kernel may wait up to 30 s for a device that takes no more bytes [M].
        line.reset_output_buffer()
    line.close()


def _close_unwanted(opening: asyncio.Future[serial.Serial]) -> None:
    """Nobody waits for this port any more: left open it would be in use for ever."""
    if not opening.cancelled() and opening.exception() is None:
        _close_serial(opening.result())


async def _open_socket(url: str) -> FdStream:
    parts = urlsplit(url)
    if parts.scheme != "socket" or not parts.hostname or not parts.port:
        raise LineClosed(f"not a line: {url}; expected a device path or socket://host:port")
    loop = asyncio.get_running_loop()
    line: socket.socket | None = None
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            [(family, kind, _, _, address), *_] = await loop.getaddrinfo(
                parts.hostname, parts.port, type=socket.SOCK_STREAM
            )
            line = socket.socket(family, kind)
            line.setblocking(False)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await loop.sock_connect(line, address)
    except BaseException as error:
        if line is not None:
            line.close()
        if isinstance(error, OSError):  # TimeoutError is one
            raise LineClosed(f"{url}: {error.strerror or 'no connection'}") from error
        raise
    return FdStream(line.fileno(), line.close)


def _wait_for_a_byte(fd: int) -> None:
    """VMIN=1, so that "no byte yet" (EAGAIN) and "hung up" (no bytes) cannot be confused."""
    settings = termios.tcgetattr(fd)
    settings[6][termios.VMIN] = 1
    termios.tcsetattr(fd, termios.TCSANOW, settings)
