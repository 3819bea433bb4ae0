"""A 3.00 card and all that can come between its challenge and the proof: no try is lost for nothing."""

from __future__ import annotations

import pytest

from kiosk.events import CardStayedLocked
from kiosk.views import Attract, ConfirmAct, InsertCard, Outcome, TakeBack, Tone
from kiosk_sim.cards import SocialSecurityCard
from tests.room import Room
from tests.virtual_time import real_time, run

_HASTY = ("office.deadline_seconds=0.7",)


async def _before_the_card(room: Room) -> SocialSecurityCard:
    """Up to the question for the card; gives the card that will be inserted."""
    room.glass.answer("activate")
    room.bench.lay("newest")
    await room.glass.until(InsertCard)
    card = room.bench.chip("newest")
    assert isinstance(card, SocialSecurityCard)
    return card


def _why_locked(room: Room) -> list[str]:
    return [event.reason for event in room.log.events if isinstance(event, CardStayedLocked)]


def test_an_office_without_the_key_is_told_calmly_and_costs_no_try() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.office.faults.no_key = True
            card = await _before_the_card(room)
            await room.insert_chip(card)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.SORRY, "chip-stays-locked")
            assert view.details
            assert card.key.left == 3
            assert _why_locked(room) == ["no key"]
            room.bench.office.faults.clear()
            room.glass.answer("again")
            await room.glass.until(InsertCard)
            await room.pull()
            await room.insert_chip(card)
            await room.glass.until(ConfirmAct)

    run(mishap())


@pytest.mark.parametrize("silent", [True, False])
def test_an_office_that_says_nothing_is_told_calmly_and_may_be_tried_again(silent: bool) -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            card = await _before_the_card(room)
            if silent:
                room.bench.office.faults.silent()
            else:
                await room.bench.office.stop()
            await room.insert_chip(card)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.SORRY, "sorry-office")
            assert card.key.left == 3
            if silent:
                room.bench.office.faults.clear()
            else:
                await room.bench.office.start(port=int(room.bench.office.url.rpartition(":")[2]))
            room.glass.answer("retry")
            await room.glass.until(ConfirmAct)
            assert card.key.left == 3

    run(mishap())


def test_a_wrong_proof_costs_one_try_and_no_second_one() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.bench.office.faults.wrong_key = True
            card = await _before_the_card(room)
            await room.insert_chip(card)
            view = await room.glass.until(Outcome)
            assert view.sentence.key == "chip-stays-locked"
            assert card.key.left == 2
            room.glass.answer("again")
            await room.glass.until(InsertCard)
            await room.pull()
            await room.insert_chip(card)
            assert (await room.glass.until(Outcome)).sentence.key == "chip-stays-locked"
            assert card.key.left == 2
            assert _why_locked(room) == ["refused", "refused before"]
            assert room.acts() == []
            room.glass.answer("leave")
            await room.glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.pull()
            await room.glass.until(Attract)

    run(mishap())


def test_a_blocked_key_is_told_for_what_it_is() -> None:
    async def mishap() -> None:
        async with Room() as room:
            card = await _before_the_card(room)
            card.key.left = 0
            await room.insert_chip(card)
            view = await room.glass.until(Outcome)
            assert view.sentence.key == "chip-blocked"
            assert _why_locked(room) == ["blocked"]

    run(mishap())


def test_a_card_pulled_between_challenge_and_proof_is_asked_for_again() -> None:
    async def mishap() -> None:
        async with Room() as room:
            card = await _before_the_card(room)
            room.bench.office.faults.hold_next_request("prove")
            async with real_time():
                await room.bench.cards.insert(card)
                await room.bench.office.faults.held()
                await room.bench.cards.pull()
                room.bench.office.faults.release()
                asked = await room.glass.until_where(InsertCard, lambda view: view.hint is not None)
            assert asked.hint is not None
            assert asked.hint.key == "chip-pulled"
            assert card.key.left == 3
            await room.insert_chip(card)
            await room.glass.until(ConfirmAct)

    run(mishap())


def test_a_card_swapped_in_secret_between_challenge_and_proof_loses_no_try() -> None:
    async def mishap() -> None:
        async with Room() as room:
            card = await _before_the_card(room)
            other = SocialSecurityCard(
                "测试他人", "000000199001010202", "T00000204", version="3.00", serial="510100999999"
            )
            room.bench.office.faults.hold_next_request("prove")
            async with real_time():
                await room.bench.cards.insert(card)
                await room.bench.office.faults.held()
                await room.bench.cards.swap(other)
                room.bench.office.faults.release()
                view = await room.glass.until(Outcome)
            assert view.sentence.key == "chip-other-person"
            assert (card.key.left, other.key.left) == (3, 3)
            assert room.acts() == []

    run(mishap())
