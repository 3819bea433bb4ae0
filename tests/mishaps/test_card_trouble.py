"""The chip card is somebody else's, already active, lost, no social security card, or pulled out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.views import ConfirmAct, Home, InsertCard, Outcome, TakeBack, Tone
from tests.room import Room
from tests.virtual_time import real_time, run


async def _insert_after_document(room: Room, document: str, card: str) -> None:
    room.glass.answer("activate")
    room.bench.lay(document)
    await room.glass.until(InsertCard)
    await room.insert(card)


@pytest.mark.parametrize(
    ("document", "card", "sentence", "tone"),
    [
        ("collected", "stranger", "chip-other-person", Tone.SORRY),
        ("collected", "bank", "chip-not-ours", Tone.SORRY),
        ("active", "active", "activate-already", Tone.INFORM),
        ("lost", "lost", "activate-is-lost", Tone.SORRY),
    ],
)
def test_a_card_that_cannot_be_activated_is_told_why(document: str, card: str, sentence: str, tone: Tone) -> None:
    async def mishap() -> None:
        async with Room() as room:
            await _insert_after_document(room, document, card)
            view = await room.glass.until(Outcome)
            assert (view.sentence.key, view.tone) == (sentence, tone)
            assert view.details
            assert not room.glass.shown(ConfirmAct)
            assert room.acts() == []

    run(mishap())


def test_another_card_may_be_tried() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await _insert_after_document(room, "collected", "bank")
            await room.glass.until(Outcome)
            room.glass.answer("again")
            view = await room.glass.until(InsertCard)
            assert view.hint is not None
            assert view.hint.key == "chip-take-out"
            await room.pull()
            await room.insert("collected")
            await room.glass.until(ConfirmAct)

    run(mishap())


def test_a_card_pulled_before_the_act_is_asked_for_again_and_nothing_has_happened() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            await _insert_after_document(room, "collected", "collected")
            await glass.until(ConfirmAct)
            await room.pull()
            asked = await glass.until(InsertCard)
            assert asked.hint is not None
            assert asked.hint.key == "chip-pulled"
            assert room.acts() == []
            await room.insert("collected")
            await glass.until(ConfirmAct)

    run(mishap())


def test_a_card_swapped_in_secret_before_the_act_is_not_activated() -> None:
    async def mishap() -> None:
        async with Room() as room:
            glass = room.glass
            await _insert_after_document(room, "collected", "collected")
            await glass.until(ConfirmAct)
            async with real_time():
                await room.bench.cards.swap(room.bench.chip("stranger"))
                glass.answer(True)
                sorry = await glass.until(Outcome)
            assert sorry.sentence.key == "chip-other-person"
            assert room.acts() == []

    run(mishap())


def test_walking_away_with_the_card_inside_reminds_of_both() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await _insert_after_document(room, "collected", "collected")
            await room.glass.until(ConfirmAct)
            room.glass.leave()
            view = await room.glass.until(TakeBack)
            assert [item.value for item in view.items] == ["document", "card"]
            await room.pull()
            view = await room.glass.until(TakeBack)
            assert [item.value for item in view.items] == ["document"]

    run(mishap())


def test_a_card_past_its_last_day_is_not_activated() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.insert_chip(room.bench.chip("collected", valid_until="20261122"))
            view = await room.glass.until(Outcome)
            assert view.sentence.key == "activate-is-expired"
            assert room.acts() == []

    run(mishap())


@pytest.mark.parametrize("at", [InsertCard, ConfirmAct])
def test_back_leads_home_at_once(at: type[InsertCard] | type[ConfirmAct]) -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            if at is ConfirmAct:
                await room.insert("collected")
                await room.glass.until(ConfirmAct)
            room.glass.back()
            await room.glass.until(Home)
            assert room.acts() == []

    run(mishap())


def test_a_damaged_card_is_not_blamed_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mishap() -> None:
        async with Room() as room:
            damaged = room.bench.chip("collected")
            monkeypatch.setattr(damaged, "receive", _every_record_lost(damaged.receive))
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.insert_chip(damaged)
            view = await room.glass.until(Outcome)
            assert view.sentence.key == "chip-unreadable"

    run(mishap())


def _every_record_lost(receive: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """A chip whose READ RECORD answers 6A83, record not found."""
    return lambda apdu: bytes.fromhex("6A83") if apdu[1] == 0xB2 else receive(apdu)
