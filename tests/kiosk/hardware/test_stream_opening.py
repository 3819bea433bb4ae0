"""A serial port whose driver hangs as it is opened: told in time, and no reason for every other device to wait."""

from __future__ import annotations

import asyncio
import os
import pty
import threading
import time

import pytest
import serial

from kiosk.hardware import stream
from kiosk.hardware.stream import LineClosed, open_line
from tests.virtual_time import run


def test_a_port_that_does_not_open_is_told_in_time_and_not_tried_twice_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    port = os.ttyname(slave)
    opens, tries = threading.Event(), 0
    really = stream._open_serial

    def stuck(port: str, baud: int) -> serial.Serial:
        nonlocal tries
        tries += 1
        opens.wait(10)
        return really(port, baud)

    async def talk() -> None:
        monkeypatch.setattr(stream, "_OPEN_SECONDS", 0.1)
        monkeypatch.setattr(stream, "_open_serial", stuck)
        with pytest.raises(LineClosed, match="does not open"):
            await open_line(port, 115200)
        with pytest.raises(LineClosed, match="still being opened"):
            await open_line(port, 115200)
        assert tries == 1
        opens.set()
        await asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.1)
        monkeypatch.setattr(stream, "_open_serial", really)
        (await open_line(port, 115200)).close()  # it was closed again when it had opened at last

    try:
        run(talk())
    finally:
        os.close(master)
        os.close(slave)
