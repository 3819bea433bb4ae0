"""The ID reader's driver against the simulated reader, across a real pty: what citizens do with documents."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kiosk.domain.identity import DocumentKind
from kiosk.events import DocumentRead
from kiosk.hardware.device import Presence, State
from kiosk.hardware.link import Direction
from kiosk_sim.framing import sam_frame
from kiosk_sim.id_documents import IdDocument
from kiosk_sim.id_reader import IdReaderDevice, Thinking
from tests.id_reader_vectors import TEXTS
from tests.virtual_time import real_time, run
from tests.wire.id_reader_desk import DOCUMENTS, ONE, OTHER, WIRE_SECONDS, desk


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_kind_of_document_is_read(name: str) -> None:
    async def work() -> None:
        async with desk() as d:
            asyncio.get_running_loop().call_later(2, d.device.lay, DOCUMENTS[name])
            identity, expected = await d.read(), TEXTS[name]["identity"]
            assert identity.kind is DocumentKind(expected["kind"])
            assert (identity.name.reveal(), identity.number.reveal()) == (expected["name"], expected["number"])
            (event,) = d.events
            assert isinstance(event, DocumentRead)
            assert event.kind == expected["kind"]
            assert event.milliseconds == pytest.approx(180 + 1000 * WIRE_SECONDS, abs=5)

    run(work())


def test_the_driver_adds_less_than_ten_milliseconds_to_the_wire() -> None:
    thinking = Thinking(0, 0, 0, 0, 0)

    async def work() -> list[int]:
        async with real_time(), desk(IdReaderDevice(thinking=thinking)) as d:
            took: list[int] = []
            while len(took) < 30 and not any(one < 1000 * WIRE_SECONDS + 10 for one in took):
                d.device.lay(ONE)
                await d.read()
                d.device.lift()
                took = [event.milliseconds for event in d.events if isinstance(event, DocumentRead)]
            return took

    # The best of thirty: the machine may be busy with other tests.
    assert min(run(work())) < 1000 * WIRE_SECONDS + 10


@pytest.mark.parametrize("finds_again", [False, True])
def test_a_document_is_reported_once_until_it_is_lifted(finds_again: bool) -> None:
    async def work() -> None:
        async with desk(IdReaderDevice(finds_again=finds_again)) as d:
            d.device.lay(ONE)
            first = await d.read()
            await d.reads_nothing()
            d.device.lift()
            await d.reads_nothing(2)
            d.device.lay(ONE)
            assert await d.read() == first

    run(work())


@pytest.mark.parametrize("finds_again", [False, True])
def test_another_document_laid_while_nobody_looked_is_read_without_lifting_it(finds_again: bool) -> None:
    async def work() -> None:
        async with desk(IdReaderDevice(finds_again=finds_again)) as d:
            d.device.lay(ONE)
            await d.read()
            d.device.lift()
            d.device.lay(OTHER)
            assert (await d.read(2)).name.reveal() == OTHER.name

    run(work())


@pytest.mark.parametrize("finds_again", [False, True])
@pytest.mark.parametrize("fails", ["select", "read"])
def test_off_centre_is_hinted_at_twice_and_then_laid_anew(finds_again: bool, fails: Any) -> None:
    async def work() -> None:
        async with desk(IdReaderDevice(finds_again=finds_again)) as d:
            d.device.lay_off_centre(ONE, fails)
            await d.reads_nothing(3)
            assert d.hints == 2
            d.device.lift()
            await d.reads_nothing(1)
            d.device.lay_off_centre(ONE, fails)
            await d.reads_nothing(3)
            assert d.hints == 4
            d.device.lift()
            d.device.lay(ONE)
            assert (await d.read()).name.reveal() == ONE.name
            assert d.hints == 4

    run(work())


def test_a_hint_may_raise_and_the_next_call_hints_again_and_keeps_the_pace() -> None:
    class LayAgain(Exception):
        pass

    def hint() -> None:
        raise LayAgain

    async def work() -> None:
        async with desk(IdReaderDevice(finds_again=True)) as d:
            d.device.lay_off_centre(ONE)
            for _ in range(2):
                with pytest.raises(LayAgain):
                    await d.reader.read_document(hint)
            before = asyncio.get_running_loop().time()
            assert before > 0.3, "two looks are never closer than this"
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(d.reader.read_document(hint), 3)

    run(work())


@pytest.mark.parametrize("after", [0.02, 0.1, 0.19, 0.22, 0.29])
def test_lifted_while_it_is_read(after: float) -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.lay(ONE)
            asyncio.get_running_loop().call_later(after, d.device.lift)
            try:
                identity = await d.read(3)
            except TimeoutError:
                assert d.hints <= 2
                d.device.lay(ONE)
                identity = await d.read()
            assert identity.name.reveal() == ONE.name, "whole or not at all"

    run(work())


@pytest.mark.parametrize("after", [0.005, 0.02, 0.05, 0.1, 0.25, 0.31])
def test_a_cancelled_read_does_not_lose_the_document(after: float) -> None:
    """The reader finds it only once: a find whose answer nobody took must not leave it unread for ever."""

    async def work() -> None:
        async with desk() as d:
            d.device.lay(ONE)
            try:
                identity = await d.read(after)
            except TimeoutError:
                identity = await d.read(5)
            assert identity.name.reveal() == ONE.name

    run(work())


def test_presence_and_removal() -> None:
    async def work() -> None:
        async with desk() as d:
            assert await d.reader.presence() is Presence.UNKNOWN
            await d.reader.wait_removed()
            d.device.lay(ONE)
            await d.read()
            for _ in range(3):
                assert await d.reader.presence() is Presence.PRESENT
            loop = asyncio.get_running_loop()
            loop.call_later(5, d.device.lift)
            before = loop.time()
            await d.reader.wait_removed()
            assert 5 < loop.time() - before < 6
            assert await d.reader.presence() is Presence.ABSENT

    run(work())


def test_one_absence_alone_is_a_flaw_and_not_a_removal() -> None:
    class Flawed(IdReaderDevice):
        flaws = 1

        def _read_address(self) -> bytes:
            self.flaws -= 1
            return sam_frame(b"\x00\x00\x41") if self.flaws == 0 else super()._read_address()

    async def work() -> None:
        async with desk(Flawed()) as d:
            d.device.lay(ONE)
            await d.read()
            waiting = asyncio.create_task(d.reader.wait_removed())
            await asyncio.sleep(5)
            assert not waiting.done()
            d.device.lift()
            await asyncio.sleep(2)
            assert waiting.done()

    run(work())


def test_a_reader_that_does_not_know_the_probe_is_asked_to_find() -> None:
    async def work() -> None:
        async with desk(IdReaderDevice(finds_again=True)) as d:
            d.device.knows_address = False
            d.device.lay(ONE)
            await d.read()
            assert await d.reader.presence() is Presence.UNKNOWN
            waiting = asyncio.create_task(d.reader.wait_removed())
            await asyncio.sleep(5)
            assert not waiting.done()
            d.device.lift()
            await asyncio.sleep(2)
            assert waiting.done()

    run(work())


def test_check_does_not_come_between_find_and_read() -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.lay(ONE)
            reading = asyncio.create_task(d.read())
            checks = []
            while not reading.done():
                checks.append((await d.reader.check()).state)
                await asyncio.sleep(0.01)
            await reading
            assert set(checks) == {State.UP}
            sent = [seen.data[7:9].hex() for seen in d.traffic if seen.direction is Direction.SENT and seen.data]
            found = sent.index("2001", next(at for at, code in enumerate(sent) if code == "2002") - 1)
            assert sent[found : found + 2] == ["2001", "2002"]
            assert sum(not seen.data for seen in d.traffic if seen.direction is Direction.SENT) >= 1
            assert (await d.reader.check()).state is State.UP
            assert await d.reader.presence() is Presence.PRESENT, "the check did not disturb it"

    run(work())


def test_nothing_about_a_person_reaches_the_tap_or_the_log() -> None:
    async def work() -> None:
        async with desk() as d:
            d.device.lay(IdDocument(**{**TEXTS["mainland, valid for life"]["document"], "newest_address": "样例区"}))
            await d.read()
            await d.reader.presence()
            seen = b"".join(traffic.data or b"" for traffic in d.traffic)
            for word in (OTHER.name, OTHER.number, "样例区"):
                assert word.encode("utf-16-le") not in seen
                assert word not in repr(d.events)
            hidden = [traffic for traffic in d.traffic if traffic.data is None]
            assert sum(traffic.length for traffic in hidden) == 10 + 1295 + 10 + 81

    run(work())
