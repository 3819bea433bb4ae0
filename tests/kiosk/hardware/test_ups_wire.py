"""Megatec Q1: golden bytes, any chunking, noise of every kind."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.known import Known
from kiosk.hardware.ups.power import Power, Supply, supply
from kiosk.hardware.ups.wire import Q1, Q1Decoder, Status
from kiosk_sim.ups import UpsDevice

VECTORS = tomllib.loads((Path(__file__).parents[2] / "vectors/ups.toml").read_text(encoding="utf-8"))
ANSWERS = {vector["name"]: vector for vector in VECTORS["answer"]}
GOOD = [vector["text"].encode("ascii") for vector in ANSWERS.values()]
MEASURED = ("input_volts", "fault_volts", "output_volts", "load_percent", "hertz", "battery_volts", "celsius")
SAYS = ("mains_failed", "battery_low", "bypass", "failed", "standby", "testing", "shutting_down", "beeper")

treacherous = st.lists(
    st.sampled_from([b"(", b"\r", b"Q1\r", b"(NAK\r", GOOD[0][:-1], GOOD[0][:20], b"0", b" ", b"@"]), max_size=12
).map(b"".join)
noise = st.binary(max_size=80) | treacherous
stream = st.lists(noise | st.sampled_from(GOOD), max_size=8).map(b"".join)


def decode(data: bytes, sizes: list[int] | None = None) -> tuple[list[Status], int]:
    """All answers in the bytes and the noise, fed in pieces of the given sizes."""
    decoder, answers, at = Q1Decoder(), [], 0
    for size in [*(sizes or []), len(data)]:
        answers += decoder.feed(data[at : at + size])
        at += size
    decoder.drop()
    return answers, decoder.noise


def test_the_question_is_the_golden_bytes() -> None:
    assert Q1().encode() == bytes.fromhex(VECTORS["question"]["hex"])
    assert Q1.repeatable
    assert not Q1.private


@pytest.mark.parametrize("vector", ANSWERS.values(), ids=ANSWERS.keys())
def test_answers_are_read_from_the_golden_bytes(vector: dict[str, Any]) -> None:
    (status,), spoiled = decode(vector["text"].encode("ascii"))
    assert {name: getattr(status, name) for name in MEASURED} == {name: vector.get(name) for name in MEASURED}
    assert status.per_cell is vector["per_cell"]
    assert status.bits == int(vector["bits"], 2)
    assert [name for name in SAYS if getattr(status, name)] == vector["says"]
    assert supply(
        *(Known.YES if fact else Known.NO for fact in (not status.mains_failed, status.battery_low))
    ) is Supply(vector["supply"])
    assert spoiled == 0


@pytest.mark.parametrize(
    "text",
    [
        "Q1\r",
        "(NAK\r",
        "(208.4 140.0 208.4 034 59.9 2.05 35.0 0011000\r",
        "(208.4 140.0 208.4 034 59.9 2.05 35.0 001100002\r",
        "(208.4 140.0 208.4 034 59.9 2.05 35.0 00110002\r",
        "(208.4 140.0 208.4 034 59.9 2.05 00110000\r",
        "(208.4 140.0 208.4 034 59.9 2.05 35.0 35.0 00110000\r",
        "(2O8.4 140.0 208.4 034 59.9 2.05 35.0 00110000\r",
        "(2\xb28.4 140.0 208.4 034 59.9 2.05 35.0 00110000\r",
        "#220.0 004 036.0 50.0\r",
        "(" + "0" * 200,
    ],
)
def test_what_is_no_answer_is_noise(text: str) -> None:
    data = text.encode("latin-1")
    assert decode(data) == ([], len(data))
    assert decode(data + GOOD[0]) == (decode(GOOD[0])[0], len(data))


@pytest.mark.parametrize("answer", GOOD)
def test_truncated_anywhere(answer: bytes) -> None:
    for cut in range(len(answer)):
        assert decode(answer[:cut]) == ([], cut)
        assert decode(answer[:cut] + GOOD[1])[0] == decode(GOOD[1])[0]


@given(stream, st.lists(st.integers(min_value=0, max_value=9), max_size=60))
@settings(max_examples=60)
def test_any_chunking_gives_the_same(data: bytes, sizes: list[int]) -> None:
    assert decode(data, sizes) == decode(data)


@given(noise, st.sampled_from(GOOD))
@settings(max_examples=100)
def test_noise_never_loses_the_good_answer_after_it(before: bytes, answer: bytes) -> None:
    decoder = Q1Decoder()
    decoder.feed(before)
    assert len(decoder._unread) < 64
    assert decoder.feed(answer) == decode(answer)[0]


@given(st.lists(st.sampled_from(["cut_mains", "mains_back", "drain", "shut_down"]), max_size=6), st.booleans())
@settings(max_examples=30)
def test_what_the_simulated_ups_says_is_understood(deeds: list[str], standby: bool) -> None:
    ups = UpsDevice(standby=standby)
    for deed in deeds:
        getattr(ups, deed)()
    [reply] = ups.receive(b"Q1\r")
    (status,), spoiled = decode(reply.data)
    assert (status.standby, status.per_cell, spoiled) == (standby, not standby, 0)


def test_the_battery_counts_only_while_it_is_needed_and_unknown_is_not_a_power_cut() -> None:
    yes, no, unknown = Known.YES, Known.NO, Known.UNKNOWN
    assert [supply(yes, low) for low in Known] == [Supply.MAINS] * 3
    assert [supply(unknown, low) for low in Known] == [Supply.UNKNOWN] * 3
    assert (supply(no, yes), supply(no, no), supply(no, unknown)) == (Supply.LOW, Supply.BATTERY, Supply.BATTERY)


def test_power_that_ends_soon() -> None:
    assert Power(Supply.LOW).ends_soon
    assert Power(Supply.MAINS, shutting_down=Known.YES).ends_soon
    assert not Power(Supply.BATTERY).ends_soon
    assert not Power().ends_soon
