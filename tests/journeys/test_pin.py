"""社保卡密码, from the attract screen back to it: real APDUs through pcscd, a real line to the PIN pad, real HTTP."""

from __future__ import annotations

import pytest

from kiosk.journal import ActKind, ActState
from kiosk.views import (
    Attract,
    Choose,
    ConfirmAct,
    EnterPin,
    Goodbye,
    Guide,
    InsertCard,
    Outcome,
    PinAtPad,
    PresentDocument,
    TakeBack,
    Tone,
)
from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.office.acts import Act
from tests.journeys.at_the_menu import NEW, OLD, choose, enter, press, social_security_card
from tests.room import Room
from tests.virtual_time import run


async def begin(room: Room, who: str = "active") -> SocialSecurityCard:
    """Choose to change the PIN, lay the document down and put the card in."""
    card = social_security_card(room, who)
    await choose(room, "pin")
    view = await room.glass.until(Choose)
    assert view.hint is not None
    assert view.hint.key == "pin-two"
    room.glass.answer("change")
    await room.glass.until(PresentDocument)
    room.bench.lay(who)
    await room.glass.until(InsertCard)
    await room.insert_chip(card)
    return card


def test_changed_on_the_glass() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            card = await begin(room)
            await enter(room, "pin-old")
            await enter(room, "pin-new", NEW)
            await enter(room, "pin-again", NEW)
            done = await glass.until(Outcome)
            assert (done.tone, done.sentence.key) == (Tone.DONE, "pin-changed")
            assert (card.pin.digits, card.pin.left) == (NEW, 3)
            [act] = room.acts()
            assert (act.kind, act.state) == (ActKind.CHANGE_PIN, ActState.DONE)
            glass.answer("finish")
            assert glass.touches <= 4 + 3  # more, pin, change, finish; and the three entries
            await glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.pull()
            await glass.until(Goodbye)
            await glass.until(Attract)
            assert room.slips() == []

    run(journey())


def test_changed_at_the_pin_pad_while_the_glass_counts_along() -> None:
    async def journey() -> None:
        async with Room(fitted=["pin-pad"]) as room:
            card = await begin(room)
            await press(room, "pin-old", *OLD, "enter")
            await press(room, "pin-new", *"99", "clear", *NEW, "enter")
            await press(room, "pin-again", *NEW, "enter")
            done = await room.glass.until(Outcome)
            assert done.sentence.key == "pin-changed"
            assert card.pin.digits == NEW
            shown = [view.entered for view in room.glass.shown(PinAtPad) if view.question.key == "pin-new"]
            assert shown == [0, 1, 2, 0, 1, 2, 3, 4, 5, 6]
            assert not room.glass.shown(EnterPin)

    run(journey())


@pytest.mark.parametrize("shuffled", [True, False])
def test_the_keys_on_the_glass_are_in_the_order_that_is_configured(shuffled: bool) -> None:
    async def journey() -> None:
        async with Room([f"glass.shuffled_pin_keys={str(shuffled).lower()}"]) as room:
            await begin(room)
            assert (await enter(room, "pin-old")).shuffled is shuffled

    run(journey())


@pytest.mark.parametrize(
    ("digits", "why"),
    [
        ("000000", "pin-weak-alike"),
        ("345678", "pin-weak-run"),
        ("721001", "pin-weak-birth"),
        ("100100", "pin-weak-number"),
        (OLD, "pin-same"),
    ],
)
def test_a_weak_pin_is_refused_kindly_and_another_is_taken(digits: str, why: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            card = await begin(room)
            await enter(room, "pin-old")
            await enter(room, "pin-new", digits)
            view = await room.glass.until_where(EnterPin, lambda view: view.hint is not None and view.hint.key == why)
            assert view.question.key == "pin-new"
            await enter(room, "pin-new", NEW)
            await enter(room, "pin-again", NEW)
            await room.glass.until(Outcome)
            assert card.pin.digits == NEW

    run(journey())


def test_two_entries_that_differ_begin_the_new_one_again() -> None:
    async def journey() -> None:
        async with Room() as room:
            await begin(room)
            await enter(room, "pin-old")
            await enter(room, "pin-new", NEW)
            await enter(room, "pin-again", "271829")
            view = await room.glass.until_where(EnterPin, lambda view: view.question.key == "pin-new")
            assert view.hint is not None
            assert view.hint.key == "pin-differs"

    run(journey())


@pytest.mark.parametrize("who", ["active", "locked"])
def test_the_office_gives_leave_for_a_reset_and_the_slip_says_where_to_go(who: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await choose(room, "pin")
            await glass.until(Choose)
            glass.answer("forgotten")
            await glass.until(PresentDocument)
            room.bench.lay(who)
            await glass.until(InsertCard)
            await room.insert(who)
            view = await glass.until(ConfirmAct)
            assert view.before.key == "pin-reset-before"
            glass.answer(True)
            done = await glass.until(Outcome)
            assert (done.tone, done.sentence.key) == (Tone.DONE, "pin-reset-done")
            assert done.details[0].key == "pin-reset-go-today"
            [act] = room.acts()
            assert (act.kind, act.state) == (ActKind.RESET_PIN, ActState.DONE)
            assert room.bench.office.store.effects(act.number) == (Act.RESET_PIN,)
            glass.answer("print")
            await glass.until_where(Outcome, lambda view: view.sentence.key == "printed")
            [slip] = room.slips()
            assert f"{done.number[:4]} {done.number[4:]}" in slip
            assert "密码还没有改" in slip.replace("\n", "")

    run(journey())


def test_where_no_reset_is_offered_a_guide_says_what_to_bring() -> None:
    async def journey() -> None:
        async with Room(["services.pin_reset=false"]) as room:
            glass = room.glass
            await choose(room, "pin")
            await glass.until(Choose)
            glass.answer("forgotten")
            guide = await glass.until(Guide)
            assert guide.title.key == "pin-outlet-title"
            assert guide.numbered
            glass.answer("print")
            await glass.until(Outcome)
            [slip] = room.slips()
            assert "本人带上身份证和社保卡" in slip.replace("\n", "")

    run(journey())
