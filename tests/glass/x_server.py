"""A screen of its own for one test: Xvfb, and xdotool as the citizen's hands on it."""

from __future__ import annotations

import asyncio
import os
from types import TracebackType


class XServer:
    """Xvfb on a free display number, which the application started within it finds in `DISPLAY`."""

    def __init__(self, width: int, height: int) -> None:
        self._size = f"{width}x{height}x24"
        self._server: asyncio.subprocess.Process | None = None
        self._before: dict[str, str | None] = {}

    async def __aenter__(self) -> XServer:
        here, there = os.pipe()
        # Without -noreset it resets when the last client leaves, and refuses the one that connects in that moment.
        arguments = ("-displayfd", str(there), "-screen", "0", self._size, "-nolisten", "tcp", "-noreset")
        self._server = await asyncio.create_subprocess_exec(
            "Xvfb", *arguments, pass_fds=(there,), stderr=asyncio.subprocess.DEVNULL
        )
        os.close(there)
        with os.fdopen(here) as told:
            number = (await asyncio.to_thread(told.readline)).strip()
        assert number, "Xvfb did not start"
        self._before = {name: os.environ.get(name) for name in ("DISPLAY", "SDL_VIDEODRIVER")}
        os.environ["DISPLAY"] = f":{number}"
        os.environ["SDL_VIDEODRIVER"] = "x11"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        assert self._server is not None
        self._server.terminate()
        await self._server.wait()

    async def hands(self, *words: str) -> None:
        """Run xdotool with these words. Raises AssertionError when it could not do them."""
        process = await asyncio.create_subprocess_exec("xdotool", *words)
        assert await process.wait() == 0, words
