"""The demonstration: the real application played against the room, keeping a picture of every screen passed."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from kiosk_sim.bench import Bench, CardReaderKind
from kiosk_sim.demo_play import Play, Unexpected
from kiosk_sim.demo_scenes import (
    activate,
    activate_newest,
    attract,
    card_first_in_english,
    card_reader_out_of_order,
    door_open,
    forgotten_card,
    lost_answer,
    mains_cut,
    progress,
    troubles,
)
from kiosk_sim.kiosk_process import DriverError, KioskProcess

_SCREENS = 72  # what the scenes see, for the progress bar
_AT_ONCE = 2  # runs; most of the time all of them wait
_LANDSCAPE = ("glass.width=1920", "glass.height=1080")


@dataclass(frozen=True)
class _Run:
    """One run of the application on a machine of its own: its scenes, and how many cards they activate."""

    name: str
    scenes: tuple[Callable[[Play], Awaitable[str]], ...]
    activations: int
    settings: tuple[str, ...] = ()
    reader: CardReaderKind = "pcsc"


_RUNS = (
    _Run("portrait", (progress, activate, activate_newest, troubles, lost_answer), 3),
    _Run("mishaps", (card_reader_out_of_order, mains_cut, door_open), 0, ("ups.poll_seconds=1",)),
    _Run("landscape", (card_first_in_english,), 1, _LANDSCAPE),
    _Run("motor", (attract, activate, forgotten_card), 1, (*_LANDSCAPE, "patience.take_back=5"), "motor"),
)


async def demo(config: Path, out: Path, settings: list[str]) -> int:
    """Play everything into `out`; 0 when all was as expected. Needs about a minute."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    wrong: BaseException | None = None
    at_once = asyncio.Semaphore(_AT_ONCE)
    with tqdm(total=_SCREENS, unit="screen", desc="demo", leave=False) as bar:
        try:
            async with asyncio.TaskGroup() as group:
                runs = [group.create_task(_play(config, out / one.name, one, settings, bar, at_once)) for one in _RUNS]
        except* (Unexpected, DriverError, TimeoutError) as errors:
            wrong = errors.exceptions[0]
        screens = bar.n
    if wrong is not None:
        print(f"NOT AS EXPECTED after {screens} screens: {wrong}\nlook into {out}")
        return 1
    print("\n".join(line for run in runs for line in run.result()))
    print(f"{screens} screens; pictures, slips, journals and logs: {out}")
    return 0


async def _play(
    config: Path, out: Path, run: _Run, settings: list[str], bar: tqdm[Any], at_once: asyncio.Semaphore
) -> list[str]:
    out.mkdir()
    files = [f'files.journal="{out.resolve() / "journal.db"}"', f'files.log="{out.resolve() / "kiosk.jsonl"}"']
    own = [*files, "patience.goodbye=1.5"]  # nobody stands here to read it
    async with at_once, Bench(out / "room", reader=run.reader) as bench:
        output = out / "output.txt"
        async with KioskProcess(config, [*bench.settings(), *own, *run.settings, *settings], log=output) as kiosk:
            play = Play(out, bench, kiosk, bar)
            happened = [await scene(play) for scene in run.scenes]
            status = await kiosk.stop()
        happened.append(_check(out, bench, status, run.activations))
    shutil.rmtree(out / "room")
    return happened


def _check(out: Path, bench: Bench, status: int | None, activations: int) -> str:
    """The journal, the office and the log must tell the same story, and no secret."""
    if status != 0:
        raise Unexpected(f"the application ended with status {status}")
    with sqlite3.connect(out / "journal.db") as journal:
        acts = journal.execute("SELECT number, state FROM acts").fetchall()
    if len(acts) != activations:
        raise Unexpected(f"the journal has {len(acts)} activations, not {activations}")
    for number, state in acts:
        if state != "done" or bench.office.store.activations(number) != 1:
            raise Unexpected(f"act {number} is {state}, activated {bench.office.store.activations(number)} times")
    log = (out / "kiosk.jsonl").read_text(encoding="utf-8")
    entries = [json.loads(line) for line in log.splitlines()]
    errors = [entry for entry in entries if entry["from"] == "kiosk" and entry["level"] in ("error", "critical")]
    if errors:
        raise Unexpected(f"errors in the log: {errors[:3]}")
    told = f"{len(acts)} in the journal, each done once" if acts else "none"
    return f"{out.name}: activations: {told}; no errors in the log"
