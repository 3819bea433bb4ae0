"""The home transfer itself: a card of another city becomes one of Chengdu, once; what hinders it is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.flows.acts import short_number
from kiosk.journal import ActKind, ActState
from kiosk.views import (
    Choose,
    ConfirmAct,
    Goodbye,
    Guide,
    InsertCard,
    Outcome,
    Pick,
    Picked,
    PresentDocument,
    TakeBack,
    Tone,
)
from kiosk_sim.office.acts import Act
from tests.journeys.guide_talk import begin, choose
from tests.office_records import ended
from tests.room import TODAY, Room
from tests.virtual_time import run

_HASTY = ("office.deadline_seconds=0.7",)


async def _put_in(room: Room, who: str) -> None:
    """Through the guide to the transfer, with document and card."""
    await begin(room, "transfer")
    await room.glass.until(Pick)
    room.glass.answer(Picked("5107"))
    await choose(room, "other-city-collected", "yes")
    await choose(room, "other-city-activated", "yes")
    await choose(room, "other-city-wish", "use-here")
    await room.glass.until(Guide)
    room.glass.answer("now")
    await room.glass.until(PresentDocument)
    room.bench.lay(who)
    await room.glass.until(InsertCard)
    await room.insert(who)


def test_a_card_whose_last_day_is_over_at_the_office_is_not_transferred(tmp_path: Path) -> None:
    async def journey() -> None:
        async with Room(database=tmp_path / "office.db") as room:
            ended(tmp_path / "office.db", "mianyang-active", TODAY - timedelta(days=1))
            await _put_in(room, "mianyang-active")
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.SORRY, "transfer-wrong-state")
            assert room.acts() == []

    run(journey())


async def _confirm(room: Room) -> None:
    await _put_in(room, "mianyang-active")
    await room.glass.until(ConfirmAct)
    room.glass.answer(True)


def test_from_the_attract_screen_to_a_card_of_this_city_and_a_slip() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await _put_in(room, "mianyang-active")
            view = await glass.until(ConfirmAct)
            assert [fact.name.key for fact in view.facts][-1] == "fact-issued-in"
            assert len(view.effects) == 3
            glass.answer(True)
            done = await glass.until(Outcome)
            assert (done.tone, done.sentence.key) == (Tone.DONE, "transfer-done")
            [act] = room.acts()
            assert (act.kind, act.state) == (ActKind.TRANSFER, ActState.DONE)
            assert done.number == short_number(act.number)
            assert room.bench.office.store.effects(act.number) == (Act.TRANSFER,)
            glass.answer("print")
            await glass.until(Outcome)
            glass.answer("finish")
            await glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.pull()
            await glass.until(Goodbye)
            [slip] = room.slips()
            assert "归属地转移凭条" in slip
            assert f"{done.number[:4]} {done.number[4:]}" in slip

    run(journey())


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("mianyang-sealed", "transfer-not-activated"),
        ("mianyang-lost", "transfer-wrong-state"),
        ("mianyang-cancelled", "transfer-wrong-state"),
        ("guangdong", "transfer-other-province"),
        ("active", "transfer-is-here"),
    ],
)
def test_a_card_that_is_not_transferred_is_told_why_before_anything_is_asked(who: str, sentence: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            await _put_in(room, who)
            told = await room.glass.until(Outcome)
            assert (told.tone, told.sentence.key) == (Tone.SORRY, sentence)
            assert told.details[0].key == f"{sentence}.advice"
            assert not room.glass.shown(ConfirmAct)
            assert room.acts() == []

    run(journey())


def test_what_is_open_in_the_other_city_is_told_as_the_office_refuses() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await _put_in(room, "mianyang-open")
            await room.glass.until(ConfirmAct)
            room.glass.answer(True)
            told = await room.glass.until(Outcome)
            assert (told.tone, told.sentence.key) == (Tone.SORRY, "transfer-open-there")
            [act] = room.acts()
            assert (act.state, act.reason) == (ActState.REFUSED, "wrong-state")
            assert room.bench.office.store.effects(act.number) == ()

    run(mishap())


def test_a_lost_answer_is_found_done_and_it_was_done_once() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            room.bench.office.faults.lose_next_answer("transfer")
            await _confirm(room)
            done = await room.glass.until(Outcome)
            assert (done.tone, done.sentence.key) == (Tone.DONE, "transfer-done")
            [act] = room.acts()
            assert room.bench.office.store.effects(act.number) == (Act.TRANSFER,)

    run(mishap())


def test_a_request_that_never_arrived_is_void_and_may_be_made_again() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            room.bench.office.faults.drop_next_request("transfer")
            await _confirm(room)
            told = await room.glass.until(Outcome)
            assert told.sentence.key == "transfer-not-done"
            assert told.actions[0].key == "transfer"
            [act] = room.acts()
            assert act.state is ActState.VOID
            assert room.bench.office.store.effects(act.number) == ()

    run(mishap())


def test_a_card_pulled_before_it_is_confirmed_changes_nothing() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await _put_in(room, "mianyang-active")
            await room.glass.until(ConfirmAct)
            await room.pull()
            again = await room.glass.until(InsertCard)
            assert again.hint is not None
            assert again.hint.key == "chip-pulled"
            assert room.acts() == []

    run(mishap())


def test_back_at_the_confirmation_changes_nothing() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await _put_in(room, "mianyang-active")
            await room.glass.until(ConfirmAct)
            room.glass.back()
            await room.glass.change()
            assert not isinstance(room.glass.view, Choose)
            assert room.acts() == []

    run(mishap())
