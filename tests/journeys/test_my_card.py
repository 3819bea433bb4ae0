"""我的社保卡: how it stands, by document and by chip card."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.domain.personal import CardNumber
from kiosk.flows.service import HOME, MORE
from kiosk.views import Facts, Home, InsertCard, Menu, Outcome, PresentDocument, Situation, StageLine, Tone
from kiosk_sim.people import PEOPLE
from tests.room import Room
from tests.virtual_time import run


async def look(room: Room, who: str) -> Facts[str]:
    """By document, from the first screen."""
    room.glass.answer("my-card")
    await room.glass.until(PresentDocument)
    room.bench.lay(who)
    return await room.glass.until(Facts)


def told(view: Facts[str]) -> dict[str, str]:
    """What stands behind each name: a message key, or a mask."""
    return {fact.name.key: getattr(fact.value, "key", str(fact.value)) for fact in view.facts}


def test_by_document_then_with_what_the_chip_says_and_on_paper() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            view = await look(room, "active")
            assert view.sentence.key == "card-is-normal"
            assert "fact-card-number" not in told(view)
            glass.answer("read")
            await glass.until(InsertCard)
            await room.insert("active")
            view = await glass.until_where(Facts, lambda view: "fact-chip-version" in told(view))
            card = PEOPLE["active"].card
            assert card is not None
            [number] = [fact.value for fact in view.facts if fact.name.key == "fact-card-number"]
            assert number == CardNumber(card.number)
            assert "read" not in [action.key for action in view.actions]
            assert card.number not in repr(view)
            glass.answer("print")
            printed = await glass.until(Outcome)
            assert printed.sentence.key == "printed"
            [slip] = room.slips()
            assert card.number not in slip
            assert "2.00" in slip

    run(journey())


def test_a_card_that_is_in_already_is_read_at_once() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await room.insert("active")
            page = await glass.until(Situation)
            assert "my-card" in [action.key for action in page.actions]
            glass.answer("my-card")
            view = await glass.until(Facts)
            assert told(view)["fact-chip-version"] == "value"
            assert not glass.shown(PresentDocument)

    run(journey())


def test_whoever_has_somebody_elses_card_in_may_do_something_else() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("ready")
            await glass.until(StageLine)
            glass.answer(MORE)
            await glass.until(Menu)
            glass.answer("my-card")
            await glass.until(Outcome)  # no card of theirs: nothing here waits for one
            async with room.hands():
                await room.bench.insert("stranger")
                await asyncio.sleep(1)  # until the reader has noticed
            glass.answer(HOME)
            await glass.until(Home)
            glass.answer("my-card")
            refused = await glass.until(Outcome)
            assert refused.sentence.key == "chip-other-person"
            glass.answer(HOME)
            await glass.until(Home)

    run(journey())


@pytest.mark.parametrize(
    ("who", "sentence", "first"),
    [
        ("collected", "card-is-sealed", "activate"),
        ("temporarily-lost", "card-is-temporarily-lost", "loss"),
        ("lost", "card-is-lost", "loss"),
        ("locked", "card-is-locked", "pin"),
        ("cancelled", "card-is-cancelled", "print"),
        ("card-expired", "card-is-expired", "print"),
    ],
)
def test_each_state_has_its_sentence_and_what_makes_sense_now(who: str, sentence: str, first: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            view = await look(room, who)
            assert (view.sentence.key, view.actions[0].key) == (sentence, first)

    run(journey())


def test_a_card_that_ends_soon_says_so() -> None:
    async def journey() -> None:
        async with Room() as room:
            view = await look(room, "card-expiring")
            assert [detail.key for detail in view.details] == ["my-card-ends", "card-is-normal.advice"]

    run(journey())


def test_whoever_has_no_card_is_sent_to_its_progress() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer("my-card")
            await room.glass.until(PresentDocument)
            room.bench.lay("unknown")
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key, view.actions[0].key) == (Tone.INFORM, "my-card-none", "progress")

    run(journey())


def test_what_the_bank_has_done_may_be_unknown_and_is_said_as_such() -> None:
    async def journey() -> None:
        async with Room() as room:
            facts = told(await look(room, "active"))
            known = {True: "bank-function-active", False: "bank-function-not-active", None: "bank-function-unknown"}
            card = PEOPLE["active"].card
            assert card is not None
            assert facts["fact-bank-function"] == known[card.bank_active]

    run(journey())
