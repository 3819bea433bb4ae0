"""制卡进度查询, from the attract screen back to it: whole flow, real bytes, real HTTP."""

from __future__ import annotations

import pytest

from kiosk.events import SlipPrinted
from kiosk.i18n import Words
from kiosk.views import (
    Attract,
    Goodbye,
    Home,
    Mark,
    Menu,
    Outcome,
    PresentDocument,
    Situation,
    StageLine,
    TakeBack,
    Tone,
)
from tests.room import Room
from tests.virtual_time import run


def test_from_the_attract_screen_to_the_slip_and_back() -> None:
    async def journey() -> None:
        async with Room(suite="SM2-SM3") as room:
            glass = room.glass
            glass.answer("progress")
            await glass.until(PresentDocument)
            room.bench.lay("ready")
            view = await glass.until(StageLine)
            assert str(view.person) == "𬭎**"
            assert view.sentence.key == "progress-is-ready"
            assert [mark.mark for mark in view.stages] == [Mark.DONE] * 5 + [Mark.NOW] + [Mark.AHEAD] * 2
            assert view.outlet is not None
            assert view.outlet.phone == "028-00000001"
            assert view.actions[0].key == "print"
            glass.answer("print")
            printed = await glass.until(Outcome)
            assert (printed.tone, printed.sentence.key) == (Tone.DONE, "printed")
            assert any(isinstance(event, SlipPrinted) for event in room.log.events)
            glass.answer("finish")
            taking = await glass.until(TakeBack)
            assert [item.value for item in taking.items] == ["document"]
            room.bench.id_reader.lift()
            await glass.until(Goodbye)
            await glass.until(Attract)
            [slip] = room.slips()
            assert "028-00000001" in slip
            assert "模拟设备" in slip
            assert "测试" not in slip.replace("测试网点", "").replace("测试路", "").replace("测试银行", "")

    run(journey())


def test_a_document_laid_down_at_the_attract_screen_begins_at_once() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.bench.lay("factory")
            view = await room.glass.until(StageLine)
            assert view.sentence.key == "making-is-producing"
            assert not room.glass.shown(PresentDocument)

    run(journey())


@pytest.mark.parametrize(
    ("who", "sentence", "primary"),
    [
        ("data", "making-is-accepted", "print"),
        ("bank", "making-is-bank-opening", "print"),
        ("keys", "making-is-key-loading", "print"),
        ("delivery", "making-is-in-delivery", "print"),
        ("overdue", "progress-late", "print"),
        ("collected", "progress-is-handed-over", "activate"),
        ("active", "progress-is-activated", "print"),
        ("permit", "progress-is-ready", "print"),
        ("data-rejected", "progress-trouble-data-rejected", "print"),
        ("bank-failed", "progress-trouble-bank-failed", "print"),
        ("production-failed", "progress-trouble-production-failed", "print"),
        ("handover-issue", "progress-trouble-handover-issue", "print"),
        ("outlet-changed", "progress-trouble-outlet-changed", "print"),
        ("overdue-pickup", "progress-trouble-overdue-pickup", "print"),
        ("recalled", "progress-trouble-recalled", "print"),
        ("instant", "progress-is-handed-over", "activate"),
    ],
)
def test_every_situation_has_its_sentence_and_its_next_step(who: str, sentence: str, primary: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer("progress")
            await room.glass.until(PresentDocument)
            room.bench.lay(who)
            view = await room.glass.until(StageLine)
            assert view.sentence.key == sentence
            assert view.actions[0].key == primary
            assert view.advice is not None

    run(journey())


@pytest.mark.parametrize(("who", "named"), [("factory", True), ("handover-issue", True), ("production-failed", False)])
def test_a_last_day_is_named_only_while_a_card_is_on_its_way(who: str, named: bool) -> None:
    async def journey() -> None:
        async with Room() as room:
            room.bench.lay(who)
            view = await room.glass.until(StageLine)
            assert (view.days is not None) is named

    run(journey())


def test_who_lost_the_card_is_not_told_by_its_making_that_it_works() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer("progress")
            await room.glass.until(PresentDocument)
            room.bench.lay("temporarily-lost")
            view = await room.glass.until(StageLine)
            assert "正常" not in Words("zh-CN").say(view.sentence)

    run(journey())


def test_where_nothing_is_activated_nobody_is_told_to_do_it_here() -> None:
    async def journey() -> None:
        async with Room(("services.activation=false",)) as room:
            room.bench.lay("collected")
            page = await room.glass.until(Situation)
            assert [detail.key for detail in page.details] == ["progress-is-handed-over.elsewhere"]
            room.glass.answer("progress")
            line = await room.glass.until(StageLine)
            assert line.advice is not None
            assert line.advice.key == "progress-is-handed-over.elsewhere"
            room.glass.answer("print")
            await room.glass.until(Outcome)
            assert "本机" not in room.slips()[0]

    run(journey())


def test_one_more_service_does_not_ask_for_the_document_again() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            room.bench.lay("factory")
            await glass.until(StageLine)
            glass.answer("more")
            menu = await glass.until(Menu)
            assert str(menu.person) == "样**"
            glass.answer("progress")
            await glass.until(StageLine)
            glass.answer("home")
            home = await glass.until(Home)
            assert str(home.person) == "样**"
            assert not glass.shown(PresentDocument)

    run(journey())
