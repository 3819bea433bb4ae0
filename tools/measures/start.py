"""Start-up: the real application against a bare Kivy program, turn and turn about."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path

from kiosk_sim.bench import Bench
from kiosk_sim.kiosk_process import KioskProcess

BARE = Path(__file__).with_name("bare_kivy.py")
CONFIG = Path(__file__).parents[2] / "config" / "simulated.toml"


def settings(bench: Bench, folder: Path) -> list[str]:
    """What a kiosk in this room needs, with its files in `folder`."""
    return [
        *bench.settings(),
        f'files.journal="{folder / "journal.db"}"',
        f'files.log="{folder / "kiosk.jsonl"}"',
    ]


def events(folder: Path) -> list[dict[str, object]]:
    """The kiosk's log so far, each line with `seconds` since the epoch."""
    lines = [json.loads(line) for line in (folder / "kiosk.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in lines:
        line["seconds"] = datetime.fromisoformat(line["at"]).timestamp()
    return lines


def shown(folder: Path, view: str, after: float = 0.0) -> float:
    """When a view's first frame was on the glass, in seconds since the epoch."""
    return next(
        float(str(line["seconds"]))
        for line in events(folder)
        if line["event"] == "ViewShown" and line["view"] == view and float(str(line["seconds"])) >= after
    )


async def bare_start() -> tuple[float, float]:
    """Seconds from process start to the first frame of a bare program, and from a change to its frame."""
    began = time.time()
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(BARE), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    output, _ = await process.communicate()
    first, change = output.decode().split()
    return float(first) - began, float(change)


async def kiosk_start(bench: Bench, folder: Path) -> tuple[float, float]:
    """Seconds from process start to the first frame, and to a touchable attract screen with devices answered."""
    (folder / "kiosk.jsonl").unlink(missing_ok=True)
    began = time.time()
    async with KioskProcess(CONFIG, settings(bench, folder)) as kiosk:
        await kiosk.wait("Attract")
    return shown(folder, "Starting") - began, shown(folder, "Attract") - began


async def measure(bench: Bench, folder: Path, rounds: int) -> dict[str, float]:
    """Medians, in seconds, after one warm-up of each."""
    bare, kiosk = [], []
    for turn in range(rounds + 1):
        one, other = await bare_start(), await kiosk_start(bench, folder)
        if turn:
            bare.append(one)
            kiosk.append(other)
    return {
        "bare first frame": statistics.median(first for first, _ in bare),
        "bare change": statistics.median(change for _, change in bare),
        "first frame": statistics.median(first for first, _ in kiosk),
        "ready": statistics.median(ready for _, ready in kiosk),
    }
