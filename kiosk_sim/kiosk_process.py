"""The real application as a process of its own, started against a bench and driven over its control channel."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

_STARTS_WITHIN = 30.0


class DriverError(Exception):
    """The application refused a driver command, or went away."""


class KioskProcess:
    """``kiosk run`` with a driver port. Use as an asynchronous context; ends the process it started."""

    def __init__(self, config: Path, settings: Sequence[str], *, log: Path | None = None) -> None:
        self._config = config
        self._settings = settings
        self._log = log
        self._port = free_port()
        self._touched = -1  # serial of the view touched last
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> KioskProcess:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start the application and wait until it can be driven. Raises `DriverError`."""
        self._touched = -1
        command = [sys.executable, "-m", "kiosk", "run", "--config", str(self._config), "--driver", str(self._port)]
        for setting in self._settings:
            command += ["--set", setting]
        output = None if self._log is None else self._log.open("ab")
        try:
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output, env=_environment()
            )
        finally:
            if output is not None:
                output.close()
        try:
            await self._connect()
        except BaseException:
            await self.stop()  # nobody else knows of it, and it would hold the devices of the next room at this path
            raise

    @property
    def pid(self) -> int:
        """Its process number. Raises `DriverError` when it does not run."""
        if self._process is None:
            raise DriverError("the application is not running")
        return self._process.pid

    async def do(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Send one driver command and give its answer. Raises `DriverError`."""
        if self._writer is None or self._reader is None:
            raise DriverError("the application is not running")
        self._writer.write(json.dumps({"do": command, **arguments}).encode() + b"\n")
        line = await self._reader.readline()
        if not line:
            raise DriverError(f"the application went away during {command}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise DriverError(f"{command}: {answer['error']}")
        return answer

    async def wait(self, view: str, within: float = 15.0) -> dict[str, Any]:
        """Wait until a view is on the glass, newer than the one touched last; gives what is on the screen."""
        return await self.do("wait", view=view, within=within, after=self._touched)

    async def tap(self, name: str, *, stays: bool = False) -> float:
        """Touch the middle of the target called `name`; gives when, in seconds since the epoch.

        `stays`: the same view stays on the glass. Raises `DriverError`.
        """
        screen = await self.do("screen")
        targets = {target["name"]: target["rect"] for target in screen["targets"]}
        if name not in targets:
            raise DriverError(f"no target {name!r} on the screen; there is: {', '.join(sorted(targets))}")
        x, y, width, height = targets[name]
        if not stays:
            self._touched = screen["serial"]
        touched = await self.do("tap", x=x + width / 2, y=y + height / 2)
        return float(touched["at"])

    async def kill(self) -> None:
        """SIGKILL, as a power cut would: nothing is tidied up."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int | None:
        """Ask it to end (SIGTERM) and wait; gives its exit status. Safe to call twice."""
        return await self._end(signal.SIGTERM)

    async def ended(self) -> int:
        """Wait until the application has ended by itself; gives its exit status."""
        assert self._process is not None
        return await self._process.wait()

    async def _connect(self) -> None:
        assert self._process is not None
        loop = asyncio.get_running_loop()
        deadline = loop.time() + _STARTS_WITHIN
        while True:
            try:
                self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
                return
            except OSError:
                if self._process.returncode is not None or loop.time() > deadline:
                    await self.stop()
                    raise DriverError(f"the application did not start (exit {self._process.returncode})") from None
                await asyncio.sleep(0.02)

    async def _end(self, how: signal.Signals) -> int | None:
        if self._writer is not None:
            self._writer.close()
            self._writer = self._reader = None
        process = self._process
        if process is None:
            return None
        if process.returncode is None:
            process.send_signal(how)
        try:
            return await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            return await process.wait()


def free_port() -> int:
    """A TCP port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment() -> dict[str, str]:
    """The environment, with a picture drawn off-screen when there is no display."""
    environment = dict(os.environ)
    if not environment.get("DISPLAY"):
        environment["SDL_VIDEODRIVER"] = "offscreen"
    return environment
