"""Every fault of the simulated printer, before a slip and in its middle: what is reported, raised, and what follows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceSilent
from kiosk.hardware.receipt_printer.errors import (
    CannotPrint,
    CoverOpen,
    CutterStuck,
    OutOfPaper,
    Overheated,
    PrinterBroken,
    PrintUnconfirmed,
)
from kiosk.hardware.receipt_printer.paper import Paragraph, Slip
from kiosk_sim.line import Line
from tests.wire.printer_bench import BAUD, OTHER, SLIP, Bench, tell


@dataclass(frozen=True)
class Expected:
    """`report`: of a check, None: nothing is answered. `before`, `middle`: of a slip, None: it is printed."""

    report: tuple[State, str] | None
    before: type[DeviceError] | None
    middle: type[DeviceError] | None


EXPECTED = {
    "paper-near-end": Expected((State.UP, "paper-near-end"), None, None),
    "paper-end": Expected((State.FAULTY, "paper-end"), OutOfPaper, OutOfPaper),
    "cover-open": Expected((State.FAULTY, "cover-open"), CoverOpen, CoverOpen),
    "knife-jam": Expected((State.UP, ""), CutterStuck, CutterStuck),
    "motor-blocked": Expected((State.UP, ""), PrinterBroken, PrinterBroken),
    "broken": Expected((State.FAULTY, "unrecoverable"), PrinterBroken, PrinterBroken),
    "overheated": Expected((State.FAULTY, "overheated"), Overheated, Overheated),
    "feed-button": Expected((State.FAULTY, "being-fed"), CannotPrint, CannotPrint),
    "stalled": Expected((State.UP, ""), None, CannotPrint),  # it is told to recover before a slip
    "off-line": Expected((State.FAULTY, "off-line"), CannotPrint, CannotPrint),
    "silent": Expected(None, DeviceSilent, PrintUnconfirmed),
    "half-silent": Expected((State.UNKNOWN, "half-silent"), PrintUnconfirmed, PrintUnconfirmed),
    "no-answer-in-order": Expected((State.UP, ""), PrintUnconfirmed, PrintUnconfirmed),
    # Who says in the middle of a slip, late enough, that all is well cannot be found out.
    "parrot": Expected((State.UP, ""), PrintUnconfirmed, None),
    "cannot-clear": Expected((State.UP, ""), None, None),
}
LONG = Slip(tuple(Paragraph("测试" * 12) for _ in range(60)))
SEEN_WHILE_MOVING = ("knife-jam", "motor-blocked")  # nothing is known of them until something moves


def test_every_fault_is_expected(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        assert list(it.printer.faults) == list(EXPECTED)

    tell(tmp_path, story)


@pytest.mark.parametrize("name", EXPECTED)
def test_before_a_slip(tmp_path: Path, name: str) -> None:
    expected = EXPECTED[name]

    async def story(it: Bench) -> None:
        await it.driver.print_slip(OTHER)  # what is left of an earlier life is out
        it.printer.faults[name].begin()
        if expected.report is None:
            with pytest.raises(DeviceSilent):
                await it.driver.check()
        else:
            report = await it.driver.check()
            assert (report.state, report.detail) == expected.report
        lines = it.printer.lines_begun
        error = await failure(it)
        assert type(error) is (expected.before or type(None))
        if isinstance(error, CannotPrint):
            assert error.printed_part is (name in SEEN_WHILE_MOVING)
        if isinstance(error, DeviceSilent) or (isinstance(error, CannotPrint) and not error.printed_part):
            assert it.printer.lines_begun == lines
        await mended(it, name)

    tell(tmp_path, story)


@pytest.mark.parametrize("name", EXPECTED)
def test_in_the_middle_of_a_slip(tmp_path: Path, name: str) -> None:
    expected = EXPECTED[name]

    async def story(it: Bench) -> None:
        await it.driver.print_slip(OTHER)
        lines = it.printer.lines_begun
        printing = asyncio.create_task(failure(it))
        await it.has_printed(lines + 2)
        it.printer.faults[name].begin()
        error = await printing
        assert type(error) is (expected.middle or type(None))
        assert not isinstance(error, CannotPrint) or error.printed_part
        await mended(it, name)

    tell(tmp_path, story)


@pytest.mark.parametrize("name", ["overheated", "feed-button"])
def test_what_passes_is_waited_for_and_the_slip_is_whole(tmp_path: Path, name: str) -> None:
    async def story(it: Bench) -> None:
        printing = asyncio.create_task(failure(it))
        await it.has_printed(2)
        it.printer.faults[name].begin()
        await asyncio.sleep(12)
        assert not printing.done()
        it.printer.faults[name].end()
        assert await printing is None
        assert [paper.lines[-1] for paper in it.papers] == ["扫一扫，看网点位置"]

    tell(tmp_path, story)


def test_a_printer_at_another_speed_is_told_nothing_it_could_print(tmp_path: Path) -> None:
    """It prints rubbish of what it mishears in the middle; what it still holds never reaches the next slip."""

    async def story(it: Bench) -> None:
        printing = asyncio.create_task(failure(it, LONG))
        await it.has_printed(2)
        it.server.line.baud = 9600  # it was switched off and on, and has forgotten its speed
        error = await printing
        assert type(error) is PrintUnconfirmed
        begun = it.printer.lines_begun
        with pytest.raises(DeviceSilent):
            await it.driver.check()
        with pytest.raises(DeviceSilent):
            await it.driver.open()
        with pytest.raises(DeviceGone):
            await it.driver.print_slip(OTHER)
        assert it.printer.lines_begun == begun
        it.server.line.baud = it.server.line.proper_baud
        await it.driver.open()
        await it.driver.print_slip(OTHER)
        assert it.papers[-1].lines == ("另一张", "测试")

    tell(tmp_path, story, line=Line(BAUD))


async def failure(it: Bench, slip: Slip = SLIP) -> DeviceError | None:
    try:
        await it.driver.print_slip(slip)
    except DeviceError as error:
        return error
    return None


async def mended(it: Bench, name: str) -> None:
    """After the fault the next slip comes out alone, whatever was left of the one before."""
    it.printer.faults[name].end()
    await asyncio.sleep(1)
    await it.driver.print_slip(OTHER)
    assert it.papers[-1].lines == ("另一张", "测试")
