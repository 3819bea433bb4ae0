"""The post: in order, with ever longer pauses, a call for staff at once, one id a letter; a scripted office."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeGarbled, OfficeRefused, OfficeTrouble, OfficeUnreachable
from kiosk.events import MessageDropped
from kiosk.outbox import CallReason, Happening, Kind, Outbox, Rating, StaffCall
from kiosk.session.post import Post
from tests.room import ListLog
from tests.virtual_time import run

NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
CALL = StaffCall(CallReason.HELP)
AWAY = OfficeUnreachable("rate", "synthetic: away", sent=False)
REFUSALS = [OfficeRefused("rate", status, "synthetic") for status in (400, 404, 409)]
PASSING: list[OfficeTrouble] = [
    AWAY,
    OfficeGarbled("rate", "synthetic: garbled"),
    *(OfficeRefused("rate", status, "synthetic") for status in (302, 401, 429, 500, 503)),
]


class Desk:
    """An office that takes letters, or says why not."""

    def __init__(self) -> None:
        self.trouble: OfficeTrouble | None = None
        self.tried: list[tuple[float, str, str]] = []  # when, id, what; taken or not
        self.taken: list[str] = []

    async def rate(self, id_: str, service: str, level: int) -> None:
        self._take(id_, f"{service} {level}")

    async def call_staff(self, id_: str, reason: str) -> None:
        self._take(id_, f"call {reason}")

    async def tell_event(self, id_: str, kind: str, at: datetime) -> None:
        self._take(id_, f"{kind} {at:%H:%M}")

    def _take(self, id_: str, what: str) -> None:
        self.tried.append((asyncio.get_running_loop().time(), id_, what))
        if self.trouble is not None:
            raise self.trouble
        self.taken.append(what)

    def pauses(self) -> list[float]:
        times = [when for when, _, _ in self.tried]
        return [round(later - earlier, 3) for earlier, later in itertools.pairwise(times)]


Play = Callable[[Outbox, Desk, ListLog], Coroutine[Any, Any, None]]


def played(folder: Path, play: Play) -> None:
    async def whole() -> None:
        log, desk = ListLog(), Desk()
        outbox = Outbox(folder / "outbox.db", ["progress"], log, lambda: NOON)
        posting = asyncio.create_task(Post(outbox, cast(Office, desk), log).watch())
        try:
            await play(outbox, desk, log)
        finally:
            posting.cancel()
            await asyncio.gather(posting, return_exceptions=True)
            outbox.close()

    run(whole())


def test_everything_is_sent_and_forgotten(tmp_path: Path) -> None:
    async def play(outbox: Outbox, desk: Desk, _: ListLog) -> None:
        outbox.put(Rating("progress", 4))
        outbox.put(Happening(Kind.CARD_KEPT, NOON))
        outbox.put(CALL)
        await asyncio.sleep(1)
        assert desk.taken == ["call help", "progress 4", "card-kept 04:00"]
        outbox.put(Rating("progress", 5))
        await asyncio.sleep(1)
        assert desk.taken[-1] == "progress 5"
        assert outbox.first() is None

    played(tmp_path, play)


@pytest.mark.parametrize("trouble", PASSING, ids=str)
def test_it_is_tried_again_with_ever_longer_pauses_under_the_same_id(tmp_path: Path, trouble: OfficeTrouble) -> None:
    async def play(outbox: Outbox, desk: Desk, log: ListLog) -> None:
        desk.trouble = trouble
        outbox.put(Rating("progress", 4))
        outbox.put(Rating("progress", 5))
        await asyncio.sleep(3600)
        assert desk.pauses()[:9] == [2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 300.0]
        assert len({(id_, what) for _, id_, what in desk.tried}) == 1
        desk.trouble = None
        await asyncio.sleep(300)
        assert desk.taken == ["progress 4", "progress 5"]
        assert not [event for event in log.events if isinstance(event, MessageDropped)]

    played(tmp_path, play)


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_a_letter_the_office_will_never_take_does_not_hold_up_the_others(
    tmp_path: Path, refusal: OfficeRefused
) -> None:
    async def play(outbox: Outbox, desk: Desk, log: ListLog) -> None:
        desk.trouble = refusal
        outbox.put(Rating("progress", 4))
        await asyncio.sleep(1)
        desk.trouble = None
        outbox.put(Rating("progress", 5))
        await asyncio.sleep(1)
        assert desk.taken == ["progress 5"]
        assert log.events == [MessageDropped("rating", "refused")]

    played(tmp_path, play)


def test_a_call_for_staff_goes_at_once_and_keeps_trying(tmp_path: Path) -> None:
    async def play(outbox: Outbox, desk: Desk, _: ListLog) -> None:
        desk.trouble = AWAY
        outbox.put(Rating("progress", 4))
        await asyncio.sleep(300)
        desk.tried.clear()
        outbox.put(CALL)
        await asyncio.sleep(0.1)
        assert [what for _, _, what in desk.tried] == ["call help"]
        outbox.put(Rating("progress", 5))
        await asyncio.sleep(120)
        assert {what for _, _, what in desk.tried} == {"call help"}
        assert max(desk.pauses()) == 15.0
        desk.trouble = None
        await asyncio.sleep(15)
        assert desk.taken == ["call help", "progress 4", "progress 5"]

    played(tmp_path, play)


def test_an_answer_that_was_lost_is_repeated_under_its_id(tmp_path: Path) -> None:
    async def play(outbox: Outbox, desk: Desk, _: ListLog) -> None:
        desk.trouble = OfficeGarbled("rate", "synthetic: taken, and the answer lost")
        outbox.put(Rating("progress", 4))
        await asyncio.sleep(1)
        desk.trouble = None
        await asyncio.sleep(10)
        assert len(desk.tried) == 2
        assert len({id_ for _, id_, _ in desk.tried}) == 1

    played(tmp_path, play)
