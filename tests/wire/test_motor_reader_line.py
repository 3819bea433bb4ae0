"""The motor reader's driver on a bad line: spoiled frames, lost and late answers, silence, noise, no line at all."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from kiosk.events import NoiseHeard
from kiosk.hardware.device import Presence, State
from kiosk.hardware.errors import DeviceGarbled, DeviceGone, DeviceSilent
from kiosk.hardware.link import Direction
from kiosk.hardware.smartcard import ssc
from kiosk.hardware.smartcard.errors import CardPulled
from kiosk_sim.motor_reader import CONTACT, FRONT_HELD, INSIDE, NOWHERE
from tests.virtual_time import run
from tests.wire.motor_bench import SELECT, Slot, a_card, card_inside, never, slot


async def when_sent(s: Slot, code: str, *, enquired: bool = True) -> None:
    """Wait until the driver has sent ENQ for a command, or only its frame."""
    async with asyncio.timeout(5):
        while not (s.sent and s.sent[-1] == code and (s.traffic[-1].data == b"\x05") is enquired):
            await s.passing()


@pytest.mark.parametrize("naks", [1, 2])
def test_a_frame_that_arrives_spoiled_is_sent_again(naks: int) -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.device.naks = naks
            async with s.reader.session() as channel:
                s.device.naks = naks
                assert (await channel.transmit(SELECT))[0] == 0x61
            s.device.naks = naks
            await s.reader.give_back()
            assert s.device.moves == [0x2F, 0x31]

    run(work())


def test_a_reader_that_calls_every_frame_spoiled_is_given_up_and_nothing_moves() -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.device.faults["nak"].begin()
            with pytest.raises(DeviceSilent, match="AskStatus arrived spoiled 3 times"):
                await s.reader.give_back()
            assert s.device.moves == []
            s.device.faults["nak"].end()
            await s.reader.give_back()

    run(work())


def test_a_lost_answer_to_a_move_is_asked_about_and_the_move_not_repeated() -> None:
    async def work() -> None:
        async with card_inside() as s:
            giving = asyncio.create_task(s.reader.give_back())
            await when_sent(s, "3231")
            await asyncio.sleep(0.1)  # the motor runs
            s.line.silent = True
            await asyncio.sleep(4)
            s.line.silent = False
            await giving
            assert s.device.place == FRONT_HELD
            assert s.device.moves == [0x31]

    run(work())


def test_a_lost_enquiry_is_told_from_a_lost_answer_by_where_the_card_is() -> None:
    async def work() -> None:
        async with card_inside() as s:
            giving = asyncio.create_task(s.reader.give_back())
            await when_sent(s, "3231")
            s.line.silent = True  # ENQ is on its way, and lost
            await asyncio.sleep(4)
            assert s.device.moves == []
            s.line.silent = False
            await giving
            assert s.device.moves == [0x31], "told again, as the card had not moved"

    run(work())


def test_a_card_that_stands_elsewhere_after_a_lost_answer_is_not_moved_again() -> None:
    async def work() -> None:
        async with card_inside() as s:
            giving = asyncio.create_task(s.reader.give_back())
            await when_sent(s, "3231")
            await asyncio.sleep(0.1)
            s.line.silent = True
            await asyncio.sleep(4)
            s.device.place = CONTACT
            s.line.silent = False
            with pytest.raises(DeviceSilent):
                await giving
            assert s.device.moves == [0x31]
            await s.reader.give_back()
            assert s.device.place == FRONT_HELD

    run(work())


def test_a_command_that_was_given_up_is_cancelled_before_anything_else_is_said() -> None:
    """Else a late ACK to it might be taken for that of the next one, and ENQ would execute what nobody wants."""

    async def work() -> None:
        async with card_inside() as s:
            retaining = asyncio.create_task(s.reader.retain())
            await when_sent(s, "3233", enquired=False)
            await asyncio.sleep(0.002)  # it is there, and its ACK is on its way
            s.line.silent = True
            with pytest.raises(DeviceSilent):
                await retaining
            s.line.silent = False
            s.traffic.clear()
            await s.reader.check()
            assert s.traffic[0].data == b"\x04"
            assert s.device.moves == []

    run(work())


def test_a_late_answer_is_not_taken_for_the_answer_to_the_next_question() -> None:
    async def work() -> None:
        async with slot() as s:
            s.line.delay = 1.0
            with pytest.raises(DeviceSilent):
                await s.reader.check()
            s.device.card, s.device.place = a_card(), INSIDE
            s.line.delay = 0.0  # "no card" may still be on its way
            await s.reader.check()
            assert s.reader.presence() is Presence.PRESENT

    run(work())


def test_a_late_answer_of_the_chip_stays_hidden() -> None:
    async def work() -> None:
        async with card_inside() as s:
            async with s.reader.session() as channel:
                await ssc.select(channel)
                reading = asyncio.create_task(ssc.read_card(channel))
                await asyncio.sleep(0.5)
                s.line.delay = 6.0  # longer than the driver waits
                with pytest.raises(DeviceSilent):
                    await reading
                s.line.delay = 0.0
                s.traffic.clear()
                await asyncio.sleep(10)
            assert any(seen.data is None for seen in s.traffic)
            seen = b"".join(traffic.data or b"" for traffic in s.traffic if traffic.direction is Direction.RECEIVED)
            assert b"\x37\x31" not in seen
            await s.reader.give_back()

    run(work())


@pytest.mark.parametrize("after", [0.0, 0.005, 0.02, 0.2, 1.0, 1.3])
def test_a_cancelled_move_is_finished_before_anything_else(after: float) -> None:
    async def work() -> None:
        async with card_inside() as s:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(after):
                    await s.reader.give_back()
            await s.reader.give_back()
            assert s.device.place == FRONT_HELD
            assert s.device.moves == [0x31]

    run(work())


def test_silence_is_unknown_and_the_card_is_remembered() -> None:
    async def work() -> None:
        async with card_inside() as s:
            s.line.silent = True
            for attempt in (s.reader.check, s.reader.wait_removed, s.reader.give_back, s.reader.retain):
                with pytest.raises(DeviceSilent):
                    await attempt()
            assert s.holds()
            with pytest.raises(DeviceSilent):
                await s.reader.open()
            assert s.reader.presence() is Presence.UNKNOWN
            assert s.holds()
            s.line.silent = False
            await s.reader.open()
            assert s.device.place == FRONT_HELD

    run(work())


def test_a_line_full_of_noise_is_garbled() -> None:
    async def work() -> None:
        async with slot() as s:
            s.line.silent = True

            async def crackle() -> None:
                while True:
                    s.line.silent = False
                    s.room.server.send(b"\x00\xfe\x80")
                    await asyncio.sleep(0.01)
                    s.line.silent = True
                    await asyncio.sleep(0.09)

            crackling = asyncio.create_task(crackle())
            with pytest.raises(DeviceGarbled):
                await s.reader.check()
            crackling.cancel()
            assert any(isinstance(event, NoiseHeard) for event in s.events)

    run(work())


@pytest.mark.parametrize("after", [0.0, 0.05, 0.6, 1.5, 3.0])
def test_unplugged_while_a_card_is_awaited_drawn_in_and_read(after: float) -> None:
    """Wherever it happens: everybody is told, and after plugging in again the card is in the mouth or outside."""

    async def visit(s: Slot) -> None:
        await s.put_in()
        for _ in range(20):
            async with s.reader.session() as channel:
                await ssc.read_card(channel)

    async def work() -> None:
        async with slot() as s:
            visiting = asyncio.create_task(visit(s))
            await asyncio.sleep(after)
            await s.room.server.unplug()
            with pytest.raises((DeviceGone, CardPulled)):
                await visiting
            await asyncio.sleep(2)  # a card that the motor has seized comes in all the same
            with pytest.raises(DeviceGone):
                await s.reader.check()
            with pytest.raises(DeviceGone):
                await s.reader.open()
            s.device.power_up()
            await s.room.server.start()
            await s.reader.open()
            assert s.device.place in (FRONT_HELD, NOWHERE)
            assert not s.lets_in()
            assert (await s.reader.check()).state is State.UP

    run(work())


def test_closed_means_gone() -> None:
    async def work() -> None:
        async with slot() as s:
            waiting = asyncio.create_task(s.reader.wait_card())
            await asyncio.sleep(1)
            await s.reader.close()
            await s.reader.close()
            with pytest.raises(DeviceGone):
                await waiting
            for attempt in (s.reader.check, s.reader.give_back, s.reader.retain, s.reader.wait_removed):
                with pytest.raises(DeviceGone, match="not open"):
                    await attempt()
            await never(s.reader.open(), 0.0)

    run(work())
