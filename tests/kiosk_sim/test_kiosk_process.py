"""The application as a process of its own: one whose start is given up does not go on by itself."""

from __future__ import annotations

import asyncio
import os

import pytest

from kiosk_sim.kiosk_process import DriverError, KioskProcess
from tests.room import CONFIG


def test_a_start_that_is_given_up_leaves_nothing_running() -> None:
    async def begun_and_left() -> None:
        kiosk = KioskProcess(CONFIG, ['files.journal="/nowhere/journal.db"'])
        starting = asyncio.create_task(kiosk.start())
        while True:
            await asyncio.sleep(0)
            try:
                pid = kiosk.pid
            except DriverError:
                continue
            break
        starting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await starting
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)

    asyncio.run(begun_and_left())
