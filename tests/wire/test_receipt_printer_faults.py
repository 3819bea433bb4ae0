"""What goes wrong with the printer while the driver uses it, across a real pty: told as it is, printed at most once."""

import asyncio
from pathlib import Path

import pytest

from kiosk.config import Printer
from kiosk.events import SlipFailed, SlipPrinted
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceSilent
from kiosk.hardware.receipt_printer.device import ReceiptPrinter
from kiosk.hardware.receipt_printer.errors import CoverOpen, CutterStuck, OutOfPaper, PrintUnconfirmed
from kiosk_sim import receipt_printer as simulated
from kiosk_sim.line import Line
from kiosk_sim.serving import PtyServer
from tests import virtual_time
from tests.wire.printer_bench import BAUD, OTHER, SLIP, Bench, Log, all_text, tell


def test_no_paper_before_the_start_prints_nothing_and_says_so(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        it.printer.run_out()
        with pytest.raises(OutOfPaper) as caught:
            await it.driver.print_slip(SLIP)
        assert not caught.value.printed_part
        it.printer.load_paper()
        await it.driver.print_slip(OTHER)
        assert all_text(it.papers) == "另一张测试"
        assert it.log == [SlipFailed("paper-end"), SlipPrinted(2)]

    tell(tmp_path, story)


@pytest.mark.parametrize("knows_clear", [True, False])
def test_paper_that_ends_in_the_middle(tmp_path: Path, knows_clear: bool) -> None:
    async def story(it: Bench) -> None:
        it.printer.run_out_after(lines=3)
        with pytest.raises(OutOfPaper) as caught:
            await it.driver.print_slip(SLIP)
        assert caught.value.printed_part
        it.printer.load_paper()
        await it.driver.print_slip(OTHER)
        assert it.papers[-1].lines == ("另一张", "测试")
        if knows_clear:
            assert len(it.papers) == 1

    tell(tmp_path, story, knows_clear=knows_clear)


@pytest.mark.parametrize("knows_clear", [True, False])
def test_a_cover_opened_in_the_middle(tmp_path: Path, knows_clear: bool) -> None:
    async def story(it: Bench) -> None:
        printing = asyncio.create_task(it.driver.print_slip(SLIP))
        await it.has_printed(2)
        it.printer.open_cover()
        with pytest.raises(CoverOpen) as caught:
            await printing
        assert caught.value.printed_part
        it.printer.close_cover()
        await it.driver.print_slip(OTHER)
        assert it.papers[-1].lines == ("另一张", "测试")

    tell(tmp_path, story, knows_clear=knows_clear)


def test_a_cover_that_is_open_before_the_start(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        it.printer.open_cover()
        with pytest.raises(CoverOpen) as caught:
            await it.driver.print_slip(SLIP)
        assert not caught.value.printed_part

    tell(tmp_path, story)


def test_a_stuck_knife_is_named_and_after_it_is_freed_printing_goes_on(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        await it.driver.print_slip(OTHER)
        it.printer.jam_knife()
        with pytest.raises(CutterStuck) as caught:
            await it.driver.print_slip(SLIP)
        assert caught.value.printed_part
        it.printer.free_knife()
        assert (await it.driver.check()).state is State.UP
        await it.driver.print_slip(OTHER)
        assert it.papers[-1].lines == ("另一张", "测试")

    tell(tmp_path, story)


def test_a_printer_that_falls_silent_in_the_middle_leaves_it_open_whether_it_printed(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        printing = asyncio.create_task(it.driver.print_slip(SLIP))
        await it.has_printed(2)
        it.printer.fall_silent()
        with pytest.raises(PrintUnconfirmed):
            await printing
        assert len(it.papers) == 1  # it did; the kiosk cannot know
        it.printer.speak_again()
        await it.driver.print_slip(OTHER)
        assert it.papers[-1].lines == ("另一张", "测试")

    tell(tmp_path, story)


def test_a_printer_that_answers_nothing_in_order_is_never_believed(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        with pytest.raises(PrintUnconfirmed):
            await it.driver.print_slip(SLIP)
        assert len(it.papers) == 1
        assert it.log == [SlipFailed("PrintUnconfirmed")]

    tell(tmp_path, story, answers_in_order=False)


def test_a_silent_printer_is_unknown_and_not_out_of_paper(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        it.printer.fall_silent()
        with pytest.raises(DeviceSilent):
            await it.driver.print_slip(SLIP)
        with pytest.raises(DeviceSilent):
            await it.driver.check()
        assert not it.papers

    tell(tmp_path, story)


def test_a_cable_pulled_in_the_middle(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        printing = asyncio.create_task(it.driver.print_slip(SLIP))
        await it.has_printed(2)
        await it.server.unplug()
        with pytest.raises(PrintUnconfirmed) as caught:
            await printing
        assert isinstance(caught.value.__cause__, DeviceGone)
        with pytest.raises(DeviceGone):
            await it.driver.check()
        await it.server.start()
        await it.driver.open()
        await it.driver.print_slip(OTHER)
        assert it.papers[-1].lines == ("另一张", "测试")

    tell(tmp_path, story)


def test_printing_that_is_given_up_leaves_nothing_for_the_next_citizen(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        printing = asyncio.create_task(it.driver.print_slip(SLIP))
        await it.has_printed(2)
        printing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await printing
        await it.driver.print_slip(OTHER)
        assert it.papers[-1].lines == ("另一张", "测试")

    tell(tmp_path, story)


def test_a_missing_or_silent_printer_does_not_open(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        it.printer.fall_silent()
        with pytest.raises(DeviceSilent):
            await it.driver.open()
        await it.server.stop()
        with pytest.raises(DeviceGone):
            await it.driver.open()
        with pytest.raises(DeviceGone):
            await it.driver.print_slip(OTHER)

    tell(tmp_path, story)


@pytest.mark.parametrize("seed", range(6))
def test_over_a_bad_cable_it_is_printed_or_an_error_is_raised(tmp_path: Path, seed: int) -> None:
    async def story() -> None:
        loop = asyncio.get_running_loop()
        printer = simulated.ReceiptPrinter(loop)
        server = PtyServer(printer, tmp_path / "printer", Line(BAUD, flip=0.002, drop=0.002, seed=seed))
        printer.speak = server.send
        await server.start()
        driver = ReceiptPrinter(Printer(port=server.port, baud=BAUD), Log())
        try:
            await driver.open()
            await driver.print_slip(SLIP)
        except DeviceError:
            return
        else:
            assert printer.lines_begun  # what noise did to the words or the cut, ESC/POS has no way to tell
        finally:
            await driver.close()
            await server.stop()

    virtual_time.run(story())
