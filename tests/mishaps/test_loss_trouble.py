"""A loss report or its release meets a silent office, a lost answer, a refusal, a minor, a reader that is gone."""

from __future__ import annotations

import pytest

from kiosk.journal import ActKind, ActState
from kiosk.views import Attract, Choose, ConfirmAct, Guide, InsertCard, Outcome, Tone
from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.office.acts import Act, Request
from kiosk_sim.people import PEOPLE, card_number
from tests.journeys.at_the_menu import choose
from tests.journeys.test_loss import begin
from tests.room import Room
from tests.virtual_time import run

_HASTY = ("office.deadline_seconds=0.7",)


def elsewhere(room: Room, who: str, act: Act) -> None:
    """The same is asked for elsewhere meanwhile: at a counter, on a phone."""
    document = PEOPLE[who].document
    request = Request("00000000-0000-4000-8000-000000000001", document.name, document.number, act=act)
    assert room.bench.office.store.act(request, room.bench.today).outcome == "done"


def test_a_lost_answer_is_asked_about_and_found_done() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            await begin(room, "report", "active")
            await room.glass.until(ConfirmAct)
            room.bench.office.faults.lose_next_answer("report-loss")
            room.glass.answer(True)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.DONE, "loss-reported")
            [act] = room.acts()
            assert room.bench.office.store.effects(act.number) == (Act.REPORT_LOSS,)

    run(mishap())


def test_a_request_that_never_arrived_may_be_made_again() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            await begin(room, "report", "active")
            await room.glass.until(ConfirmAct)
            room.bench.office.faults.drop_next_request("report-loss")
            room.glass.answer(True)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key, view.actions[0].key) == (Tone.SORRY, "loss-report-not-done", "loss")
            room.glass.answer("loss")
            await room.glass.until(Choose)
            room.glass.answer("report")
            await room.glass.until(ConfirmAct)
            room.glass.answer(True)
            await room.glass.until_where(Outcome, lambda view: view.sentence.key == "loss-reported")
            assert [act.state for act in room.acts()] == [ActState.DONE, ActState.VOID]

    run(mishap())


def test_an_office_that_falls_silent_leaves_it_uncertain_with_a_number_to_tell() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            faults = room.bench.office.faults
            await begin(room, "report", "active")
            await room.glass.until(ConfirmAct)
            faults.hold_next_answer("report-loss")
            room.glass.answer(True)
            await faults.held()
            faults.silent()
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.UNCERTAIN, "loss-report-uncertain")
            assert view.number
            assert "loss" not in [action.key for action in view.actions]
            faults.clear()

    run(mishap())


def test_reported_elsewhere_meanwhile_is_a_success_with_words_of_its_own() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await begin(room, "report", "active")
            await room.glass.until(ConfirmAct)
            elsewhere(room, "active", Act.REPORT_LOSS)
            room.glass.answer(True)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.DONE, "loss-reported-before")
            [act] = room.acts()
            assert (act.state, act.reason) == (ActState.DONE, "already")
            assert room.bench.office.store.effects(act.number) == ()

    run(mishap())


def test_released_elsewhere_meanwhile_likewise() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await begin(room, "release", "temporarily-lost")
            await room.glass.until(InsertCard)
            await room.insert("temporarily-lost")
            await room.glass.until(ConfirmAct)
            elsewhere(room, "temporarily-lost", Act.RELEASE_LOSS)
            room.glass.answer(True)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.DONE, "loss-released-before")

    run(mishap())


def test_after_a_replacement_was_applied_for_nothing_is_released() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await begin(room, "release", "replaced")
            await room.glass.until(InsertCard)
            await room.insert("replaced")
            await room.glass.until(ConfirmAct)
            room.glass.answer(True)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.SORRY, "loss-replaced")
            [act] = room.acts()
            assert (act.kind, act.state, act.reason) == (
                ActKind.RELEASE_LOSS,
                ActState.REFUSED,
                "replacement-applied",
            )

    run(mishap())


def test_only_the_found_card_itself_releases() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await begin(room, "release", "temporarily-lost")
            await room.glass.until(InsertCard)
            await room.insert("stranger")
            view = await room.glass.until(Outcome)
            assert view.sentence.key == "chip-other-person"
            assert room.acts() == []

    run(mishap())


def test_a_card_taken_out_at_the_confirmation_releases_nothing_until_it_is_back() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await begin(room, "release", "temporarily-lost")
            await room.glass.until(InsertCard)
            await room.insert("temporarily-lost")
            await room.glass.until(ConfirmAct)
            await room.pull()
            again = await room.glass.until(InsertCard)
            assert again.hint is not None
            assert again.hint.key == "chip-pulled"
            assert room.acts() == []
            await room.insert("temporarily-lost")
            await room.glass.until(ConfirmAct)
            room.glass.answer(True)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.DONE, "loss-released")

    run(mishap())


def test_another_card_of_the_same_person_does_not_release() -> None:
    async def mishap() -> None:
        async with Room() as room:
            holder = PEOPLE["temporarily-lost"].document
            await begin(room, "release", "temporarily-lost")
            await room.glass.until(InsertCard)
            await room.insert_chip(SocialSecurityCard(holder.name, holder.number, card_number(999)))
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.SORRY, "activate-unknown-card")
            assert room.acts() == []

    run(mishap())


def test_the_guide_is_there_while_the_office_is_not() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            await room.bench.office.stop()
            await choose(room, "loss")
            await room.glass.until(Choose)
            room.glass.answer("formal")
            guide = await room.glass.until(Guide)
            assert guide.answer.key == "loss-formal-answer"

    run(mishap())


def test_without_the_document_reader_the_report_is_explained_instead() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await room.bench.id_reader_line.unplug()
            await room.glass.until_where(Attract, lambda view: any(offer.closed for offer in view.offers))
            await choose(room, "loss")
            await room.glass.until(Choose)
            room.glass.answer("report")
            guide = await room.glass.until(Guide)
            assert guide.title.key == "loss-formal-title"

    run(mishap())


@pytest.mark.parametrize(("service", "wish"), [("loss", "report"), ("loss", "release"), ("pin", "change")])
def test_for_a_minor_a_guardian_acts(service: str, wish: str) -> None:
    async def mishap() -> None:
        async with Room() as room:
            await choose(room, service)
            await room.glass.until(Choose)
            room.glass.answer(wish)
            room.bench.lay("teenager")
            guide = await room.glass.until(Guide)
            assert guide.title.key == "guardian-title"
            assert room.acts() == []

    run(mishap())


def test_a_minor_is_not_activated_without_a_guardian_either() -> None:
    async def mishap() -> None:
        async with Room() as room:
            room.glass.answer("activate")
            room.bench.lay("teenager")
            guide = await room.glass.until(Guide)
            assert guide.title.key == "guardian-title"
            room.glass.answer("print")
            await room.glass.until(Outcome)
            assert "户口簿" in room.slips()[0]

    run(mishap())
