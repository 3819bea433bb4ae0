"""Card first: whatever is laid down, inserted or shown leads to one page with the one thing to do now."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.events import DocumentRead, ServiceStarted
from kiosk.flows.service import MORE
from kiosk.views import (
    ConfirmAct,
    Home,
    InsertCard,
    Menu,
    Outcome,
    PresentDocument,
    Situation,
    StageLine,
    TakeBack,
    Tone,
    Working,
)
from tests.room import Room
from tests.virtual_time import run

_SCANNER = ("cabinet", "code-scanner")


@pytest.mark.parametrize(
    ("who", "sentence", "tone"),
    [
        ("collected", "progress-is-handed-over", Tone.INFORM),
        ("active", "situation-active", Tone.INFORM),
        ("temporarily-lost", "card-is-temporarily-lost", Tone.SORRY),
        ("lost", "card-is-lost", Tone.SORRY),
        ("locked", "card-is-locked", Tone.SORRY),
        ("cancelled", "card-is-cancelled", Tone.SORRY),
        ("card-expired", "card-is-expired", Tone.SORRY),
        ("mianyang-active", "situation-other-city", Tone.INFORM),
        ("unknown", "progress-nothing-known", Tone.INFORM),
    ],
)
def test_a_document_laid_down_says_how_things_stand(who: str, sentence: str, tone: Tone) -> None:
    async def journey() -> None:
        async with Room() as room:
            room.bench.lay(who)
            page = await room.glass.until(Situation)
            assert (page.sentence.key, page.tone) == (sentence, tone)
            keys = [action.key for action in page.actions]
            assert MORE in keys
            assert 2 <= len(keys) <= 5
            assert not room.glass.shown(PresentDocument)
            room.glass.answer("finish")
            await room.glass.until(TakeBack)

    run(journey())


def test_a_card_that_is_made_shows_its_stages_and_print_comes_first() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("ready")
            page = await glass.until(StageLine)
            assert page.actions[0].key == "print"
            touched = glass.touches
            glass.answer("print")
            await glass.until(Outcome)
            assert glass.touches - touched <= 2
            assert len(room.slips()) == 1

    run(journey())


def test_a_collected_card_is_activated_in_at_most_six_touches() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("collected")
            page = await glass.until(Situation)
            assert page.actions[0].key == "activate"
            glass.answer("activate")
            await glass.until(InsertCard)
            await room.insert("collected")
            await glass.until(ConfirmAct)
            glass.answer(True)
            done = await glass.until_where(Outcome, lambda view: view.tone is Tone.DONE)
            assert done.sentence.key == "activated"
            assert glass.touches <= 6

    run(journey())


def test_a_chip_card_tells_who_it_is_and_a_change_asks_for_the_document() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await room.insert("collected")
            page = await glass.until(Situation)
            assert str(page.person) == "䶮**"
            assert not glass.shown(InsertCard)
            glass.answer("activate")
            await glass.until(PresentDocument)
            room.bench.lay("collected")
            await glass.until(ConfirmAct)

    run(journey())


def test_the_card_of_another_province_says_so_though_the_office_knows_nothing_of_it() -> None:
    async def journey() -> None:
        async with Room() as room:
            await room.insert("guangdong")
            page = await room.glass.until(Situation)
            assert page.sentence.key == "situation-other-province"

    run(journey())


def test_the_code_of_an_electronic_card_is_enough_to_be_told() -> None:
    async def journey() -> None:
        async with Room(fitted=_SCANNER) as room:
            glass = room.glass
            room.bench.fittings.code_scanner.show(room.bench.office.electronic_code("ready"))
            page = await glass.until(StageLine)
            assert str(page.person) == "𬭎**"
            assert not glass.shown(PresentDocument)
            room.bench.fittings.code_scanner.take_away()
            glass.answer(MORE)
            menu = await glass.until(Menu)
            assert str(menu.person) == "𬭎**"
            glass.answer("activate")  # changes something: the document itself
            await glass.until(PresentDocument)

    run(journey())


def test_a_code_that_has_expired_gets_one_calm_sentence_and_the_next_one_is_taken() -> None:
    async def journey() -> None:
        async with Room(fitted=_SCANNER) as room:
            glass = room.glass
            room.bench.fittings.code_scanner.show("0" * 30)
            asked = await glass.until(PresentDocument)
            assert asked.hint is not None
            assert asked.hint.key == "identify-code-expired"
            room.bench.fittings.code_scanner.show(room.bench.office.electronic_code("active"))
            page = await glass.until(Situation)
            assert page.sentence.key == "situation-active"

    run(journey())


def test_from_home_a_card_or_a_code_leads_to_the_page_as_well() -> None:
    async def journey() -> None:
        async with Room(fitted=_SCANNER) as room:
            glass = room.glass
            glass.answer(MORE)
            await glass.until(Menu)
            glass.back()
            await glass.until(Home)
            await room.insert("active")
            await glass.until(Situation)
            glass.answer(MORE)
            await glass.until(Menu)
            glass.back()  # to where "more" was touched
            page = await glass.until(Situation)
            assert page.sentence.key == "situation-active"
            started = [event.service for event in room.log.events if isinstance(event, ServiceStarted)]
            assert started == ["situation", "situation"]

    run(journey())


def test_a_chip_card_taken_away_at_the_menu_takes_its_name_along() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await room.insert("active")
            await glass.until(Situation)
            glass.answer(MORE)
            menu = await glass.until(Menu)
            assert menu.person is not None
            await room.pull()
            await glass.until_where(Menu, lambda view: view.person is None)
            room.bench.lay("factory")
            page = await glass.until(StageLine)
            assert str(page.person) == "样**"

    run(journey())


def test_from_the_card_to_the_sentence_takes_the_wire_and_one_question_to_the_office() -> None:
    """Measure 6: within 1.3 times of what wire and office take; the office's answer is made slow enough to count."""

    async def journey() -> None:
        async with Room() as room:
            office = 1.0
            await asyncio.sleep(1.0)  # the machine has been standing there: it knows the business date
            room.bench.office.faults.delay = office
            loop = asyncio.get_running_loop()
            room.bench.lay("ready")
            while not (reads := [event for event in room.log.events if isinstance(event, DocumentRead)]):
                await room.log.next()
            wire = reads[0].milliseconds / 1000
            found = loop.time() - wire
            await room.glass.until(StageLine)
            assert loop.time() - found <= 1.3 * (wire + office)
            assert len(room.glass.shown(Working)) == 1

    run(journey())
