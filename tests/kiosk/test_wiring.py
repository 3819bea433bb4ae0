"""What holds the works together: watches that go on whatever happens."""

from __future__ import annotations

import asyncio

from kiosk.events import Mishap
from kiosk.wiring import kept_up
from tests.room import ListLog
from tests.virtual_time import run


def test_a_watch_that_fails_is_told_and_begins_anew() -> None:
    async def work() -> None:
        log, begun = ListLog(), 0

        async def watch() -> None:
            nonlocal begun
            begun += 1
            if begun == 1:
                raise KeyError("000000199001010016")
            await asyncio.Event().wait()

        watching = asyncio.create_task(kept_up("rack", watch, log))
        await asyncio.sleep(60)
        assert begun == 2
        [told] = log.events
        assert isinstance(told, Mishap)
        assert told.where == "rack"
        assert "000000" not in told.error
        watching.cancel()

    run(work())
