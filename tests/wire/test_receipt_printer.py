"""The printer's driver and the simulated printer, across a real pty: a slip is printed once, or nobody says it was."""

import asyncio
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

from kiosk.events import SlipPrinted
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceGone
from kiosk.hardware.link import Direction
from kiosk.hardware.receipt_printer import raster
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.errors import CannotPrint
from kiosk.hardware.receipt_printer.paper import Paragraph, Slip
from kiosk.hardware.receipt_printer.typeset import Row, Span
from tests import virtual_time
from tests.wire.printer_bench import OTHER, SLIP, URL, Bench, all_text, bench, tell


def test_a_slip_comes_out_and_is_confirmed(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        await it.driver.print_slip(SLIP)
        (paper,) = it.papers
        assert paper.lines == (
            "社保卡办理进度",
            "─" * 24,
            "您的社保卡已到网点，",
            "可以领取。",
            "领卡网点  测试网点",  # the row with the name is drawn
            "网点电话",
            "028-0000xxxx",
            "扫一扫，看网点位置",
        )
        assert it.log == [SlipPrinted(9)]

    tell(tmp_path, story)


def test_the_code_on_the_paper_can_be_read(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        await it.driver.print_slip(SLIP)
        it.papers[0].save_png(tmp_path / "slip.png")

    tell(tmp_path, story)
    with Image.open(tmp_path / "slip.png") as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == URL


@pytest.mark.parametrize("char", ["𬭎", "䶮"])
def test_a_rare_character_is_on_the_paper_as_in_our_font(tmp_path: Path, char: str) -> None:
    async def story(it: Bench) -> None:
        await it.driver.print_slip(Slip((Paragraph(char),)))
        (paper,) = it.papers
        band = raster.draw(Row((Span(char),)), Charset("gb2312"), 576)
        ours = Image.frombytes("1", (24, 24), band.dots)
        box = paper.image.getbbox()
        assert box is not None
        wanted = ours.getbbox()
        assert wanted is not None
        assert ImageChops.logical_xor(paper.image.crop(box), ours.crop(wanted)).getbbox() is None
        assert "□" not in all_text(it.papers)

    tell(tmp_path, story)


def test_a_rom_that_lacks_a_character_it_was_said_to_hold_prints_a_box(tmp_path: Path) -> None:
    async def story() -> None:
        async with bench(tmp_path, {"charset": "gb18030"}) as it:
            await it.driver.print_slip(Slip((Paragraph("䶮测"),)))
            assert it.papers[0].lines == ("□测",)  # why `charset` is configured per model

    virtual_time.run(story())


def test_it_is_never_confirmed_before_the_paper_is_out(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        slip = Slip(tuple(Paragraph(f"第{n}行") for n in range(60)))
        printing = asyncio.create_task(it.driver.print_slip(slip))
        papers_when_done: list[int] = []
        printing.add_done_callback(lambda _task: papers_when_done.append(len(it.papers)))
        await it.has_printed(59)
        assert not printing.done()
        await printing
        assert papers_when_done == [1]
        assert len(it.papers[0].lines) == 60

    tell(tmp_path, story)


def test_two_slips_asked_for_at_once_come_out_one_after_the_other(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        await asyncio.gather(it.driver.print_slip(SLIP), it.driver.print_slip(OTHER))
        assert sorted(len(paper.lines) for paper in it.papers) == [2, 8]

    tell(tmp_path, story)


def test_checks(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        async def found() -> tuple[State, str]:
            report = await it.driver.check()
            return report.state, report.detail

        assert await found() == (State.UP, "")
        it.printer.near_end()
        assert await found() == (State.UP, "paper-near-end")
        it.printer.run_out()
        assert await found() == (State.FAULTY, "paper-end")
        it.printer.load_paper()
        it.printer.open_cover()
        assert await found() == (State.FAULTY, "cover-open")
        it.printer.close_cover()
        printing = asyncio.create_task(it.driver.print_slip(OTHER))
        await it.has_printed(1)
        assert await found() == (State.UP, "printing")
        await printing
        assert await found() == (State.UP, "")
        await it.driver.close()
        await it.driver.close()
        with pytest.raises(DeviceGone):
            await it.driver.check()

    tell(tmp_path, story)


def test_the_tap_and_the_log_see_nothing_of_a_slip(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        await it.driver.print_slip(SLIP)
        it.printer.run_out_after(lines=2)
        with pytest.raises(CannotPrint) as caught:
            await it.driver.print_slip(SLIP)
        seen = b"".join(traffic.data or b"" for traffic in it.traffic)
        assert "测试网点".encode("gb2312") not in seen
        assert sum(traffic.length for traffic in it.traffic if traffic.direction is Direction.SENT) > 1000
        assert all(word not in f"{caught.value!r}{it.log}" for word in ("测试", "028", "𬭎"))

    tell(tmp_path, story)
