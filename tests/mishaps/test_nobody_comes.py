"""No document is laid down, or the citizen walks away: "more time?", then the machine forgets them."""

from __future__ import annotations

import asyncio

from kiosk.events import ServiceEnded
from kiosk.views import Attract, MoreTime, PresentDocument, StageLine, TakeBack
from tests.room import Room
from tests.virtual_time import run


def test_no_document_is_laid_down() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("progress")
            await glass.until(PresentDocument)
            asked = await glass.until(MoreTime)
            assert asked.seconds == 30
            await glass.until(Attract, within=35)
            assert not glass.shown(TakeBack)
            assert [e.ending for e in room.log.events if isinstance(e, ServiceEnded)] == ["abandoned"]

    run(mishap())


def test_more_time_brings_the_question_back() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("progress")
            before = await glass.until(PresentDocument)
            await glass.until(MoreTime)
            glass.answer(True)
            assert await glass.until(PresentDocument) == before
            room.bench.lay("ready")
            await glass.until(StageLine)

    run(mishap())


def test_a_touch_anywhere_keeps_the_machine_patient() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("ready")
            await glass.until(StageLine)
            for _ in range(4):
                await asyncio.sleep(50)
                glass.touch()
            assert not glass.shown(MoreTime)
            await glass.until(MoreTime, within=100)  # a page that nobody reads twice within a minute

    run(mishap())


def test_walking_away_from_the_result_forgets_the_person_and_reminds_of_the_document() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("ready")
            await glass.until(StageLine)
            await glass.until(MoreTime)
            await glass.until(TakeBack)
            notice = await glass.until(Attract)
            assert notice.notice is not None
            assert notice.notice.key == "left-behind-document"
            room.bench.id_reader.lift()
            cleared = await glass.until_where(Attract, lambda view: view.notice is None)
            assert "𬭎" not in repr(cleared)
            room.bench.lay("factory")
            view = await glass.until(StageLine)
            assert str(view.person) == "样**"

    run(mishap())
