"""The traffic of every device for whoever listens now: `kiosk wire tail`, and the log where that is asked for."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.events import Log, mishap
from kiosk.hardware.link import Direction, Tap, Traffic

TRAFFIC = 5  # a log level of its own, below DEBUG: one line for every piece that went over a line
logging.addLevelName(TRAFFIC, "TRAFFIC")

_BACKLOG = 1_000_000  # bytes a listener may be behind; one that does not read is let go
_LINE_BYTES = 256
_NAME_SECONDS = 5.0  # for a listener to say whom it wants to hear


class Switchboard:
    """One tap a device. Private payloads come here as lengths already, see `kiosk.hardware.link.Traffic`.

    `on_closed` is called with the name of a device whose line went away by itself.
    """

    def __init__(self, log: Iterable[str] = ()) -> None:
        """`log`: names of devices whose traffic goes to the log as well."""
        self.on_closed: Callable[[str], None] = lambda _device: None
        self._devices: list[str] = []
        self._listeners: dict[asyncio.StreamWriter, str] = {}
        for name in log:
            _logger(name).setLevel(TRAFFIC)

    def tap(self, device: str) -> Tap:
        """The tap for a device. Costs next to nothing while nobody listens."""
        logger = _logger(device)
        self._devices.append(device)

        def take(traffic: Traffic) -> None:
            if logger.isEnabledFor(TRAFFIC):
                logger.log(TRAFFIC, "Traffic", extra={"facts": _facts(device, traffic)})
            if self._listeners:
                self._tell(device, traffic)
            if traffic.direction is Direction.CLOSED:
                self.on_closed(device)

        return take

    @asynccontextmanager
    async def served(self, path: Path, log: Log) -> AsyncIterator[None]:
        """Let other programs of this machine's user listen at `path`; where that cannot be, nobody listens."""
        try:
            server = await asyncio.start_unix_server(self._hear, sock=_listener(path), limit=_LINE_BYTES)
        except OSError as error:  # the machine serves citizens all the same
            log.write(mishap("wire socket", error))
            yield
            return
        try:
            yield
        finally:
            server.close()
            for listener in tuple(self._listeners):
                listener.close()
            await server.wait_closed()
            _remove(path)

    async def _hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One listener: it names a device, and hears it until it hangs up."""
        with contextlib.suppress(ValueError, OSError):  # no line of a sensible length, or none in time; or it is gone
            async with asyncio.timeout(_NAME_SECONDS):
                device = (await reader.readline()).decode(errors="replace").strip()
            if device in self._devices:
                self._listeners[writer] = device
                while await reader.read(_LINE_BYTES):
                    pass  # it has nothing more to say
            else:
                known = ", ".join(self._devices)
                writer.write(json.dumps({"error": f"no device of that name; there is: {known}"}).encode() + b"\n")
        self._listeners.pop(writer, None)
        writer.close()

    def _tell(self, device: str, traffic: Traffic) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, **_facts(device, traffic)}).encode() + b"\n"
        for listener, wanted in tuple(self._listeners.items()):
            if wanted != device:
                continue
            if listener.transport.get_write_buffer_size() > _BACKLOG:
                self._listeners.pop(listener)
                listener.transport.abort()
            else:
                listener.write(line)


def _listener(path: Path) -> socket.socket:
    """A socket that only this machine's user can speak to. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove(path)
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(str(path))
        path.chmod(0o600)
    except OSError:
        listener.close()
        raise
    return listener


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _logger(device: str) -> logging.Logger:
    return logging.getLogger(f"kiosk.wire.{device}")


def _facts(device: str, traffic: Traffic) -> dict[str, Any]:
    """`hex` is missing where the bytes are private."""
    shown = {} if traffic.data is None else {"hex": traffic.data.hex(" ").upper()}
    return {"device": device, "direction": traffic.direction.value, "bytes": traffic.length, **shown}
