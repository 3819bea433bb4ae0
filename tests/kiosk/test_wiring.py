"""What holds the works together: watches that go on whatever happens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.local_time import china_now
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


@pytest.fixture(params=["America/Los_Angeles", "UTC", "Asia/Shanghai", "XXX-13"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A machine whose clock is set to a zone of its own."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_a_slip_shows_china_s_time_whatever_the_machine_s_zone(zone: str) -> None:
    before = datetime.now(UTC)
    now = china_now()
    assert (now.utcoffset(), now.tzname()) == (timedelta(hours=8), "Asia/Shanghai")
    assert before <= now <= datetime.now(UTC)
    assert f"{now:%H:%M}" == f"{now.astimezone(UTC) + timedelta(hours=8):%H:%M}", zone
