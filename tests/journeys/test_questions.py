"""常见问题, from the attract screen to the answer, the service that helps, the notice, and the slip."""

from __future__ import annotations

import asyncio
from datetime import date

from kiosk.i18n import Words
from kiosk.views import Attract, Guide, Narrowed, Outcome, Pick, Picked, PresentDocument, StageLine, Tone
from tests.room import Room
from tests.virtual_time import run


async def narrowed(room: Room, key: str, option: str) -> Pick:
    """The list after an option of a filter was touched."""
    room.glass.answer(Narrowed(key, option))
    return await room.glass.until(Pick)


async def answered(room: Room, key: str) -> Guide[str]:
    """The page of a question."""
    room.glass.answer(Picked(key))
    page: Guide[str] = await room.glass.until(Guide)
    return page


def keys(view: Pick) -> list[str]:
    """The questions of a list."""
    return [row.key for row in view.rows]


def test_from_the_attract_screen_to_the_slip_and_back() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("questions")
            everything = await glass.until(Pick)
            assert len(everything.rows) == 34 + 2  # F02a and F03 are over; two notices
            assert keys(await narrowed(room, "topic", "lost-pin")) == ["F26", "F27", "F28", "F29"]
            assert keys(await narrowed(room, "word", "phone")) == ["F26"]
            page = await answered(room, "F26")
            assert "临时挂失" in Words("zh-CN").say(page.answer)
            assert "Report it lost first" in Words("en").say(page.answer)
            glass.answer("print")
            printed = await glass.until(Outcome)
            assert (printed.tone, printed.sentence.key) == (Tone.DONE, "printed")
            glass.answer("finish")
            await glass.until(Attract)
            [slip] = room.slips()
            for told in ("卡丢了怎么办", "先挂失", "依据"):
                assert told in slip

    run(journey())


def test_an_answer_leads_to_the_service_that_helps() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer("questions")
            await room.glass.until(Pick)
            page = await answered(room, "F05")
            assert page.actions[0].key == "progress"
            assert Words("zh-CN").say(page.actions[0].words) == "去办：制卡进度查询"
            room.glass.answer("progress")
            await room.glass.until(PresentDocument)
            room.bench.lay("ready")
            await room.glass.until(StageLine)

    run(journey())


def test_a_service_this_machine_does_not_have_or_that_is_closed_is_not_offered() -> None:
    async def journey() -> None:
        async with Room(["services.balance=false"]) as room:
            room.glass.answer("questions")
            await room.glass.until(Pick)
            plain = ["others", "print", "finish", "home"]
            assert [action.key for action in (await answered(room, "F10")).actions] == plain
            room.glass.answer("others")
            await room.glass.until(Pick)
            await room.bench.things["id-reader"].unplug()
            await room.until_report("id-reader", "unplugged")
            page = await answered(room, "F05")
            assert [action.key for action in page.actions] == plain

    run(journey())


def test_back_from_an_answer_leads_to_the_same_list() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer("questions")
            await room.glass.until(Pick)
            await narrowed(room, "topic", "money")
            await answered(room, "F11")
            room.glass.back()
            assert keys(await room.glass.until(Pick)) == ["F09", "F10", "F11", "F12"]

    run(journey())


def test_the_faces_of_the_cards_are_shown_where_people_must_tell_them_apart() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer("questions")
            await room.glass.until(Pick)
            assert (await answered(room, "F01")).faces

    run(journey())


def test_figures_of_a_notice_come_with_their_day_only() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer("questions")
            await room.glass.until(Pick)
            notices = await narrowed(room, "topic", "notices")
            assert keys(notices) == ["full-use", "why-transition"]
            page = await answered(room, "full-use")
            said = [Words("zh-CN").say(remark) for remark in page.remarks]
            assert said[0] == "下面的数字是2019年11月1日的："
            assert said[1] == "还没有申办的人：111.93万"
            room.glass.answer("print")
            await room.glass.until(Outcome)
            slip = room.slips()[0]
            assert slip.index("2019年11月1日的") < slip.index("111.93")

    run(journey())


# Business date, questions and notices that must be there, and those that must not.
DATED = (
    (date(2019, 10, 31), {"F03"}, {"F02a", "F02b", "why-transition"}),
    (date(2019, 11, 1), {"F02a", "F03"}, {"F02b", "why-transition"}),
    (date(2019, 12, 31), {"F02a", "F03"}, {"F02b", "why-transition"}),
    (date(2020, 1, 1), {"F02b", "why-transition"}, {"F02a", "F03"}),
)


def test_what_is_shown_goes_by_the_office_s_business_date() -> None:
    async def journey() -> None:
        async with Room() as room:
            for today, there, absent in DATED:
                room.bench.office.business_date = today
                await asyncio.sleep(61)  # while nobody is served the machine asks for the date once a minute
                room.glass.answer("questions")
                shown = set(keys(await room.glass.until(Pick)))
                assert there <= shown, today
                assert not absent & shown, today
                room.glass.leave()
                await room.glass.until(Attract)

    run(journey())
