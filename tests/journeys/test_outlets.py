"""服务网点, from the attract screen to the slip and back: the list narrowed by touch, one outlet's page, its paper."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk import wiring
from kiosk.config import Config
from kiosk.content.finder import Wish
from kiosk.content.reading import load
from kiosk.domain.outlet import Kind, Position
from kiosk.domain.text import text
from kiosk.flows import outlet_words
from kiosk.i18n import Words
from kiosk.views import Attract, Choose, Guide, Narrowed, Outcome, Pick, Picked, Tone, View
from tests.kiosk.content.content_desk import SHIPPED
from tests.room import Room
from tests.virtual_time import run

LISTED = load(SHIPPED).outlets
BY_ID = {outlet.id: outlet for outlet in LISTED.all()}
SQUARE = Position(104.066, 30.657)  # where the room's machine stands
TEN_IN_CHENGDU = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LUNCH_IN_CHENGDU = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday_at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's clock, in a zone of its own."""
    monkeypatch.setattr(wiring, "china_now", lambda: TEN_IN_CHENGDU)


async def narrowed(room: Room, key: str, option: str) -> Pick:
    """The list after an option of a filter was touched."""
    room.glass.answer(Narrowed(key, option))
    return await room.glass.until(Pick)


def chosen(view: Pick) -> dict[str, str]:
    """What each filter says."""
    return {one.key: one.chosen for one in view.filters}


def words(view: View[object], language: str) -> str:
    """A sentence of every text on a page, as one string."""
    assert isinstance(view, Guide)
    said = Words(language)
    return "\n".join(said.say(one) for one in (view.title, view.answer, *view.steps, *view.remarks))


def test_from_the_attract_screen_to_the_slip_and_back() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("outlets")
            first = await glass.until(Pick)
            assert first.count == text("outlets-count-nearest", count=3494)
            await narrowed(room, "district", "510107")
            await narrowed(room, "service", "transfer")
            view = await narrowed(room, "within", "5")
            expected = LISTED.find(Wish(district="510107"), None, SQUARE)
            assert 0 < len(view.rows) < len(expected)
            assert [row.key for row in view.rows] == [
                one.outlet.id
                for one in expected
                if "transfer" in {can.value for can in one.outlet.services} and (one.metres or 0) <= 5000
            ]
            glass.answer(Picked(view.rows[0].key))
            page = await glass.until(Guide)
            outlet = BY_ID[view.rows[0].key]
            assert page.outlet == outlet.plain()
            assert page.answer.key == "call-before-you-go"
            assert "归属地转移" in words(page, "zh-CN")
            assert "transfer home" in words(page, "en")
            assert page.basis is not None
            assert "样例数据" in Words("zh-CN").say(page.basis)
            glass.answer("print")
            printed = await glass.until(Outcome)
            assert (printed.tone, printed.sentence.key) == (Tone.DONE, "printed")
            glass.answer("finish")
            await glass.until(Attract)
            [slip] = room.slips()
            for told in (outlet.name, outlet.phone, "周一至周五 9:00-12:00", "去之前请先打电话确认"):
                assert told in slip

    run(journey())


def test_instant_outlets_are_shown_after_the_question_whether_it_is_urgent() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("outlets")
            ordinary = await glass.until(Pick)
            await narrowed(room, "service", "query")
            glass.answer(Narrowed("kind", "instant"))
            urgent = await glass.until(Choose)
            assert urgent.options[0].key == "no"
            glass.answer("no")
            assert chosen(await glass.until(Pick))["kind"] == "ordinary"
            glass.answer(Narrowed("kind", "instant"))
            await glass.until(Choose)
            glass.back()
            assert chosen(await glass.until(Pick))["kind"] == "ordinary"
            glass.answer(Narrowed("kind", "instant"))
            await glass.until(Choose)
            glass.answer("yes")
            instant = await glass.until(Pick)
            assert (len(ordinary.rows), len(instant.rows)) == (3494, 422)
            assert chosen(instant)["service"] == "any"  # queries are not listed for them
            [services] = [one for one in instant.filters if one.key == "service"]
            assert "query" not in [option.key for option in services.options]
            glass.answer(Picked(instant.rows[0].key))
            page = await glass.until(Guide)
            assert page.steps[0].key.startswith("outlets-is-instant-")
            glass.back()
            assert len((await glass.until(Pick)).rows) == 422
            assert len((await narrowed(room, "kind", "ordinary")).rows) == 3494

    run(journey())


