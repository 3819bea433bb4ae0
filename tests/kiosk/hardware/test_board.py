"""The status board: what changes is told to whoever waits, and to the log, which a device that flaps does not fill."""

from __future__ import annotations

import asyncio

from kiosk.events import DeviceChanged, DeviceFlaps
from kiosk.hardware.board import Board
from kiosk.hardware.device import DeviceReport, State
from kiosk.hardware.news import FLAPPING_CHANGES, FLAPPING_SECONDS
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


UP = DeviceReport("printer", State.UP)
AWAY = DeviceReport("printer", State.UNPLUGGED, "no port")


async def flap(board: Board, changes: int, every: float = 3.0) -> None:
    """Post a device as away and up in turn; the board shows each at once."""
    for _ in range(changes):
        report = UP if board.report("printer") == AWAY else AWAY
        change = asyncio.ensure_future(board.change())
        board.post(report)
        assert board.report("printer") == report
        assert board.usable("printer") is (report == UP)
        async with asyncio.timeout(1):
            await change
        await asyncio.sleep(every)


def a_board() -> tuple[Board, ListLog]:
    """A board whose printer is up, which is no news."""
    log = ListLog()
    board = Board(["printer", "ups"], log)
    board.post(UP)
    assert log.events == []
    return board, log


def test_the_first_changes_are_told_and_then_summed_up() -> None:
    async def work() -> None:
        board, log = a_board()
        await flap(board, FLAPPING_CHANGES)
        told = [DeviceChanged("printer", "unplugged", "no port"), DeviceChanged("printer", "up")]
        assert log.events == told * (FLAPPING_CHANGES // 2)
        log.events.clear()
        await flap(board, 1)
        assert log.events == [DeviceFlaps("printer", 1, "unplugged", "no port")]
        await flap(board, 21)
        assert len(log.events) == 1
        await asyncio.sleep(FLAPPING_SECONDS)
        assert log.events[1:] == [DeviceFlaps("printer", 21, "up")]

    run(work())


def test_a_device_that_flaps_all_day_is_one_line_in_ten_minutes() -> None:
    async def work() -> None:
        board, log = a_board()
        await flap(board, 8 * 60 * 60 // 3)
        sums = [event for event in log.events if isinstance(event, DeviceFlaps)]
        assert len(log.events) - len(sums) == FLAPPING_CHANGES
        assert 47 <= len(sums) <= 49
        board.close()
        assert sum(event.changes for event in log.events if isinstance(event, DeviceFlaps)) == 9600 - FLAPPING_CHANGES

    run(work())


def test_when_it_is_calm_each_change_is_told_again() -> None:
    async def work() -> None:
        board, log = a_board()
        await flap(board, FLAPPING_CHANGES + 4)
        await asyncio.sleep(2 * FLAPPING_SECONDS)
        log.events.clear()
        await flap(board, 1)
        assert log.events == [DeviceChanged("printer", "unplugged", "no port")]

    run(work())


def test_few_changes_in_a_long_time_are_all_told() -> None:
    async def work() -> None:
        board, log = a_board()
        await flap(board, 50, every=FLAPPING_SECONDS / FLAPPING_CHANGES)
        assert len(log.events) == 50
        assert {type(event) for event in log.events} == {DeviceChanged}

    run(work())


def test_one_device_that_flaps_hides_no_other() -> None:
    async def work() -> None:
        board, log = a_board()
        await flap(board, 20)
        log.events.clear()
        board.post(DeviceReport("ups", State.SILENT, "no answer"))
        assert log.events == [DeviceChanged("ups", "silent", "no answer")]

    run(work())


def test_what_is_not_told_yet_is_told_when_the_board_is_closed() -> None:
    async def work() -> None:
        board, log = a_board()
        await flap(board, FLAPPING_CHANGES + 4)
        log.events.clear()
        board.close()
        assert log.events == [DeviceFlaps("printer", 3, "up")]
        await asyncio.sleep(2 * FLAPPING_SECONDS)
        assert len(log.events) == 1

    run(work())
