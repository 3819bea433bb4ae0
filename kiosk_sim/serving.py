"""Puts a simulated device on a pseudo terminal, behind a line that takes its time."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pty
import tty
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk_sim.line import Line

_CHUNK = 4096


@dataclass(frozen=True)
class Reply:
    """Bytes a device sends, and how many seconds of thinking or moving come before them.

    `instead` is asked when they are over: what the device then sends instead, or None when nothing changed.
    """

    data: bytes
    after: float = 0.0
    instead: Callable[[], bytes | None] | None = None


class SerialDevice(Protocol):
    """A simulated device: bytes in, replies out; it does no input or output of its own."""

    def receive(self, data: bytes) -> Sequence[Reply]:
        """Take bytes that arrived; give what the device answers."""


class PtyServer:
    """One device on one pty, reachable under a stable name (a symbolic link)."""

    def __init__(self, device: SerialDevice, link: Path, line: Line) -> None:
        self._device = device
        self._link = link
        self._line = line
        self._master = -1
        self._slave = -1
        self._replies: asyncio.Queue[Reply] = asyncio.Queue()
        self._arrived: asyncio.Queue[bytes] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def port(self) -> str:
        """The path an application opens."""
        return str(self._link)

    async def start(self) -> None:
        """Open the pty and make the link; also plugs the device in again after `unplug`. Safe when plugged in."""
        if self._master >= 0:
            return
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)  # kept open here, so that the application may come and go
        os.set_blocking(self._master, False)
        self._link.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._link.with_name(self._link.name + ".new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(os.ttyname(self._slave))
        fresh.replace(self._link)
        asyncio.get_running_loop().add_reader(self._master, self._read)
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._speak())]
        for task in self._tasks:
            task.add_done_callback(_tell)

    async def stop(self) -> None:
        """Unplug and remove the link."""
        await self.unplug()
        self._link.unlink(missing_ok=True)

    async def unplug(self) -> None:
        """Pull the cable: the application's port reports a hang-up at once."""
        if self._master < 0:
            return
        asyncio.get_running_loop().remove_reader(self._master)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        os.close(self._master)
        os.close(self._slave)
        self._master = self._slave = -1
        self._replies, self._arrived = asyncio.Queue(), asyncio.Queue()

    def send(self, data: bytes) -> None:
        """Bytes the device sends of its own accord."""
        self._replies.put_nowait(Reply(data))

    def _read(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._arrived.put_nowait(os.read(self._master, _CHUNK))

    async def _listen(self) -> None:
        while True:
            data = await self._arrived.get()
            async for piece in self._line.carry(data):
                for reply in self._device.receive(piece):
                    self._replies.put_nowait(reply)

    async def _speak(self) -> None:
        while True:
            reply = await self._replies.get()
            if reply.after:
                await asyncio.sleep(reply.after)
            changed = reply.instead() if reply.instead else None
            async for piece in self._line.carry(reply.data if changed is None else changed):
                await self._write(piece)

    async def _write(self, data: bytes) -> None:
        loop = asyncio.get_running_loop()
        while data:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                writable: asyncio.Future[None] = loop.create_future()
                loop.add_writer(self._master, _wake, writable)
                try:
                    await writable
                finally:
                    loop.remove_writer(self._master)


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


def _tell(task: asyncio.Task[None]) -> None:
    """A simulated device that broke down is said so at once: it would otherwise only seem silent."""
    if not task.cancelled() and (error := task.exception()) is not None:
        message = "a simulated device broke down"
        task.get_loop().call_exception_handler({"message": message, "exception": error, "task": task})
