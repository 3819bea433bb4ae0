"""Who listens to a device's traffic hears it, once, without what is private; nobody else pays for it."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from kiosk.diagnostics.traffic import NobodySpeaks, tail
from kiosk.events import Event, Mishap
from kiosk.hardware.link import Direction, Traffic
from kiosk.hardware.tapping import TRAFFIC, Switchboard
from tests.virtual_time import run

OPEN = Traffic(Direction.SENT, 2, b"\x10\x04")
PRIVATE = Traffic(Direction.RECEIVED, 1295, None)


class _Log:
    def __init__(self) -> None:
        self.events: list[Event] = []

    def write(self, event: Event) -> None:
        self.events.append(event)


async def _listen(socket: Path, device: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_unix_connection(socket)
    writer.write(device.encode() + b"\n")
    await asyncio.sleep(0.1)
    return reader, writer


async def _heard(reader: asyncio.StreamReader) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(await reader.readline())
    return told


def test_a_listener_hears_its_device_and_of_private_bytes_only_how_many(tmp_path: Path) -> None:
    async def scene() -> None:
        board, log = Switchboard(), _Log()
        printer, reader_tap = board.tap("printer"), board.tap("id-reader")
        async with board.served(tmp_path / "wire.sock", log):
            reader, writer = await _listen(tmp_path / "wire.sock", "printer")
            reader_tap(OPEN)
            printer(OPEN)
            printer(PRIVATE)
            first, second = await _heard(reader), await _heard(reader)
            assert (first["device"], first["direction"], first["hex"]) == ("printer", "sent", "10 04")
            assert (second["direction"], second["bytes"]) == ("received", 1295)
            assert "hex" not in second
            writer.close()
        assert not (tmp_path / "wire.sock").exists()
        assert log.events == []

    run(scene())


def test_a_listener_that_does_not_read_is_let_go_and_the_others_are_not(tmp_path: Path) -> None:
    async def scene() -> None:
        board = Switchboard()
        tap = board.tap("printer")
        async with board.served(tmp_path / "wire.sock", _Log()):
            lazy, _ = await _listen(tmp_path / "wire.sock", "printer")
            big = Traffic(Direction.SENT, 100_000, bytes(100_000))
            for _ in range(20):
                tap(big)
            eager, writer = await _listen(tmp_path / "wire.sock", "printer")
            tap(OPEN)
            assert (await _heard(eager))["bytes"] == 2
            assert len(await lazy.read()) < 20 * 300_000  # it ends: the rest of what it did not read is lost
            writer.close()

    run(scene())


def test_a_listener_that_names_nobody_is_let_go(tmp_path: Path) -> None:
    async def scene() -> None:
        async with Switchboard().served(tmp_path / "wire.sock", _Log()):
            reader, writer = await asyncio.open_unix_connection(tmp_path / "wire.sock")
            async with asyncio.timeout(30):
                assert await reader.read() == b""
            writer.close()

    run(scene())


def test_an_unknown_device_is_refused_with_what_there_is(tmp_path: Path) -> None:
    async def scene() -> None:
        board = Switchboard()
        board.tap("printer")
        async with board.served(tmp_path / "wire.sock", _Log()):
            reader, writer = await _listen(tmp_path / "wire.sock", "oven")
            assert "there is: printer" in (await _heard(reader))["error"]
            writer.close()

    run(scene())


def test_a_socket_that_cannot_be_made_does_not_stop_the_machine(tmp_path: Path) -> None:
    async def scene() -> None:
        (tmp_path / "file").write_text("in the way")
        log = _Log()
        async with Switchboard().served(tmp_path / "file" / "wire.sock", log):
            pass
        assert [type(event) for event in log.events] == [Mishap]

    run(scene())


def test_traffic_goes_to_the_log_only_where_that_is_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    board = Switchboard(log=["printer"])
    try:
        for name in ("printer", "id-reader"):
            board.tap(name)(OPEN)
        told = [(record.levelno, record.__dict__["facts"]["device"]) for record in caplog.records]
        assert told == [(TRAFFIC, "printer")]
    finally:
        logging.getLogger("kiosk.wire.printer").setLevel(logging.NOTSET)


def test_without_a_running_machine_tail_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(NobodySpeaks, match=r"wire\.sock: no machine runs here"):
        next(tail(tmp_path / "wire.sock", "printer"))


def test_tail_shows_time_direction_and_bytes(tmp_path: Path) -> None:
    async def scene() -> None:
        board = Switchboard()
        tap = board.tap("printer")
        async with board.served(tmp_path / "wire.sock", _Log()):
            lines = tail(tmp_path / "wire.sock", "printer")
            first = asyncio.get_running_loop().run_in_executor(None, next, lines)
            await asyncio.sleep(0.3)
            tap(PRIVATE)
            shown = await first
            assert shown.endswith("<- (1295 bytes, private)")
            assert shown[2] == shown[5] == ":"

    run(scene())
