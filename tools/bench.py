"""`make bench`: the measures of a good machine, as ratios in one run, and milliseconds where a limit says so."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kiosk_sim.bench import Bench
from kiosk_sim.id_reader import AT_ONCE
from tools.measures import idle, outlets, start, visit

_ROUNDS = 7
_READS = 20
_IDLE_SECONDS = 10.0


async def _measured(folder: Path) -> dict[str, float]:
    # The reader's own thinking is taken out: what is measured is the line and the kiosk.
    async with Bench(folder, thinking=AT_ONCE) as bench:
        found = await start.measure(bench, folder, _ROUNDS)
        found |= await visit.result_on_glass(bench, folder, _ROUNDS)
        found |= await visit.chip_card(bench, _READS)
        found |= await idle.measure(bench, folder, _IDLE_SECONDS)
    return found


@dataclass(frozen=True)
class _Time:
    """One measure in milliseconds, and the most it may be."""

    what: str
    milliseconds: float
    limit: float

    @property
    def kept(self) -> bool:
        return self.milliseconds <= self.limit

    def __str__(self) -> str:
        missed = "" if self.kept else "  MISSED"
        return f"{self.what:38} {self.milliseconds:6.2f} ms{'':30} <= {self.limit:g}{missed}"


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


def main() -> int:
    """Measure and print the table; 1 when a limit was missed."""
    print(f"measuring: {_ROUNDS} rounds, {_READS} card reads, {_IDLE_SECONDS:.0f} s of idleness; about a minute")
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        rows: list[_Row | _Time] = [*_table(asyncio.run(_measured(Path(folder))))]
    rows += [_Time(what, milliseconds, outlets.LIMIT) for what, milliseconds in outlets.measure().items()]
    print(*rows, sep="\n")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
