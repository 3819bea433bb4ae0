"""怎么申办, 养老金, 替家人办: from the attract screen to the slip and back; with the office down as well."""

from __future__ import annotations

from kiosk.views import Attract, Choose, Guide, Home, Outcome
from tests.journeys.guide_talk import begin, choose, keys, leave, printed, read
from tests.room import Room
from tests.virtual_time import run

_HASTY = ("office.deadline_seconds=0.7",)


def test_not_urgent_is_by_employer_phone_or_ordinary_outlet_with_the_last_day() -> None:
    async def journey() -> None:
        async with Room() as room:
            await begin(room, "apply")
            await choose(room, "apply-urgent", "ordinary")
            guide = await room.glass.until(Guide)
            assert keys(guide.steps) == ["apply-employer", "apply-online", "apply-outlet"]
            assert not guide.numbered
            assert guide.outlet is not None
            told = read(guide)
            for words in ("30个工作日", "天府市民云、支付宝、银联云闪付", "代办、代领、代发", "通告"):
                assert words in told
            assert "apply-due-estimated" in keys(guide.remarks)  # from 2026-11-23 it ends in a year not published
            assert "2027年1月" in told
            assert {"outlets", "papers", "transfer"} & {action.key for action in guide.actions} >= {
                "papers",
                "transfer",
            }
            slip = await printed(room)
            assert "天府市民云" in slip
            assert guide.outlet.phone in slip
            await room.glass.until(Attract)

    run(journey())


def test_urgent_is_an_outlet_that_makes_cards_at_once_and_a_call_before() -> None:
    async def journey() -> None:
        async with Room() as room:
            await begin(room, "apply")
            await choose(room, "apply-urgent", "urgent")
            guide = await room.glass.until(Guide)
            assert (guide.answer.key, guide.numbered) == ("apply-at-once", True)
            assert keys(guide.steps) == ["apply-call-first", "apply-bring", "apply-by-appointment"]
            assert guide.outlet is not None
            room.glass.back()
            asked = await room.glass.until(Choose)  # a wrong turn costs one touch
            assert asked.question.key == "apply-urgent"
            room.glass.answer("ordinary")
            other = await room.glass.until(Guide)
            assert other.outlet != guide.outlet  # an ordinary one now
            room.glass.answer("transfer")
            await room.glass.change()
            assert not isinstance(room.glass.view, Home)

    run(journey())


def test_a_pension_goes_on_without_any_pressure_and_nothing_is_changed_here() -> None:
    async def journey() -> None:
        async with Room() as room:
            await begin(room, "pension")
            guide = await room.glass.until(Guide)
            assert guide.answer.key == "pension-goes-on"
            assert keys(guide.steps) == ["pension-as-declared", "pension-step-by-step", "pension-to-change"]
            for language, words in (("zh-CN", "不影响"), ("en", "does not affect")):
                assert words in read(guide, language)
            told = read(guide)
            assert "由您自己决定" in told
            assert not [word for word in ("尽快", "必须", "务必", "赶快", "推荐") if word in told]
            assert "社保经办机构" in await printed(room)
            assert room.acts() == []

    run(journey())


_PAPERS = {"child": "户口簿", "pupil": "学校", "unable": "两个人的身份证原件", "away": "复印件"}


def test_the_papers_for_somebody_else_to_take_along() -> None:
    async def journey() -> None:
        async with Room() as room:
            for whom, needed in _PAPERS.items():
                await begin(room, "papers")
                await choose(room, "papers-for-whom", whom)
                guide = await room.glass.until(Guide)
                assert (guide.answer.key, guide.numbered) == (f"papers-for-{whom}", True)
                assert needed in await printed(room)

    run(journey())


def test_without_the_office_the_ways_are_told_that_hang_on_no_date_and_it_says_so() -> None:
    async def mishap() -> None:
        async with Room(_HASTY) as room:
            await room.bench.office.stop()
            await begin(room, "apply")
            await choose(room, "apply-urgent", "ordinary")
            guide = await room.glass.until(Guide)
            assert guide.remarks[0].key == "guide-no-date"
            assert not [key for key in keys(guide.remarks) if key.startswith("apply-due")]
            assert "天府市民云" in read(guide)
            await leave(room)

    run(mishap())


def test_without_paper_the_guide_is_told_on_the_glass_to_note_it_down() -> None:
    async def mishap() -> None:
        async with Room() as room:
            await begin(room, "pension")
            guide = await room.glass.until(Guide)
            room.bench.printer.run_out()
            room.glass.answer("print")
            not_printed = await room.glass.until(Outcome)
            assert not_printed.sentence.key == "print-no-paper"
            assert not_printed.details[1:] == (guide.answer, *guide.steps)

    run(mishap())
