"""The simulated printer's reading of ESC/POS against the golden bytes, and in pieces and disorder."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_sim import escpos
from kiosk_sim.escpos import Bars, Do, Dots, Print, Set, Symbol, Unknown

VECTORS = tomllib.loads((Path(__file__).parents[1] / "vectors" / "receipt_printer.toml").read_text())
COMMANDS: dict[str, list[escpos.Command]] = {
    "initialise": [Do("initialise")],
    "chinese-on": [Do("chinese")],
    "chinese-off": [Do("latin")],
    "align-left": [Set("align", 0)],
    "align-centre": [Set("align", 1)],
    "size-normal": [Set("size", 0)],
    "size-double": [Set("size", 0x11)],
    "bold-on": [Set("bold", 1)],
    "bold-off": [Set("bold", 0)],
    "spacing-38": [Set("spacing", 38)],
    "feed-16": [Set("feed dots", 16)],
    "cut-after-32": [Set("feed and cut", 32)],
    "raster-2x3": [Dots(2, bytes.fromhex("FF00800100FF"))],
    "qr-A1-size-6": [
        Symbol(65, b"2\x00"),
        Symbol(67, b"\x06"),
        Symbol(69, b"1"),
        Symbol(80, b"0A1"),
        Symbol(81, b"0"),
    ],
    "align-right": [Set("align", 2)],
    "barcode-12345678": [
        Set("bar height", 80),
        Set("bar width", 2),
        Set("bar words", 2),
        Bars(73, bytes.fromhex("7B430C22384E")),
    ],
    "barcode-A{1": [Set("bar height", 80), Set("bar width", 2), Set("bar words", 2), Bars(73, b"{BA{{1")],
    "automatic-status": [Set("automatic status", 0x0E)],
    "ask-drawer-in-order": [Set("ask", 2)],
    "no-automatic-status": [Set("automatic status", 0)],
    "ask-status-1": [Do("nothing")],
    "ask-status-4": [Do("nothing")],
    "ask-in-order": [Set("ask", 1)],
    "clear": [Do("nothing")],
    "recover": [Do("nothing")],
}


@pytest.mark.parametrize("vector", VECTORS["command"], ids=lambda vector: vector["name"])
def test_commands_are_read(vector: dict[str, Any]) -> None:
    buffer = bytearray.fromhex(vector["hex"])
    commands = []
    while (command := escpos.take(buffer, chinese=True)) is not None:
        commands.append(command)
    assert commands == COMMANDS[vector["name"]]
    assert not buffer


def test_what_is_not_characters_is_not_printed() -> None:
    buffer = bytearray(b"\x01\x07\x10\x99A")
    taken = [escpos.take(buffer, chinese=True) for _ in range(5)]
    assert taken == [Unknown(b"\x01"), Unknown(b"\x07"), Unknown(b"\x10"), Print(b"\x99A"), None]


@pytest.mark.parametrize(
    "begun", ["1B", "1D 56", "1D 56 42", "1D 28 6B 03", "1D 76 30 00 01 00 02 00 FF", "10 04", "B2"]
)
def test_half_a_command_waits_for_the_rest(begun: str) -> None:
    buffer = bytearray.fromhex(begun)
    assert escpos.take(buffer, chinese=True) is None
    assert buffer == bytes.fromhex(begun)


@given(st.binary(max_size=60), st.integers(1, 5))
def test_real_time_commands_are_found_across_pieces(around: bytes, size: int) -> None:
    data = around + b"\x10\x04\x02" + around
    whole, split = escpos.RealTime(), escpos.RealTime()
    found = [command for at in range(0, len(data), size) for command, _ in split.feed(data[at : at + size])]
    assert b"\x10\x04\x02" in found
    assert found == [command for command, _ in whole.feed(data)]