def test_open_now_goes_by_the_business_date_and_the_clock_in_chengdu(monkeypatch: pytest.MonkeyPatch) -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer("outlets")
            everything = await room.glass.until(Pick)
            assert all(row.badge == text("outlets-is-open") for row in everything.rows)  # a Monday at ten
            at_ten = await narrowed(room, "hours", "open")
            assert len(at_ten.rows) == len(everything.rows)
            monkeypatch.setattr(wiring, "china_now", lambda: LUNCH_IN_CHENGDU)
            room.glass.leave()
            await room.glass.until(Attract)
            room.glass.answer("outlets")
            await room.glass.until(Pick)
            at_lunch = await narrowed(room, "hours", "open")
            assert 0 < len(at_lunch.rows) < len(everything.rows)
            owners = {BY_ID[row.key].owner for row in at_lunch.rows}
            assert owners == {"bank"}  # halls close at noon
            again = await narrowed(room, "hours", "any")
            assert sum(row.badge is None for row in again.rows) == len(again.rows) - len(at_lunch.rows)

    run(journey())


def test_a_search_without_a_result_says_so_and_can_be_widened() -> None:
    async def journey() -> None:
        async with Room() as room:
            room.glass.answer("outlets")
            await room.glass.until(Pick)
            await narrowed(room, "within", "1")
            nothing = await narrowed(room, "district", "510183")
            assert (nothing.rows, nothing.count.key) == ((), "outlets-none")
            assert (await narrowed(room, "within", "any")).rows
            assert (await narrowed(room, "owner", "hrss-district")).rows

    run(journey())


def test_outlets_are_looked_through_by_letters_which_stay_when_one_comes_back() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            glass.answer("outlets")
            whole = await glass.until(Pick)
            assert whole.letters is not None
            assert len(whole.letters.spellings) == len(whole.rows)
            names = [BY_ID[whole.rows[row].key].name for row in whole.letters.spellings.matching("whqyl")]
            assert names
            assert all("武侯区样例" in name for name in names)
            view = await narrowed(room, "letters", "whqyl")
            assert view.letters is not None
            assert view.letters.typed == "whqyl"
            assert len(view.rows) == len(whole.rows)  # the glass shows those that match, and can widen again at once
            glass.answer(Picked(view.rows[view.letters.spellings.matching("whqyl")[0]].key, "whq"))
            await glass.until(Guide)
            glass.back()
            back = await glass.until(Pick)
            assert back.letters is not None
            assert back.letters.typed == "whq"
            narrower = await narrowed(room, "district", "510104")
            assert narrower.letters is not None
            assert (narrower.letters.typed, narrower.letters.spellings.matching("whq")) == ("whq", ())

    run(journey())


def test_a_machine_that_does_not_know_where_it_stands_lists_without_distance() -> None:
    async def journey() -> None:
        async with Room(("machine.longitude=0", "machine.latitude=0")) as room:
            room.glass.answer("outlets")
            view = await room.glass.until(Pick)
            assert view.count == text("outlets-count", count=3494)
            assert "within" not in chosen(view)
            room.glass.answer(Picked(view.rows[0].key))
            page = await room.glass.until(Guide)
            assert "outlets-far" not in [remark.key for remark in page.remarks]
            room.glass.answer("others")
            await room.glass.until(Pick)

    run(journey())


class RealRoom(Room):
    """A room whose machine is not in rehearsal: made-up outlets would send people to streets that do not exist."""

    def config(self) -> Config:
        """As always, but for the rehearsal; an office on loopback has no certificate, so this is not checked anew."""
        config = super().config()
        return config.model_copy(update={"machine": config.machine.model_copy(update={"rehearsal": False})})


def test_a_real_machine_does_not_show_made_up_outlets() -> None:
    async def journey() -> None:
        async with RealRoom() as room:
            room.glass.answer("outlets")
            sorry = await room.glass.until(Outcome)
            assert (sorry.tone, sorry.sentence.key) == (Tone.INFORM, "outlets-no-list")
            assert not room.glass.shown(Pick)
            room.glass.answer("finish")
            await room.glass.until(Attract)

    run(journey())


@pytest.mark.parametrize("kind", list(Kind))
def test_every_outlet_can_be_said_in_every_language(kind: Kind) -> None:
    said = {language: Words(language) for language in ("zh-CN", "en")}
    different = {
        (found.outlet.hours, found.outlet.services, found.outlet.appointment): found
        for found in LISTED.find(Wish(kind=kind), None, SQUARE)
    }
    for found in different.values():
        for language in said.values():
            assert all(language.say(remark) for remark in outlet_words.remarks(found))
            assert language.say(outlet_words.services_words(found.outlet.services))
            assert ("25" in language.say(outlet_words.kind_words(found.outlet, 25))) == (kind is Kind.ORDINARY)
