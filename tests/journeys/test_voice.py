"""A visit heard: the voice of a whole machine into files, from the touch that switches it on to goodbye."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

from kiosk.views import Attract, Menu
from kiosk.voice.loudspeaker import HEARD
from tests import virtual_time
from tests.room import Room
from tests.virtual_time import real_time


def test_a_visit_is_heard_until_it_ends(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(["voice.output='folder'", f"voice.folder='{tmp_path}'", "voice.speed=320"]) as room:
            room.glass.adopt(replace(room.glass.manner, voice=True))
            await _heard(tmp_path, "语音已打开")
            room.glass.answer("more")
            await _heard(tmp_path, "请选要办的事")
            room.glass.leave()
            await _heard(tmp_path, "谢谢您，请慢走")
            await room.glass.until(Attract)
            silent_from = len(_lines(tmp_path))
            room.glass.answer("more")
            await room.glass.until(Menu)
            await asyncio.sleep(30)
            assert len(_lines(tmp_path)) <= silent_from + 1  # what was cut off by the end of the visit

    virtual_time.run(play())
    told = [json.loads(line) for line in _lines(tmp_path)]
    assert all(line["loudest"] > 1000 for line in told)
    assert [line["file"] for line in told] == [f"{number:05}.wav" for number in range(1, len(told) + 1)]


async def _heard(folder: Path, words: str) -> None:
    """Real time flows until these words were heard or cut off: the synthesiser is another process."""
    async with real_time():
        for _ in range(400):
            if any(words in line for line in _lines(folder)):
                return
            await asyncio.sleep(0.05)
    raise AssertionError(f"{words} was not heard; heard were: {_lines(folder)}")


def _lines(folder: Path) -> list[str]:
    path = folder / HEARD
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
