"""A change of PIN: written down before the card hears of it, and told as unknown when neither card nor anybody says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk.domain.pin import CardPin
from kiosk.flows.acts import settle_open
from kiosk.flows.card_act import act_on_card, new_pin_holds
from kiosk.flows.service import Visit
from kiosk.hardware.smartcard import ssc
from kiosk.hardware.smartcard.errors import CardPulled, WrongPin
from kiosk.hardware.smartcard.pin import change_pin
from kiosk.journal import ActKind, ActState, Journal
from kiosk.views import Leave
from kiosk_sim.cards import SocialSecurityCard
from tests.glass_by_script import ScriptedGlass
from tests.kiosk.hardware.card_on_the_desk import CARD, NAME, NUMBER, Directly
from tests.room import ListLog
from tests.virtual_time import run

OLD, NEW = "123456", "654321"
PULLED = CardPulled("card-reader", "synthetic: pulled")


def pin(digits: str) -> CardPin:
    return CardPin(bytearray(digits, "ascii"))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "journal.db", lambda: datetime.now(UTC))
    yield journal
    journal.close()


def a_visit(journal: Journal) -> Visit:
    nothing = cast(Any, None)
    return Visit(
        display=ScriptedGlass(),
        rack=nothing,
        office=nothing,
        journal=journal,
        outbox=nothing,
        call_staff=nothing,
        log=ListLog(),
        config=nothing,
        words=nothing,
        now=lambda: datetime.now(UTC),
        in_force=nothing,
    )


class Reader:
    """A card whose change of PIN may get lost on the way to it, or its answer on the way back."""

    def __init__(self, lost: str = "") -> None:
        self.card = SocialSecurityCard(NAME, NUMBER, CARD)
        self._lost = lost

    async def change(self, old: str = OLD) -> None:
        channel = Directly(self.card)
        await ssc.select(channel)
        if self._lost == "before":
            raise PULLED
        await change_pin(channel, pin(old), pin(NEW))
        if self._lost == "after":
            raise PULLED

    async def look(self) -> bool | None:
        channel = Directly(self.card)
        await ssc.select(channel)
        return await new_pin_holds(channel, pin(OLD), pin(NEW))

    async def takes(self, digits: str) -> bool:
        self.card.pin.left = 3
        channel = Directly(self.card)
        await ssc.select(channel)
        return bool(await new_pin_holds(channel, pin("000000"), pin(digits)))


async def _nobody_knows() -> bool | None:
    return None


async def _leaves() -> bool | None:
    raise Leave


def test_it_is_done_and_written_down_first(journal: Journal) -> None:
    async def play() -> None:
        reader = Reader()

        async def change() -> None:
            [act] = journal.open_acts()
            assert (act.kind, act.state) == (ActKind.CHANGE_PIN, ActState.SENT)
            await reader.change()

        settled = await act_on_card(a_visit(journal), ActKind.CHANGE_PIN, change, _nobody_knows)
        assert settled.state is journal.acts()[0].state is ActState.DONE
        assert await reader.takes(NEW)

    run(play())


def test_a_refusal_is_raised_on_with_its_tries(journal: Journal) -> None:
    async def play() -> None:
        reader = Reader()
        with pytest.raises(WrongPin) as caught:
            await act_on_card(a_visit(journal), ActKind.CHANGE_PIN, lambda: reader.change("111111"), _nobody_knows)
        assert caught.value.attempts_left == 2
        assert journal.acts()[0].state is ActState.REFUSED

    run(play())


@pytest.mark.parametrize(("lost", "state"), [("before", ActState.VOID), ("after", ActState.DONE)])
def test_the_card_itself_says_what_became_of_it_and_no_try_is_lost(
    journal: Journal, lost: str, state: ActState
) -> None:
    async def play() -> None:
        reader, visit = Reader(lost), a_visit(journal)
        settled = await act_on_card(visit, ActKind.CHANGE_PIN, reader.change, reader.look)
        assert settled.state is journal.acts()[0].state is state
        assert reader.card.pin.left == 3
        assert visit.unsettled == ""
        assert await reader.takes(NEW if state is ActState.DONE else OLD)

    run(play())


@pytest.mark.parametrize("look", [_nobody_knows, _leaves])
def test_what_nobody_can_tell_is_unknown(journal: Journal, look: Callable[[], Awaitable[bool | None]]) -> None:
    async def play() -> None:
        reader, visit = Reader("after"), a_visit(journal)
        try:
            settled = await act_on_card(visit, ActKind.CHANGE_PIN, reader.change, look)
            assert settled.state is ActState.UNKNOWN
        except Leave:
            assert look is _leaves
        [act] = journal.acts()
        assert act.state is ActState.UNKNOWN
        assert visit.unsettled

    run(play())


def test_a_card_with_another_pin_says_neither() -> None:
    async def play() -> None:
        channel = Directly(SocialSecurityCard(NAME, NUMBER, CARD, pin="222222"))
        await ssc.select(channel)
        assert await new_pin_holds(channel, pin(OLD), pin(NEW)) is None

    run(play())


def test_after_a_power_cut_it_is_unknown_and_the_office_is_not_asked(journal: Journal) -> None:
    async def play() -> None:
        sent, intended = journal.intend(ActKind.CHANGE_PIN), journal.intend(ActKind.CHANGE_PIN)
        journal.sent(sent)
        await settle_open(cast(Any, None), journal, ListLog())
        states = {act.number: act.state for act in journal.acts()}
        assert states == {sent: ActState.UNKNOWN, intended: ActState.VOID}

    run(play())


def test_it_goes_on_when_nobody_waits_any_more(journal: Journal) -> None:
    async def play() -> None:
        visit, reader = a_visit(journal), Reader()

        async def slowly() -> None:
            await asyncio.sleep(5)
            await reader.change()

        waiting = asyncio.create_task(act_on_card(visit, ActKind.CHANGE_PIN, slowly, _nobody_knows))
        await asyncio.sleep(1)
        waiting.cancel()
        await asyncio.wait(visit.acts)
        assert journal.acts()[0].state is ActState.DONE

    run(play())
