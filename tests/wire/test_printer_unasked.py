"""What the printer says unasked: known at once, without polling; and never taken for "the slip came out"."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from kiosk.events import NoiseHeard, SlipPrinted
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceSilent
from kiosk.hardware.known import Known
from kiosk.hardware.link import Direction
from kiosk.hardware.receipt_printer.errors import PrintUnconfirmed
from kiosk.hardware.receipt_printer.status import Trouble
from tests.wire.printer_bench import OTHER, SLIP, Bench, tell

COVER_OPEN = bytes.fromhex("38000000")
ASK = bytes.fromhex("10 04")
ALL_IS_WELL = bytes.fromhex("10000000")


async def moment() -> None:
    await asyncio.sleep(0.1)


def test_a_cover_opened_while_nobody_asks_is_known_at_once(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        news: list[Trouble | None] = []
        await it.driver.check()
        it.driver.on_news = lambda: news.append(it.driver.told.trouble if it.driver.told else None)
        sent = sum(traffic.length for traffic in it.traffic if traffic.direction is Direction.SENT)
        it.printer.open_cover()
        await moment()
        assert news == [Trouble.COVER_OPEN]
        assert it.driver.told is not None
        assert (it.driver.told.off_line, it.driver.told.mechanical) == (Known.YES, Known.UNKNOWN)
        assert sum(traffic.length for traffic in it.traffic if traffic.direction is Direction.SENT) == sent
        assert (await it.driver.check()).detail == "cover-open"
        it.printer.close_cover()
        await moment()
        assert news == [Trouble.COVER_OPEN, None]
        assert (await it.driver.check()).state is State.UP
        it.printer.near_end()
        await moment()
        assert len(news) == 3
        assert (await it.driver.check()).detail == "paper-near-end"

    tell(tmp_path, story)


def test_what_it_repeats_is_no_news(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        news: list[None] = []
        await it.driver.check()
        it.driver.on_news = lambda: news.append(None)
        it.server.send(ALL_IS_WELL * 3)
        await moment()
        assert news == []

    tell(tmp_path, story)


def test_it_is_quiet_during_a_slip_and_listens_again_afterwards(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        await it.driver.check()
        before = len(it.traffic)
        printing = asyncio.create_task(it.driver.print_slip(SLIP))
        await it.has_printed(2)
        it.printer.near_end()
        await printing
        heard = b"".join(t.data or b"" for t in it.traffic[before:] if t.direction is Direction.RECEIVED)
        assert not any(byte & 0x93 == 0x10 for byte in heard)
        await moment()
        assert it.driver.told is not None
        assert it.driver.told.near_end is Known.YES
        assert it.log == [SlipPrinted(9)]

    tell(tmp_path, story)


def test_after_a_failed_slip_the_closed_cover_is_told(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        printing = asyncio.create_task(it.driver.print_slip(SLIP))
        await it.has_printed(2)
        it.printer.open_cover()
        with pytest.raises(Exception, match="cover-open"):
            await printing
        assert (await it.driver.check()).detail == "cover-open"
        news: list[None] = []
        it.driver.on_news = lambda: news.append(None)
        it.printer.close_cover()
        await moment()
        assert news
        assert (await it.driver.check()).state is State.UP

    tell(tmp_path, story)


def test_a_printer_that_cannot_say_anything_unasked_works_as_ever(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        await it.driver.print_slip(SLIP)
        it.printer.open_cover()
        await moment()
        assert it.driver.told is None
        assert (await it.driver.check()).detail == "cover-open"

    tell(tmp_path, story, tells=False)


def test_a_half_silent_printer_is_known_by_what_it_says_unasked(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        await moment()
        it.printer.faults["half-silent"].begin()
        it.printer.change(broken=True)
        await moment()
        report = await it.driver.check()
        assert (report.state, report.detail) == (State.FAULTY, "unrecoverable")

    tell(tmp_path, story)


@pytest.mark.parametrize(
    "said",
    [
        COVER_OPEN,
        COVER_OPEN[:1] + b"\x13" + COVER_OPEN[1:] + b"\x11" + ALL_IS_WELL,
        bytes.fromhex("000000"),  # the first byte was lost
        bytes.fromhex("0F00"),
    ],
    ids=["whole", "with XOFF inside", "beheaded", "its end"],
)
def test_nothing_said_unasked_means_that_the_slip_came_out(tmp_path: Path, said: bytes) -> None:
    """A printer that answers nothing in order, but goes on talking although it was told to be quiet."""

    async def story(it: Bench) -> None:
        async def chatter() -> None:
            while True:
                await asyncio.sleep(0.21)
                it.server.send(said)

        talking = asyncio.create_task(chatter())
        with pytest.raises(PrintUnconfirmed):
            await it.driver.print_slip(SLIP)
        talking.cancel()
        assert not any(isinstance(event, NoiseHeard | SlipPrinted) for event in it.log)

    tell(tmp_path, story, answers_in_order=False)


@pytest.mark.parametrize("late_one", [1, 2, 3, 4])
@pytest.mark.parametrize("late_by", [0.8, 1.2, 1.7, 2.3, 3.2])
def test_a_late_answer_never_says_that_there_is_paper(tmp_path: Path, late_one: int, late_by: float) -> None:
    async def story(it: Bench) -> None:
        it.printer.run_out()
        await moment()
        it.printer.late_one, it.printer.late_by = late_one, late_by
        with contextlib.suppress(DeviceSilent):
            report = await it.driver.check()
            assert (report.state, report.detail) == (State.FAULTY, "paper-end")
        await asyncio.sleep(5)
        assert (await it.driver.check()).detail == "paper-end"

    tell(tmp_path, story, tells=False)


def test_another_slip_is_not_confirmed_by_the_answers_to_the_one_before(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        it.printer.run_out_after(lines=3)
        with pytest.raises(Exception, match="paper-end"):
            await it.driver.print_slip(SLIP)
        it.printer.load_paper()  # the rest comes out, and the questions behind it are answered
        printing = asyncio.create_task(it.driver.print_slip(OTHER))
        papers_when_done: list[tuple[str, ...]] = []
        printing.add_done_callback(lambda _task: papers_when_done.extend(paper.lines for paper in it.papers))
        await printing
        assert papers_when_done[-1] == ("另一张", "测试")

    tell(tmp_path, story, knows_clear=False)


def test_a_look_that_is_under_way_when_a_slip_begins_does_not_get_into_it(tmp_path: Path) -> None:
    """It ends with "tell me what changes": said in the middle of a slip, what is told may look like "it came out"."""

    async def story(it: Bench) -> None:
        it.printer.late_one, it.printer.late_by = 2, 0.9
        it.traffic.clear()
        looking = asyncio.create_task(it.driver.check())
        await asyncio.sleep(0)
        await it.driver.print_slip(SLIP)
        assert (await looking).state is State.UP
        asked = [traffic.data[2] for traffic in it.traffic if traffic.data is not None and traffic.data[:2] == ASK]
        assert asked[:8] == [1, 2, 3, 4, 1, 2, 3, 4]

    tell(tmp_path, story)
