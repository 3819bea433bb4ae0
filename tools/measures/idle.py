"""Idle: processor time and memory of a kiosk that waits for somebody, against a bare Kivy program that does nothing."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from kiosk_sim.bench import Bench
from kiosk_sim.kiosk_process import KioskProcess
from tools.measures.start import BARE, CONFIG, settings

_SETTLE = 3.0
_TICKS = os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(descendant for child in children for descendant in _family(int(child)))]


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _memory(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def _watch(pid: int, seconds: float) -> tuple[float, float]:
    """Share of one core, and megabytes, of a process with its children."""
    await asyncio.sleep(_SETTLE)
    before = sum(_processor(one) for one in _family(pid))
    await asyncio.sleep(seconds)
    spent = sum(_processor(one) for one in _family(pid)) - before
    return spent / seconds, sum(_memory(one) for one in _family(pid))


async def measure(bench: Bench, folder: Path, seconds: float) -> dict[str, float]:
    """Share of one core (1.0 is a whole one) and MB, of both."""
    async with KioskProcess(CONFIG, settings(bench, folder)) as kiosk:
        await kiosk.wait("Attract")
        processor, memory = await _watch(kiosk.pid, seconds)
    bare = await asyncio.create_subprocess_exec(
        sys.executable, str(BARE), "--stay", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    bare_processor, bare_memory = await _watch(bare.pid, seconds)
    bare.terminate()
    await bare.wait()
    return {"idle": processor, "memory": memory, "bare idle": bare_processor, "bare memory": bare_memory}
