"""Puts a simulated device at a port, behind a line that takes its time: here, on a pseudo terminal."""

from __future__ import annotations

import asyncio
import os
import pty
import re
import termios
import tty
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk_sim.line import Line

_CHUNK = 4096
# A new pty is set to a rate that nothing of this century uses, so that one the application has set can be told.
_NOT_SET = termios.B50
_RATES = {getattr(termios, name): int(name[1:]) for name in dir(termios) if re.fullmatch(r"B[1-9]\d*", name)}


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


class Served(ABC):
    """A simulated device in use: behind its line, at a port that an application opens."""

    def __init__(self, device: SerialDevice, line: Line) -> None:
        self.line = line
        self._device = device
        self._fd = -1  # where the application is; -1: nowhere
        self._replies: asyncio.Queue[Reply] = asyncio.Queue()
        self._arrived: asyncio.Queue[bytes] = asyncio.Queue()
        self._outbox = bytearray()  # arrived for the application, not taken by its port yet
        self._tasks: list[asyncio.Task[None]] = []

    @property
    @abstractmethod
    def port(self) -> str:
        """What an application opens."""

    @property
    def plugged(self) -> bool:
        """Whether it is plugged in."""
        return bool(self._tasks)

    async def start(self) -> None:
        """Plug it in, also again after `unplug`. Safe when plugged in."""
        if self._tasks:
            return
        self._plug_in()
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._speak())]
        for task in self._tasks:
            task.add_done_callback(_tell)

    async def unplug(self) -> None:
        """Pull the cable: the application is told at once, what is on its way is lost. Safe when unplugged."""
        if not self._tasks:
            return
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        self.line.clear()
        self._replies, self._arrived = asyncio.Queue(), asyncio.Queue()
        self._pull_out()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self) -> None:
        """Unplug it for good and leave nothing behind. Safe to call twice."""
        await self.unplug()

    def send(self, data: bytes) -> None:
        """Bytes the device sends of its own accord."""
        self._replies.put_nowait(Reply(data))

    @abstractmethod
    def _plug_in(self) -> None:
        """Make the port."""

    @abstractmethod
    def _pull_out(self) -> None:
        """Take the port away; whoever has it open is told."""

    @abstractmethod
    def _rate(self) -> int | None:
        """The baud the application has set; None where that is not known."""

    def _connect(self, fd: int) -> None:
        self._fd = fd
        os.set_blocking(fd, False)
        asyncio.get_running_loop().add_reader(fd, self._read)

    def _disconnect(self) -> None:
        if self._fd >= 0:
            asyncio.get_running_loop().remove_reader(self._fd)
            asyncio.get_running_loop().remove_writer(self._fd)
        self._fd = -1
        self._outbox.clear()

    def _read(self) -> None:
        try:
            data = os.read(self._fd, _CHUNK)
        except BlockingIOError:
            return
        except OSError:  # a connection that was reset
            data = b""
        if data:
            self._arrived.put_nowait(data)
        else:
            self._disconnect()

    async def _listen(self) -> None:
        while True:
            data = await self._arrived.get()
            self.line.host_baud = self._rate()
            await self.line.ask(data, self._receive)

    def _receive(self, data: bytes) -> None:
        for reply in self._device.receive(data):
            self._replies.put_nowait(reply)

    async def _speak(self) -> None:
        while True:
            reply = await self._replies.get()
            if reply.after:
                await asyncio.sleep(reply.after)
            changed = reply.instead() if reply.instead else None
            self.line.host_baud = self._rate()
            await self.line.answer(reply.data if changed is None else changed, self._write)

    def _write(self, data: bytes) -> None:
        if self._fd >= 0:  # else nobody is there to read it
            self._outbox += data
            self._flush()

    def _flush(self) -> None:
        try:
            while self._outbox:
                del self._outbox[: os.write(self._fd, self._outbox)]
        except BlockingIOError:
            asyncio.get_running_loop().add_writer(self._fd, self._flush)
        except OSError:  # a connection that was reset
            self._disconnect()
        else:
            asyncio.get_running_loop().remove_writer(self._fd)


class PtyServer(Served):
    """One device on one pty, reachable under a stable name (a symbolic link).

    The name is gone while it is unplugged. Plugged in again it is another pty behind it, as a USB port may be.
    The application's baud is seen and matters: the master tells the settings of the slave at any time (measured),
    so that neither packet mode nor EXTPROC is needed.
    """

    def __init__(self, device: SerialDevice, link: Path, line: Line) -> None:
        super().__init__(device, line)
        self._link = link
        self._slave = -1

    @property
    def port(self) -> str:
        """The path an application opens."""
        return str(self._link)

    def _plug_in(self) -> None:
        master, self._slave = pty.openpty()
        tty.setraw(self._slave)  # kept open here, so that the application may come and go
        settings = termios.tcgetattr(self._slave)
        settings[4] = settings[5] = _NOT_SET
        termios.tcsetattr(self._slave, termios.TCSANOW, settings)
        self._link.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._link.with_name(self._link.name + ".new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(os.ttyname(self._slave))
        fresh.replace(self._link)
        self._connect(master)

    def _pull_out(self) -> None:
        # As udev does: the number of this pty may be given to another device at once.
        self._link.unlink(missing_ok=True)
        master = self._fd
        self._disconnect()
        os.close(master)
        os.close(self._slave)

    def _rate(self) -> int | None:
        rate = termios.tcgetattr(self._fd)[5]
        return None if rate == _NOT_SET else _RATES.get(rate)


def _tell(task: asyncio.Task[None]) -> None:
    """A simulated device that broke down is said so at once: it would otherwise only seem silent."""
    if not task.cancelled() and (error := task.exception()) is not None:
        message = "a simulated device broke down"
        task.get_loop().call_exception_handler({"message": message, "exception": error, "task": task})
