"""The demonstration: the real application played against the room, keeping a picture of every screen passed."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqdm import tqdm

from kiosk_sim import demo_acts, demo_guides, demo_mishaps, demo_progress
from kiosk_sim.bench import Bench, CardReaderKind
from kiosk_sim.demo_play import Play, Unexpected
from kiosk_sim.kiosk_process import DriverError, KioskProcess

_ON_CARD = ("change-pin",)  # done by the chip card: the office knows nothing of it
_SCREENS = 135  # what the scenes see, for the progress bar
_AT_ONCE = 3  # runs; most of the time all of them wait
_LANDSCAPE = ("glass.width=1920", "glass.height=1080")
_UNRATED = ("services.rating=false",)


@dataclass(frozen=True)
class _Run:
    """One run of the application on a machine of its own: its scenes, and the acts that its journal has afterwards."""

    name: str
    scenes: tuple[Callable[[Play], Awaitable[str]], ...]
    acts: Mapping[str, int] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    reader: CardReaderKind = "pcsc"


_RUNS = (
    _Run(
        "acts",
        (
            demo_acts.activate,
            demo_acts.activate_newest,
            demo_mishaps.lost_answer,
            demo_acts.change_pin,
            demo_acts.forgotten_pin,
            demo_acts.loss,
            demo_acts.loss_released,
            demo_acts.transfer,
        ),
        {"activate": 3, "change-pin": 2, "reset-pin": 1, "report-loss": 1, "release-loss": 1, "transfer": 1},
        _UNRATED,
    ),
    _Run(
        "portrait",
        (
            demo_progress.progress,
            demo_progress.card_first,
            demo_progress.card_from_elsewhere,
            demo_progress.electronic_card,
            demo_progress.collection,
            demo_progress.family,
            demo_progress.typed_number,
            demo_progress.my_card,
            demo_progress.balance,
        ),
        settings=_UNRATED,
    ),
    _Run(
        "guides",
        (
            demo_guides.outlets,
            demo_guides.apply,
            demo_guides.strip_card,
            demo_guides.pension,
            demo_guides.papers,
            demo_guides.questions,
            demo_guides.call_staff,
        ),
    ),
    _Run(
        "mishaps",
        (
            demo_mishaps.troubles,
            demo_mishaps.card_reader_out_of_order,
            demo_mishaps.mains_cut,
            demo_mishaps.door_open,
        ),
        settings=("ups.poll_seconds=1", *_UNRATED),
    ),
    _Run("landscape", (demo_progress.card_first_in_english,), {"activate": 1}, (*_LANDSCAPE, *_UNRATED)),
    _Run(
        "motor",
        (demo_progress.attract, demo_acts.activate, demo_mishaps.forgotten_card),
        {"activate": 1, "change-pin": 1},
        (*_LANDSCAPE, *_UNRATED, "patience.take_back=5"),
        "motor",
    ),
)


async def demo(config: Path, out: Path, settings: list[str]) -> int:
    """Play everything into `out`; 0 when all was as expected. Needs two minutes."""
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
    own = [*files, "patience.goodbye=1"]  # nobody stands here to read it
    async with at_once, Bench(out / "room", reader=run.reader) as bench:
        output = out / "output.txt"
        async with KioskProcess(config, [*bench.settings(), *own, *run.settings, *settings], log=output) as kiosk:
            play = Play(out, bench, kiosk, bar)
            happened = [await scene(play) for scene in run.scenes]
            status = await kiosk.stop()
        happened.append(_check(out, bench, status, run.acts))
    shutil.rmtree(out / "room")
    return happened


def _check(out: Path, bench: Bench, status: int | None, expected: Mapping[str, int]) -> str:
    """The journal, the office and the log must tell the same story, and no secret."""
    if status != 0:
        raise Unexpected(f"the application ended with status {status}")
    with sqlite3.connect(out / "journal.db") as journal:
        acts = journal.execute("SELECT number, kind, state FROM acts").fetchall()
    if Counter(kind for _, kind, _ in acts) != Counter(expected):
        raise Unexpected(f"the journal has {acts}, not {dict(expected)}")
    for number, kind, state in acts:
        effects = len(bench.office.store.effects(number))
        if state != "done" or effects != (kind not in _ON_CARD):
            raise Unexpected(f"act {number}, {kind}: {state}, and {effects} effects at the office")
    log = (out / "kiosk.jsonl").read_text(encoding="utf-8")
    entries = [json.loads(line) for line in log.splitlines()]
    errors = [entry for entry in entries if entry["from"] == "kiosk" and entry["level"] in ("error", "critical")]
    if errors:
        raise Unexpected(f"errors in the log: {errors[:3]}")
    told = f"{len(acts)} in the journal, each done once" if acts else "none"
    return f"{out.name}: acts: {told}; no errors in the log"
