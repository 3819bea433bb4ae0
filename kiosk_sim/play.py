"""A kiosk and its room side by side, for a person to play with: the glass in a window, the room by typed words."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from kiosk_sim.bench import Bench
from kiosk_sim.commands import HELP, Commands
from kiosk_sim.kiosk_process import DriverError, KioskProcess

_READY_WITHIN = 30.0
_GLASS_HELP = """\
  screen                      what is on the glass, and what can be touched
  tap NAME                    touch one of those
  picture                     save a picture of the glass"""


async def play(config: Path, folder: Path, settings: list[str]) -> int:
    """Run until ``quit``, the end of input, or the end of the application."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    async with Bench(folder, database=folder / "office.db") as bench:
        commands = Commands(bench, folder)
        kept = [f'files.journal="{folder / "journal.db"}"', f'files.log="{folder / "kiosk.jsonl"}"']
        async with KioskProcess(config, [*bench.settings(), *kept, *settings]) as kiosk:
            print(f"The kiosk runs. Slips, journal and log are kept in {folder}.\n{HELP}\n{_GLASS_HELP}")
            if not os.environ.get("DISPLAY"):
                print("There is no display, so the glass is drawn off-screen: use screen, tap and picture.")
            await kiosk.do("wait", view="Attract", within=_READY_WITHIN)
            ended = asyncio.create_task(kiosk.ended())
            while (line := await _typed(ended)) is not None and line.strip() != "quit":
                if line.strip():
                    print(await _do(line.strip(), commands, kiosk, folder))
            if ended.done():
                return ended.result()
            ended.cancel()
    return 0


async def _do(line: str, commands: Commands, kiosk: KioskProcess, folder: Path) -> str:
    """One line: a touch of the glass, or a hand in the room."""
    verb, _, name = line.partition(" ")
    try:
        if verb == "tap":
            await kiosk.tap(name.strip(), stays=True)
            return "done"
        if line == "picture":
            path = folder / "glass.png"
            await kiosk.do("screenshot", path=str(path))
            return f"saved as {path}"
        if line == "screen":
            screen = await kiosk.do("screen")
            targets = "  ".join(target["name"] for target in screen["targets"])
            return "\n".join((f"{screen['view']}:", *screen["texts"], f"to tap: {targets}"))
    except DriverError as error:
        return str(error)
    return await commands.do(line)


async def _typed(ended: asyncio.Task[int]) -> str | None:
    """The next line, or None at the end of input or of the application."""
    print("> ", end="", flush=True)
    reading = asyncio.create_task(_line())
    await asyncio.wait({reading, ended}, return_when=asyncio.FIRST_COMPLETED)
    if not reading.done():
        reading.cancel()
        print("\nthe kiosk has ended")
        return None
    return reading.result() or None


async def _line() -> str:
    """One line of standard input; at a terminal it is awaited on the loop, so that the end never waits for a key."""
    loop = asyncio.get_running_loop()
    if sys.stdin.isatty():
        ready = asyncio.Event()
        loop.add_reader(sys.stdin.fileno(), ready.set)
        try:
            await ready.wait()
        finally:
            loop.remove_reader(sys.stdin.fileno())
        return sys.stdin.readline()
    return await loop.run_in_executor(None, sys.stdin.readline)
