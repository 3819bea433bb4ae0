"""领卡网点: applied at, collect at, holds now are three facts; call first; the phone is larger than the address."""

from __future__ import annotations

import pytest

from kiosk.domain.text import Text
from kiosk.flows.service import MORE
from kiosk.i18n import Words
from kiosk.views import Goodbye, Menu, Outcome, PresentDocument, Situation, StageLine, TakeBack
from tests.room import Room
from tests.virtual_time import run


async def _ask(room: Room, who: str) -> Situation[str]:
    room.glass.answer(MORE)
    await room.glass.until(Menu)
    room.glass.answer("collection")
    await room.glass.until(PresentDocument)
    room.bench.lay(who)
    return await room.glass.until(Situation)


def _facts(page: Situation[str]) -> dict[str, str]:
    """The facts in words, by the key of their name."""
    words = Words("zh-CN")
    return {fact.name.key: words.say(fact.value) for fact in page.facts if isinstance(fact.value, Text)}


def test_a_card_that_has_moved_is_where_it_is_now_and_the_slip_says_all_three() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            page = await _ask(room, "three-outlets")
            facts = _facts(page)
            assert list(facts) == ["fact-applied-at", "fact-collect-at", "fact-holds-now"]
            assert len(set(facts.values())) == 3
            assert page.outlet is not None
            assert page.outlet.name == facts["fact-holds-now"]
            assert page.details[0].key == "collection-elsewhere"
            glass.answer("print")
            await glass.until(Outcome)
            glass.answer("finish")
            await glass.until(TakeBack)
            room.bench.id_reader.lift()
            await glass.until(Goodbye)
            [slip] = room.slips()
            for name in facts.values():
                assert name[:6] in slip
            assert page.outlet.phone in slip
            assert slip.index(page.outlet.phone) < slip.index(page.outlet.address[:6])

    run(journey())


@pytest.mark.parametrize(
    ("who", "sentence", "calls"),
    [
        ("ready", "collection-held", True),
        ("factory", "collection-not-there-yet", True),
        ("collected", "collection-collected", False),
        ("outlet-changed", "collection-held", True),
        # Nothing is on its way to anybody, or not yet to be fetched: that is said, and not where it was to go.
        ("data-rejected", "progress-trouble-data-rejected", False),
        ("production-failed", "progress-trouble-production-failed", False),
        ("handover-issue", "progress-trouble-handover-issue", True),
        ("overdue-pickup", "progress-trouble-overdue-pickup", True),
        ("recalled", "progress-trouble-recalled", True),
    ],
)
def test_where_the_card_is_in_one_sentence(who: str, sentence: str, calls: bool) -> None:
    async def journey() -> None:
        async with Room() as room:
            page = await _ask(room, who)
            assert page.sentence.key == sentence
            assert (page.outlet is not None) == calls
            room.glass.answer("progress")
            await room.glass.until(StageLine)

    run(journey())


def test_who_never_applied_is_told_how() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer(MORE)
            await room.glass.until(Menu)
            room.glass.answer("collection")
            await room.glass.until(PresentDocument)
            room.bench.lay("unknown")
            page = await room.glass.until(Outcome)
            assert page.sentence.key == "progress-nothing-known"

    run(journey())
