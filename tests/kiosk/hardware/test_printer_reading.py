"""Print bytes read back: whole commands from any pieces, nothing raised, nothing large kept."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.job import compose
from kiosk.hardware.receipt_printer.paper import Barcode, Logo, Pair, Paragraph, QrCode, Slip, Title
from kiosk.hardware.receipt_printer.reading import wire
from kiosk.hardware.receipt_printer.reading.wire import (
    Bars,
    Character,
    Command,
    Ignored,
    Message,
    Picture,
    PrintDecoder,
    Symbol,
)

VECTORS = tomllib.loads((Path(__file__).parents[2] / "vectors" / "receipt_printer.toml").read_text())
BAR_SETTINGS = [Command("bar height", (80,)), Command("bar width", (2,)), Command("bar words", (2,))]
COMMANDS: dict[str, list[Message]] = {
    "initialise": [Command("initialise")],
    "chinese-on": [Command("chinese on")],
    "chinese-off": [Command("chinese off")],
    "align-left": [Command("align", (0,))],
    "align-centre": [Command("align", (1,))],
    "align-right": [Command("align", (2,))],
    "size-normal": [Command("size", (0,))],
    "size-double": [Command("size", (0x11,))],
    "bold-on": [Command("bold", (1,))],
    "bold-off": [Command("bold", (0,))],
    "spacing-38": [Command("spacing", (38,))],
    "feed-16": [Command("feed dots", (16,))],
    "cut-after-32": [Command("partial cut", (32,))],
    "raster-2x3": [Picture(16, 3, 0)],
    "qr-A1-size-6": [
        Symbol(49, 65, b"2\x00"),
        Symbol(49, 67, b"\x06"),
        Symbol(49, 69, b"1"),
        Symbol(49, 80, b"0A1"),
        Symbol(49, 81, b"0"),
    ],
    "barcode-12345678": [*BAR_SETTINGS, Bars(73, bytes.fromhex("7B430C22384E"))],
    "barcode-A{1": [*BAR_SETTINGS, Bars(73, b"{BA{{1")],
    "automatic-status": [Command("automatic status", (0x0E,))],
    "no-automatic-status": [Command("automatic status", (0,))],
    "ask-status-1": [Command("ask status", (1,), real_time=True)],
    "ask-status-4": [Command("ask status", (4,), real_time=True)],
    "ask-in-order": [Command("ask in order", (1,))],
    "ask-drawer-in-order": [Command("ask in order", (2,))],
    "clear": [Command("clear", (), real_time=True)],
    "recover": [Command("recover", (2,), real_time=True)],
}
KNOWN = [bytes.fromhex(vector["hex"]) for vector in VECTORS["command"]]
treacherous = st.sampled_from([b"\x1b", b"\x1d", b"\x1c", b"\x10", b"\x1d(k", b"\x1dv0\x00\xff", b"\x1dk", b"\xb2"])
stream = st.lists(st.binary(max_size=20) | treacherous | st.sampled_from(KNOWN), max_size=12).map(b"".join)


@pytest.mark.parametrize("vector", VECTORS["command"], ids=lambda vector: vector["name"])
def test_the_golden_commands_are_read(vector: dict[str, Any]) -> None:
    decoder = PrintDecoder()
    assert list(decoder.feed(bytes.fromhex(vector["hex"]))) == COMMANDS[vector["name"]]
    decoder.drop()
    assert decoder.noise == 0


@pytest.mark.parametrize("vector", VECTORS["command"], ids=lambda vector: vector["name"])
def test_a_command_that_breaks_off_anywhere_is_noise(vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["hex"])
    for end in range(1, len(data)):
        decoder = PrintDecoder()
        told = decoder.feed(data[:end])
        decoder.drop()
        assert list(told) == COMMANDS[vector["name"]][: len(told)]
        assert decoder.noise > 0 or len(told) < len(COMMANDS[vector["name"]])


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        ("41", [Character(b"A", chinese=False)]),
        ("B2E2", [Character(b"\xb2\xe2", chinese=True)]),
        ("82359134", [Character(bytes.fromhex("82359134"), chinese=True)]),
        ("1C2E B2", [Command("chinese off"), Character(b"\xb2", chinese=False)]),
        ("1D5600", [Command("full cut")]),
        ("1B69", [Command("old full cut")]),
        ("1B700019FA", [Command("drawer pulse", (0, 25, 250))]),
        ("1014010002", [Command("drawer pulse", (0, 2), real_time=True)]),
        ("1B2A 21 0200 010203 100401", [Picture(2, 24, 1)]),
        ("1D7630 00 0100 0300 100400", [Picture(8, 3, 1)]),
        ("1D6B04 313233 00", [Bars(4, b"123")]),
        ("1D284C 0200 3032", [Command("GS ( 4C")]),
        ("1B44 081000", [Command("tabs", (8, 16))]),
        ("1B99 01 41", [Ignored(b"\x1b\x99"), Ignored(b"\x01"), Character(b"A", chinese=False)]),
        ("1D7631 00 0000 0000", [Ignored(bytes.fromhex("1D76310000000000"))]),
    ],
)
def test_what_other_programs_send_is_read(data: str, messages: list[Message]) -> None:
    assert list(PrintDecoder().feed(bytes.fromhex(data))) == messages


@given(stream, st.integers(1, 7))
def test_pieces_make_no_difference(data: bytes, size: int) -> None:
    whole, split = PrintDecoder(), PrintDecoder()
    pieces = [message for at in range(0, len(data), size) for message in split.feed(data[at : at + size])]
    assert pieces == list(whole.feed(data))
    whole.drop()
    split.drop()
    assert whole.noise == split.noise <= len(data)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([vector["name"] for vector in VECTORS["command"]]), max_size=8))
def test_what_is_told_is_read(names: list[str]) -> None:
    golden = {vector["name"]: bytes.fromhex(vector["hex"]) for vector in VECTORS["command"]}
    messages = PrintDecoder().feed(b"".join(golden[name] for name in names))
    assert list(messages) == [message for name in names for message in COMMANDS[name]]


def test_noise_in_front_and_in_the_middle_is_given_and_counted() -> None:
    decoder = PrintDecoder()
    told = decoder.feed(b"\x01\x02\x1b@\x7f\x1b\xff\x1c&")
    assert [type(message) for message in told] == [Ignored, Ignored, Command, Ignored, Ignored, Command]
    assert decoder.noise == 5


@given(stream)
def test_after_a_pause_it_reads_again(data: bytes) -> None:
    decoder = PrintDecoder()
    decoder.feed(data)
    decoder.drop()
    assert list(decoder.feed(b"\x1b@\x1dr\x01")) == [Command("initialise"), Command("ask in order", (1,))]


def test_of_a_picture_nothing_is_kept_and_of_a_code_64_kilobytes_at_most() -> None:
    decoder = PrintDecoder()
    decoder.feed(bytes.fromhex("1D763000 FFFF FFFF"))  # four gigabytes are said to follow
    for _ in range(20):
        assert decoder.feed(bytes(50_000)) == []
        assert len(decoder._held) == 0
    decoder.drop()
    assert decoder.noise == 1_000_008
    decoder.feed(b"\x1d(k\xff\xff")
    for _ in range(8):
        decoder.feed(b"1P0" + bytes(9_000))
        assert len(decoder._held) <= 5 + 0xFFFF


def test_a_slip_of_ours_is_read_without_noise() -> None:
    lines = (
        Logo(),
        Title("补打"),
        Pair("姓名", "𬭎**"),
        Paragraph("￥12.50：", strong=True),
        QrCode("x", "码"),
        Barcode("1604", "条"),
    )
    job = compose(Slip(lines), 576, Charset("gb2312"), 960)
    decoder = PrintDecoder()
    told = [message for part in job.parts for message in decoder.feed(part.data)]
    decoder.drop()
    assert decoder.noise == 0
    assert [type(message) for message in told].count(wire.Symbol) == 5
    assert all(message.obeyed_inside == 0 for message in told if isinstance(message, Picture))
