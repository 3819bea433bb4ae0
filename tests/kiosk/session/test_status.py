"""The bar hears at once of a device that is missing and of an office that is away, and of their coming back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from kiosk.hardware.board import Board
from kiosk.hardware.device import DeviceReport, State
from kiosk.session.status import tell_status
from kiosk.views import Status
from tests.glass_by_script import ScriptedGlass
from tests.room import ListLog
from tests.virtual_time import run


@dataclass
class _Rack:
    """The part of `Rack` that the status looks at."""

    board: Board

    async def change(self) -> None:
        await self.board.change()


@dataclass
class _Office:
    """The part of `Office` that the status looks at."""

    reachable: bool | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def change(self) -> None:
        await self.changed.wait()


def test_the_status_follows_the_board_and_the_office() -> None:
    async def day() -> None:
        board, office, glass = Board(("id-reader", "printer"), ListLog()), _Office(), ScriptedGlass()
        telling = asyncio.create_task(tell_status(_Rack(board), office, glass))  # type: ignore[arg-type]
        await asyncio.sleep(1)
        assert glass.status == Status(), "what is not known yet is not missing"
        board.post(DeviceReport("printer", State.FAULTY))
        await asyncio.sleep(1)
        assert glass.status == Status(missing=("printer",))
        office.reachable = False
        office.changed.set()
        await asyncio.sleep(0)
        office.changed.clear()
        await asyncio.sleep(1)
        assert glass.status == Status(office_away=True, missing=("printer",))
        board.post(DeviceReport("printer", State.UP))
        office.reachable = True
        await asyncio.sleep(1)
        assert glass.status == Status()
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)

    run(day())
