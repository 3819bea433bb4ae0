"""The office is silent, loses an answer, or is not there; an act is neither lost nor done twice."""

from __future__ import annotations

import asyncio
from typing import Any

from kiosk.events import ActUnsettled
from kiosk.flows.acts import short_number
from kiosk.journal import ActState
from kiosk.views import ConfirmAct, Goodbye, Home, InsertCard, Outcome, StageLine, TakeBack, Tone
from kiosk_sim.office.acts import Request
from kiosk_sim.people import PEOPLE
from tests.room import Room
from tests.virtual_time import run

_HASTY = ("office.deadline_seconds=0.7",)


async def _confirm(room: Room) -> None:
    room.glass.answer("activate")
    room.bench.lay("collected")
    await room.glass.until(InsertCard)
    await room.insert("collected")
    await room.glass.until(ConfirmAct)
    room.glass.answer(True)


def test_a_silent_office_is_told_calmly_and_may_be_tried_again() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            room.bench.office.faults.silent()
            room.bench.lay("ready")
            sorry = await room.glass.until(Outcome)
            assert (sorry.tone, sorry.sentence.key) == (Tone.SORRY, "sorry-office")
            room.bench.office.faults.clear()
            room.glass.answer("retry")
            await room.glass.until(StageLine)

    run(mishap())


def test_an_office_that_is_not_there() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            await asyncio.sleep(1)  # the machine has asked for the date, and will for a minute not do so again
            await room.bench.office.stop()
            room.bench.lay("ready")
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "sorry-office"
            room.glass.answer("finish")
            await room.glass.until(TakeBack)

    run(mishap())


def test_a_lost_answer_is_asked_about_by_its_number_and_found_done() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            room.bench.office.faults.lose_next_answer("activate")
            await _confirm(room)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.DONE, "activated")
            [act] = room.acts()
            assert act.state is ActState.DONE
            assert room.bench.office.store.activations(act.number) == 1
            assert any(isinstance(event, ActUnsettled) for event in room.log.events)

    run(mishap())


def test_what_the_office_will_not_even_look_at_was_not_done_and_is_not_asked_about() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.insert("collected")
            await room.glass.until(ConfirmAct)
            room.bench.office.faults.status = 401
            room.glass.answer(True)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.SORRY, "activate-not-done")
            [act] = room.acts()
            assert act.state is ActState.VOID
            assert room.bench.office.store.activations(act.number) == 0
            assert not any(isinstance(event, ActUnsettled) for event in room.log.events)

    run(mishap())


def test_a_card_activated_elsewhere_meanwhile_is_told_as_what_it_is() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.glass.answer("activate")
            room.bench.lay("collected")
            await room.glass.until(InsertCard)
            await room.insert("collected")
            await room.glass.until(ConfirmAct)
            card = PEOPLE["collected"].card
            document = PEOPLE["collected"].document
            assert card is not None
            elsewhere = Request("00000000-0000-4000-8000-000000000001", document.name, document.number, card.number)
            assert room.bench.office.store.act(elsewhere, room.bench.today).outcome == "done"
            room.glass.answer(True)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.DONE, "activate-already")
            [act] = room.acts()
            assert (act.state, act.reason) == (ActState.DONE, "already")

    run(mishap())


def test_switched_off_between_request_and_answer_waits_for_the_answer() -> None:
    async def mishap() -> None:
        async with Room() as room:
            faults = room.bench.office.faults
            faults.hold_next_answer("activate")
            await _confirm(room)
            await faults.held()
            asyncio.get_running_loop().call_later(0.3, faults.release)
            await room.stop_kiosk()
            [act] = room.acts()
            assert act.state is ActState.DONE

    run(mishap())


async def _answer_lost(room: Room) -> Outcome[Any]:
    """The office does what is asked, its answer is lost, and it is away from then on; what the citizen is told."""
    faults = room.bench.office.faults
    faults.hold_next_answer("activate")
    await _confirm(room)
    await faults.held()
    faults.silent()
    return await room.glass.until(Outcome)


def test_after_an_uncertain_act_nobody_says_that_nothing_has_changed() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            uncertain = await _answer_lost(room)
            room.glass.answer("home")
            closed = await room.glass.until(Home)
            assert {offer.key for offer in closed.offers if offer.closed is None} == {"outlets", "questions", "more"}
            room.bench.office.faults.clear()
            await room.glass.until_where(Home, lambda view: all(offer.closed is None for offer in view.offers))
            room.bench.office.faults.silent()
            room.glass.answer("activate")
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "sorry-office"
            assert [detail.key for detail in sorry.details] == ["sorry-unsettled"]
            assert sorry.number == uncertain.number
            assert [action.key for action in sorry.actions] == ["home", "finish"]

    run(mishap())


def _says_the_number_and_what_to_do(slips: list[str], number: str) -> None:
    """On the one slip, which names nobody."""
    [slip] = slips
    assert f"{number[:4]} {number[4:]}" in slip
    assert "请不要急着重办" in slip.replace("\n", "")
    person = PEOPLE["collected"]
    assert person.card is not None
    for personal in (person.document.name, person.document.number, person.card.number):
        assert personal not in slip


def test_an_uncertain_end_is_noted_down_where_no_slip_comes() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            uncertain = await _answer_lost(room)
            room.bench.printer.run_out()
            room.glass.answer("print")
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "print-no-paper"
            assert [detail.key for detail in sorry.details][1:] == ["note-number", "activate-uncertain.advice"]
            assert sorry.details[1].args["number"] == f"{uncertain.number[:4]} {uncertain.number[4:]}"

    run(mishap())


def test_a_request_that_never_arrived_is_void_and_may_be_made_again() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            room.bench.office.faults.drop_next_request("activate")
            await _confirm(room)
            view = await room.glass.until(Outcome)
            assert view.sentence.key == "activate-not-done"
            assert view.actions[0].key == "activate"
            [act] = room.acts()
            assert act.state is ActState.VOID
            assert room.bench.office.store.activations(act.number) == 0
            room.glass.answer("activate")
            await room.glass.until(ConfirmAct)
            room.glass.answer(True)
            done = await room.glass.until(Outcome)
            assert done.sentence.key == "activated"
            assert [act.state for act in room.acts()] == [ActState.DONE, ActState.VOID]

    run(mishap())


def test_an_office_that_falls_silent_for_good_leaves_it_open_and_the_machine_asks_on() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            glass, faults = room.glass, room.bench.office.faults
            glass.answer("activate")
            room.bench.lay("collected")
            await glass.until(InsertCard)
            await room.insert("collected")
            await glass.until(ConfirmAct)
            faults.hold_next_answer("activate")
            glass.answer(True)
            await faults.held()
            room.bench.office.faults.silent()
            view = await glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.UNCERTAIN, "activate-uncertain")
            [act] = room.acts()
            assert act.state is ActState.SENT
            assert view.number == short_number(act.number)
            assert [action.key for action in view.actions] == ["print", "finish", "home"]
            glass.answer("print")
            await glass.until_where(Outcome, lambda view: view.sentence.key == "printed")
            _says_the_number_and_what_to_do(room.slips(), view.number)
            glass.answer("finish")
            await glass.until(TakeBack)
            room.bench.id_reader.lift()
            await room.pull()
            await glass.until(Goodbye)
            room.bench.office.faults.clear()
            await room.settled()
            [act] = room.acts()
            assert act.state is ActState.DONE
            assert room.bench.office.store.activations(act.number) == 1

    run(mishap())
