"""The typed commands: each does to the room what it says, and nonsense is told and does nothing."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk_sim.bench import Bench
from kiosk_sim.cli import main
from kiosk_sim.commands import Commands
from tests.virtual_time import real_time, run

Scene = Callable[[Bench, Commands], Awaitable[None]]


def _play(folder: Path, scene: Scene) -> None:
    async def played() -> None:
        bench = Bench(folder / "room")
        async with real_time():
            await bench.start()
        try:
            await scene(bench, Commands(bench, folder))
        finally:
            await bench.stop()

    run(played())


def test_cards_and_documents(tmp_path: Path) -> None:
    async def scene(bench: Bench, commands: Commands) -> None:
        for line in ("lay ready", "lay ready badly", "lift", "insert card"):
            assert await commands.do(line) == "done"
        assert "pull it first" in await commands.do("insert card stranger")
        assert await commands.do("pull card") == "done"
        assert await commands.do("pull card") == "no card is in the reader"
        assert await commands.do("insert bank") == "done"

    _play(tmp_path, scene)


def test_paper(tmp_path: Path) -> None:
    async def scene(bench: Bench, commands: Commands) -> None:
        assert await commands.do("tear off paper") == "no slip has been printed"
        bench.printer.receive(b"hello\n\x1dVB\x00")
        await asyncio.sleep(2)  # virtual seconds, in which the paper moves
        assert await commands.do("  tear   off paper ") == f"saved as {tmp_path / 'slip-1.png'}"
        assert (tmp_path / "slip-1.png").stat().st_size > 0

    _play(tmp_path, scene)


@pytest.mark.parametrize(
    "line",
    [
        *("paper out", "paper in", "cover open", "cover close", "printer silent", "printer speaks"),
        *("unplug printer", "plug printer", "office silent", "office clear", "office error 503"),
    ],
)
def test_every_other_word_is_understood(tmp_path: Path, line: str) -> None:
    async def scene(_bench: Bench, commands: Commands) -> None:
        assert await commands.do(line) == "done"

    _play(tmp_path, scene)


@pytest.mark.parametrize("line", ["dance", "lay nobody", "insert card unknown", "office dance", "pull card", "lay"])
def test_nonsense_is_told(tmp_path: Path, line: str) -> None:
    async def scene(_bench: Bench, commands: Commands) -> None:
        told = await commands.do(line)
        assert told != "done"
        assert told

    _play(tmp_path, scene)


def test_help_and_people(tmp_path: Path) -> None:
    async def scene(_bench: Bench, commands: Commands) -> None:
        assert "insert card" in await commands.do("help")
        assert "测试甲" in await commands.do("people")

    _play(tmp_path, scene)


def test_a_person_plays_by_typed_words_in_an_empty_folder(tmp_path: Path) -> None:
    """The whole of ``make kiosk`` in processes of its own, from an empty folder to ``quit``."""
    typed = "tap offer:progress\nlay ready\nscreen\npicture\ntap nowhere\nplug printer\nquit\n"
    folder = tmp_path / "run"
    command = [sys.executable, "-m", "kiosk_sim", "play", "--folder", str(folder)]
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    ended = subprocess.run(
        command, input=typed, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "no target 'nowhere'" in ended.stdout
    assert {"glass.png", "journal.db", "kiosk.jsonl", "office.db"} <= {path.name for path in folder.iterdir()}
    assert not (folder / "printer").is_symlink()  # unplugged at the end


def test_a_room_that_cannot_be_set_up_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kiosk_sim.pcsc._pcscd", lambda: "")
    assert main(["play", "--folder", str(tmp_path / "run")]) == 1
    assert "pcscd or its virtual driver is missing" in capsys.readouterr().err
