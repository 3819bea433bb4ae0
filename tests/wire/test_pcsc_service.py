"""The chip card reader through every failure around it: pcscd, its own worker process, the reader, the room."""

import asyncio
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.config import CardReader as Settings
from kiosk.hardware.device import Presence, State
from kiosk.hardware.errors import DeviceGone
from kiosk.hardware.smartcard.pcsc import PcscReader
from kiosk_sim import pcscd
from kiosk_sim.cards import ForeignCard, SocialSecurityCard
from kiosk_sim.pcsc import PcscRoom, RoomError
from tests.wire.pcsc_bench import (
    FIRST,
    HASTY,
    PATIENCE,
    SECOND,
    SELECT,
    bench,
    children,
    read_and_expect,
    read_when_in,
    runs,
    soon,
    until,
    worker_pid,
)


@runs
async def test_service_killed_and_back() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            await room.stop_service()
            with pytest.raises(DeviceGone):
                await channel.transmit(SELECT)
        report = await reader.check()
        assert (report.state, report.detail) == (State.UNPLUGGED, "reader service down")
        await until(reader, lambda: not reader.state.service)
        assert reader.presence() is Presence.UNKNOWN
        with pytest.raises(DeviceGone):
            async with reader.session():
                pass
        await room.start_service()
        await soon(reader.wait_card())
        assert (await reader.check()).state is State.UP
        await read_and_expect(reader, FIRST[0])
        assert reader.starts == 1


@runs
async def test_removal_is_not_mistaken_for_a_restart_of_the_service() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        taken = asyncio.create_task(reader.wait_removed())
        await room.stop_service()
        await until(reader, lambda: not reader.state.service)
        await room.start_service()
        await soon(reader.wait_card())
        assert not taken.done()
        await room.pull()
        await soon(taken)


@runs
async def test_frozen_service() -> None:
    async with bench() as (room, reader):
        os.kill(room.pid, signal.SIGSTOP)
        report = await reader.check()
        assert (report.state, report.detail) == (State.SILENT, "no answer within 0.5 s")
        os.kill(room.pid, signal.SIGCONT)
        assert (await reader.check()).state is State.UP


@runs
async def test_worker_killed_while_nobody_asks() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        os.kill(worker_pid(room), signal.SIGKILL)
        await until(reader, lambda: reader.presence() is Presence.UNKNOWN)
        await soon(reader.wait_card())  # the next worker comes by itself
        assert reader.starts == 2


@runs
async def test_wrong_reader_name() -> None:
    async with bench() as (room, _):
        reader = PcscReader(Settings(reader="No Such Reader", socket=room.socket), HASTY)
        with pytest.raises(DeviceGone, match="no reader"):
            await reader.open()
        assert (await reader.check()).state is State.UNKNOWN


@runs
async def test_no_service(tmp_path: Path) -> None:
    reader = PcscReader(Settings(socket=str(tmp_path / "nothing")), HASTY)
    with pytest.raises(DeviceGone, match="reader service down"):
        await reader.open()
    assert children() == []


@runs
async def test_closed_while_somebody_waits() -> None:
    async with bench() as (_, reader):
        waiting = asyncio.create_task(reader.wait_card())
        await asyncio.wait({waiting}, timeout=0)
        await reader.close()
        await reader.close()
        with pytest.raises(DeviceGone):
            await waiting


@runs
async def test_two_rooms_side_by_side() -> None:
    async with bench() as (first, here), bench() as (second, there):
        await first.insert(SocialSecurityCard(*FIRST))
        await second.insert(SocialSecurityCard(*SECOND))
        await asyncio.gather(read_when_in(here, FIRST[0]), read_when_in(there, SECOND[0]))


@runs
async def test_impossible_hands() -> None:
    async with bench() as (room, _):
        with pytest.raises(RoomError, match="no card is in the reader"):
            await room.pull()
        await room.insert(ForeignCard())
        with pytest.raises(RoomError, match="pull it first"):
            await room.insert(ForeignCard())
        with pytest.raises(RoomError, match="runs already"):
            await room.start_service()


@runs
async def test_port_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    async with bench() as (room, _):
        taken = room.port
        other = PcscRoom()
        monkeypatch.setattr("random.sample", lambda *_: [taken, taken + 40])
        await other.start()
        assert other.port == taken + 40
        await other.stop()


def test_missing_driver(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pcscd, "_DRIVER", tmp_path / "no.so")
    with pytest.raises(RoomError, match="apt-get install pcscd vsmartcard-vpcd"):
        asyncio.run(PcscRoom().start())


def test_folder_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pcscd, "_RUN_FOLDER", tmp_path / "not" / "there")
    with pytest.raises(RoomError, match="as root, mkdir"):
        asyncio.run(PcscRoom().start())


CRASHING = """
import asyncio, sys
from kiosk.config import CardReader as Settings
from kiosk.hardware.smartcard.pcsc import PcscReader
from kiosk_sim.pcsc import PcscRoom
async def main():
    room = PcscRoom()
    await room.start()
    reader = PcscReader(Settings(socket=room.socket))
    await reader.open()
    print(room.socket, flush=True)
    await asyncio.Event().wait()
asyncio.run(main())
"""


def test_nothing_outlives_a_killed_kiosk() -> None:
    with subprocess.Popen([sys.executable, "-c", CRASHING], stdout=subprocess.PIPE, text=True) as kiosk:
        assert kiosk.stdout is not None
        folder = Path(kiosk.stdout.readline().strip()).parent
        orphans = [os.pidfd_open(pid) for pid in children(kiosk.pid)]
        assert len(orphans) == 2  # pcscd and the worker
        kiosk.kill()
    for orphan in orphans:
        assert select.select([orphan], [], [], PATIENCE)[0], "a process outlived its parent"
        os.close(orphan)
    for left in folder.rglob("*"):
        left.unlink() if not left.is_dir() else None
    (folder / "readers").rmdir()
    folder.rmdir()


def test_import_is_cheap() -> None:
    code = "import sys, kiosk.hardware.smartcard.pcsc; print([m for m in sys.modules if m.startswith('smartcard')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
