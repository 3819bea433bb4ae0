"""The real application as a process, touched by real touches through its control channel, in a real room."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import pytest

from kiosk_sim.bench import Bench
from kiosk_sim.kiosk_process import KioskProcess
from tests.room import CONFIG

pytestmark = pytest.mark.glass


def test_progress_with_a_slip_and_an_orderly_end() -> None:
    async def visit(folder: Path) -> None:
        async with Bench(folder) as bench:
            files = [f'files.journal="{folder / "journal.db"}"', f'files.log="{folder / "kiosk.jsonl"}"']
            async with KioskProcess(CONFIG, [*bench.settings(), *files]) as kiosk:
                await kiosk.wait("Attract")
                await kiosk.tap("offer:progress")
                await kiosk.wait("PresentDocument")
                bench.lay("ready")
                screen = await kiosk.wait("StageLine")
                assert "028-00000001" in screen["texts"]
                assert not any("𬭎测试" in words for words in screen["texts"])
                await kiosk.tap("language:en", stays=True)
                screen = await kiosk.wait("StageLine")
                assert screen["manner"]["language"] == "en"
                await kiosk.tap("primary")
                await kiosk.wait("Outcome")
                [slip] = bench.printer.slips
                assert any("028-00000001" in line for line in slip.lines)
                assert any("REHEARSAL" in line for line in slip.lines)
                await kiosk.tap("exit")
                await kiosk.wait("TakeBack")
                bench.id_reader.lift()
                await kiosk.wait("Goodbye")
                screen = await kiosk.wait("Attract")
                assert screen["manner"]["language"] == "zh-CN"
                assert await kiosk.stop() == 0
            log = (folder / "kiosk.jsonl").read_text(encoding="utf-8")
            assert '"MachineStopped"' in log
            assert '"level": "error"' not in log

    with tempfile.TemporaryDirectory(prefix="kiosk-real-") as name:
        asyncio.run(visit(Path(name)))
