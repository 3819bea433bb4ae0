"""The status board: what changes is told to whoever waits, however soon after they began to."""

from __future__ import annotations

import asyncio

from kiosk.hardware.board import Board
from kiosk.hardware.device import DeviceReport, State
from tests.room import ListLog
from tests.virtual_time import run


def test_a_change_before_the_waiting_has_come_to_its_turn_is_told() -> None:
    async def wait() -> None:
        board = Board(["printer"], ListLog())
        waiting = asyncio.ensure_future(board.change())  # has not run yet
        board.post(DeviceReport("printer", State.UP))
        async with asyncio.timeout(1):
            await waiting

    run(wait())
