"""`make bench`: the measures of a good machine, as ratios in one run, and milliseconds where a limit says so."""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kiosk_sim.bench import Bench
from kiosk_sim.id_reader import AT_ONCE
from tools.measures import idle, outlets, smoothness, start, visit

_ROUNDS = 7
_READS = 20
_IDLE_SECONDS = 10.0
_CHANGED_WITHIN = 100.0  # milliseconds
_FLUENT = 30.0  # frames a second


async def _measured(folder: Path) -> dict[str, float]:
    # The reader's own thinking is taken out: what is measured is the line and the kiosk.
    async with Bench(folder, thinking=AT_ONCE) as bench:
        found = await start.measure(bench, folder, _ROUNDS)
        found |= await visit.result_on_glass(bench, folder, _ROUNDS)
        found |= await visit.chip_card(bench, _READS)
        found |= await idle.measure(bench, folder, _IDLE_SECONDS)
    return found


@dataclass(frozen=True)
class _Figure:
    """One measure by itself, the most it may be, and what else there is to say of it; `least`: the least instead."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    detail: str = ""
    least: bool = False

    @property
    def kept(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.least else self.value <= self.limit

    def __str__(self) -> str:
        bound = "" if self.limit is None else f"{'>=' if self.least else '<='} {self.limit:g}"
        missed = "" if self.kept else "  MISSED"
        return f"{self.what:38} {self.value:6.2f} {self.unit:32} {bound:7} {self.detail}{missed}"


@dataclass(frozen=True)
class _Row:
    """One measure: a ratio, against what, the most it may be, and the figures behind it."""

    what: str
    ratio: float
    against: str
    detail: str
    limit: float | None = None

    @property
    def kept(self) -> bool:
        return self.limit is None or self.ratio <= self.limit

    def __str__(self) -> str:
        bound = "" if self.limit is None else f"<= {self.limit:g}"
        missed = "" if self.kept else "  MISSED"
        return f"{self.what:38} {self.ratio:6.2f} x {self.against:30} {bound:7} {self.detail}{missed}"


def _table(m: dict[str, float]) -> list[_Row]:
    ms = {key: value * 1000 for key, value in m.items()}
    bare, first = m["bare first frame"], "bare Kivy's first frame"
    idle_share = m["idle"] / max(m["bare idle"], 1e-3)
    return [
        _Row("start to first frame", m["first frame"] / bare, first, f"{ms['first frame']:.0f} ms", 2),
        _Row("start to ready", m["ready"] / bare, first, f"{ms['ready']:.0f} ms", 5),
        _Row("touch to changed frame", m["touch"] / m["bare change"], "a bare label's change", f"{ms['touch']:.0f} ms"),
        _found("ID card found to result on the glass", "service", m),
        _found("the same, card first", "card first", m),
        _Row("chip card read", m["chip"] / m["bare chip"], "bare pyscard, same APDUs", f"{ms['chip']:.1f} ms"),
        _Row("idle processor", idle_share, "bare Kivy idle", f"{m['idle'] * 100:.1f} % of one core"),
        _Row("memory, all processes", m["memory"] / m["bare memory"], "bare Kivy", f"{m['memory']:.0f} MB"),
    ]


def _found(what: str, way: str, m: dict[str, float]) -> _Row:
    """Against what must pass in any case: the bytes of the card, and the office's answer."""
    spent, office = m[f"{way} found to result"], m[f"{way} office"]
    detail = f"{spent * 1000:.0f} ms of {m['wire'] * 1000:.0f} + {office * 1000:.0f}"
    return _Row(what, spent / (m["wire"] + office), "bytes' time + office's answer", detail, 1.3)


def _smooth(found: smoothness.Smoothness) -> list[_Figure]:
    by_frame = [
        _touched("finger down to changed frame, p95", found.pressed, _CHANGED_WITHIN),
        _touched("finger up to next screen, p95", found.next, None),
    ]
    restless = ", ".join(f"{screen} {frames}" for screen, frames in found.restless.items())
    idle = _Figure("frames drawn by idle screens", sum(found.restless.values()), "in a second each", 0, restless)
    if not found.motions:
        return [*by_frame, idle]
    slowest = min(found.motions, key=lambda screen: found.motions[screen])
    detail = f"slowest of {len(found.motions)}: {slowest}"
    fluent = _Figure("screens change", found.motions[slowest], "frames a second", _FLUENT, detail, least=True)
    return [*by_frame, fluent, idle]


def _touched(what: str, by_screen: dict[str, float], limit: float | None) -> _Figure:
    middle = statistics.median(by_screen.values()) * 1000
    slowest = smoothness.slowest(by_screen)
    detail = f"p50 {middle:.0f} ms of {len(by_screen)} screens, longest {by_screen[slowest] * 1000:.0f} ms: {slowest}"
    return _Figure(what, smoothness.p95(by_screen) * 1000, "ms", limit, detail)


def main() -> int:
    """Measure and print the table; 1 when a limit was missed."""
    print(f"measuring: {_ROUNDS} rounds, {_READS} card reads, {_IDLE_SECONDS:.0f} s of idleness; about three minutes")
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        rows: list[_Row | _Figure] = [*_table(asyncio.run(_measured(Path(folder))))]
    rows += _smooth(smoothness.measure())
    rows += [_Figure(what, milliseconds, "ms", outlets.LIMIT) for what, milliseconds in outlets.measure().items()]
    print(*rows, sep="\n")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
