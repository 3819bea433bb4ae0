"""The ID reader's driver and every fault of the simulated reader: what it reports, and that it works again after."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from kiosk.domain.identity import Identity
from kiosk.events import DeviceReset, DocumentNotRead
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceRefused, DeviceSilent
from kiosk.hardware.id_reader.errors import DocumentUnreadable, SamRefused
from kiosk.hardware.id_reader.wire import Sw3
from kiosk.hardware.link import Direction
from kiosk_sim.id_reader import AT_ONCE, IdReaderDevice
from kiosk_sim.id_reader_faults import Step
from tests.virtual_time import run
from tests.wire.id_reader_desk import ONE, OTHER, Desk, desk

READ, HINTS, NOTHING = "is read", "please lay it again", "nothing happens"
REFUSED, SILENT, UNREADABLE = "the reader refuses", "the reader is silent", "the document is unreadable"

# What becomes of a document that is laid down, how the reader is then reported, and why.
FAULTS: dict[str, tuple[str, State, str]] = {
    "checksum-refused": (REFUSED, State.FAULTY, "FindCard: checksum of the host's data wrong (status 10)"),
    "length-refused": (REFUSED, State.FAULTY, "FindCard: length of the host's data wrong (status 11)"),
    "find-refused": (REFUSED, State.FAULTY, "FindCard: command or parameter wrong (status 21)"),
    "find-not-permitted": (REFUSED, State.FAULTY, "FindCard: operation not permitted (status 23)"),
    "find-error": (REFUSED, State.FAULTY, "FindCard: unrecognised error (status 24)"),
    "no-card-yet": (NOTHING, State.UP, ""),
    "antenna-dead": (NOTHING, State.UP, ""),
    "select-refused": (REFUSED, State.UP, "SelectCard: command or parameter wrong (status 21)"),
    "select-failed": (HINTS, State.UP, "select failed (status 81)"),
    "card-refuses-module": (HINTS, State.UP, "card refused the security module (status 31)"),
    "module-refuses-card": (HINTS, State.UP, "security module refused the card (status 32)"),
    "wrong-card": (HINTS, State.UP, "wrong card type (status 40)"),
    "random-failed": (HINTS, State.UP, "card random number failed (status 47)"),
    "data-not-verified": (HINTS, State.UP, "card data failed verification (status 33)"),
    "card-length-wrong": (HINTS, State.UP, "card data length wrong (status 3F)"),
    "read-failed": (HINTS, State.UP, "card read failed (status 41)"),
    "fingerprints-not-verified": (READ, State.UP, ""),
    "self-test-failed": (REFUSED, State.FAULTY, "security module failed its self-test (status 60)"),
    "not-authorised": (REFUSED, State.FAULTY, "security module not authorised (status 66)"),
    "confused": (READ, State.UP, ""),
    "mute": (SILENT, State.SILENT, "no answer to FindCard within 1 s"),
    "slow": (READ, State.UP, ""),
    "answers-twice": (READ, State.UP, ""),
    "no-address-command": (READ, State.UP, ""),
    "off-centre": (HINTS, State.UP, "select failed (status 81)"),
    "off-centre-read": (HINTS, State.UP, "card read failed (status 41)"),
    "two-cards": (HINTS, State.UP, "select failed (status 81)"),
    "lifted-while-read": (HINTS, State.UP, "card read failed (status 41)"),
    "text-spoiled": (UNREADABLE, State.UP, ""),
    "photo-spoiled": (READ, State.UP, ""),
}


async def what_becomes_of_it(d: Desk) -> tuple[str, str]:
    """What happens to the document that lies there, and the reason if one is told."""
    try:
        identity = await d.read(20)
    except TimeoutError:
        told = [event.reason for event in d.events if isinstance(event, DocumentNotRead)]
        assert len(told) == d.hints
        return (HINTS, told[0]) if d.hints else (NOTHING, "")
    except DocumentUnreadable:
        return UNREADABLE, ""
    except DeviceRefused as refused:
        return REFUSED, refused.fact
    except DeviceSilent as silent:
        return SILENT, silent.fact
    assert identity.number.reveal() == ONE.number
    return READ, ""


async def state(d: Desk) -> State:
    """What a check says, once; the rack asks three times before it believes in silence."""
    try:
        return (await d.reader.check()).state
    except DeviceSilent:
        return State.SILENT


def test_every_fault_of_the_reader_is_told_here() -> None:
    assert FAULTS.keys() == IdReaderDevice().faults.keys()
    assert all(fault.says for fault in IdReaderDevice().faults.values())


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_begins_is_noticed_and_ends(name: str) -> None:
    expected, health, why = FAULTS[name]

    async def work() -> None:
        async with desk(settings={"poll_seconds": 1.0}) as d:
            fault = d.device.faults[name]
            fault.begin()
            fault.begin()
            d.device.lay(ONE)
            assert await what_becomes_of_it(d) == (expected, why)
            assert await state(d) is health
            fault.end()
            fault.end()
            await asyncio.sleep(10)
            d.device.lift()
            await d.reader.wait_removed()
            assert await state(d) is State.UP
            d.device.lay(OTHER)
            assert (await d.read()).number.reveal() == OTHER.number

    run(work())


@pytest.mark.parametrize("status", [row for row in Sw3 if row not in (Sw3.DONE, Sw3.CARD_FOUND)], ids=lambda s: s.name)
@pytest.mark.parametrize("step", ["find", "select", "read"])
def test_any_status_may_answer_any_step_once_and_the_document_is_read_in_the_end(step: Step, status: Sw3) -> None:
    """Once is a flaw. A reader that finds a card only once must not lose it by that."""

    async def work() -> None:
        async with desk(IdReaderDevice(thinking=AT_ONCE)) as d:
            d.device.force(step, status, 1)
            d.device.lay(ONE)
            assert (await d.read(20)).number.reveal() == ONE.number

    run(work())


# --- a reset, once ------------------------------------------------------------------------------


def resets(d: Desk) -> list[str]:
    """The reasons of the resets in the log."""
    return [event.reason for event in d.events if isinstance(event, DeviceReset)]


def test_a_confused_module_is_reset_and_goes_on() -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.confused = 0x66
            assert (await d.reader.check()).state is State.UP
            assert resets(d) == ["security module not authorised (status 66)"]
            d.device.confused = 0x60
            d.device.lay(ONE)
            await d.read()
            assert d.device.resets == 2, "one that obeyed in between is worth another reset"

    run(work())


def test_a_broken_module_is_reset_only_once() -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.broken = 0x60
            for _ in range(3):
                assert (await d.reader.check()).state is State.FAULTY
                with pytest.raises(SamRefused) as caught:
                    await d.read()
                assert caught.value.reason is Sw3.SELF_TEST_FAILED
            assert d.device.resets == 1

    run(work())


def test_three_refused_finds_are_confusion_and_two_are_not() -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.force("find", 0x24, 2)
            d.device.lay(ONE)
            await d.read()
            assert resets(d) == []
            d.device.lift()
            await d.reader.wait_removed()
            d.device.force("find", 0x24, 3)
            d.device.lay(ONE)
            await d.read()
            assert resets(d) == ["FindCard: unrecognised error (status 24)"]

    run(work())


def test_a_module_that_refuses_every_select_is_reset_and_then_given_up() -> None:
    async def work() -> None:
        async with desk(IdReaderDevice(finds_again=True)) as d:
            d.device.force("select", 0x23)
            d.device.lay(ONE)
            with pytest.raises(SamRefused, match="SelectCard: operation not permitted"):
                await d.read()
            assert d.device.resets == 1
            assert d.hints == 2

    run(work())


def test_a_reset_that_is_not_answered_is_silence() -> None:
    class Gone(IdReaderDevice):
        def _reset(self) -> bytes:
            self.mute = True
            return super()._reset()

    async def work() -> None:
        async with desk(Gone()) as d:
            d.device.force("find", 0x24)
            with pytest.raises(DeviceSilent, match="no answer to ResetSam"):
                await d.read()

    run(work())


def test_an_answer_to_no_question_is_a_refusal_with_its_reason() -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.force("id", 0x9F)
            with pytest.raises(SamRefused) as caught:
                await d.reader.sam_id()
            assert (caught.value.reason, caught.value.command) == (Sw3.CARD_FOUND, "SamId")
            d.device.force("id", 0x02)
            with pytest.raises(SamRefused, match="not a reader's status: the PC's own code for time-out") as caught:
                await d.reader.sam_id()
            assert caught.value.reason is None

    run(work())


# --- late answers -------------------------------------------------------------------------------


@pytest.mark.parametrize("late", [0.4, 0.9, 1.1, 1.7, 2.4])
def test_a_late_answer_is_never_taken_for_the_answer_to_another_question(late: float) -> None:
    """For six seconds every answer comes late, most after their deadline: each fits only what it answers."""

    async def work() -> None:
        async with desk(IdReaderDevice(thinking=AT_ONCE)) as d:
            for document in (ONE, OTHER, ONE, OTHER):
                d.device.slow = late
                asyncio.get_running_loop().call_later(6, setattr, d.device, "slow", 0.0)
                d.device.lay(document)
                identity = await _insist(d)
                assert identity.number.reveal() == document.number, "the one that lies there now"
                d.device.lift()
                await asyncio.sleep(10)
                await d.reader.wait_removed()
            assert not resets(d), "what is late is no refusal"

    run(work())


async def _insist(d: Desk) -> Identity:
    """Read, however often the reader is called silent: it is asked again then."""
    while True:
        with contextlib.suppress(DeviceSilent):
            return await d.read(120)


def test_a_reading_that_comes_too_late_is_not_given_to_the_next_citizen() -> None:
    class Late(IdReaderDevice):
        reads = 0

        def _read_text(self, *, fingerprints: bool) -> bytes:
            self.reads += 1
            if self.reads == 1:
                d.line.to_kiosk.delay = 7.0  # for what goes over the line now, and nothing after it
                asyncio.get_running_loop().call_later(0.1, setattr, d.line.to_kiosk, "delay", 0.0)
            return super()._read_text(fingerprints=fingerprints)

    d: Desk

    async def work() -> None:
        nonlocal d
        async with desk(Late(thinking=AT_ONCE)) as d:
            d.device.lay(ONE)
            asyncio.get_running_loop().call_later(6.5, d.device.lay, OTHER)
            assert (await d.read(60)).number.reveal() == OTHER.number
            assert d.hints, "the first was given up before its text came"
            late = [seen.length for seen in d.traffic if seen.data is None and seen.direction is Direction.RECEIVED]
            assert sum(late) > 2 * 1295, "and it did come"

    run(work())


@pytest.mark.parametrize("finds_again", [False, True])
def test_another_document_is_read_by_a_reader_without_the_probe(finds_again: bool) -> None:
    async def work() -> None:
        async with desk(IdReaderDevice(finds_again=finds_again)) as d:
            d.device.knows_address = False
            d.device.lay(ONE)
            await d.read()
            d.device.lift()
            d.device.lay(OTHER)
            removed = asyncio.create_task(d.reader.wait_removed())
            await asyncio.sleep(3)
            d.device.lift()
            await removed
            d.device.lay(OTHER)
            assert (await d.read()).number.reveal() == OTHER.number

    run(work())
