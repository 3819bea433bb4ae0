"""What the simulated printer says unasked, how it asks for a pause, and every way it can fail."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk_sim.receipt_printer import ReceiptPrinter
from tests.kiosk_sim.test_receipt_printer import CUT, Desk, block_in_a_line, fact, lines

VECTORS = tomllib.loads((Path(__file__).parents[1] / "vectors" / "receipt_printer.toml").read_text())
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
TELL = b"\x1da\x0e"
TELL_NOTHING = b"\x1da\x00"
ALL_IS_WELL = bytes.fromhex("10000000")
STATES: dict[str, Callable[[ReceiptPrinter], None]] = {
    "all-is-well": lambda printer: None,
    "cover-open": ReceiptPrinter.open_cover,
    "feed-button": fact("feed_button"),
    "cutter": fact("knife_stuck"),
    "unrecoverable": fact("broken"),
    "recovers-by-itself": fact("hot"),
    "paper-near-end": ReceiptPrinter.near_end,
    "paper-ended": ReceiptPrinter.run_out,
}


@pytest.mark.parametrize("vector", VECTORS["automatic"], ids=lambda vector: vector["name"])
def test_what_changes_is_told_in_the_golden_bytes(vector: dict[str, Any]) -> None:
    desk = Desk()
    assert desk.say(TELL) == ALL_IS_WELL
    STATES[vector["name"]](desk.printer)
    desk.clock.pass_seconds(1)
    assert desk.heard == (bytes.fromhex(vector["hex"]) if vector["name"] != "all-is-well" else b"")


def test_nothing_is_told_unless_it_was_asked_for_and_only_what_was_asked_for() -> None:
    desk = Desk()
    desk.printer.open_cover()
    desk.printer.close_cover()
    assert desk.heard == b""
    assert desk.say(b"\x1da\x08") == ALL_IS_WELL  # the paper only
    desk.printer.open_cover()
    assert desk.heard == b""
    desk.printer.run_out()
    assert desk.heard == bytes.fromhex("38000F00")
    desk.printer.load_paper()
    desk.printer.close_cover()
    assert desk.say(TELL_NOTHING) == b""
    desk.heard = b""
    desk.printer.run_out()
    assert desk.heard == b""


def test_some_printers_know_nothing_of_it() -> None:
    desk = Desk(tells=False)
    assert desk.say(TELL) == b""
    desk.printer.open_cover()
    assert desk.heard == b""


def test_a_printer_with_flow_control_says_so_in_the_middle_of_an_automatic_status() -> None:
    desk = Desk(flow=True)
    desk.say(TELL)
    desk.printer.open_cover()
    desk.printer.close_cover()
    assert desk.heard == bytes.fromhex("38 13 000000 10 11 000000")


def test_a_full_buffer_asks_for_a_pause_and_goes_on_when_it_has_room() -> None:
    desk = Desk(flow=True, room=1000)
    assert desk.say(lines(*["测试"] * 160)) == b"\x13"  # 800 bytes, 256 before it is full
    desk.clock.pass_seconds(2)
    assert desk.heard == b"\x11"
    desk.clock.pass_seconds(60)
    assert desk.printer.lines_begun == 160


def test_what_comes_on_top_of_a_full_buffer_is_lost() -> None:
    desk = Desk(room=1000)
    assert desk.say(lines(*["测试"] * 400)) == b""
    desk.clock.pass_seconds(60)
    assert desk.printer.lines_begun == 1000 // 5


def test_a_blocked_motor_stays_an_error_until_it_is_told_to_recover() -> None:
    desk = Desk()
    block_in_a_line(desk.printer)
    assert desk.say(b"\x10\x04\x03\x10\x05\x02\x10\x04\x03") == b"\x16\x16"
    desk.printer.free_motor()
    assert desk.say(b"\x10\x05\x02\x10\x04\x03") == b"\x12"


def test_a_hot_head_pauses_and_then_goes_on_where_it_stopped() -> None:
    desk = Desk()
    desk.printer.receive(lines(*"一二三") + CUT)
    desk.printer.change(hot=True)
    desk.clock.pass_seconds(5)
    assert not desk.printer.slips
    desk.printer.change(hot=False)
    desk.clock.pass_seconds(5)
    assert desk.printer.slips[0].lines == ("一", "二", "三")


def test_a_repaired_printer_has_forgotten_everything() -> None:
    desk = Desk()
    desk.say(TELL)
    desk.printer.change(broken=True)
    desk.say(lines("一"))
    desk.printer.repair()
    desk.heard = b""
    desk.say(CUT)
    desk.clock.pass_seconds(5)
    desk.printer.open_cover()
    assert desk.heard == b""
    assert not desk.printer.slips


def test_every_fault_begins_and_ends_and_can_be_seen_from_outside() -> None:
    names = list(Desk().printer.faults)
    assert len(names) == 15
    for name in names:
        desk = Desk()
        faults = desk.printer.faults
        assert _probe(desk), name
        faults[name].begin()
        faults[name].begin()
        assert _probe(desk) is False, name
        faults[name].end()
        faults[name].end()
        assert _probe(desk), name
        assert faults[name].says


def _probe(desk: Desk) -> bool:
    """Whether everything is as it should be: a slip comes out, and each question is answered in its time."""
    desk.say(CLEAR + CUT)  # what an earlier slip left behind
    desk.clock.pass_seconds(5)
    desk.heard, before = b"", len(desk.printer.slips)
    status = desk.say(b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04")
    at_once = desk.say(lines("测试") + CUT + b"\x1dr\x01")
    desk.clock.pass_seconds(5)
    later = desk.heard
    cleared = desk.say(CLEAR) == b"\x37\x25\x00"
    printed = [slip.lines for slip in desk.printer.slips[before:]] == [("测试",)]
    return status == b"\x12" * 4 and at_once == b"" and later == b"\x00" and cleared and printed
