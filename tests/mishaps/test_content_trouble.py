"""No date from the office, no paper, a set that went bad: content is shown as far as it holds."""

from __future__ import annotations

import pytest

from kiosk.events import ContentInForce, ContentRefused
from kiosk.views import Attract, Guide, Outcome, Pick, Picked
from tests.room import Room
from tests.virtual_time import run

_HASTY = ("office.deadline_seconds=0.7",)


def test_without_the_business_date_only_what_does_not_depend_on_it_is_shown() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            await room.bench.office.stop()
            room.glass.answer("questions")
            questions = await room.glass.until(Pick)
            assert questions.hint is not None
            assert questions.hint.key == "questions-date-unknown"
            assert not {"F02a", "F02b", "F03", "why-transition"} & {row.key for row in questions.rows}
            assert {"F01", "F35", "full-use"} <= {row.key for row in questions.rows}
            room.glass.leave()
            await room.glass.until(Attract)
            room.glass.answer("outlets")
            outlets = await room.glass.until(Pick)
            assert outlets.hint is not None
            assert outlets.hint.key == "outlets-date-unknown"
            assert len(outlets.rows) == 3494
            assert {row.badge for row in outlets.rows} == {None}
            assert "hours" not in [one.key for one in outlets.filters]

    run(mishap())


@pytest.mark.parametrize(("service", "note"), [("outlets", "note-outlet"), ("questions", "value")])
def test_without_paper_what_was_asked_for_is_told_on_the_glass(service: str, note: str) -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.glass.answer(service)
            view = await room.glass.until(Pick)
            room.glass.answer(Picked(view.rows[0].key))
            await room.glass.until(Guide)
            room.bench.printer.run_out()
            room.glass.answer("print")
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "print-no-paper"
            assert [detail.key for detail in sorry.details] == ["print-note-down", note]

    run(mishap())


def test_with_the_printer_out_of_order_nothing_offers_to_print() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.bench.things["printer"].unplug()
            await room.until_report("printer", "unplugged")
            room.glass.answer("outlets")
            view = await room.glass.until(Pick)
            room.glass.answer(Picked(view.rows[0].key))
            page = await room.glass.until(Guide)
            assert [action.key for action in page.actions] == ["others", "finish", "home"]

    run(mishap())


def test_a_set_that_went_bad_is_told_and_the_shipped_one_serves() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.stop_kiosk()
            folder = room.folder / "content"
            (folder / "2026-12-01.1").mkdir(parents=True)
            (folder / "state.json").write_text('{"current": "2026-12-01.1"}', encoding="utf-8")
            room.log.events.clear()
            room.start_kiosk()
            while not any(isinstance(event, ContentInForce) for event in room.log.events):
                await room.log.next()
            [refused] = [event for event in room.log.events if isinstance(event, ContentRefused)]
            assert refused.version == "2026-12-01.1"
            [in_force] = [event for event in room.log.events if isinstance(event, ContentInForce)]
            assert in_force == ContentInForce("2026-11-24.2", synthetic=True)

    run(mishap())
