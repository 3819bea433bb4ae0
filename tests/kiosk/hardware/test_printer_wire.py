"""The printer's bytes against the golden ones, and its one-byte answers in every disorder a line can make."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.receipt_printer import wire
from kiosk.hardware.receipt_printer.status import Known, Trouble, status
from kiosk.hardware.receipt_printer.wire import Align, Answer, Kind, Size, StatusDecoder

VECTORS = tomllib.loads((Path(__file__).parents[2] / "vectors" / "receipt_printer.toml").read_text())
COMMANDS = {
    "initialise": wire.INITIALISE,
    "chinese-on": wire.CHINESE_ON,
    "chinese-off": wire.CHINESE_OFF,
    "align-left": wire.align(Align.LEFT),
    "align-centre": wire.align(Align.CENTRE),
    "size-normal": wire.size(Size.NORMAL),
    "size-double": wire.size(Size.DOUBLE),
    "bold-on": wire.bold(True),
    "bold-off": wire.bold(False),
    "spacing-38": wire.spacing(38),
    "feed-16": wire.feed(16),
    "cut-after-32": wire.cut(32),
    "raster-2x3": wire.raster(2, bytes.fromhex("FF00 8001 00FF")),
    "qr-A1-size-6": wire.qr(b"A1", 6),
    "no-automatic-status": wire.NO_AUTOMATIC_STATUS,
    "ask-status-1": wire.AskStatus(1).encode(),
    "ask-status-4": wire.AskStatus(4).encode(),
    "ask-in-order": wire.AskInOrder().encode(),
    "clear": wire.Clear().encode(),
    "recover": wire.Recover().encode(),
}


@pytest.mark.parametrize("vector", VECTORS["command"], ids=lambda vector: vector["name"])
def test_command_bytes(vector: dict[str, Any]) -> None:
    assert COMMANDS[vector["name"]] == bytes.fromhex(vector["hex"])


@pytest.mark.parametrize("vector", VECTORS["answer"], ids=lambda vector: vector["name"])
def test_answers(vector: dict[str, Any]) -> None:
    question = vector["question"]
    (answer,) = StatusDecoder().feed(bytes.fromhex(vector["hex"]))
    if isinstance(question, str):
        assert answer.kind is {"in order": Kind.IN_ORDER, "clear": Kind.CLEARED}[question]
        return
    assert answer.kind is Kind.REAL_TIME
    bytes_of_status: list[int | None] = [None] * 4
    bytes_of_status[question - 1] = answer.byte
    facts = status(*bytes_of_status)
    for fact, value in vector["facts"].items():
        assert getattr(facts, fact) is (Known.YES if value else Known.NO), fact


def test_no_answer_is_unknown_and_never_a_trouble() -> None:
    nothing = status(None, None, None, None)
    assert nothing.paper_end is Known.UNKNOWN
    assert nothing.trouble is None
    assert not nothing.fine


def test_paper_bits_that_contradict_each_other_are_unknown() -> None:
    assert status(0x12, None, 0x12, 0x12 | 0x40).paper_end is Known.UNKNOWN
    assert status(0x12, 0x12, 0x12, 0x12 | 0x04).near_end is Known.UNKNOWN


def test_the_most_telling_trouble_is_named() -> None:
    assert status(0x1A, 0x16, 0x12, 0x7E).trouble is Trouble.COVER_OPEN
    assert status(0x1A, 0x32, 0x12, 0x12).trouble is Trouble.PAPER_END
    assert status(0x1A, 0x12, 0x12, 0x12).trouble is Trouble.OFF_LINE
    assert status(0x12, 0x12, 0x12, 0x1E).trouble is None
    assert status(0x12, 0x12, 0x12, 0x1E).fine


def test_flow_control_is_skipped_even_inside_an_answer() -> None:
    decoder = StatusDecoder()
    assert decoder.feed(b"\x13\x37\x11\x25\x13\x00\x12\x11") == [Answer(Kind.CLEARED), Answer(Kind.REAL_TIME, 0x12)]
    assert decoder.noise == 0


def test_an_automatic_status_is_not_taken_for_an_answer_in_order() -> None:
    decoder = StatusDecoder()
    assert decoder.feed(b"\x18\x00\x0f") == []
    assert decoder.feed(b"\x00\x12") == [Answer(Kind.REAL_TIME, 0x12)]
    assert decoder.noise == 4


def test_half_an_answer_is_dropped_as_noise() -> None:
    decoder = StatusDecoder()
    assert decoder.feed(b"\x37\x25") == []
    decoder.drop()
    assert decoder.feed(b"\x12") == [Answer(Kind.REAL_TIME, 0x12)]
    assert decoder.noise == 2


def test_a_broken_long_answer_gives_up_only_its_first_byte() -> None:
    decoder = StatusDecoder()
    assert decoder.feed(b"\x37\x12") == [Answer(Kind.REAL_TIME, 0x12)]
    assert decoder.noise == 1


@given(st.lists(st.binary(max_size=6)))
def test_pieces_make_no_difference(pieces: list[bytes]) -> None:
    whole, split = StatusDecoder(), StatusDecoder()
    answers = [answer for piece in pieces for answer in split.feed(piece)]
    assert answers == list(whole.feed(b"".join(pieces)))
    whole.drop()
    split.drop()
    assert whole.noise == split.noise


@given(st.binary(max_size=200))
def test_a_picture_never_holds_a_real_time_command(dots: bytes) -> None:
    data = wire.raster(1, dots)
    assert len(data) == 8 + len(dots)
    for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        assert command not in data[8:]


def test_half_a_row_is_refused() -> None:
    with pytest.raises(ValueError, match="whole rows"):
        wire.raster(2, b"\x00\x00\x00")


def test_what_prints_is_never_repeated_and_never_recorded() -> None:
    part = wire.Part("𬭎测试".encode("gb18030"))
    assert not part.repeatable
    assert part.private
    assert repr(part) == "Part()"
    assert not wire.Clear.repeatable
    assert wire.AskStatus.repeatable
