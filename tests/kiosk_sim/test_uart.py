"""What a serial port hears of another rate: garbage, worked out by hand for some bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_sim.uart import as_heard


@given(st.binary(max_size=300))
def test_at_the_same_rate_everything_is_heard(data: bytes) -> None:
    assert as_heard(data, 9600, 9600) == data


@given(st.binary(max_size=300), st.sampled_from([9600 * 0.96, 9600 * 0.98, 9600 * 1.02, 9600 * 1.04]))
def test_a_clock_that_is_a_little_off_does_no_harm(data: bytes, rate: float) -> None:
    assert as_heard(data, 9600, round(rate)) == data


@pytest.mark.parametrize(
    ("sent", "sent_at", "heard_at", "heard"),
    [
        # One bit of the sender is twelve of the receiver: each low stretch begins one byte, which the stop bit
        # finds low (a framing error) and whose eight bits are all low.
        ("55", 9600, 115200, "0000000000"),
        ("FF", 9600, 115200, "00"),
        ("00", 9600, 115200, "00"),
        # One bit of the sender is two of the receiver: of 01 (low, high, seven low, high) the first byte sees
        # the low start twice, one high bit twice, then low to its end.
        ("01", 9600, 19200, "06"),
        # Two bits of the sender are one of the receiver, which sees of 12 (0 1 0 0 1 0 0 0 from below) the third,
        # fifth and seventh, and then the stop bit and the line at rest: 0 1 0 1 1 1 1 1.
        ("12", 19200, 9600, "FA"),
        # Twelve bits of the sender are one of the receiver: after the edge the line is at rest.
        ("12", 115200, 9600, "FF"),
    ],
)
def test_worked_out_by_hand(sent: str, sent_at: int, heard_at: int, heard: str) -> None:
    assert as_heard(bytes.fromhex(sent), sent_at, heard_at).hex().upper() == heard


@given(st.binary(min_size=1, max_size=300), st.sampled_from([1200, 2400, 4800, 19200, 38400, 57600, 115200]))
def test_something_is_heard_at_every_rate_and_it_is_no_flood(data: bytes, rate: int) -> None:
    heard = as_heard(data, 9600, rate)
    assert 1 <= len(heard) <= 5 * len(data), "a byte has at most five low stretches"
