"""The journeys with the motor card reader in place of the PC/SC reader: another configuration, nothing else."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.cli import main
from kiosk.events import CardRetained, DeviceChanged, LeftBehind, Mishap
from kiosk.journal import ActState
from kiosk.views import (
    Attract,
    ConfirmAct,
    Goodbye,
    InsertCard,
    Outcome,
    PresentDocument,
    Situation,
    StageLine,
    TakeBack,
    Tone,
    View,
)
from kiosk_sim.motor_reader import CONTACT, FRONT_HELD
from tests.room import CONFIG, Room
from tests.virtual_time import run


def a_room(*settings: str) -> Room:
    return Room(["patience.take_back=20", *settings], reader="motor")


async def to_the_question(room: Room, who: str = "collected") -> None:
    """Card first, then the document, up to "activate?"."""
    await room.insert(who)
    await room.glass.until(Situation)
    room.glass.answer("activate")
    await room.glass.until(PresentDocument)
    room.bench.lay(who)
    await room.glass.until(ConfirmAct)


async def forgotten(room: Room) -> Attract:
    """Somebody goes away after that, with the document; gives the attract screen that follows."""
    await to_the_question(room)
    room.bench.id_reader.lift()
    room.glass.leave()
    await room.glass.until(TakeBack)
    return await room.glass.until(Attract, within=40)


def test_progress() -> None:
    async def journey() -> None:
        async with a_room() as room:
            room.bench.lay("ready")
            view = await room.glass.until(StageLine)
            assert view.sentence.key == "progress-is-ready"
            assert not room.bench.motor.reader.entry, "nobody asked for a card"
            room.glass.leave()
            taking = await room.glass.until(TakeBack)
            assert [item.value for item in taking.items] == ["document"]
            room.bench.id_reader.lift()
            await room.glass.until(Goodbye)
            await room.glass.until(Attract)

    run(journey())


def test_activation() -> None:
    async def journey() -> None:
        async with a_room() as room:
            glass, motor = room.glass, room.bench.motor.reader
            glass.answer("activate")
            await glass.until(PresentDocument)
            room.bench.lay("collected")
            await glass.until(InsertCard)
            await room.insert("collected")
            await glass.until(ConfirmAct)
            assert motor.place == CONTACT
            glass.answer(True)
            done = await glass.until(Outcome)
            assert (done.tone, done.sentence.key) == (Tone.DONE, "activated")
            [act] = room.acts()
            assert act.state is ActState.DONE
            assert room.bench.office.store.activations(act.number) == 1
            glass.answer("finish")
            taking = await glass.until(TakeBack)
            assert [item.value for item in taking.items] == ["document", "card"]
            room.bench.id_reader.lift()
            await room.pull()
            await glass.until(Goodbye)
            await glass.until(Attract)
            assert motor.moves == [0x2F, 0x31]
            assert motor.bin == []

    run(journey())


def test_a_card_put_in_at_the_attract_screen_leads_to_activation_and_another_citizen_is_served_after_it() -> None:
    async def journey() -> None:
        async with a_room() as room:
            for _ in range(2):
                await to_the_question(room)
                room.bench.id_reader.lift()
                room.glass.leave()
                await room.glass.until(TakeBack)
                await room.pull()
                await room.glass.until(Attract)

    run(journey())


def test_a_card_that_will_not_do_is_given_back_and_the_next_one_taken() -> None:
    async def journey() -> None:
        async with a_room() as room:
            glass, motor = room.glass, room.bench.motor.reader
            glass.answer("activate")
            room.bench.lay("collected")
            await glass.until(InsertCard)
            await room.insert("bank")
            assert (await glass.until(Outcome)).sentence.key == "chip-not-ours"
            glass.answer("again")
            view = await glass.until(InsertCard)
            assert view.hint is not None
            assert view.hint.key == "chip-take-out"
            await asyncio.sleep(4)
            assert motor.place == FRONT_HELD
            await room.bench.cards.pull()
            await room.insert("collected")
            await glass.until(ConfirmAct)

    run(journey())


def test_a_forgotten_card_is_kept_and_everybody_told_where_to_ask() -> None:
    async def journey() -> None:
        async with a_room() as room:
            attract = await forgotten(room)
            assert attract.notice is not None
            assert attract.notice.key == "card-kept"
            assert len(room.bench.motor.reader.bin) == 1
            assert CardRetained("card-reader", 1) in room.log.events
            assert not any(isinstance(event, LeftBehind) for event in room.log.events)
            assert not room.glass.shown(Goodbye)
            await to_the_question(room)  # the next citizen is served as ever
            room.bench.id_reader.lift()
            room.glass.leave()
            await room.glass.until(TakeBack)
            await room.pull()
            assert (await room.glass.until(Attract)).notice is None

    run(journey())


def test_the_count_outlasts_a_restart_and_is_emptied_by_a_command_while_the_machine_runs() -> None:
    async def journey() -> None:
        async with a_room() as room:
            for count in (1, 2):
                await forgotten(room)
                assert CardRetained("card-reader", count) in room.log.events
                await room.stop_kiosk()
                room.start_kiosk()
                await room.glass.until(Attract)
            words = [word for setting in room.bench.settings() for word in ("--set", setting)]
            assert main(["bin", "--emptied", "--config", str(CONFIG), *words]) == 0
            room.log.events.clear()
            await forgotten(room)
            assert CardRetained("card-reader", 1) in room.log.events

    run(journey())


@pytest.mark.parametrize("how", ["counted", "felt"])
def test_a_full_bin_leaves_the_card_in_the_mouth_and_says_so(how: str) -> None:
    async def journey() -> None:
        async with a_room("card_reader.bin_capacity=1") as room:
            motor = room.bench.motor.reader
            if how == "counted":
                await forgotten(room)
            else:
                motor.faults["bin-full"].begin()
            attract = await forgotten(room)
            assert attract.notice is not None
            assert attract.notice.key == "left-behind-card"
            assert motor.place == FRONT_HELD
            assert LeftBehind("card") in room.log.events
            told = [event.error for event in room.log.events if isinstance(event, Mishap)]
            assert len(told) == 1
            assert told[0].startswith("BinFull")
            await room.bench.cards.pull()
            await room.glass.until_where(Attract, lambda view: view.notice is None)

    run(journey())


@pytest.mark.parametrize("at", [PresentDocument, InsertCard, ConfirmAct, Outcome, TakeBack])
def test_unplugged_at_any_step_the_card_comes_back(at: type[View[object]]) -> None:
    async def journey() -> None:
        async with a_room("patience.ask_after=10", "patience.answer_within=20", "patience.take_back=60") as room:
            cards = room.bench.motor
            await up_to(room, at)
            await cards.server.unplug()
            await asyncio.sleep(8)
            cards.reader.power_up()
            await cards.server.start()
            if cards.card is not None:
                for _ in range(60):
                    await asyncio.sleep(1)
                    if cards.reader.place == FRONT_HELD:
                        break
                await cards.pull()
            room.bench.id_reader.lift()
            await room.glass.until(Attract, within=120)
            assert cards.reader.bin == []
            states = [event.state for event in room.log.events if isinstance(event, DeviceChanged)]
            assert states[-1] == "up"
            await to_the_question(room, "foreign")

    run(journey())


async def up_to(room: Room, at: type[View[object]]) -> None:
    """Begin an activation and go on until this view is on the glass."""
    if at is InsertCard:
        room.glass.answer("activate")
        await room.glass.until(PresentDocument)
        room.bench.lay("collected")
    elif at is PresentDocument:
        await room.insert("collected")
        await room.glass.until(Situation)
        room.glass.answer("activate")
    else:
        await to_the_question(room)
    if at is Outcome:
        room.glass.answer(True)
    if at is TakeBack:
        room.glass.leave()
    await room.glass.until(at)


def test_a_reader_that_stays_away_with_the_card_says_whom_to_ask() -> None:
    async def journey() -> None:
        async with a_room() as room:
            await to_the_question(room)
            room.bench.id_reader.lift()
            await room.bench.motor.server.unplug()
            room.glass.leave()
            await room.glass.until(TakeBack)
            attract = await room.glass.until_where(Attract, lambda view: view.notice is not None, within=60)
            assert attract.notice is not None
            assert attract.notice.key == "card-kept"
            assert not room.glass.shown(Goodbye)

    run(journey())


def test_a_card_drawn_in_while_somebody_touches_another_service_is_given_back_at_the_end() -> None:
    async def journey() -> None:
        async with a_room() as room:
            motor = room.bench.motor.reader
            await asyncio.sleep(5)
            assert motor.entry
            motor.push(room.bench.chip("collected"))
            room.glass.answer("progress")
            await room.glass.until(PresentDocument)
            room.glass.leave()
            taking = await room.glass.until(TakeBack)
            assert [item.value for item in taking.items] == ["card"]
            assert not room.glass.shown(Goodbye), "in this visit, not in the next one"
            await room.pull()
            await room.glass.until(Goodbye)

    run(journey())


def test_a_card_left_inside_by_a_power_cut_is_given_back_and_begins_nothing() -> None:
    async def journey() -> None:
        async with a_room() as room:
            await to_the_question(room)
            room.bench.id_reader.lift()
            await room.stop_kiosk()
            before, asked = room.bench.cards.apdus, len(room.glass.shown(PresentDocument))
            room.start_kiosk()
            await room.glass.until(Attract)
            await asyncio.sleep(10)
            assert room.bench.motor.reader.place == FRONT_HELD
            assert room.bench.cards.apdus == before
            assert len(room.glass.shown(PresentDocument)) == asked

    run(journey())
