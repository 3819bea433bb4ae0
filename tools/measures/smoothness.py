"""Smoothness: how soon every screen answers a finger, how many frames a change of screens has, what idle ones draw."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PROGRAM = Path(__file__).with_name("every_screen.py")
_WITHIN = 180.0  # seconds for all screens
# They count seconds down or show that work goes on, so they are not idle; a second of theirs may have so many frames.
_COUNTING = {"MoreTime": 2, "Rate": 2, "Working": 4}
_FEWEST = 5  # frames, from which on a change of screens is a motion


@dataclass(frozen=True)
class Smoothness:
    """Seconds, by screen; frames per second of each motion from one screen to the next; what was drawn in vain."""

    pressed: dict[str, float]  # from a finger put down to the first changed frame
    next: dict[str, float]  # from a finger lifted on the screen before to its first frame
    motions: dict[str, float]  # by the screen that came
    restless: dict[str, int]  # idle screens, with the frames they drew in a second


def measure() -> Smoothness:
    """Go through every screen once."""
    done = subprocess.run(
        [sys.executable, str(_PROGRAM)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_WITHIN, check=True
    )
    screens = [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b"{")]
    return Smoothness(
        {one["screen"]: one["pressed"] for one in screens if one["pressed"] is not None},
        {one["following"]: one["next"] for one in screens if one["next"] is not None},
        {one["following"]: 1 / statistics.mean(one["moved"]) for one in screens if len(one["moved"]) >= _FEWEST - 1},
        {one["screen"]: one["idle_frames"] for one in screens if _restless(one)},
    )


def _restless(one: dict[str, Any]) -> bool:
    return bool(one["idle_frames"] > _COUNTING.get(one["kind"], 0))


def p95(values: dict[str, float]) -> float:
    """What 95 of 100 stay below; of few values nearly the largest."""
    return statistics.quantiles(values.values(), n=20, method="inclusive")[-1]


def slowest(values: dict[str, float]) -> str:
    """The name of the largest."""
    return max(values, key=lambda name: values[name])
