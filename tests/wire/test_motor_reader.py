"""The motor reader's driver against the simulated reader, across a real pty: what citizens do with cards."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.events import CardRetained
from kiosk.hardware.device import Presence, State
from kiosk.hardware.motor_reader.card_bin import write_count
from kiosk.hardware.smartcard import apdu, ssc
from kiosk.hardware.smartcard.errors import BinFull, CardPulled, NotOurCard, SessionOver
from kiosk_sim.cards import ForeignCard, SocialSecurityCard
from kiosk_sim.motor_reader import CONTACT, FRONT_HELD, INSIDE, NOWHERE
from kiosk_sim.pcsc import RoomError
from tests.virtual_time import run
from tests.wire.cables import Cable, on_every_true_cable
from tests.wire.motor_bench import BAUD, FIRST, SECOND, SELECT, Slot, a_card, never, slot


async def read(s: Slot) -> str:
    async with s.reader.session() as channel:
        return (await ssc.read_card(channel)).holder.reveal()


@on_every_true_cable
def test_a_card_is_drawn_in_read_and_given_back(cable: Cable) -> None:
    async def work() -> None:
        async with slot(cable.line(BAUD)) as s:
            assert s.reader.presence() is Presence.ABSENT
            await s.put_in()
            assert s.reader.presence() is Presence.PRESENT
            assert s.holds()
            assert await read(s) == FIRST[0]
            assert s.device.place == CONTACT
            await s.reader.give_back()
            assert s.device.place == FRONT_HELD
            assert s.reader.presence() is Presence.PRESENT
            assert not s.holds()
            taking = asyncio.create_task(s.reader.wait_removed())
            await asyncio.sleep(3)
            assert not taking.done()
            s.device.pull()
            async with asyncio.timeout(2):
                await taking
            assert s.reader.presence() is Presence.ABSENT
            assert s.device.moves == [0x2F, 0x31]

    run(work())


@pytest.mark.parametrize("t1", [False, True])
@pytest.mark.parametrize("atr_length", [False, True])
@pytest.mark.parametrize("entry_says", [b"Y", b"N"])
def test_what_the_sources_leave_open_is_understood_both_ways(t1: bool, atr_length: bool, entry_says: bytes) -> None:
    async def work() -> None:
        async with slot() as s:
            s.device.t1, s.device.atr_length, s.device.entry_says = t1, atr_length, entry_says
            card = a_card()
            await s.put_in(card)
            async with s.reader.session() as channel:
                assert channel.atr == card.atr
                assert (await channel.transmit(SELECT))[0] == 0x61

    run(work())


def test_cards_come_in_only_while_one_is_awaited() -> None:
    async def work() -> None:
        async with slot() as s:
            with pytest.raises(RoomError, match="takes no card"):
                s.device.push(a_card())
            waiting = asyncio.create_task(s.reader.wait_card())
            await asyncio.sleep(1)
            assert s.lets_in()
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            assert not s.lets_in()
            await s.put_in()
            assert not s.lets_in(), "one card is enough"

    run(work())


def test_two_may_wait_and_one_may_go() -> None:
    async def work() -> None:
        async with slot() as s:
            first, second = (asyncio.create_task(s.reader.wait_card()) for _ in range(2))
            await asyncio.sleep(1)
            first.cancel()
            await asyncio.sleep(1)
            assert s.lets_in()
            s.device.push(a_card())
            await second
            assert not s.lets_in()

    run(work())


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3, 0.5, 0.75, 0.9])
def test_who_turns_away_while_the_card_is_drawn_in_gets_it_back(after: float) -> None:
    async def work() -> None:
        async with slot() as s:
            waiting = asyncio.create_task(s.reader.wait_card())
            await asyncio.sleep(1)
            s.device.push(a_card())
            await asyncio.sleep(after)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            assert s.holds(), "known before anybody asks again"
            await s.reader.give_back()
            assert s.device.place == FRONT_HELD

    run(work())


def test_a_card_in_the_mouth_must_be_taken_before_one_comes_in() -> None:
    async def work() -> None:
        async with slot() as s:
            await s.put_in()
            await s.reader.give_back()
            await never(s.reader.wait_card())
            assert s.device.place == FRONT_HELD
            assert not s.lets_in()
            with pytest.raises(CardPulled, match="not inside"):
                await read(s)
            s.device.pull()
            await s.put_in(SocialSecurityCard(*SECOND))
            assert await read(s) == SECOND[0]

    run(work())


def test_a_card_found_inside_is_given_back_and_never_read() -> None:
    async def work() -> None:
        async with slot() as s:
            await s.put_in()
            await read(s)
            await s.reader.close()
            assert s.holds(), "also while nobody can ask"
            assert s.reader.presence() is Presence.UNKNOWN
            before = s.device.apdus
            await s.reader.open()
            assert s.device.place == FRONT_HELD
            assert not s.holds()
            assert s.device.apdus == before
            assert s.device.moves == [0x2F, 0x31]

    run(work())


def test_a_forgotten_card_is_retained_and_counted_until_the_bin_is_full() -> None:
    async def work() -> None:
        async with slot(bin_capacity=2) as s:
            for count in (1, 2):
                card = a_card()
                await s.put_in(card)
                await s.reader.give_back()
                assert await s.reader.retain()
                assert s.device.bin[-1] is card
                assert s.events[-1] == CardRetained("card-reader", count)
                report = await s.reader.check()
                assert (report.state, report.detail) == (State.UP, f"cards in the bin: {count} of 2")
            assert not await s.reader.retain(), "there is no card"
            await s.put_in()
            await s.reader.give_back()
            with pytest.raises(BinFull, match="2 cards are in the bin"):
                await s.reader.retain()
            assert s.device.place == FRONT_HELD
            s.device.empty_bin()
            write_count(s.count, 0)
            assert await s.reader.retain()
            assert (await s.reader.check()).detail == "cards in the bin: 1 of 2"

    run(work())


def test_a_card_taken_at_the_last_moment_is_not_retained() -> None:
    async def work() -> None:
        async with slot() as s:
            await s.put_in()
            await s.reader.give_back()
            retaining = asyncio.create_task(s.reader.retain())
            await asyncio.sleep(0.3)  # the motor begins
            s.device.pull()
            assert not await retaining
            assert s.reader.presence() is Presence.ABSENT
            assert s.events == []

    run(work())


def test_not_our_card() -> None:
    async def work() -> None:
        async with slot() as s:
            await asyncio.gather(s.room.insert(ForeignCard()), s.reader.wait_card())
            async with s.reader.session() as channel:
                with pytest.raises(NotOurCard):
                    await ssc.read_card(channel)
                assert await channel.transmit(SELECT) == b"\x6a\x82"  # a refusal does not end the session

    run(work())


def test_nothing_stays_selected_between_sessions_and_they_take_turns() -> None:
    async def work() -> None:
        async with slot() as s:
            await s.put_in()
            async with s.reader.session() as channel:
                await ssc.select(channel)
            async with s.reader.session() as channel:
                assert await channel.transmit(apdu.SelectFile(apdu.EF05).encode()) == b"\x6a\x82"
            assert set(await asyncio.gather(read(s), read(s), read(s))) == {FIRST[0]}
            with pytest.raises(SessionOver):
                await channel.transmit(SELECT)

    run(work())


def test_looking_and_checking_do_not_disturb_a_session() -> None:
    async def work() -> None:
        async with slot() as s:
            await s.put_in()
            async with s.reader.session() as channel:
                taken = asyncio.create_task(s.reader.wait_removed())
                card, report = await asyncio.gather(ssc.read_card(channel), s.reader.check())
                assert card.holder.reveal() == FIRST[0]
                assert report.state is State.UP
                giving = asyncio.create_task(s.reader.give_back())
                await asyncio.sleep(3)
                assert s.device.place == CONTACT, "nobody moves a card that is being read"
            await giving
            assert s.device.place == FRONT_HELD
            assert not taken.done()
            taken.cancel()

    run(work())


def test_nothing_of_the_card_reaches_the_tap_or_the_log() -> None:
    async def work() -> None:
        async with slot() as s:
            card = a_card()
            await s.put_in(card)
            await read(s)
            seen = b"".join(traffic.data or b"" for traffic in s.traffic)
            for secret in (FIRST[0].encode("gb18030"), FIRST[1].encode(), FIRST[2].encode(), card.atr, SELECT):
                assert secret not in seen
            assert FIRST[1] not in repr(s.events)
            assert sum(traffic.length for traffic in s.traffic if traffic.data is None) > 300

    run(work())


def test_a_place_without_a_card() -> None:
    async def work() -> None:
        async with slot() as s:
            with pytest.raises(CardPulled, match="no card in the reader"):
                await read(s)
            await s.reader.give_back()
            await s.reader.wait_removed()
            assert s.device.moves == []
            assert s.device.place == NOWHERE
            assert INSIDE not in s.device.moves

    run(work())
