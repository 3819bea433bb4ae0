"""A PIN is wrong until it is locked, its card is pulled while it changes, its pad is unplugged."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.journal import ActKind, ActState
from kiosk.views import (
    Choose,
    ConfirmAct,
    EnterPin,
    Guide,
    Home,
    InsertCard,
    MoreTime,
    Outcome,
    PinAtPad,
    TakeBack,
    Tone,
    View,
)
from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.pin_pad import Doing
from tests.journeys.at_the_menu import NEW, OLD, choose, enter, press, social_security_card
from tests.journeys.test_pin import begin
from tests.room import Room
from tests.virtual_time import real_time, run

WRONG = "141421"


async def lock(room: Room) -> None:
    """Enter a wrong PIN until the card has none of its three tries left."""
    for hint in ("pin-old", "pin-wrong-left", "pin-wrong-last"):
        view = await enter(room, "pin-old", WRONG)
        assert view.hint is not None
        assert view.hint.key.startswith(hint)


def test_the_card_says_how_often_one_may_still_try_until_it_is_locked() -> None:
    async def mishap() -> None:
        async with Room() as room:
            card = await begin(room)
            await lock(room)
            locked = await room.glass.until(Outcome)
            assert (locked.tone, locked.sentence.key) == (Tone.SORRY, "pin-locked")
            assert card.pin.left == 0
            assert room.acts() == []
            room.glass.answer(locked.actions[0].key)
            await room.glass.until(ConfirmAct)

    run(mishap())


def test_a_locked_card_without_a_reset_here_leads_to_the_guide() -> None:
    async def mishap() -> None:
        async with Room(["services.pin_reset=false"]) as room:
            await begin(room)
            await lock(room)
            locked = await room.glass.until(Outcome)
            room.glass.answer(locked.actions[0].key)
            guide = await room.glass.until(Guide)
            assert guide.title.key == "pin-outlet-title"

    run(mishap())


def test_a_pin_locked_after_an_activation_leaves_the_card_activated_and_says_both() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.insert("collected")
            await room.glass.until(ConfirmAct)
            room.glass.answer(True)
            await room.glass.until(Outcome)
            room.glass.answer("choose")
            await lock(room)
            both = await room.glass.until(Outcome)
            assert (both.tone, both.sentence.key, both.details[0].key) == (
                Tone.DONE,
                "activated",
                "activated-pin-locked",
            )

    run(mishap())


def torn_out(room: Room, card: SocialSecurityCard, patch: pytest.MonkeyPatch, *, does_it: bool) -> asyncio.Event:
    """The card is about to be pulled: it hears the change of its PIN, does it or not, and no answer comes out."""
    heard, receive = asyncio.Event(), card.receive

    def hear(apdu: bytes) -> bytes:
        if apdu[:2] != b"\x80\x5e":
            return receive(apdu)
        room.bench.pcsc.mute = True
        heard.set()
        return receive(apdu) if does_it else b""

    patch.setattr(card, "receive", hear)
    return heard


async def pull_while_it_changes(room: Room, card: SocialSecurityCard, heard: asyncio.Event) -> InsertCard:
    """Enter everything and take the card out in the one moment that matters."""
    await enter(room, "pin-old")
    await enter(room, "pin-new", NEW)
    async with real_time():
        await enter(room, "pin-again", NEW)
        await asyncio.wait_for(heard.wait(), 10)
        await room.bench.cards.pull()
        room.bench.pcsc.mute = False
        return await room.glass.until_where(InsertCard, lambda view: view.hint is not None, within=20)


@pytest.mark.parametrize(
    ("does_it", "sentence", "state"),
    [(True, "pin-changed", ActState.DONE), (False, "pin-not-changed", ActState.VOID)],
)
def test_a_card_pulled_while_it_changes_its_pin_is_put_in_again_and_says_what_it_did(
    does_it: bool, sentence: str, state: ActState, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def mishap() -> None:
        async with Room() as room:
            card = await begin(room)
            asked = await pull_while_it_changes(room, card, torn_out(room, card, monkeypatch, does_it=does_it))
            assert asked.hint is not None
            assert asked.hint.key == "pin-ask-the-card"
            await room.insert_chip(card)
            view = await room.glass.until(Outcome)
            assert view.sentence.key == sentence
            [act] = room.acts()
            assert (act.kind, act.state) == (ActKind.CHANGE_PIN, state)
            assert (card.pin.digits, card.pin.left) == (NEW if does_it else OLD, 3)

    run(mishap())


def test_a_card_that_is_not_put_in_again_leaves_it_unknown_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mishap() -> None:
        async with Room() as room:
            card = await begin(room)
            await pull_while_it_changes(room, card, torn_out(room, card, monkeypatch, does_it=True))
            room.glass.back()
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.UNCERTAIN, "pin-unknown")
            assert "pin" not in [action.key for action in view.actions]
            [act] = room.acts()
            assert act.state is ActState.UNKNOWN

    run(mishap())


def test_whoever_walks_away_from_the_question_leaves_the_act_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mishap() -> None:
        async with Room() as room:
            card = await begin(room)
            await pull_while_it_changes(room, card, torn_out(room, card, monkeypatch, does_it=False))
            await room.glass.until(MoreTime)
            await room.glass.until(TakeBack)
            [act] = room.acts()
            assert act.state is ActState.UNKNOWN

    run(mishap())


def test_a_card_taken_out_before_the_change_is_asked_for_again_and_nothing_was_sent() -> None:
    async def mishap() -> None:
        async with Room() as room:
            card = await begin(room)
            await enter(room, "pin-old")
            await room.glass.until(EnterPin)
            await room.pull()
            asked = await room.glass.until(InsertCard)
            assert asked.hint is not None
            assert asked.hint.key == "chip-pulled"
            assert room.acts() == []
            await room.insert_chip(card)
            view = await room.glass.until(EnterPin)
            assert view.question.key == "pin-old"

    run(mishap())


def test_another_persons_card_is_not_asked_for_its_pin() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await choose(room, "pin")
            await room.glass.until(Choose)
            room.glass.answer("change")
            room.bench.lay("active")
            await room.glass.until(InsertCard)
            await room.insert("stranger")
            view = await room.glass.until(Outcome)
            assert view.sentence.key == "chip-other-person"
            assert not room.glass.shown(EnterPin)

    run(mishap())


def test_a_pad_unplugged_in_the_midst_of_an_entry_is_replaced_by_the_glass() -> None:
    async def mishap() -> None:
        async with Room(fitted=["pin-pad"]) as room:
            card = await begin(room)
            await press(room, "pin-old", *OLD[:3])
            await room.glass.until_where(PinAtPad, lambda view: view.entered == 3)
            await room.bench.fittings.lines["pin-pad"].unplug()
            view = await room.glass.until(EnterPin)
            assert view.hint is not None
            assert view.hint.key == "pin-on-the-glass"
            await enter(room, "pin-old")
            await enter(room, "pin-new", NEW)
            await enter(room, "pin-again", NEW)
            await room.glass.until(Outcome)
            assert card.pin.digits == NEW

    run(mishap())


def test_the_cancel_key_of_the_pad_is_back() -> None:
    async def mishap() -> None:
        async with Room(fitted=["pin-pad"]) as room:
            await begin(room)
            await press(room, "pin-old", "1", "2", "cancel")
            await room.glass.until(Home)
            assert room.bench.fittings.pin_pad.keypad.doing is Doing.NOTHING

    run(mishap())


def test_back_on_the_glass_switches_the_pad_off() -> None:
    async def mishap() -> None:
        async with Room(fitted=["pin-pad"]) as room:
            await begin(room)
            await press(room, "pin-old", "1", "2")
            room.glass.back()
            await room.glass.until(Home)
            assert room.bench.fittings.pin_pad.keypad.doing is Doing.NOTHING

    run(mishap())


def test_somebody_who_walks_away_from_the_pad_is_asked_and_then_given_up() -> None:
    async def mishap() -> None:
        async with Room(fitted=["pin-pad"]) as room:
            await begin(room)
            await press(room, "pin-old", "1", "2")
            await room.glass.until_where(PinAtPad, lambda view: view.entered == 2)
            await room.glass.until_where(PinAtPad, lambda view: view.entered == 0)  # the pad's own time is over
            await room.glass.until(MoreTime)
            await room.glass.until(TakeBack)
            assert room.bench.fittings.pin_pad.keypad.doing is Doing.NOTHING

    run(mishap())


@pytest.mark.parametrize("fitted", [["pin-pad"], []])
def test_no_pin_is_found_in_what_is_shown_logged_journalled_or_printed(fitted: list[str]) -> None:
    async def mishap() -> None:
        async with Room(fitted=fitted) as room:
            await begin(room)
            for question, digits in (("pin-old", OLD), ("pin-new", NEW), ("pin-again", NEW)):
                await (press(room, question, *digits, "enter") if fitted else enter(room, question, digits))
            await room.glass.until(Outcome)
            seen: list[View[object]] = list(room.glass.seen)
            told = repr((seen, room.log.events, room.acts(), room.slips()))
            written = b"".join(path.read_bytes() for path in room.folder.glob("*.db*"))
            for digits in (OLD, NEW):
                assert digits not in told
                assert digits.encode() not in written

    run(mishap())


def test_a_reset_for_a_card_in_the_wrong_state_is_refused_with_its_reason() -> None:
    async def mishap() -> None:
        async with Room() as room:
            card = social_security_card(room, "collected")
            await choose(room, "pin")
            await room.glass.until(Choose)
            room.glass.answer("forgotten")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.insert_chip(card)
            await room.glass.until(ConfirmAct)
            room.glass.answer(True)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.SORRY, "pin-reset-wrong-state")
            [act] = room.acts()
            assert (act.state, act.reason) == (ActState.REFUSED, "wrong-state")

    run(mishap())
