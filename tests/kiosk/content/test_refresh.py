"""Newer content from the office: fetched once, checked, in force between two citizens; refused when it is wrong."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.content.refresh import Bookshelf, keep_fresh, refresh
from kiosk.events import OfficeCallFailed
from tests.kiosk.content.content_desk import Desk, bundle, edited, files, signed, zipped
from tests.room import ListLog
from tests.virtual_time import run

SHIPPED, NEW = "2026-11-24.2", "2026-12-01.1"


@dataclass(frozen=True)
class Offered:
    """What the office says it has."""

    version: str
    size: int
    sha256: str


class Clerk:
    """The office's side: one bundle, handed out as it is; counts what it is asked for."""

    def __init__(self, data: bytes, version: str = NEW) -> None:
        self.data = data
        self.offer = Offered(version, len(data), hashlib.sha256(data).hexdigest())
        self.asked: list[str] = []

    async def content_offer(self, have: str) -> Offered | None:
        """See `ContentOffice`."""
        return None if have == self.offer.version else self.offer

    async def content(self, version: str) -> bytes:
        """See `ContentOffice`."""
        self.asked.append(version)
        return self.data


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A machine with the shipped set."""
    return Desk(tmp_path)


def refreshed(desk: Desk, clerk: Clerk, rounds: int = 1) -> Bookshelf:
    """The shelf after so many rounds, with nobody served."""
    store = desk.store()
    shelf = Bookshelf(store.start(), lambda content: None, rehearsal=True)

    async def ask() -> None:
        for _ in range(rounds):
            await refresh(clerk, store, shelf)

    asyncio.run(ask())
    return shelf


def test_newer_content_waits_until_nobody_is_served(desk: Desk) -> None:
    shelf = refreshed(desk, Clerk(bundle(NEW)))
    assert shelf.content.version == SHIPPED
    shelf.turn()
    assert shelf.content.version == NEW
    shelf.turn()
    assert shelf.content.version == NEW


def test_a_real_machine_has_no_made_up_outlets_on_its_shelf(desk: Desk) -> None:
    made_up = desk.store().start()
    shelf = Bookshelf(made_up, lambda content: None, rehearsal=False)
    assert (len(made_up.outlets), len(shelf.content.outlets)) == (40, 0)
    assert len(shelf.content.questions(None)) == 33
    real = desk.store().install(zipped(signed(edited(files(NEW), "set.toml", "synthetic = true", "synthetic = false"))))
    shelf.put(real)
    shelf.turn()
    assert len(shelf.content.outlets) == 40


def test_it_is_fetched_once(desk: Desk) -> None:
    clerk = Clerk(bundle(NEW))
    refreshed(desk, clerk, rounds=3)
    assert clerk.asked == [NEW]


def _cut(good: bytes) -> Clerk:
    clerk = Clerk(good)
    clerk.data = good[:-1]
    return clerk


def _wrong() -> bytes:
    return zipped(signed(edited(files(NEW), "rules.toml", "value = 30", "value = 0")))


@pytest.mark.parametrize(
    ("clerk", "why"),
    [
        (_cut(bundle(NEW)), "is not what the office had offered"),
        (Clerk(zipped({**signed(files(NEW)), "signature": bytes(64)})), "its signature is not the office's"),
        (Clerk(_wrong()), "production_working_days"),
        (Clerk(bundle(NEW), version="2026-12-05.1"), "calls itself 2026-12-01.1"),
    ],
    ids=["cut", "unsigned", "wrong", "misnamed"],
)
def test_what_is_wrong_is_refused_told_and_not_asked_for_again(desk: Desk, clerk: Clerk, why: str) -> None:
    shelf = refreshed(desk, clerk, rounds=3)
    shelf.turn()
    assert shelf.content.version == SHIPPED
    assert clerk.asked == [clerk.offer.version]
    [(version, told)] = desk.told
    assert version == clerk.offer.version
    assert why in told
    assert desk.store().start().version == SHIPPED


def test_while_somebody_is_served_nothing_is_asked_and_nothing_changes(desk: Desk) -> None:
    async def day() -> None:
        clerk, store = Clerk(bundle(NEW)), desk.store()
        changes: list[str] = []
        shelf = Bookshelf(store.start(), lambda content: changes.append(content.version), rehearsal=True)
        served = True
        keeping = asyncio.create_task(keep_fresh(clerk, store, shelf, ListLog(), lambda: served, 3600))
        await asyncio.sleep(7200)
        assert clerk.asked == []
        served = False
        await asyncio.sleep(120)
        assert (clerk.asked, shelf.content.version, changes) == ([NEW], NEW, [NEW])
        keeping.cancel()

    run(day())


def test_who_comes_while_it_is_fetched_is_served_with_the_old_content(desk: Desk) -> None:
    async def day() -> None:
        store = desk.store()
        shelf = Bookshelf(store.start(), lambda content: None, rehearsal=True)
        served = False

        class Slow(Clerk):
            async def content(self, version: str) -> bytes:
                nonlocal served
                served = True
                return await super().content(version)

        keeping = asyncio.create_task(keep_fresh(Slow(bundle(NEW)), store, shelf, ListLog(), lambda: served, 3600))
        await asyncio.sleep(600)
        assert shelf.content.version == SHIPPED
        shelf.turn()  # as the next visit does
        assert shelf.content.version == NEW
        keeping.cancel()

    run(day())


def test_an_office_that_cannot_be_reached_is_asked_again_later(desk: Desk) -> None:
    async def day() -> None:
        store = desk.store()
        shelf = Bookshelf(store.start(), lambda content: None, rehearsal=True)

        class Away(Clerk):
            tries = 0

            async def content_offer(self, have: str) -> Offered | None:
                self.tries += 1
                if self.tries < 3:
                    raise OfficeTrouble("content-offer", "cut cable")
                return await super().content_offer(have)

        clerk, log = Away(bundle(NEW)), ListLog()
        keeping = asyncio.create_task(keep_fresh(clerk, store, shelf, log, lambda: False, 3600))
        await asyncio.sleep(4 * 3700)
        assert shelf.content.version == NEW
        assert log.events == [OfficeCallFailed("content", "OfficeTrouble")] * 2
        keeping.cancel()

    run(day())


def test_a_version_rolled_back_by_hand_is_not_fetched_again(desk: Desk) -> None:
    clerk = Clerk(bundle(NEW))
    refreshed(desk, clerk)
    desk.store().roll_back("by hand")
    assert refreshed(desk, clerk).content.version == SHIPPED
    assert clerk.asked == [NEW]
