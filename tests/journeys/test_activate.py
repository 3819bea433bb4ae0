"""社保卡激活, from the attract screen back to it: whole flow, real APDUs through pcscd, real HTTP."""

from __future__ import annotations

import pytest

from kiosk.domain.money import Amount
from kiosk.flows.acts import short_number
from kiosk.journal import ActKind, ActState
from kiosk.views import (
    Attract,
    ConfirmAct,
    EnterPin,
    Goodbye,
    InsertCard,
    Outcome,
    PresentDocument,
    Situation,
    TakeBack,
    Tone,
)
from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.pcsc import CONTACTLESS
from kiosk_sim.people import PEOPLE, card_number
from tests.journeys.at_the_menu import NEW, enter, social_security_card
from tests.room import Room
from tests.virtual_time import real_time, run

SEALED = pytest.mark.parametrize("who", ["collected", "newest"], ids=["2.00", "3.00"])


@SEALED
def test_from_the_attract_screen_to_an_active_card(who: str) -> None:
    async def journey() -> None:
        async with Room(suite="SM2-SM3") as room:
            glass = room.glass
            glass.answer("activate")
            await glass.until(PresentDocument)
            room.bench.lay(who)
            await glass.until(InsertCard)
            await room.insert(who)
            await glass.until(ConfirmAct)
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
def test_the_page_of_how_things_stand_leads_to_activation_without_asking_again(who: str) -> None:
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
def test_a_card_put_in_at_the_attract_screen_needs_the_document_to_be_activated(who: str) -> None:
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


def test_a_pin_of_ones_own_is_chosen_at_once_in_six_touches_beside_the_pins() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            card = social_security_card(room, "collected")
            glass.answer("activate")
            room.bench.lay("collected")
            await glass.until(InsertCard)
            await room.insert_chip(card)
            await glass.until(ConfirmAct)
            glass.answer(True)
            done = await glass.until(Outcome)
            assert done.actions[0].key == "choose"
            glass.answer("choose")
            entered = glass.touches
            await enter(room, "pin-old")
            await enter(room, "pin-new", NEW)
            await enter(room, "pin-again", NEW)
            pins = glass.touches - entered
            both = await glass.until(Outcome)
            assert both.details[0].key == "activated-pin-changed"
            assert (both.tone, both.number) == (Tone.DONE, done.number)
            glass.answer("print")
            await glass.until_where(Outcome, lambda view: view.sentence.key == "printed")
            glass.answer("finish")
            assert glass.touches - pins <= 6
            assert (card.pin.digits, card.pin.left) == (NEW, 3)
            assert [(act.kind, act.state) for act in room.acts()] == [
                (ActKind.CHANGE_PIN, ActState.DONE),
                (ActKind.ACTIVATE, ActState.DONE),
            ]
            [slip] = room.slips()
            assert "密码已经换成您自己设的了" in slip.replace("\n", "")
            assert NEW not in slip

    run(journey())


def test_who_would_rather_not_choose_a_pin_is_not_asked_twice() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("activate")
            room.bench.lay("collected")
            await glass.until(InsertCard)
            await room.insert("collected")
            await glass.until(ConfirmAct)
            glass.answer(True)
            await glass.until(Outcome)
            glass.answer("choose")
            await glass.until(EnterPin)
            glass.back()
            still_done = await glass.until(Outcome)
            assert (still_done.tone, still_done.sentence.key) == (Tone.DONE, "activated")
            assert still_done.details[0].key == "activated-pin-skipped"
            assert "choose" not in [action.key for action in still_done.actions]

    run(journey())


@pytest.mark.parametrize("settings", [("services.balance=false",), ()])
def test_what_is_in_the_medical_account_is_shown_before_the_point_of_no_return(settings: tuple[str, ...]) -> None:
    async def journey() -> None:
        async with Room(settings) as room:
            room.glass.answer("activate")
            room.bench.lay("pensioner")
            await room.glass.until(InsertCard)
            await room.insert("pensioner")
            view = await room.glass.until(ConfirmAct)
            shown = [fact.value for fact in view.facts if fact.name.key == "fact-balance"]
            if settings:
                assert (view.before.key, shown) == ("activate-check-balance", [])
            else:
                balance = PEOPLE["pensioner"].balance
                assert balance is not None
                assert (view.before.key, shown) == ("activate-balance-now", [Amount.of(balance)])

    run(journey())


def test_where_activation_is_not_offered_it_is_not_in_the_menu() -> None:
    async def journey() -> None:
        async with Room(["services.activation=false"]) as room:
            attract = room.glass.view
            assert isinstance(attract, Attract)
            assert "activate" not in [offer.key for offer in attract.offers]

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


def test_a_card_of_another_city_is_left_to_an_outlet_where_it_is_transferred_too() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("activate")
            await glass.until(PresentDocument)
            room.bench.lay("mianyang-sealed")
            await glass.until(InsertCard)
            await room.insert("mianyang-sealed")
            view = await glass.until(Outcome)
            assert view.sentence.key == "activate-of-another-city"
            assert room.acts() == []

    run(journey())
