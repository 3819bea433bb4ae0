"""A whole visit without eyes: the real application as a process, the PIN pad's keys on a real line, and an ear.

Nothing here looks at the glass. What is done next is decided by what the voice was heard saying to its end; of what
was interrupted nothing counts. Hands put a card where they are told to, and take it back when they are told so.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path

import pytest

from kiosk_sim.bench import Bench
from kiosk_sim.kiosk_process import KioskProcess
from tests.room import CONFIG

pytestmark = [pytest.mark.glass, pytest.mark.timeout(150)]

_WITHIN = 40.0  # seconds for the longest that the voice says before what is waited for
_MOST_STEPS = 40  # controls of one view
_NAMES = ("测试", "样例")  # of the test's people


class Ear:
    """What was heard to its end, in order; each line is listened to once."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "heard.jsonl"
        self._listened = 0

    def everything(self) -> list[str]:
        """All lines that were heard to their end so far."""
        if not self._file.exists():
            return []
        lines = [json.loads(line) for line in self._file.read_bytes().splitlines()]
        return [line["words"] for line in lines if line["heard"] >= line["seconds"] - 0.05]

    async def hear(self, *wanted: str) -> str:
        """Listen until a line says one of these; gives the line. What was said before is over."""
        async with asyncio.timeout(_WITHIN):
            while True:
                lines = self.everything()[self._listened :]
                for line in lines:
                    self._listened += 1
                    if any(words in line for words in wanted):
                        return line
                await asyncio.sleep(0.05)


class Hands:
    """Presses keys, and goes on until the ear hears what is wanted."""

    def __init__(self, bench: Bench, ear: Ear) -> None:
        self._bench = bench
        self._ear = ear

    def press(self, key: str) -> None:
        """One key of the pad."""
        self._bench.fittings.pin_pad.press(key)

    async def wake(self) -> None:
        """Press any key until the machine speaks: it may be starting still."""
        async with asyncio.timeout(_WITHIN):
            while not self._ear.everything():
                self.press("4")
                await asyncio.sleep(1)

    async def choose(self, wanted: str) -> None:
        """Go on with 8 from control to control until one is wanted, and choose it with 5."""
        for _ in range(_MOST_STEPS):
            self.press("8")
            if wanted in await self._ear.hear("项，共"):
                self.press("5")
                return
        raise AssertionError(f"no {wanted} was heard")


def test_from_the_attract_screen_to_the_slip_and_the_card_back_with_keys_and_ears_only() -> None:
    async def visit(folder: Path) -> None:
        spoken = folder / "spoken"
        async with Bench(folder, fitted=["pin-pad"]) as bench:
            own = [
                f'files.journal="{folder / "journal.db"}"',
                f'files.log="{folder / "kiosk.jsonl"}"',
                f'voice={{ output = "folder", folder = "{spoken}", speed = 320 }}',
            ]
            async with KioskProcess(CONFIG, [*bench.settings(), *own]):
                ear = Ear(spoken)
                hands = Hands(bench, ear)
                await hands.wake()
                await ear.hear("身份证放")
                bench.lay("ready")
                await ear.hear("可以领取")
                await hands.choose("打印")
                await ear.hear("已打印", "打印好", "取走")
                await hands.choose("结束")
                await ear.hear("身份证")
                bench.id_reader.lift()
                await ear.hear("谢谢", "请慢走")
            [slip] = bench.printer.slips
            assert any("028-00000001" in line for line in slip.lines)
            said = "".join(ear.everything())
            assert not [name for name in _NAMES if name in said], "the hall hears no name"
            assert '"level": "error"' not in (folder / "kiosk.jsonl").read_text(encoding="utf-8")

    with tempfile.TemporaryDirectory(prefix="kiosk-ear-") as name:
        asyncio.run(visit(Path(name)))
