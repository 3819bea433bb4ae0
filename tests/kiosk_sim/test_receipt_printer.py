"""The simulated printer: obeys the golden bytes, prints in its own time, and suffers what a printer suffers."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_sim.receipt_printer import ReceiptPrinter

VECTORS = tomllib.loads((Path(__file__).parents[1] / "vectors" / "receipt_printer.toml").read_text())
CUT = b"\x1dVB\x00"
ASK_IN_ORDER = b"\x1dr\x01"


def jam_in_a_cut(printer: ReceiptPrinter) -> None:
    printer.jam_knife()
    printer.receive(CUT)


def block_in_a_line(printer: ReceiptPrinter) -> None:
    printer.block_motor()
    printer.receive(lines("一"))


def fact(name: str) -> Callable[[ReceiptPrinter], None]:
    return lambda printer: printer.change(**{name: True})


STATES: dict[str, Callable[[ReceiptPrinter], None]] = {
    "off-line": ReceiptPrinter.open_cover,
    "cover-open": ReceiptPrinter.open_cover,
    "stopped-by-paper-end": ReceiptPrinter.run_out,
    "paper-near-end": ReceiptPrinter.near_end,
    "paper-ended": ReceiptPrinter.run_out,
    "in-order-near-end": ReceiptPrinter.near_end,
    "cutter": jam_in_a_cut,
    "mechanical": block_in_a_line,
    "unrecoverable": fact("broken"),
    "recovers-by-itself": fact("hot"),
    "feed-button": fact("feed_button"),
    "being-fed": fact("feed_button"),
    "waits-for-recovery": fact("stalled"),
    "error": fact("broken"),
}


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, Callable[[], None]]] = []

    def call_later(self, delay: float, callback: Callable[[], None], /) -> None:
        self._due.append((self.now + delay, callback))

    def pass_seconds(self, seconds: float) -> None:
        end = self.now + seconds
        while self._due and min(self._due)[0] <= end:
            due = min(self._due)
            self._due.remove(due)
            self.now = due[0]
            due[1]()
        self.now = end


class Desk:
    """A printer, a clock, and what the printer said."""

    def __init__(self, **options: Any) -> None:
        self.clock = Hand()
        self.printer = ReceiptPrinter(self.clock, **options)
        self.heard = b""
        self.printer.speak = self._hear

    def _hear(self, data: bytes) -> None:
        self.heard += data

    def say(self, data: bytes) -> bytes:
        """What is answered at once."""
        return b"".join(reply.data for reply in self.printer.receive(data))


def lines(*texts: str) -> bytes:
    return b"".join(text.encode("gb2312") + b"\n" for text in texts)


@pytest.mark.parametrize("vector", VECTORS["answer"], ids=lambda vector: vector["name"])
def test_answers(vector: dict[str, Any]) -> None:
    desk = Desk()
    if vector["name"] in STATES:
        STATES[vector["name"]](desk.printer)
    question = {"in order": ASK_IN_ORDER, "clear": b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"}.get(
        vector["question"], b"\x10\x04" + bytes((vector["question"],) if isinstance(vector["question"], int) else ())
    )
    assert desk.say(question) == bytes.fromhex(vector["hex"])


@given(st.integers(1, 40))
def test_commands_may_arrive_in_pieces(size: int) -> None:
    names = (
        "initialise",
        "align-centre",
        "size-double",
        "bold-on",
        "raster-2x3",
        "qr-A1-size-6",
        "spacing-38",
        "feed-16",
    )
    commands = {vector["name"]: bytes.fromhex(vector["hex"]) for vector in VECTORS["command"]}
    job = b"".join(commands[name] for name in names) + lines("测试A") + CUT
    whole, split = Desk(), Desk()
    whole.printer.receive(job)
    for at in range(0, len(job), size):
        split.printer.receive(job[at : at + size])
    for desk in (whole, split):
        desk.clock.pass_seconds(10)
    assert split.printer.slips[0].lines == ("测试A",)
    assert split.printer.slips[0].rows == whole.printer.slips[0].rows


def test_answers_in_order_come_when_the_paper_is_out() -> None:
    desk = Desk()
    assert desk.say(lines(*["测试"] * 40) + CUT + ASK_IN_ORDER) == b""
    desk.clock.pass_seconds(1.0)
    assert desk.heard == b""
    assert desk.say(b"\x10\x04\x01") == b"\x12"  # in real time, while printing
    desk.clock.pass_seconds(0.5)
    assert desk.heard == b"\x00"
    assert desk.printer.slips[0].lines == ("测试",) * 40


def test_real_time_answers_come_while_the_paper_is_out_and_in_order_ones_do_not() -> None:
    desk = Desk()
    desk.printer.run_out_after(lines=2)
    assert desk.say(lines("一", "二", "三") + CUT + ASK_IN_ORDER) == b""
    desk.clock.pass_seconds(5)
    assert desk.say(b"\x10\x04\x01\x10\x04\x04" + ASK_IN_ORDER) == b"\x1a\x7e"
    assert desk.heard == b""


def test_after_new_paper_the_rest_comes_out() -> None:
    desk = Desk()
    desk.printer.run_out_after(lines=1)
    desk.printer.receive(lines("一", "二", "三") + CUT + ASK_IN_ORDER)
    desk.clock.pass_seconds(5)
    desk.printer.load_paper()
    desk.clock.pass_seconds(5)
    assert desk.heard == b"\x00"
    assert desk.printer.slips[0].lines[-1] == "三"  # this is why a driver must clear the buffer


def test_an_open_cover_stops_it_between_lines() -> None:
    desk = Desk()
    desk.printer.receive(lines("一", "二") + CUT)
    desk.printer.open_cover()
    desk.clock.pass_seconds(5)
    assert not desk.printer.slips
    desk.printer.close_cover()
    desk.clock.pass_seconds(5)
    assert desk.printer.slips[0].lines == ("一", "二")


def test_clear_forgets_what_is_not_printed() -> None:
    desk = Desk()
    desk.printer.receive(lines("一", "二"))
    assert desk.say(b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08") == b"\x37\x25\x00"
    desk.printer.receive(CUT)
    desk.clock.pass_seconds(5)
    assert desk.printer.slips[0].lines == ("一",)


def test_a_printer_that_cannot_clear_ignores_the_command() -> None:
    desk = Desk(knows_clear=False)
    desk.printer.receive(lines("一", "二"))
    assert desk.say(b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08" + CUT) == b""
    desk.clock.pass_seconds(5)
    assert desk.printer.slips[0].lines == ("一", "二")


def test_a_stuck_knife_stays_an_error_until_it_is_told_to_recover() -> None:
    desk = Desk()
    desk.printer.jam_knife()
    desk.printer.receive(lines("一") + CUT)
    desk.clock.pass_seconds(5)
    assert desk.say(b"\x10\x04\x03\x10\x05\x02\x10\x04\x03") == b"\x1a\x1a"
    desk.printer.free_knife()
    assert desk.say(b"\x10\x04\x03\x10\x05\x02\x10\x04\x03") == b"\x1a\x12"


def test_a_silent_printer_prints_and_says_nothing() -> None:
    desk = Desk()
    desk.printer.fall_silent()
    assert desk.say(lines("一") + CUT + ASK_IN_ORDER + b"\x10\x04\x01") == b""
    desk.clock.pass_seconds(5)
    assert desk.heard == b""
    assert desk.printer.slips
    desk.printer.speak_again()
    assert desk.say(b"\x10\x04\x01") == b"\x12"


def test_some_printers_obey_a_status_query_in_the_middle_of_a_picture() -> None:
    desk = Desk()
    assert desk.say(b"\x1dv0\x00\x01\x00\x03\x00\x10\x04\x01") == b"\x12"


def test_characters_outside_the_rom_are_boxes() -> None:
    desk = Desk()
    desk.printer.receive("测䶮".encode("gb18030") + b"\n" + CUT)
    desk.clock.pass_seconds(5)
    assert desk.printer.slips[0].lines == ("测□",)


def test_bytes_are_latin_outside_chinese_mode() -> None:
    desk = Desk()
    desk.printer.receive(b"\x1c.A\xb2\xe2\n" + CUT)
    desk.clock.pass_seconds(5)
    assert desk.printer.slips[0].lines == ("A□□",)


def test_a_cut_without_feed_leaves_the_last_lines_in_the_printer() -> None:
    desk = Desk()
    desk.printer.receive(lines(*"一二三四五六") + b"\x1dV\x00" + lines("七") + CUT)
    desk.clock.pass_seconds(5)
    first, second = desk.printer.slips
    assert first.lines + second.lines == tuple("一二三四五六七")
    assert len(second.lines) > 1


def test_alignment_size_and_bold_reach_the_paper() -> None:
    desk = Desk()
    desk.printer.receive(b"\x1ba\x01\x1d!\x11\x1bE\x01" + lines("测试") + CUT)
    desk.clock.pass_seconds(5)
    box = desk.printer.slips[0].image.getbbox()
    assert box is not None
    assert abs((box[0] + box[2]) / 2 - 288) < 6
    assert 80 < box[2] - box[0] <= 98
    assert 36 < box[3] - box[1] <= 48


def test_a_picture_reaches_the_paper_dot_by_dot() -> None:
    desk = Desk()
    desk.printer.receive(bytes.fromhex("1D 76 30 00 02 00 03 00 FF 00 80 01 00 FF") + CUT)
    desk.clock.pass_seconds(5)
    printed = [row for row in desk.printer.slips[0].rows if any(row)]
    assert [row[:3].hex() for row in printed] == ["ff0000", "800100", "00ff00"]


def test_a_slip_hangs_in_the_mouth_until_it_is_taken() -> None:
    desk = Desk()
    desk.printer.receive(lines("一") + CUT + CUT + lines("二") + CUT)
    desk.clock.pass_seconds(5)
    assert [slip.lines for slip in (desk.printer.tear_off(), desk.printer.tear_off()) if slip] == [("一",), ("二",)]
    assert desk.printer.tear_off() is None
    assert desk.printer.scraps == 1
    assert len(desk.printer.slips) == 2


@given(st.lists(st.binary(max_size=30), max_size=20))
def test_no_bytes_break_it(pieces: list[bytes]) -> None:
    desk = Desk()
    for piece in pieces:
        desk.printer.receive(piece)
        desk.clock.pass_seconds(1)


def test_a_cut_in_the_middle_of_a_line_prints_the_line_first() -> None:
    desk = Desk()
    desk.printer.receive("测试".encode("gb2312") + CUT + ASK_IN_ORDER)
    desk.clock.pass_seconds(5)
    assert desk.printer.slips[0].lines == ("测试",)
    assert desk.heard == b"\x00"
