"""The document is wrong, expired, lies badly, or belongs to somebody the office does not know."""

from __future__ import annotations

import pytest

from kiosk.events import DocumentRead
from kiosk.views import Attract, Goodbye, Home, Outcome, PresentDocument, Situation, StageLine, TakeBack, Tone
from kiosk_sim.id_documents import IdDocument
from tests.room import Room
from tests.virtual_time import run


def test_an_expired_document_is_refused_and_another_one_is_taken() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("progress")
            await glass.until(PresentDocument)
            room.bench.lay("expired")
            sorry = await glass.until(Outcome)
            assert (sorry.tone, sorry.sentence.key) == (Tone.SORRY, "identify-expired")
            glass.answer("again")
            await glass.until(PresentDocument)
            room.bench.id_reader.lift()
            room.bench.lay("ready")
            await glass.until(StageLine)

    run(mishap())


def test_an_expired_document_at_the_attract_screen_is_refused_too() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.lay("expired")
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "identify-expired"
            room.glass.answer("leave")
            await room.glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.glass.until(Goodbye)
            await room.glass.until(Attract)

    run(mishap())


def test_a_document_that_lies_badly_is_asked_to_be_laid_again() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("progress")
            await glass.until(PresentDocument)
            room.bench.lay("ready", badly=True)
            view = await glass.until_where(PresentDocument, lambda view: view.hint is not None)
            assert view.hint is not None
            assert view.hint.key == "identify-lay-again"
            room.bench.id_reader.lift()
            room.bench.lay("ready")
            await glass.until(StageLine)

    run(mishap())


def test_a_document_that_lies_badly_is_not_forgotten() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("progress")
            await glass.until(PresentDocument)
            room.bench.lay("ready", badly=True)
            await glass.until_where(PresentDocument, lambda view: view.hint is not None)
            glass.leave()
            view = await glass.until(TakeBack)
            assert [item.value for item in view.items] == ["document"]
            await glass.until(Goodbye)

    run(mishap())


def test_a_document_that_cannot_be_understood_is_told_so() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("progress")
            await glass.until(PresentDocument)
            room.bench.id_reader.lay(IdDocument(name="测试甲", valid_from="2016????"))
            sorry = await glass.until(Outcome)
            assert sorry.sentence.key == "identify-unreadable"

    run(mishap())


def test_nothing_known_at_the_office() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("progress")
            await glass.until(PresentDocument)
            room.bench.lay("unknown")
            view = await glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.INFORM, "progress-nothing-known")
            assert [detail.key for detail in view.details] == ["progress-nothing-known.advice"]
            assert room.acts() == []

    run(mishap())


@pytest.mark.parametrize("touch", ["back", "leave"])
def test_back_and_exit_while_a_document_is_asked_for(touch: str) -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("progress")
            await glass.until(PresentDocument)
            getattr(glass, touch)()
            await glass.until(Goodbye if touch == "leave" else Home)

    run(mishap())


def test_an_odd_number_is_noted_and_does_not_stop_anybody() -> None:
    async def mishap() -> None:
        async with Room() as room:
            clear = IdDocument(name="测试甲", number="000000199001010011", valid_from="20160101", valid_to="长期")
            room.bench.id_reader.lay(clear)
            view = await room.glass.until(Situation)
            assert view.sentence.key == "progress-nothing-known"
            assert [event.odd_number for event in room.log.events if isinstance(event, DocumentRead)] == [
                "check, region"
            ]

    run(mishap())
