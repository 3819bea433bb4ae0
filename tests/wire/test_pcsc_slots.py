"""Two slots of one PC/SC reader: the contact one first, then the one cards are laid on; and the reader's own cable."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.hardware.device import Presence, State
from kiosk.hardware.errors import DeviceGone
from kiosk.hardware.smartcard import ssc
from kiosk.hardware.smartcard.atr import AtrForm, atr
from kiosk.hardware.smartcard.errors import BadCardData, CardPulled
from kiosk.hardware.smartcard.messages import Interface
from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.pcsc import CONTACTLESS, laid_on
from tests.wire.pcsc_bench import FIRST, SECOND, bench, read_and_expect, read_when_in, runs, soon, until


@runs
async def test_a_card_laid_on_is_read() -> None:
    async with bench(contactless=CONTACTLESS) as (room, reader):
        card = SocialSecurityCard(*FIRST)
        await room.insert(card, contactless=True)
        await soon(reader.wait_card())
        assert (reader.state.interface, reader.state.atr) == (Interface.CONTACTLESS, laid_on(card.atr))
        assert (reader.state.reader or "").endswith(CONTACTLESS)
        async with reader.session() as channel:
            told = atr(channel.atr)
            assert (told.form, told.check_ok) == (AtrForm.CONTACTLESS, True)
            assert told.historical == card.atr[-13:]
            assert (await ssc.read_card(channel)).holder.reveal() == FIRST[0]
        await room.pull(contactless=True)
        await soon(reader.wait_removed())
        assert reader.presence() is Presence.ABSENT


@runs
async def test_the_contact_slot_wins() -> None:
    async with bench(contactless=CONTACTLESS) as (room, reader):
        await room.insert(SocialSecurityCard(*SECOND), contactless=True)
        await until(reader, lambda: reader.state.interface is Interface.CONTACTLESS)
        removed = asyncio.create_task(reader.wait_removed())
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(removed)  # the one that would be read is another now
        await read_and_expect(reader, FIRST[0])
        await room.pull()
        await until(reader, lambda: reader.state.interface is Interface.CONTACTLESS)
        await read_and_expect(reader, SECOND[0])


@runs
async def test_what_was_read_from_a_card_laid_on_is_void_when_another_is_inserted() -> None:
    async with bench(contactless=CONTACTLESS) as (room, reader):
        await room.insert(SocialSecurityCard(*SECOND), contactless=True)
        await soon(reader.wait_card())
        async with reader.session() as channel:
            stay = channel.stay
        assert stay.over is None
        await room.insert(SocialSecurityCard(*FIRST))
        await until(reader, lambda: reader.state.interface is Interface.CONTACT)
        assert stay.over is not None


@runs
async def test_without_a_name_for_it_the_second_slot_is_not_looked_at() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*SECOND), contactless=True)
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        await read_and_expect(reader, FIRST[0])
        await room.pull()
        await soon(reader.wait_removed())
        assert reader.presence() is Presence.ABSENT


@runs
async def test_unplugged_and_plugged_in_again() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        async with reader.session() as channel:
            await ssc.select(channel)
            stay = channel.stay
            await room.unplug()
            with pytest.raises((DeviceGone, CardPulled)):
                await ssc.read_issued(channel)
        assert stay.over is not None
        report = await reader.check()
        assert (report.state, report.detail) == (State.UNPLUGGED, "no reader")
        await until(reader, lambda: reader.state.service and reader.state.reader is None)
        assert reader.presence() is Presence.UNKNOWN
        await room.plug()
        await read_when_in(reader, FIRST[0])
        assert (await reader.check()).state is State.UP


@runs
async def test_a_card_inserted_while_the_reader_is_unplugged() -> None:
    async with bench() as (room, reader):
        await room.unplug()
        await room.insert(SocialSecurityCard(*FIRST))
        await until(reader, lambda: reader.state.service and reader.state.reader is None)
        await room.plug()
        await read_when_in(reader, FIRST[0])


@runs
async def test_every_fault_of_the_room_begins_and_ends_twice() -> None:
    seen = {"mute-chip": State.UP, "worn-contacts": State.UP, "unplugged": State.UNPLUGGED}
    seen |= {"service-down": State.UNPLUGGED, "service-frozen": State.SILENT}
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        assert room.faults.keys() == seen.keys()
        for name, fault in room.faults.items():
            for verb in (fault.begin, fault.begin):
                await _done(verb())
            assert (await reader.check()).state is seen[name], name
            for verb in (fault.end, fault.end):
                await _done(verb())
            assert fault.says
            await read_when_in(reader, FIRST[0])


async def _done(result: object) -> None:
    if hasattr(result, "__await__"):
        await result


@runs
async def test_worn_contacts_are_a_bad_card_and_not_another_kind_of_card() -> None:
    async with bench() as (room, reader):
        await room.insert(SocialSecurityCard(*FIRST))
        await soon(reader.wait_card())
        room.faults["worn-contacts"].begin()
        async with reader.session() as channel:
            with pytest.raises(BadCardData, match="without a status word"):
                await ssc.read_card(channel)
        room.faults["worn-contacts"].end()
        await read_and_expect(reader, FIRST[0])
