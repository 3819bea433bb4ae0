"""Words from outside: heard by the room that runs, answered, and refused in a sentence."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest

from kiosk_sim.cli import main
from kiosk_sim.intercom import Intercom, say
from kiosk_sim.pcsc import RoomError
from tests.virtual_time import run


class _Ear:
    """Repeats what it hears; refuses to dance."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def obey(self, line: str) -> str:
        self.heard.append(line)
        if "dance" in line:
            raise RoomError("it cannot dance")
        return f"测试\n{line.strip()}"


async def _say(folder: Path, line: str) -> str:
    return await asyncio.get_running_loop().run_in_executor(None, say, folder, line)


def _mode(path: Path) -> str:
    return stat.filemode(path.stat().st_mode)


def test_a_line_is_heard_and_answered(tmp_path: Path) -> None:
    async def talk() -> None:
        ear = _Ear()
        async with Intercom(tmp_path, ear.obey):
            assert _mode(tmp_path / "room.sock") == "srw-------"
            assert await _say(tmp_path, "lay\n ready") == "测试\nlay ready"
            with pytest.raises(RoomError, match="it cannot dance"):
                await _say(tmp_path, "dance")
            assert ear.heard == ["lay ready\n", "dance\n"]

    run(talk())
    assert not list(tmp_path.iterdir())


def test_a_room_that_does_not_run_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        assert main(["do", "--folder", str(folder), "lift"]) == 1
        assert "no room runs in" in capsys.readouterr().err


def test_one_room_in_a_folder(tmp_path: Path) -> None:
    async def talk() -> None:
        async with Intercom(tmp_path, _Ear().obey):
            with pytest.raises(RoomError, match="already running"):
                async with Intercom(tmp_path, _Ear().obey):
                    pass
            assert await _say(tmp_path, "still there") == "测试\nstill there"

    run(talk())


def test_a_socket_that_a_killed_room_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    async def talk() -> None:
        async with Intercom(tmp_path, _Ear().obey):
            (tmp_path / "room.sock").rename(tmp_path / "kept")
        (tmp_path / "kept").rename(tmp_path / "room.sock")
        async with Intercom(tmp_path, _Ear().obey):
            assert await _say(tmp_path, "hello") == "测试\nhello"

    run(talk())


def test_a_deep_folder_is_no_trouble(tmp_path: Path) -> None:
    async def talk() -> None:
        async with Intercom(deep, _Ear().obey):
            assert await _say(deep, "hello") == "测试\nhello"

    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    run(talk())


def test_whoever_hangs_up_or_never_ends_a_line_does_no_harm(tmp_path: Path) -> None:
    async def talk() -> None:
        ear = _Ear()
        async with Intercom(tmp_path, ear.obey):
            for last_words in (b"", b"half a li", b"x" * 200_000):
                _, writer = await asyncio.open_unix_connection(str(tmp_path / "room.sock"))
                writer.write(last_words)
                await asyncio.sleep(1)
                writer.close()
            assert await _say(tmp_path, "hello") == "测试\nhello"
            assert ear.heard == ["hello\n"]

    run(talk())
