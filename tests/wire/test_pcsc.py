"""Chip cards through the real pyscard and a real pcscd: read, refused, pulled, swapped in secret, mute."""

import asyncio

import pytest

from kiosk.hardware.device import Presence, State
from kiosk.hardware.smartcard import apdu, ssc
from kiosk.hardware.smartcard.errors import CardMute, CardPulled, NotOurCard, SessionOver
from kiosk_sim.cards import ForeignCard, SocialSecurityCard
from tests.wire.pcsc_bench import (
    FIRST,
    SECOND,
    SELECT,
    assert_no_data,
    bench,
    read_and_expect,
    read_when_in,
    runs,
    soon,
    worker_pid,
)


@runs
async def test_reads_a_card() -> None:
    async with bench() as (room, reader):
        assert reader.presence() is Presence.ABSENT
        inserted = SocialSecurityCard("𬭎测试", *FIRST[1:])
        await room.insert(inserted)
        await soon(reader.wait_card())
        assert reader.presence() is Presence.PRESENT
        async with reader.session() as channel:
            assert channel.atr == inserted.atr == reader.state.atr
            card = await ssc.read_card(channel)
        assert (card.holder.reveal(), card.holder_number.reveal()) == ("𬭎测试", FIRST[1])
        assert room.apdus == 10
        await room.pull()
        await soon(reader.wait_removed())
        assert reader.presence() is Presence.ABSENT


@runs
async def test_card_that_announces_and_insists() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*SECOND, via_get_response=True, exact_le=True))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            card = await ssc.read_card(channel)
        assert card.holder.reveal() == "䶮样例"
        assert room.apdus == 20  # 10, with GET RESPONSE for 3 and a second try for 7


@runs
async def test_not_our_card() -> None:
    async with bench() as (room, reader):
        await room.insert(ForeignCard())
        await soon(reader.wait_card())
        async with reader.session() as channel:
            with pytest.raises(NotOurCard):
                await ssc.read_card(channel)
            assert await channel.transmit(SELECT) == b"\x6a\x82"  # a refusal does not end the session


@runs
async def test_nothing_stays_selected_between_sessions() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            await ssc.select(channel)
        async with reader.session() as channel:
            assert await channel.transmit(apdu.SelectFile(apdu.EF05).encode()) == b"\x6a\x82"


@runs
async def test_sessions_take_turns() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())

        async def read() -> str:
            async with reader.session() as channel:
                return (await ssc.read_card(channel)).holder.reveal()

        assert tuple(await asyncio.gather(read(), read(), read())) == (FIRST[0], FIRST[0], FIRST[0])
        assert (await reader.check()).state is State.UP


@runs
async def test_no_card() -> None:
    async with bench() as (_, reader):
        with pytest.raises(CardPulled, match="no card in the reader"):
            async with reader.session():
                pass


@runs
async def test_pulled_between_two_apdus() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            await ssc.select(channel)
            await room.pull()
            with pytest.raises(CardPulled) as caught:
                await ssc.read_issued(channel)
            with pytest.raises(SessionOver):
                await channel.transmit(SELECT)
        assert_no_data(caught.value)
        await soon(reader.wait_removed())
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        await read_and_expect(reader, FIRST[0])
        assert reader.starts == 1


class Slow(SocialSecurityCard):
    """A card whose `heard` tells that a command has reached it."""

    def __init__(self, *person: str) -> None:
        super().__init__(*person)
        self.heard = asyncio.Event()

    def receive(self, apdu: bytes) -> bytes:
        self.heard.set()
        return super().receive(apdu)


@runs
async def test_pulled_while_it_computes() -> None:
    async with bench() as (room, reader):
        card = Slow(*FIRST)
        await room.insert(card)
        await soon(reader.wait_card())
        async with reader.session() as channel:
            room.mute = True
            transmit = asyncio.create_task(channel.transmit(SELECT))
            await soon(card.heard.wait())
            await room.pull()
            with pytest.raises(CardPulled):
                await transmit
        assert reader.starts == 1


@runs
async def test_silent_swap_ends_the_session() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            await ssc.select(channel)
            other = SocialSecurityCard(*SECOND, serial="510100260301")
            await room.swap(other)
            with pytest.raises(CardPulled):
                await channel.transmit(SELECT)
            with pytest.raises(SessionOver):  # pcscd itself would answer from the other card here
                await channel.transmit(SELECT)
        await soon(reader.wait_card())
        async with reader.session() as channel:
            assert channel.atr == other.atr
            assert (await ssc.read_card(channel)).holder.reveal() == SECOND[0]


@runs
async def test_mute_card() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        worker = worker_pid(room)
        async with reader.session() as channel:
            room.mute = True
            with pytest.raises(CardMute) as caught:
                await channel.transmit(SELECT)
            with pytest.raises(SessionOver):
                await channel.transmit(SELECT)
        assert_no_data(caught.value)
        assert reader.presence() is Presence.UNKNOWN
        assert (await reader.check()).state is State.UP  # the reader is; a new worker says so
        assert worker_pid(room) != worker
        await room.pull()
        room.mute = False
        await room.insert(SocialSecurityCard(*SECOND))
        await read_when_in(reader, SECOND[0])
        assert reader.starts == 2


@runs
async def test_cancelled_transmit() -> None:
    async with bench() as (room, reader):
        card = Slow(*FIRST)
        await room.insert(card)
        await soon(reader.wait_card())

        async def visit() -> None:
            async with reader.session() as channel:
                room.mute = True
                await channel.transmit(SELECT)

        task = asyncio.create_task(visit())
        await soon(card.heard.wait())
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await room.pull()
        room.mute = False
        await room.insert(SocialSecurityCard(*SECOND))
        await read_when_in(reader, SECOND[0])


@runs
async def test_reader_still_busy_with_a_command_nobody_waits_for() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        room.mute = True
        for _ in range(2):  # the first command never ends, so the second session cannot begin
            with pytest.raises(CardMute):
                async with reader.session() as channel:
                    await channel.transmit(SELECT)
        assert room.apdus == 1
        await room.pull()
        room.mute = False
        await room.insert(SocialSecurityCard(*SECOND))
        await read_when_in(reader, SECOND[0])
