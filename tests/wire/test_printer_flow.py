"""Pauses the printer asks for, cables of all kinds, and where a status query falls among the bands of a slip."""

from __future__ import annotations

import asyncio
import itertools
import re
from pathlib import Path

import pytest

from kiosk.events import NoiseHeard, SlipPrinted
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceSilent
from kiosk.hardware.receipt_printer.errors import CoverOpen
from kiosk.hardware.receipt_printer.paper import Logo, Paragraph, Slip, Title
from kiosk.hardware.receipt_printer.wire import Part
from kiosk_sim.line import Line
from tests.wire.cables import Cable, on_every_true_cable
from tests.wire.printer_bench import BAUD, OTHER, SLIP, Bench, all_text, tell

OBEDIENT = {"flow": "xonxoff"}
LONG = Slip(tuple(Paragraph(f"第{n}行" + "测" * 20) for n in range(40)))
DRAWN = Slip((Logo(), Title("𬭎䶮"), *(Paragraph("𬭎" * 24) for _ in range(3)), Paragraph("测试" * 200)))
QUERY = re.compile(rb"\x10\x04[\x01-\x04]")
RASTER = re.compile(rb"\x1dv0\x00(..)(..)", re.DOTALL)


def test_a_printer_with_a_small_buffer_loses_nothing_when_its_pauses_are_obeyed(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        await it.driver.print_slip(LONG)
        assert [paper.lines for paper in it.papers] == [tuple(f"第{n}行" + "测" * 20 for n in range(40))]
        assert it.log == [SlipPrinted(40)]
        await it.driver.print_slip(SLIP)
        assert it.papers[1].lines[0] == "社保卡办理进度"

    tell(tmp_path, story, OBEDIENT, flow=True, room=1200)


def test_without_that_it_would(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        row = "第一行".encode("gb2312") + "测".encode("gb2312") * 20 + b"\n"
        await it.driver._opened().send(Part(row * 40 + b"\x1dVB\x00"), 5)
        await asyncio.sleep(5)
        it.printer.receive(b"\n\x1dVB\x00")
        await asyncio.sleep(1)
        assert 5 < all_text(it.papers).count("第一行") < 40

    tell(tmp_path, story, flow=True, room=1200)


def test_a_cover_opened_during_a_pause_is_named_in_time_and_nothing_of_it_comes_later(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        printing = asyncio.create_task(it.driver.print_slip(LONG))
        await it.has_printed(2)
        begun = asyncio.get_running_loop().time()
        it.printer.open_cover()
        with pytest.raises(CoverOpen) as caught:
            await printing
        assert caught.value.printed_part
        assert asyncio.get_running_loop().time() - begun < 10
        it.printer.close_cover()
        await it.driver.print_slip(OTHER)
        assert it.papers[-1].lines == ("另一张", "测试")

    tell(tmp_path, story, OBEDIENT, flow=True, room=1200)


@pytest.mark.parametrize("knows_clear", [True, False])
def test_a_pause_without_end_is_given_up_and_the_rest_of_a_picture_is_not_taken_from_the_next_slip(
    tmp_path: Path, knows_clear: bool
) -> None:
    async def story(it: Bench) -> None:
        printing = asyncio.create_task(it.driver.print_slip(DRAWN))
        await it.has_printed(3)
        it.server.send(b"\x13")
        with pytest.raises(Exception, match=r"did not take|answer"):
            await printing
        with pytest.raises(DeviceSilent):
            await it.driver.print_slip(OTHER)
        it.server.send(b"\x11")
        await asyncio.sleep(0.1)
        assert (await it.driver.check()).state is State.UP
        await it.driver.print_slip(OTHER)
        assert it.papers[-1].lines == ("另一张", "测试")

    tell(tmp_path, story, OBEDIENT, Line(BAUD), knows_clear=knows_clear)


def test_flow_control_is_never_noise_whether_obeyed_or_not(tmp_path: Path) -> None:
    async def story(it: Bench) -> None:
        it.printer.open_cover()
        it.printer.close_cover()
        await it.driver.print_slip(OTHER)
        assert not any(isinstance(event, NoiseHeard) for event in it.log)

    tell(tmp_path, story, flow=True)
    tell(tmp_path, story, OBEDIENT, flow=True)


@on_every_true_cable
def test_a_slip_comes_out_over_every_cable(tmp_path: Path, cable: Cable) -> None:
    async def story(it: Bench) -> None:
        assert (await it.driver.check()).state is State.UP
        await it.driver.print_slip(SLIP)
        assert it.papers[0].lines[-1] == "扫一扫，看网点位置"
        assert it.log == [SlipPrinted(9)]
        it.printer.run_out()
        assert (await it.driver.check()).detail == "paper-end"

    # Byte by byte is as slow as real time; so it has the faster line.
    tell(tmp_path, story, line=cable.line(921600 if cable.settings.get("piece") else BAUD))


@pytest.mark.parametrize(("baud", "seconds", "rows"), [(9600, 2.6, 96), (115200, 1.2, 128)])
def test_a_status_query_falls_between_all_bands_and_often_enough(
    tmp_path: Path, baud: int, seconds: float, rows: int
) -> None:
    arrived: list[tuple[float, int]] = []  # when, and how many bytes by then
    stream = bytearray()

    async def story(it: Bench) -> None:
        receive = it.printer.receive

        def watched(data: bytes) -> object:
            stream.extend(data)
            arrived.append((asyncio.get_running_loop().time(), len(stream)))
            return receive(data)

        setattr(it.printer, "receive", watched)  # noqa: B010 - the server asks the object for its method
        await it.driver.print_slip(DRAWN)
        assert it.log == [SlipPrinted(21)]

    tell(tmp_path, story, {"baud": baud}, Line(baud, piece=baud // 150))
    data = bytes(stream)
    pictures = [
        (found.end(), found.end() + int.from_bytes(found[1], "little") * int.from_bytes(found[2], "little"))
        for found in RASTER.finditer(data)
    ]
    assert len(pictures) > 4
    assert max(int.from_bytes(found[2], "little") for found in RASTER.finditer(data)) <= rows
    queries = [found.start() for found in QUERY.finditer(data)]
    assert not any(begin <= query < end for query in queries for begin, end in pictures)
    times = [next(when for when, count in arrived if count > query) for query in queries]
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert max(gaps) < seconds
    between = [b - a for a, b in itertools.pairwise(queries)]
    assert sum(gap > 512 for gap in between) > 2  # the slip is long enough to tell something
