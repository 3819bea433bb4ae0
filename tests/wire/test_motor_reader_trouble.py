"""The motor reader's driver when things go wrong: stuck cards, a full bin, no power, odd cards and dead chips."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.events import CardRetained
from kiosk.hardware.device import Presence, State
from kiosk.hardware.motor_reader.errors import CardStuck, ReaderRefused, SensorsWrong
from kiosk.hardware.smartcard import ssc
from kiosk.hardware.smartcard.errors import BinFull, CardMute, CardPulled, SessionOver
from kiosk_sim.motor_reader import FRONT, FRONT_HELD, INSIDE, LONG, REAR_HELD
from tests.virtual_time import run
from tests.wire.motor_bench import FIRST, SELECT, a_card, card_inside, never, slot


def test_a_stuck_card_is_faulty_and_given_back_when_it_moves_again() -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.device.jam()
            with pytest.raises(CardStuck, match="stuck on its way: in the mouth, held"):
                await s.reader.give_back()
            assert s.holds()
            report = await s.reader.check()
            assert (report.state, report.detail) == (State.FAULTY, "a card is stuck on its way: in the mouth, held")
            s.device.free()
            await asyncio.sleep(31)
            assert (await s.reader.check()).state is State.UP
            assert s.device.place == FRONT_HELD

    run(work())


def test_the_motor_does_not_strain_at_a_stuck_card_at_every_look() -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.device.jam()
            await s.reader.open()
            for _ in range(25):
                assert (await s.reader.check()).state is State.FAULTY
                await asyncio.sleep(3)
            assert s.device.moves.count(0x31) == 3, "once at the start, then every half minute"
            s.device.pull(by_force=True)  # the technician
            assert (await s.reader.check()).state is State.UP

    run(work())


def test_a_stranger_s_card_that_cannot_be_given_back_is_not_read_either() -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.device.jam()
            await s.reader.open()
            before = s.device.apdus
            with pytest.raises(CardPulled, match="not inside"):
                async with s.reader.session():
                    pass
            await asyncio.sleep(31)
            with pytest.raises(CardStuck):
                await s.reader.wait_card()
            s.device.free()
            await asyncio.sleep(31)
            await never(s.reader.wait_card())
            assert s.device.place == FRONT_HELD
            assert s.device.apdus == before

    run(work())


def test_a_card_stuck_on_its_way_to_the_contacts_is_not_read() -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.device.jam()
            with pytest.raises(CardStuck):
                async with s.reader.session():
                    pass
            s.device.free()
            await s.reader.give_back()
            assert (await s.reader.check()).state is State.UP

    run(work())


@pytest.mark.parametrize("place", [INSIDE, FRONT_HELD, REAR_HELD])
def test_a_bin_that_takes_no_card_counts_as_full_and_the_card_is_in_the_mouth(place: int) -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.device.faults["bin-full"].begin()
            s.device.place = place
            with pytest.raises(BinFull, match="the bin takes no card"):
                await s.reader.retain()
            assert s.device.card is not None
            assert s.device.place == FRONT_HELD
            assert not [event for event in s.events if isinstance(event, CardRetained)]

    run(work())


@pytest.mark.parametrize(
    ("fault", "says"), [("voltage", "supply voltage out of range"), ("power-off", "main power off")]
)
def test_a_reader_without_power_is_faulty_and_comes_back_by_itself(fault: str, says: str) -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.device.faults[fault].begin()
            report = await s.reader.check()
            assert report.state is State.FAULTY
            assert report.detail.startswith(says)
            for attempt in (s.reader.give_back, s.reader.wait_card, s.reader.wait_removed, s.reader.retain):
                with pytest.raises(ReaderRefused, match=says):
                    await attempt()
            await s.reader.open()
            assert (await s.reader.check()).state is State.FAULTY
            s.device.faults[fault].end()
            await asyncio.sleep(31)
            assert (await s.reader.check()).state is State.UP
            assert s.device.place == FRONT_HELD, "whose card it was nobody knows any more"

    run(work())


def test_an_abnormal_card_counts_as_one_that_does_not_answer_and_is_given_back() -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.device.faults["abnormal-card"].begin()
            with pytest.raises(CardMute, match="abnormal card"):
                async with s.reader.session():
                    pass
            await s.reader.give_back()
            assert s.device.place == FRONT_HELD
            assert (await s.reader.check()).state is State.UP

    run(work())


def test_a_sensor_that_always_sees_a_card() -> None:
    async def work() -> None:
        async with slot() as s:
            s.device.faults["sensor"].begin()
            await s.reader.wait_card()
            with pytest.raises(SensorsWrong):
                async with s.reader.session():
                    pass
            report = await s.reader.check()
            assert (report.state, report.detail) == (
                State.FAULTY,
                "the sensors show a card that the motor does not find",
            )
            s.device.faults["sensor"].end()
            assert (await s.reader.check()).state is State.UP

    run(work())


@pytest.mark.parametrize("fault", ["long-card", "short-card"])
def test_a_card_of_odd_length_is_given_back_and_the_next_one_comes_in(fault: str) -> None:
    async def work() -> None:
        async with slot() as s:
            s.device.faults[fault].begin()
            waiting = asyncio.create_task(s.reader.wait_card())
            await s.room.insert(a_card())
            await asyncio.sleep(5)
            assert s.device.place == FRONT
            assert not s.lets_in()
            assert s.device.moves == [0x30]
            assert not waiting.done()
            s.device.pull()
            s.device.faults[fault].end()
            await s.room.insert(a_card())
            await waiting
            assert s.device.place == INSIDE

    run(work())


def test_a_card_that_is_called_long_in_the_mouth_too_is_pushed_out_once() -> None:
    async def work() -> None:
        async with slot() as s:
            s.device.card, s.device.place = a_card(), LONG
            waiting = asyncio.create_task(s.reader.wait_card())
            await asyncio.sleep(2)
            s.device.place = LONG
            await asyncio.sleep(5)
            assert s.device.moves == [0x30]
            waiting.cancel()

    run(work())


def test_a_mute_chip() -> None:
    async def work() -> None:
        async with card_inside() as s:
            async with s.reader.session() as channel:
                s.device.mute = True
                with pytest.raises(CardMute):
                    await channel.transmit(SELECT)
                with pytest.raises(SessionOver):
                    await channel.transmit(SELECT)
            with pytest.raises(CardMute):
                async with s.reader.session():
                    pass
            assert (await s.reader.check()).state is State.UP
            await s.reader.give_back()
            assert s.device.place == FRONT_HELD

    run(work())


def test_pulled_out_by_force_in_a_session() -> None:
    async def work() -> None:
        async with card_inside() as s:
            async with s.reader.session() as channel:
                await ssc.select(channel)
                s.device.pull(by_force=True)
                with pytest.raises(CardPulled) as caught:
                    await channel.transmit(SELECT)
            assert FIRST[1] not in repr(caught.value)
            await s.reader.give_back()
            assert s.reader.presence() is Presence.ABSENT

    run(work())


def test_another_card_in_its_place_is_not_read_in_the_same_session() -> None:
    async def work() -> None:
        async with card_inside() as s, s.reader.session() as channel:
            await ssc.select(channel)
            await s.room.swap(a_card())
            with pytest.raises(CardMute):
                await channel.transmit(SELECT)
            with pytest.raises(SessionOver):
                await channel.transmit(SELECT)

    run(work())
