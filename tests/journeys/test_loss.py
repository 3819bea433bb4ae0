"""挂失: reported for now, taken back, and what a formal report needs; real HTTP, real APDUs, real paper."""

from __future__ import annotations

import pytest

from kiosk.journal import ActKind, ActState
from kiosk.views import Choose, ConfirmAct, Guide, InsertCard, Outcome, PresentDocument, Tone
from kiosk_sim.office.acts import Act
from kiosk_sim.people import PEOPLE
from tests.journeys.at_the_menu import choose
from tests.room import Room
from tests.virtual_time import run


async def begin(room: Room, wish: str, who: str) -> None:
    """Say what happened to the card, and lay the document down."""
    await choose(room, "loss")
    await room.glass.until(Choose)
    room.glass.answer(wish)
    await room.glass.until(PresentDocument)
    room.bench.lay(who)


def test_reported_without_the_card_and_on_paper() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await begin(room, "report", "active")
            view = await glass.until(ConfirmAct)
            assert "loss-bank" in [effect.key for effect in view.effects]
            glass.answer(True)
            done = await glass.until(Outcome)
            assert (done.tone, done.sentence.key) == (Tone.DONE, "loss-reported")
            assert done.details[0].key == "loss-bank"
            [act] = room.acts()
            assert (act.kind, act.state, act.reason) == (ActKind.REPORT_LOSS, ActState.DONE, "")
            assert room.bench.office.store.effects(act.number) == (Act.REPORT_LOSS,)
            glass.answer("print")
            await glass.until_where(Outcome, lambda view: view.sentence.key == "printed")
            [slip] = room.slips()
            assert "社保卡临时挂失凭条" in slip
            assert f"{done.number[:4]} {done.number[4:]}" in slip
            glass.answer("finish")
            assert glass.touches == 6
            assert not glass.shown(InsertCard)

    run(journey())


def test_taken_back_with_the_card_that_was_found() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await begin(room, "release", "temporarily-lost")
            await glass.until(InsertCard)
            await room.insert("temporarily-lost")
            await glass.until(ConfirmAct)
            glass.answer(True)
            done = await glass.until(Outcome)
            assert (done.tone, done.sentence.key) == (Tone.DONE, "loss-released")
            [act] = room.acts()
            assert (act.kind, act.state) == (ActKind.RELEASE_LOSS, ActState.DONE)
            assert room.bench.office.store.effects(act.number) == (Act.RELEASE_LOSS,)
            glass.answer("print")
            await glass.until_where(Outcome, lambda view: view.sentence.key == "printed")
            [slip] = room.slips()
            assert "社保卡解除挂失凭条" in slip

    run(journey())


@pytest.mark.parametrize(
    ("wish", "who", "sentence"),
    [
        ("report", "temporarily-lost", "loss-reported-before"),
        ("report", "lost", "loss-reported-before"),
        ("report", "collected", "loss-is-sealed"),
        ("report", "locked", "loss-is-locked"),
        ("report", "cancelled", "loss-is-cancelled"),
        ("report", "card-expired", "loss-is-expired"),
        ("report", "unknown", "loss-no-card"),
        ("release", "active", "loss-not-reported"),
        ("release", "lost", "loss-formal-stands"),
        ("release", "unknown", "loss-no-card"),
    ],
)
def test_where_nothing_is_to_be_done_it_is_told_why_and_nothing_is_sent(wish: str, who: str, sentence: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            await begin(room, wish, who)
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.INFORM, sentence)
            assert room.acts() == []

    run(journey())


@pytest.mark.parametrize(
    ("settings", "wish", "title"),
    [
        ((), "formal", "loss-formal-title"),
        (("services.loss_report=false",), "report", "loss-formal-title"),
        (("services.loss_release=false",), "release", "loss-found-title"),
    ],
)
def test_what_is_not_done_here_is_explained_and_printed(settings: tuple[str, ...], wish: str, title: str) -> None:
    async def journey() -> None:
        async with Room(settings) as room:
            glass = room.glass
            await choose(room, "loss")
            await glass.until(Choose)
            glass.answer(wish)
            guide = await glass.until(Guide)
            assert guide.title.key == title
            assert "loss-bank" in [remark.key for remark in guide.remarks]
            assert not glass.shown(PresentDocument)
            glass.answer("print")
            await glass.until_where(Outcome, lambda view: view.sentence.key == "printed")
            assert "银行功能要另外" in room.slips()[0].replace("\n", "")

    run(journey())


def test_the_guide_shows_the_nearest_outlet_where_the_machine_knows_where_it_stands() -> None:
    async def journey() -> None:
        async with Room(["machine.longitude=104.06", "machine.latitude=30.67"]) as room:
            await choose(room, "loss")
            await room.glass.until(Choose)
            room.glass.answer("formal")
            guide = await room.glass.until(Guide)
            assert guide.outlet is not None
            assert guide.outlet.phone.startswith("028-")

    run(journey())


def test_nobody_is_named_in_log_or_journal() -> None:
    async def journey() -> None:
        async with Room() as room:
            await begin(room, "report", "active")
            await room.glass.until(ConfirmAct)
            room.glass.answer(True)
            await room.glass.until(Outcome)
            document = PEOPLE["active"].document
            written = repr((room.log.events, room.acts()))
            assert document.name not in written
            assert document.number not in written

    run(journey())
