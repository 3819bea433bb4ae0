"""A kiosk and its room side by side, for a person to play with: the glass in a window, the room by typed words."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from kiosk_sim.bench import Bench
from kiosk_sim.commands import HELP, Commands
from kiosk_sim.kiosk_process import KioskProcess


async def play(config: Path, folder: Path, settings: list[str]) -> int:
    """Run until ``quit``, the end of input, or the end of the application."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    async with Bench(folder, database=folder / "office.db") as bench:
        commands = Commands(bench, folder)
        kept = [f'files.journal="{folder / "journal.db"}"', f'files.log="{folder / "kiosk.jsonl"}"']
        async with KioskProcess(config, [*bench.settings(), *kept, *settings]) as kiosk:
            print(f"The kiosk runs. Slips, journal and log are kept in {folder}.\n{HELP}")
            ended = asyncio.create_task(kiosk.ended())
            while (line := await _typed(ended)) is not None and line.strip() != "quit":
                if line.strip():
                    print(await commands.do(line))
            ended.cancel()
    return 0


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
    """One line of standard input, awaited on the loop so that quitting never waits for a key."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(sys.stdin.fileno())
    return sys.stdin.readline()
