"""The typed commands: each does to the room what it says, and nonsense is told and does nothing."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk_sim.bench import Bench
from kiosk_sim.cli import main
from kiosk_sim.commands import Commands
from kiosk_sim.fittings import NAMES
from kiosk_sim.intercom import say
from kiosk_sim.pcsc import RoomError
from kiosk_sim.thing import Thing
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


def test_an_electronic_card_is_shown_to_the_scanner(tmp_path: Path) -> None:
    async def scene(bench: Bench, commands: Commands) -> None:
        scanner, said = bench.fittings.code_scanner, bytearray()
        scanner.speak = said.extend
        assert await commands.do("show electronic card ready") == "done"
        scanner.receive(b"~\x010000#SCNTRG1;\x03")
        await asyncio.sleep(1)  # virtual seconds
        assert re.fullmatch(rb"[0-9a-f]{32}\r", said)  # a code of the office's
        assert "try: people" in await commands.do("show electronic card nobody")

    _play(tmp_path, scene)


def test_a_machine_without_a_scanner_is_shown_no_code(tmp_path: Path) -> None:
    async def show() -> None:
        bench = Bench(tmp_path / "room", fitted=())
        assert "no device 'code-scanner'" in await Commands(bench, tmp_path).do("show electronic card ready")
        await bench.office.close()

    run(show())


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
        *("unplug printer", "plug printer", "unplug reader", "plug reader", "unplug card-reader", "plug card-reader"),
        *("office silent", "office clear", "office error 503", "mend printer", "mend card-reader"),
        *("fault printer half-frame", "fault card-reader mute-chip", "fault card-reader service-frozen"),
        *("spoil printer wrong-baud", "spoil id-reader drop to-device"),
    ],
)
def test_every_other_word_is_understood(tmp_path: Path, line: str) -> None:
    async def scene(_bench: Bench, commands: Commands) -> None:
        assert await commands.do(line) == "done"

    _play(tmp_path, scene)


@pytest.mark.parametrize(
    "line",
    [
        *("dance", "lay nobody", "insert card unknown", "office dance", "pull card", "lay", "lay ready well"),
        *("unplug", "unplug toaster", "fault printer", "fault printer dance", "spoil card-reader drop"),
        *("spoil printer drop up", "mend toaster", "faults toaster"),
    ],
)
def test_nonsense_is_told(tmp_path: Path, line: str) -> None:
    async def scene(_bench: Bench, commands: Commands) -> None:
        told = await commands.do(line)
        assert told != "done"
        assert told

    _play(tmp_path, scene)


def test_faults_of_every_device_are_listed_begun_and_mended(tmp_path: Path) -> None:
    async def scene(bench: Bench, commands: Commands) -> None:
        faults = bench.faults()
        assert list(faults) == ["id-reader", "card-reader", "printer", *NAMES]
        listed = (await commands.do("faults")).splitlines()
        assert len(listed) == sum(len(of_device) for of_device in faults.values())
        assert all(line.startswith("  ") and len(line.split()) > 3 for line in listed)
        await bench.fault("printer", "cut")
        assert await commands.do("spoil printer half-frame") == "done"
        begun = [line.split()[:3] for line in (await commands.do("faults printer")).splitlines() if line[0] == "*"]
        assert begun == [["*", "printer", "cut"], ["*", "printer", "half-frame"]]
        await bench.mend("printer")
        assert "*" not in await commands.do("faults")
        assert (bench.printer_line.line.to_kiosk.cut, bench.printer_line.line.to_kiosk.withheld) == (False, 0)

    _play(tmp_path, scene)


def test_every_fault_of_every_device_can_be_begun_twice_and_is_mended(tmp_path: Path) -> None:
    async def scene(bench: Bench, commands: Commands) -> None:
        for name, faults in bench.faults().items():
            for fault in faults:
                for line in (f"fault {name} {fault}", f"fault {name} {fault}", f"mend {name}"):
                    assert await commands.do(line) == "done", line
        assert "*" not in await commands.do("faults")
        for thing in bench.things.values():
            if thing.cable is not None:
                assert thing.cable.plugged
                assert all(way.sound for way in thing.cable.line.ways.values())

    _play(tmp_path, scene)


def test_a_device_brings_its_own_words(tmp_path: Path) -> None:
    class Door:
        """A door that opens by a word."""

        def __init__(self) -> None:
            self.opened = 0
            self.verbs = {"open hatch": self.open, "lift": self.open}

        def open(self) -> None:
            """Open it."""
            self.opened += 1

    async def scene(bench: Bench, _commands: Commands) -> None:
        front, back = Door(), Door()
        bench.things["front"] = Thing("front", front)
        commands = Commands(bench, bench.folder)
        for line in ("open hatch", "front open hatch", "front lift", "lift"):
            assert await commands.do(line) == "done"
        assert front.opened == 3, "lift alone is the room's own word"
        assert "front open hatch" in commands.help
        bench.things["back"] = Thing("back", back)
        commands = Commands(bench, bench.folder)
        assert "not understood" in await commands.do("open hatch"), "which one?"
        assert await commands.do("back open hatch") == "done"
        assert (front.opened, back.opened) == (3, 1)

    _play(tmp_path, scene)


def test_an_unplugged_card_reader_comes_back_with_the_card_in_it(tmp_path: Path) -> None:
    async def scene(bench: Bench, commands: Commands) -> None:
        plugged = []
        for line in (
            *("insert card", "unplug card-reader", "plug card-reader", "pull card"),
            *("fault card-reader service-down", "mend card-reader"),
        ):
            assert await commands.do(line) == "done"
            plugged.append(bench.pcsc.plugged)
        assert plugged == [True, False, True, True, False, True]

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


def test_a_room_is_told_what_to_do_by_another_program(tmp_path: Path) -> None:
    """``kiosk-sim do``, against ``kiosk-sim play`` in a process of its own."""
    folder = tmp_path / "run"
    command = [sys.executable, "-m", "kiosk_sim", "play", "--folder", str(folder), "--seed", "7", "--unattended"]
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as room:
        assert room.stdout is not None
        try:
            assert b"The kiosk runs" in room.stdout.readline()
            assert say(folder, "spoil printer half-frame to-kiosk") == "done"
            assert "* printer       half-frame" in say(folder, "faults printer")
            assert say(folder, "mend printer") == "done"
            assert "offer:progress" in say(folder, "screen")
            with pytest.raises(RoomError, match="printer has no fault 'dance'"):
                say(folder, "fault printer dance")
            assert say(folder, "quit") == "done"
            assert room.wait(30) == 0
        finally:
            room.terminate()
    assert not (folder / "room.sock").exists()


def test_a_room_that_cannot_be_set_up_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kiosk_sim.pcscd._pcscd", lambda: "")
    assert main(["play", "--folder", str(tmp_path / "run")]) == 1
    assert "pcscd or its virtual driver is missing" in capsys.readouterr().err
