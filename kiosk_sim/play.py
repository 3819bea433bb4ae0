"""A kiosk and its room side by side, for a person to play with: the glass in a window, the room by typed words."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Collection
from pathlib import Path
from typing import Any

from kiosk_sim.bench import Bench, CardReaderKind
from kiosk_sim.commands import Commands
from kiosk_sim.fittings import NAMES
from kiosk_sim.intercom import Intercom
from kiosk_sim.kiosk_process import DriverError, KioskProcess
from kiosk_sim.pcsc import RoomError

_READY_WITHIN = 30.0
_CHUNK = 4096
_GLASS_HELP = """\
  screen                                what is on the glass, and what can be touched
  tap NAME                              touch one of those
  picture                               save a picture of the glass
  quit                                  end kiosk and room"""


async def play(
    config: Path,
    folder: Path,
    settings: list[str],
    *,
    seed: int = 0,
    reader: CardReaderKind = "pcsc",
    without: Collection[str] = (),
    unattended: bool = False,
) -> int:
    """Run until ``quit``, the end of input, SIGTERM, or the end of the application; gives its exit status.

    `without`: fittings this machine does not have, see `kiosk_sim.fittings.NAMES`.
    `unattended`: nothing is typed here, words come from ``kiosk-sim do`` only.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    fitted = [name for name in NAMES if name not in without]
    async with Bench(folder, database=folder / "office.db", seed=seed, fitted=fitted, reader=reader) as bench:
        kept = [f'files.journal="{folder / "journal.db"}"', f'files.log="{folder / "kiosk.jsonl"}"']
        async with KioskProcess(config, [*bench.settings(), *kept, *settings]) as kiosk:
            game = _Game(Commands(bench, folder), kiosk, folder)
            async with Intercom(folder, game.obey):
                await kiosk.do("wait", view="Attract", within=_READY_WITHIN)
                print(f"The kiosk runs. Slips, journal and log are kept in {folder}.\n{game.help}")
                if not os.environ.get("DISPLAY"):
                    print("There is no display, so the glass is drawn off-screen: use screen, tap and picture.")
                return await game.play(typed=not unattended)


class _Game:
    """What is typed, here or from outside, and the end of it all."""

    def __init__(self, commands: Commands, kiosk: KioskProcess, folder: Path) -> None:
        self._commands = commands
        self._kiosk = kiosk
        self._folder = folder
        self._quit = asyncio.Event()
        self._turn = asyncio.Lock()  # one hand at a time, wherever the words come from

    @property
    def help(self) -> str:
        """All words, a line each."""
        return f"{self._commands.help}\n{_GLASS_HELP}"

    async def play(self, *, typed: bool) -> int:
        """Until somebody quits (0) or the application ends (its exit status)."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._quit.set)
        ended = asyncio.create_task(self._kiosk.ended())
        ends: set[asyncio.Task[Any]] = {ended, asyncio.create_task(self._quit.wait())}
        if typed:
            ends.add(asyncio.create_task(self._type()))
        done, waiting = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for end in waiting:
            end.cancel()
        for end in done:
            end.result()
        if not ended.done():
            return 0
        print("\nthe kiosk has ended")
        return ended.result()

    async def obey(self, line: str) -> str:
        """One line: a touch of the glass, or a hand in the room. Raises `RoomError`."""
        async with self._turn:
            return await self._obey(line.strip())

    async def _obey(self, line: str) -> str:
        verb, _, name = line.partition(" ")
        try:
            match verb:
                case "quit":
                    self._quit.set()
                    return "done"
                case "help" if not name:
                    return self.help
                case "tap":
                    await self._kiosk.tap(name.strip(), stays=True)
                    return "done"
                case "picture":
                    path = self._folder / "glass.png"
                    await self._kiosk.do("screenshot", path=str(path))
                    return f"saved as {path}"
                case "screen":
                    screen = await self._kiosk.do("screen")
                    targets = "  ".join(target["name"] for target in screen["targets"])
                    return "\n".join((f"{screen['view']}:", *screen["texts"], f"to tap: {targets}"))
        except DriverError as error:
            raise RoomError(str(error)) from error
        return await self._commands.obey(line)

    async def _type(self) -> None:
        """Line after line, until the end of input."""
        print("> ", end="", flush=True)
        async for line in _lines():
            if line.strip():
                try:
                    print(await self.obey(line))
                except RoomError as error:
                    print(error)
            print("> ", end="", flush=True)


async def _lines() -> AsyncIterator[str]:
    """The lines of standard input; awaited on the loop, so that the end never waits for a key."""
    unread = b""
    while data := await _typed(sys.stdin.fileno()):
        *lines, unread = (unread + data).split(b"\n")
        for line in lines:
            yield line.decode(errors="replace")
    yield unread.decode(errors="replace")


async def _typed(fd: int) -> bytes:
    ready = asyncio.Event()
    try:
        asyncio.get_running_loop().add_reader(fd, ready.set)
    except PermissionError:  # a file, which is always ready
        return os.read(fd, _CHUNK)
    try:
        await ready.wait()
    finally:
        asyncio.get_running_loop().remove_reader(fd)
    return os.read(fd, _CHUNK)
