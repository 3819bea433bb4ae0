"""Card first when something is wrong: the office away, a card that is none of ours, no date, a scanner that fails."""

from __future__ import annotations

from typing import Any

from kiosk.domain.text import Text
from kiosk.views import Attract, Outcome, OutOfService, PresentDocument, Situation, StageLine, TakeBack, View
from tests.room import Room
from tests.virtual_time import run

_HASTY = ("office.deadline_seconds=0.7",)


def _why(view: View[Any]) -> str:
    """Why something is closed, as the attract screen or "out of service" says it; "" when nothing is."""
    told = view.reason if isinstance(view, OutOfService) else view.notice if isinstance(view, Attract) else None
    why = None if told is None else told.args.get("why")
    return why.key if isinstance(why, Text) else ""


def test_an_office_that_is_away_closes_what_needs_it_and_opens_it_again_within_seconds() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            glass = room.glass
            room.bench.office.faults.silent()
            room.bench.lay("ready")
            sorry = await glass.until(Outcome)
            assert sorry.sentence.key == "sorry-office"
            glass.answer("finish")
            await glass.until(TakeBack)
            room.bench.id_reader.lift()
            await glass.until_where(View, lambda view: _why(view) == "closed-office")
            room.bench.office.faults.clear()
            opened = await glass.until_where(Attract, lambda view: _why(view) == "", within=10)
            assert all(offer.closed is None for offer in opened.offers)
            room.bench.lay("ready")
            await glass.until(StageLine)

    run(mishap())


def test_a_card_that_is_none_of_ours_is_told_at_once() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.insert("bank")
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "chip-not-ours"
            room.glass.answer("home")

    run(mishap())


def test_a_document_that_has_run_out_says_so_and_another_one_is_taken() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.lay("expired")
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "identify-expired"
            room.glass.answer("again")
            await room.glass.until(PresentDocument)
            room.bench.id_reader.lift()
            room.bench.lay("active")
            await room.glass.until(Situation)

    run(mishap())


def test_a_code_nobody_answers_for_says_so_and_the_document_will_do() -> None:
    async def mishap() -> None:
        async with Room(_HASTY, fitted=("code-scanner",)) as room:
            room.bench.office.faults.silent()
            room.bench.fittings.code_scanner.show(room.bench.office.electronic_code("active"))
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "sorry-office"
            room.bench.fittings.code_scanner.take_away()
            room.bench.office.faults.clear()
            room.glass.answer("home")
            room.bench.lay("active")
            await room.glass.until(Situation)

    run(mishap())


def test_a_scanner_that_is_unplugged_leaves_documents_and_cards() -> None:
    async def mishap() -> None:
        async with Room(fitted=("code-scanner",)) as room:
            await room.bench.fittings.lines["code-scanner"].unplug()
            await room.until_report("code-scanner", "unplugged")
            room.bench.lay("ready")
            await room.glass.until(StageLine)

    run(mishap())
