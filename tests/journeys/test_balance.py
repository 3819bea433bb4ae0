"""医保个人账户, from the menu to the slip."""

from __future__ import annotations

import pytest

from kiosk.domain.money import Amount, yuan
from kiosk.views import Facts, Menu, Outcome, PresentDocument, Tone
from kiosk_sim.people import PEOPLE
from tests.journeys.at_the_menu import choose
from tests.room import Room
from tests.virtual_time import run

FEN = PEOPLE["pensioner"].balance


def test_the_amount_is_masked_on_the_glass_and_stands_on_the_slip() -> None:
    async def journey() -> None:
        async with Room(["glass.large_type_age=0"]) as room:  # nothing is asked but for the balance
            glass = room.glass
            assert FEN is not None
            await choose(room, "balance")
            await glass.until(PresentDocument)
            room.bench.lay("pensioner")
            view = await glass.until(Facts)
            [amount] = [fact.value for fact in view.facts if fact.name.key == "fact-balance"]
            assert amount == Amount.of(FEN)
            assert yuan(FEN) not in repr(view)
            glass.answer("print")
            printed = await glass.until(Outcome)
            assert printed.sentence.key == "printed"
            [slip] = room.slips()
            assert f"{yuan(FEN)}元" in slip
            assert "激活以后再查一次" in slip.replace("\n", "")
            assert yuan(FEN) not in repr(room.log.events)
            glass.answer("finish")
            assert glass.touches == 4

    run(journey())


def test_where_no_slip_comes_the_amount_is_there_to_be_noted_down_and_masked_until_shown() -> None:
    async def journey() -> None:
        async with Room(["glass.large_type_age=0"]) as room:  # a pensioner would be offered large type
            assert FEN is not None
            await choose(room, "balance")
            await room.glass.until(PresentDocument)
            room.bench.lay("pensioner")
            await room.glass.until(Facts)
            room.bench.printer.run_out()
            room.glass.answer("print")
            sorry = await room.glass.until(Outcome)
            assert sorry.sentence.key == "print-no-paper"
            assert [fact.value for fact in sorry.facts] == [Amount.of(FEN)]
            assert yuan(FEN) not in repr(sorry)

    run(journey())


@pytest.mark.parametrize(("withheld", "sentence"), [(False, "balance-none"), (True, "balance-not-offered")])
def test_without_an_amount_it_is_told_where_to_look(withheld: bool, sentence: str) -> None:
    async def journey() -> None:
        async with Room() as room:
            if withheld:
                room.bench.office.faults.withhold("balance")
            await choose(room, "balance")
            await room.glass.until(PresentDocument)
            room.bench.lay("unknown")
            view = await room.glass.until(Outcome)
            assert (view.tone, view.sentence.key) == (Tone.INFORM, sentence)
            assert [detail.key for detail in view.details] == ["balance-elsewhere"]

    run(journey())


def test_where_the_owner_does_not_offer_it_it_is_not_in_the_menu() -> None:
    async def journey() -> None:
        async with Room(["services.balance=false"]) as room:
            room.glass.answer("more")
            menu = await room.glass.until(Menu)
            assert "balance" not in [offer.key for group in menu.groups for offer in group.offers]

    run(journey())
