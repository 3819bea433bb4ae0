"""The simulated UPS: golden bytes, and what a power cut does to them."""

from __future__ import annotations

import pytest

from kiosk_sim.ups import UpsDevice


def ask(ups: UpsDevice, command: bytes = b"Q1\r") -> str:
    """What it answers."""
    return b"".join(reply.data for reply in ups.receive(command)).decode("ascii")


def test_the_answer_is_laid_out_as_the_fact_sheet_says() -> None:
    answer = ask(UpsDevice())
    assert answer == "(229.8 229.8 220.3 021 50.0 2.27 27.5 00000000\r"
    assert len(answer) == 47


def test_a_power_cut() -> None:
    ups = UpsDevice(standby=True)
    assert ask(ups) == "(229.8 229.8 220.3 021 50.0 27.3 27.5 00001000\r"
    ups.cut_mains()
    assert ask(ups) == "(000.0 143.1 220.3 021 50.0 24.9 27.5 10001001\r"
    ups.drain()
    assert ask(ups) == "(000.0 143.1 220.3 021 50.0 21.2 27.5 11001001\r"
    ups.mains_back()
    assert ask(ups) == "(229.8 229.8 220.3 021 50.0 27.3 27.5 00001000\r"


def test_a_question_in_pieces_after_noise_is_heard_and_everything_else_echoed() -> None:
    ups = UpsDevice()
    assert ask(ups, b"x" * 20 + b"\rQ") == "xxx\r"
    assert ask(ups, b"1") == ""
    assert ask(ups, b"\r").startswith("(")
    assert ask(ups, b"QS\r") == "QS\r"
    assert ups.questions == 1


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("mains-cut", "(000.0 143.1 220.3 021 50.0 2.07 27.5 10000001\r"),
        ("battery-low", "(000.0 143.1 220.3 021 50.0 1.76 27.5 11000001\r"),
        ("ups-failed", "(229.8 229.8 220.3 021 50.0 2.27 27.5 00010000\r"),
        ("bypass", "(229.8 229.8 220.3 021 50.0 2.27 27.5 00100000\r"),
        ("testing", "(229.8 229.8 220.3 021 50.0 2.27 27.5 00000100\r"),
        ("shutting-down", "(229.8 229.8 220.3 021 50.0 2.27 27.5 00000010\r"),
        ("silent", ""),
        ("echoes", "Q1\r"),
        ("measures-nothing", "(@@@.@ @@@.@ @@@.@ @@@ @@.@ @.@@ @@.@ 00000000\r"),
    ],
)
def test_every_fault_begins_and_ends(name: str, answer: str) -> None:
    ups = UpsDevice()
    fault = ups.faults[name]
    fault.begin()
    fault.begin()
    assert ask(ups) == answer
    fault.end()
    fault.end()
    assert ask(ups) == ask(UpsDevice())


def test_no_fault_is_left_out() -> None:
    assert len(UpsDevice().faults) == 9
    assert all(fault.says for fault in UpsDevice().faults.values())
