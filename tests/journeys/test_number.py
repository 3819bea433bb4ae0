"""输身份证号查进度: stage and outlet, no name; a wrong check digit is asked about, not refused."""

from __future__ import annotations

from kiosk.domain.personal import IdNumber, PersonName
from kiosk.flows.service import MORE
from kiosk.views import Attract, EnterName, EnterNumber, Menu, Outcome, Situation
from kiosk_sim.people import PEOPLE
from tests.room import Room
from tests.virtual_time import run


async def _begin(room: Room) -> EnterNumber:
    room.glass.answer(MORE)
    await room.glass.until(Menu)
    room.glass.answer("number")
    return await room.glass.until(EnterNumber)


def test_a_typed_number_shows_stage_and_outlet_and_nobodys_name() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            await _begin(room)
            document = PEOPLE["ready"].document
            glass.answer(IdNumber(document.number))
            page = await glass.until(Situation)
            assert page.person is None
            assert page.sentence.key == "progress-is-ready"
            assert page.outlet is not None
            glass.answer("print")
            await glass.until(Outcome)
            [slip] = room.slips()
            assert page.outlet.phone in slip
            assert document.name[0] not in slip
            assert document.number[-4:] not in slip

    run(journey())


def test_a_wrong_check_digit_is_a_warning_and_then_goes_on() -> None:
    async def journey() -> None:
        async with Room() as room:
            glass = room.glass
            number = PEOPLE["ready"].document.number
            wrong = IdNumber(number[:-1] + ("0" if number[-1] != "0" else "1"))
            asked = await _begin(room)
            assert asked.hint is None
            glass.answer(wrong)
            again = await glass.until(EnterNumber)
            assert again.hint is not None
            assert again.hint.key == "number-please-check"
            glass.answer(wrong)
            told = await glass.until(Outcome)
            assert told.sentence.key == "progress-nothing-known"

    run(journey())


def test_a_name_that_is_asked_for_must_belong_to_the_number_and_nobody_learns_which_is_wrong() -> None:
    async def journey() -> None:
        async with Room(("services.typed_name=true",)) as room:
            glass = room.glass
            document = PEOPLE["ready"].document
            ends = ((document.name, Situation), (PEOPLE["collected"].document.name, Outcome))
            told = []
            for name, end in ends:
                await _begin(room)
                glass.answer(IdNumber(document.number))
                await glass.until(EnterName)
                glass.back()
                await glass.until(EnterNumber)
                glass.answer(IdNumber(document.number))
                await glass.until(EnterName)
                glass.answer(PersonName(name))
                page = await glass.until(end)
                assert isinstance(page, Situation | Outcome)
                told.append(page.sentence.key)
                glass.leave()
                await glass.until(Attract)
            assert told == ["progress-is-ready", "progress-nothing-known"]

    run(journey())


def test_where_the_owner_does_not_allow_it_there_is_no_such_service() -> None:
    async def journey() -> None:
        async with Room(("services.typed_number=false",)) as room:
            room.glass.answer(MORE)
            menu = await room.glass.until(Menu)
            assert "number" not in {offer.key for group in menu.groups for offer in group.offers}

    run(journey())
