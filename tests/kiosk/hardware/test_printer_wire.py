"""The printer's bytes against the golden ones, and its one-byte answers in every disorder a line can make."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.known import Known
from kiosk.hardware.receipt_printer import wire
from kiosk.hardware.receipt_printer.escpos import wire as escpos
from kiosk.hardware.receipt_printer.escpos.wire import Align, Size
from kiosk.hardware.receipt_printer.status import Status, Trouble, status, told
from kiosk.hardware.receipt_printer.wire import Answer, Asb, AutomaticStatus, Flow, Kind, StatusDecoder

VECTORS = tomllib.loads((Path(__file__).parents[2] / "vectors" / "receipt_printer.toml").read_text())
COMMANDS = {
    "initialise": escpos.INITIALISE,
    "chinese-on": escpos.CHINESE_ON,
    "chinese-off": escpos.CHINESE_OFF,
    "align-left": escpos.align(Align.LEFT),
    "align-centre": escpos.align(Align.CENTRE),
    "size-normal": escpos.size(Size.NORMAL),
    "size-double": escpos.size(Size.DOUBLE),
    "bold-on": escpos.bold(True),
    "bold-off": escpos.bold(False),
    "spacing-38": escpos.spacing(38),
    "feed-16": escpos.feed(16),
    "cut-after-32": escpos.cut(32),
    "raster-2x3": escpos.raster(2, bytes.fromhex("FF00 8001 00FF")),
    "qr-A1-size-6": escpos.qr(b"A1", 6),
    "align-right": escpos.align(Align.RIGHT),
    "barcode-12345678": escpos.barcode("12345678", 2, 80),
    "barcode-A{1": escpos.barcode("A{1", 2, 80),
    "automatic-status": AutomaticStatus(on=True).encode(),
    "ask-drawer-in-order": wire.AskInOrder(2).encode(),
    "no-automatic-status": AutomaticStatus(on=False).encode(),
    "ask-status-1": wire.AskStatus(1).encode(),
    "ask-status-4": wire.AskStatus(4).encode(),
    "ask-in-order": wire.AskInOrder().encode(),
    "clear": wire.Clear().encode(),
    "recover": wire.Recover().encode(),
}


@pytest.mark.parametrize("vector", VECTORS["command"], ids=lambda vector: vector["name"])
def test_command_bytes(vector: dict[str, Any]) -> None:
    assert COMMANDS[vector["name"]] == bytes.fromhex(vector["hex"])


def holds(facts: Status, vector: dict[str, Any]) -> None:
    for fact, value in vector["facts"].items():
        assert getattr(facts, fact) is (Known.YES if value else Known.NO), fact


@pytest.mark.parametrize("vector", VECTORS["answer"], ids=lambda vector: vector["name"])
def test_answers(vector: dict[str, Any]) -> None:
    question = vector["question"]
    (answer,) = StatusDecoder().feed(bytes.fromhex(vector["hex"]))
    assert isinstance(answer, Answer)
    if isinstance(question, str):
        assert answer.kind is {"in order": Kind.IN_ORDER, "clear": Kind.CLEARED}[question]
        return
    assert answer.kind is Kind.REAL_TIME
    bytes_of_status: list[int | None] = [None] * 4
    bytes_of_status[question - 1] = answer.byte
    holds(status(*bytes_of_status), vector)


@pytest.mark.parametrize("vector", VECTORS["automatic"], ids=lambda vector: vector["name"])
def test_an_automatic_status_is_one_message_with_its_facts(vector: dict[str, Any]) -> None:
    decoder = StatusDecoder()
    (message,) = decoder.feed(bytes.fromhex(vector["hex"]))
    assert isinstance(message, Asb)
    assert decoder.noise == 0
    holds(told(message.data), vector)
    assert told(message.data).mechanical is Known.UNKNOWN  # it cannot say
    assert not told(message.data).fine


@pytest.mark.parametrize("vector", VECTORS["flow"], ids=lambda vector: vector["name"])
def test_flow_control_is_a_message_and_never_noise(vector: dict[str, Any]) -> None:
    decoder = StatusDecoder()
    assert decoder.feed(bytes.fromhex(vector["hex"])) == [Flow(go=vector["go"])]
    assert decoder.noise == 0


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_can_be_told_from_the_facts(trouble: Trouble) -> None:
    facts = {
        Trouble.COVER_OPEN: status(0x1A, 0x16, 0x12, 0x12),
        Trouble.PAPER_END: status(0x1A, 0x32, 0x12, 0x7E),
        Trouble.CUTTER: status(0x1A, 0x52, 0x1A, 0x12),
        Trouble.UNRECOVERABLE: status(0x1A, 0x52, 0x32, 0x12),
        Trouble.MECHANICAL: status(0x1A, 0x52, 0x16, 0x12),
        Trouble.OVERHEATED: status(0x1A, 0x52, 0x52, 0x12),
        Trouble.BEING_FED: status(0x5A, 0x1A, 0x12, 0x12),
        Trouble.WAITS_FOR_RECOVERY: status(0x3A, 0x12, 0x12, 0x12),
        Trouble.ERROR: status(0x1A, 0x52, 0x12, 0x12),
        Trouble.OFF_LINE: status(0x1A, 0x12, 0x12, 0x12),
        Trouble.NEAR_END: status(0x12, 0x12, 0x12, 0x1E),
    }[trouble]
    assert facts.trouble is (trouble if trouble.stops else None)
    little_paper = trouble in (Trouble.PAPER_END, Trouble.NEAR_END)
    assert facts.warning is (Trouble.NEAR_END if little_paper else None)
    assert facts.fine is not trouble.stops


def test_what_an_answer_leaves_open_is_filled_from_what_was_told() -> None:
    half_silent = status(0x12, None, None, None)
    filled = half_silent.filled_from(told(bytes.fromhex("18 08 03 00")))
    assert filled.off_line is Known.NO  # the answer counts for more
    assert (filled.cutter, filled.near_end, filled.mechanical) == (Known.YES, Known.YES, Known.UNKNOWN)
    assert not filled.fine


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


def test_flow_control_may_stand_inside_anything() -> None:
    decoder = StatusDecoder()
    cleared, real_time = Answer(Kind.CLEARED), Answer(Kind.REAL_TIME, 0x12)
    stop, go = Flow(go=False), Flow(go=True)
    assert decoder.feed(b"\x13\x37\x11\x25\x13\x00\x12\x11") == [stop, go, stop, cleared, real_time, go]
    assert decoder.feed(b"\x18\x13\x08\x11\x00\x13\x00") == [stop, go, stop, Asb(b"\x18\x08\x00\x00")]
    assert decoder.noise == 0


def test_no_byte_of_an_automatic_status_is_an_answer_in_order() -> None:
    decoder = StatusDecoder()
    assert decoder.feed(b"\x18\x00\x0f") == []
    assert decoder.feed(b"\x00\x12") == [Asb(b"\x18\x00\x0f\x00"), Answer(Kind.REAL_TIME, 0x12)]


def test_an_automatic_status_that_breaks_off_gives_up_only_its_first_byte() -> None:
    decoder = StatusDecoder()
    assert decoder.feed(b"\x10\x08\x12") == [Answer(Kind.IN_ORDER, 0x08), Answer(Kind.REAL_TIME, 0x12)]
    assert decoder.noise == 1


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
    data = escpos.raster(1, dots)
    assert len(data) == 8 + len(dots)
    for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        assert command not in data[8:]


asbs = st.tuples(
    st.sampled_from([0x10, 0x14, 0x18, 0x1C, 0x30, 0x38, 0x50, 0x7C]),
    *[st.sampled_from([0, 3, 8, 0x0F, 0x40, 0x6F])] * 3,
).map(lambda four: Asb(bytes(four)))
answers = (
    st.sampled_from([0x12, 0x16, 0x1A, 0x1E, 0x32, 0x5A, 0x7E]).map(lambda byte: Answer(Kind.REAL_TIME, byte))
    | st.sampled_from([0x00, 0x03, 0x0C, 0x0F, 0x60]).map(lambda byte: Answer(Kind.IN_ORDER, byte))
    | st.just(Answer(Kind.CLEARED))
)
spoken = asbs | answers | st.booleans().map(lambda go: Flow(go))


def as_bytes(message: wire.Message) -> bytes:
    match message:
        case Asb(data):
            return data
        case Flow(go):
            return b"\x11" if go else b"\x13"
        case Answer(Kind.CLEARED):
            return b"\x37\x25\x00"
    return bytes((message.byte,))


@given(st.lists(spoken, max_size=20))
def test_whatever_is_said_is_understood(messages: list[wire.Message]) -> None:
    decoder = StatusDecoder()
    assert list(decoder.feed(b"".join(map(as_bytes, messages)))) == messages
    assert decoder.noise == 0


@given(st.binary(max_size=40))
def test_after_any_noise_it_understands_again(noise: bytes) -> None:
    decoder = StatusDecoder()
    decoder.feed(noise)
    decoder.drop()  # the link does so after a pause
    assert list(decoder.feed(b"\x18\x00\x0f\x00\x12")) == [Asb(b"\x18\x00\x0f\x00"), Answer(Kind.REAL_TIME, 0x12)]
    assert len(decoder._held) == 0


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_it_holds_no_more_than_a_beginning(pieces: list[bytes]) -> None:
    decoder = StatusDecoder()
    for piece in pieces:
        decoder.feed(piece)
        assert len(decoder._held) < 4


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=60))
def test_a_barcode_never_holds_a_real_time_command(content: str) -> None:
    data = escpos.barcode(content, 2, 80)
    assert not any(command in data for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


def test_a_number_whose_pairs_would_be_a_command_goes_digit_by_digit() -> None:
    assert escpos.barcode("160401", 2, 80).endswith(b"\x1dkI\x08{B160401")
    assert escpos.barcode("1234", 2, 80).endswith(b"\x1dkI\x04{C\x0c\x22")
    assert escpos.barcode("12345", 2, 80).endswith(b"\x1dkI\x07{B12345")


@pytest.mark.parametrize("content", ["", "测", "a\n", "x" * 254])
def test_a_barcode_that_cannot_be_is_refused_without_being_quoted(content: str) -> None:
    with pytest.raises(ValueError, match="barcode") as caught:
        escpos.barcode(content, 2, 80)
    assert content == "" or content not in str(caught.value)


def test_half_a_row_is_refused() -> None:
    with pytest.raises(ValueError, match="whole rows"):
        escpos.raster(2, b"\x00\x00\x00")


def test_what_prints_is_never_repeated_and_never_recorded() -> None:
    part = wire.Part("𬭎测试".encode("gb18030"))
    assert not part.repeatable
    assert part.private
    assert repr(part) == "Part()"
    assert not wire.Clear.repeatable
    assert wire.AskStatus.repeatable
