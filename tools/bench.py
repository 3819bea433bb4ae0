"""`make bench`: the measures of a good machine, as ratios in one run."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kiosk_sim.bench import Bench
from kiosk_sim.id_reader import AT_ONCE
from tools.measures import idle, start, visit

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


def _row(what: str, ratio: float, against: str, limit: float | None, detail: str) -> str:
    bound = "" if limit is None else f"<= {limit:g}"
    return f"{what:44} {ratio:6.2f} x {against:38} {bound:8} {detail}"


def _table(m: dict[str, float]) -> list[str]:
    ms = {key: value * 1000 for key, value in m.items()}
    due = m["wire"] + m["office"]
    first = "bare Kivy's first frame"
    return [
        _row("start to first frame", m["first frame"] / m["bare first frame"], first, 2, f"{ms['first frame']:.0f} ms"),
        _row("start to ready", m["ready"] / m["bare first frame"], first, 5, f"{ms['ready']:.0f} ms"),
        _row(
            "touch to changed frame",
            m["touch"] / m["bare change"],
            "a bare label's change",
            None,
            f"{ms['touch']:.0f} ms",
        ),
        _row(
            "ID card found to result on the glass",
            m["find to result"] / due,
            "bytes' time + office's answer",
            1.3,
            f"{ms['find to result']:.0f} ms of {ms['wire']:.0f} + {ms['office']:.0f}",
        ),
        _row("chip card read", m["chip"] / m["bare chip"], "bare pyscard, same APDUs", None, f"{ms['chip']:.1f} ms"),
        _row(
            "idle processor",
            m["idle"] / max(m["bare idle"], 1e-3),
            "bare Kivy idle",
            None,
            f"{m['idle'] * 100:.1f} % of one core",
        ),
        _row(
            "memory, with the card reader's process",
            m["memory"] / m["bare memory"],
            "bare Kivy",
            None,
            f"{m['memory']:.0f} MB",
        ),
    ]


def main() -> None:
    """Measure and print the table."""
    print(f"measuring: {_ROUNDS} rounds, {_READS} card reads, {_IDLE_SECONDS:.0f} s of idleness; about a minute")
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        measured = asyncio.run(_measured(Path(folder)))
    print("\n".join(_table(measured)))


if __name__ == "__main__":
    main()
