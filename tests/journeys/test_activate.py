"""社保卡激活, from the attract screen back to it: whole flow, real APDUs through pcscd, real HTTP."""

from __future__ import annotations

import pytest

from kiosk.flows.acts import short_number
from kiosk.journal import ActState
from kiosk.views import Attract, ConfirmAct, Goodbye, InsertCard, Outcome, PresentDocument, Situation, TakeBack, Tone
from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.pcsc import CONTACTLESS
from kiosk_sim.people import PEOPLE, card_number
from tests.room import Room
from tests.virtual_time import real_time, run

SEALED = pytest.mark.parametrize("who", ["collected", "newest"], ids=["2.00", "3.00"])


@SEALED
def test_from_the_attract_screen_to_an_active_card(who: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("activate")
            await glass.until(PresentDocument)
            room.bench.lay(who)
            await glass.until(InsertCard)
            await room.insert(who)
            view = await glass.until(ConfirmAct)
            assert view.before.key == "activate-check-balance"
            glass.answer(True)
            done = await glass.until(Outcome)
            assert (done.tone, done.sentence.key) == (Tone.DONE, "activated")
            [act] = room.acts()
            assert act.state is ActState.DONE
            assert done.number == short_number(act.number)
            assert room.bench.office.store.activations(act.number) == 1
            glass.answer("print")
            printed = await glass.until(Outcome)
            glass.answer("finish")
            assert printed.tone is Tone.DONE
            await glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.pull()
            await glass.until(Goodbye)
            await glass.until(Attract)
            [slip] = room.slips()
            assert f"{done.number[:4]} {done.number[4:]}" in slip

    run(journey())


@SEALED
def test_the_page_of_a_collected_card_leads_to_activation_without_asking_again(who: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay(who)
            await glass.until(Situation)
            glass.answer("activate")
            await glass.until(InsertCard)
            await room.insert(who)
            await glass.until(ConfirmAct)
            assert not glass.shown(PresentDocument)

    run(journey())


@pytest.mark.parametrize("who", ["foreign", "newest"])
def test_a_card_put_in_at_the_attract_screen_leads_to_activation(who: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await room.insert(who)
            await glass.until(Situation)
            glass.answer("activate")
            await glass.until(PresentDocument)
            room.bench.lay(who)
            await glass.until(ConfirmAct)

    run(journey())


def test_a_card_laid_on_instead_of_put_in() -> None:
    async def journey() -> None:
        async with Room([f'card_reader.contactless="{CONTACTLESS}"']) as room:
            glass = room.glass
            room.bench.lay("newest")
            await glass.until(Situation)
            glass.answer("activate")
            await glass.until(InsertCard)
            async with real_time():
                await room.bench.pcsc.insert(room.bench.chip("newest"), contactless=True)
                await glass.until(ConfirmAct)
                glass.answer(True)
                done = await glass.until(Outcome)
            assert (done.tone, done.sentence.key) == (Tone.DONE, "activated")

    run(journey())


def test_cards_whose_key_is_for_sm4_on_a_machine_that_is_told_so() -> None:
    async def journey() -> None:
        async with Room(['card_reader.algorithm="03"']) as room:
            document = PEOPLE["newest"].document
            card = SocialSecurityCard(document.name, document.number, card_number(21), version="3.00", algorithm="03")
            room.glass.answer("activate")
            room.bench.lay("newest")
            await room.glass.until(InsertCard)
            await room.insert_chip(card)
            await room.glass.until(ConfirmAct)

    run(journey())
