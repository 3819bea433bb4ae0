"""Outlets: how long it takes to filter all of them, and to make the whole list that a citizen turns over."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from kiosk.content.finder import Wish
from kiosk.content.reading import load
from kiosk.domain.outlet import Kind, Position

LIMIT = 20.0  # milliseconds, for one filtering of 3,916 outlets
_CONTENT = Path(__file__).parents[2] / "config" / "content"
_ROUNDS = 51
_TODAY = date(2026, 11, 23)
_NOW = datetime.fromisoformat("2026-11-23T10:00")
_HERE = Position(104.066, 30.657)


def measure() -> dict[str, float]:
    """Medians in milliseconds."""
    finder = load(_CONTENT).outlets
    count = len(finder)
    narrow = Wish(district="510107", within=5000, open_at=_NOW)
    wide = Wish(within=200_000, open_at=_NOW)
    instant = Wish(kind=Kind.INSTANT, within=5000)
    return {
        f"{count} outlets by district, kind, distance": _median(lambda: finder.find(narrow, _TODAY, _HERE)),
        "the same, nearly all of them found": _median(lambda: finder.find(wide, _TODAY, _HERE)),
        "the same, instant ones nearby": _median(lambda: finder.find(instant, _TODAY, _HERE)),
    }


def _median(deed: Callable[[], object]) -> float:
    spent = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        deed()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent) * 1000
