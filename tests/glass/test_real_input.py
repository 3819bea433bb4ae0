"""The real application on a real X server, with real clicks and keys: a visit, what cannot end it, and what does."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk_sim.bench import Bench
from kiosk_sim.kiosk_process import KioskProcess
from tests.glass.x_server import XServer
from tests.room import CONFIG

pytestmark = pytest.mark.glass

_SIZE = (1080, 1920)
_KEYS = ("Escape", "F1", "F11", "F12", "alt+F4", "ctrl+e", "ctrl+c", "ctrl+q", "alt+Tab", "super")
_WITHIN = 20.0
_MOST_SECONDS = 1.0  # from SIGTERM to the end of the process; issue 5
_BUSY = 3.0  # times as long where others want the processor: 0.65 to 0.93 s with nine waiting for each core

Deed = Callable[[Bench, KioskProcess, XServer], Awaitable[None]]


def test_a_visit_by_clicks() -> None:
    async def visit(bench: Bench, kiosk: KioskProcess, screen: XServer) -> None:
        await kiosk.wait("Attract", _WITHIN)
        await _click(kiosk, screen, "offer:progress")
        await kiosk.wait("PresentDocument", _WITHIN)
        bench.lay("ready")
        await kiosk.wait("StageLine", _WITHIN)
        await _click(kiosk, screen, "primary")
        await kiosk.wait("Outcome", _WITHIN)
        assert len(bench.printer.slips) == 1
        await _click(kiosk, screen, "exit")
        await kiosk.wait("TakeBack", _WITHIN)
        bench.id_reader.lift()
        await kiosk.wait("Goodbye", _WITHIN)
        await kiosk.wait("Attract", _WITHIN)

    asyncio.run(_on_a_screen(visit))


def test_no_key_and_no_finger_leaves_it_and_sigterm_ends_it_within_a_second() -> None:
    async def tried(bench: Bench, kiosk: KioskProcess, screen: XServer) -> None:
        before = await kiosk.wait("Attract", _WITHIN)
        for key in _KEYS:
            await screen.hands("key", "--clearmodifiers", key)
        empty = ("mousemove", "540", "1915")
        for button in ("3", "2", "8"):
            await screen.hands(*empty, "click", button)
        # Of a second finger Kivy hears nothing (screens/hardening.py); X has a second button, held with the first.
        await screen.hands(*empty, "mousedown", "1", "mousedown", "3", "mouseup", "3", "mouseup", "1")
        after = await kiosk.do("screen")
        assert _still(after) == _still(before)
        await _click(kiosk, screen, "offer:progress")
        await kiosk.wait("PresentDocument", _WITHIN)
        began = time.monotonic()
        assert await kiosk.stop() == 0
        assert time.monotonic() - began < _MOST_SECONDS * _BUSY

    asyncio.run(_on_a_screen(tried))


async def _on_a_screen(deed: Deed) -> None:
    with tempfile.TemporaryDirectory(prefix="kiosk-clicks-") as name:
        folder = Path(name)
        files = [f'files.journal="{folder / "journal.db"}"', f'files.log="{folder / "kiosk.jsonl"}"']
        async with (
            XServer(*_SIZE) as screen,
            Bench(folder) as bench,
            KioskProcess(CONFIG, [*bench.settings(), *files]) as kiosk,
        ):
            await deed(bench, kiosk, screen)
            assert await kiosk.stop() == 0
        log = (folder / "kiosk.jsonl").read_text(encoding="utf-8")
        assert '"MachineStopped"' in log
        assert '"level": "error"' not in log


async def _click(kiosk: KioskProcess, screen: XServer, name: str) -> None:
    """The pointer on the middle of a target, and its left button."""
    shown = await kiosk.do("screen")
    x, y, width, height = next(target["rect"] for target in shown["targets"] if target["name"] == name)
    await screen.hands("mousemove", str(round(x + width / 2)), str(round(y + height / 2)), "click", "1")


def _still(shown: dict[str, Any]) -> tuple[str, int, list[Any]]:
    return shown["view"], shown["serial"], shown["targets"]
