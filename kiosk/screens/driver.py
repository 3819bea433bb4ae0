"""The control channel for testers: JSON lines over a local socket; reads the glass and touches it.

Only for a machine in rehearsal (the caller sees to that). It tells nothing that is not on the glass:
personal data appears here in clear only while it stands there in clear.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from kiosk.screens import finger
from kiosk.screens.stage import KivyDisplay
from kiosk.views import Manner

Request: TypeAlias = dict[str, Any]
Reply: TypeAlias = dict[str, Any]

_SETTLE_WITHIN = 5.0
_POLL = 0.02


class _Refused(Exception):
    """A request that cannot be met; its text goes back as ``error``."""


class Driver:
    """Serves testers on 127.0.0.1:`port` (0: any free one; see `port` after `start`)."""

    def __init__(self, display: KivyDisplay, port: int, quit_app: Callable[[], None]) -> None:
        self._display, self.port, self._quit = display, port, quit_app
        self._server: asyncio.Server | None = None
        self._verbs: dict[str, Callable[[Request], Awaitable[Reply]]] = {
            "screen": self._screen,
            "tap": self._tap,
            "screenshot": self._screenshot,
            "wait": self._wait,
            "quit": self._stop,
        }

    async def __aenter__(self) -> Driver:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_exc: object) -> None:
        assert self._server is not None
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while line := await _line(reader):
                reply = await self._reply(line)
                writer.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
                await writer.drain()
        writer.close()

    async def _reply(self, line: bytes) -> Reply:
        try:
            request = json.loads(line)
            verb = self._verbs.get(request["do"])
            if verb is None:
                return {"error": f"unknown: {request['do']}"}
            return await verb(request)
        except (_Refused, OSError) as error:
            return {"error": str(error)}
        except (ValueError, TypeError, KeyError) as error:
            return {"error": f"not a request: {error!r}"}

    async def _screen(self, _request: Request) -> Reply:
        return await self._display.on_glass(lambda: describe(self._display))

    async def _tap(self, request: Request) -> Reply:
        x, y = float(request["x"]), float(request["y"])
        if not (math.isfinite(x) and math.isfinite(y)):
            raise ValueError("a place must be finite")
        await self._settled()
        at = time.time()
        await self._display.on_glass(lambda: finger.down(self._display.frame, x, y))
        await self._display.on_glass(finger.up)
        return {"tapped": [x, y], "at": at}

    async def _screenshot(self, request: Request) -> Reply:
        path = Path(request["path"])
        await self._settled()
        await self._display.on_glass(lambda: finger.picture(self._display.frame, path))
        return {"path": str(path)}

    async def _wait(self, request: Request) -> Reply:
        name, after = request["view"], int(request.get("after", -1))
        within = float(request.get("within", 10))
        try:
            async with asyncio.timeout(within):
                await self._display.shown(lambda flipped: flipped.view == name and flipped.serial > after)
        except TimeoutError:
            raise _Refused(f"no {name} within {within:g} s") from None
        await self._settled()
        return await self._screen(request)

    async def _stop(self, _request: Request) -> Reply:
        self._quit()
        return {"quitting": True}

    async def _settled(self) -> None:
        try:
            async with asyncio.timeout(_SETTLE_WITHIN):
                while not await self._display.on_glass(self._display.settled):  # noqa: ASYNC110 - asked of Kivy's thread
                    await asyncio.sleep(_POLL)
        except TimeoutError:
            raise _Refused("the glass does not come to rest") from None


async def _line(reader: asyncio.StreamReader) -> bytes:
    """A request; one that is too long is no request, and ends the conversation."""
    try:
        return await reader.readline()
    except ValueError:  # asyncio's word for a line beyond its limit of 64 KB
        return b""


def describe(display: KivyDisplay) -> Reply:
    """What is on the glass, in window pixels from the top left. Kivy thread only."""
    frame = display.frame
    return {
        "view": display.view_name,
        "serial": display.serial_on_glass,
        "manner": _manner(display.manner),
        "texts": list(finger.texts(frame)),
        "targets": list(_targets(display)),
        "settled": display.settled(),
    }


def _manner(manner: Manner) -> Reply:
    return {
        "language": manner.language,
        "large": manner.large,
        "palette": manner.palette.value,
        "low": manner.low,
        "voice": manner.voice,
    }


def _targets(display: KivyDisplay) -> Iterator[Reply]:
    frame = display.frame
    for target in finger.targets(frame):
        rect = [target.x, frame.height - target.top, target.width, target.height]
        yield {"name": target.name, "text": target.words, "rect": [round(n) for n in rect]}
