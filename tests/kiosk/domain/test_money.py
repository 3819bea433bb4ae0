"""Amounts in fen, written in yuan; no binary fractions on the way; somebody's own in clear only when asked for."""

from __future__ import annotations

import pytest

from kiosk.domain.money import Amount, yuan


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (0, "0.00"),
        (1, "0.01"),
        (10, "0.10"),
        (99, "0.99"),
        (100, "1.00"),
        (123456, "1,234.56"),
        (100000000, "1,000,000.00"),
        (-5, "-0.05"),
        (-123, "-1.23"),
        (9007199254740993, "90,071,992,547,409.93"),  # more than a float can tell apart
    ],
)
def test_fen_as_yuan(fen: int, written: str) -> None:
    assert yuan(fen) == written


def test_it_is_read_in_yuan_and_rendered_without_its_size() -> None:
    amount = Amount.of(123456)
    assert amount.reveal() == "¥1,234.56"
    for rendered in (str(amount), f"{amount}", repr(amount)):
        assert "¥****" in rendered
        assert "1" not in rendered
    assert str(Amount.of(5)) == str(Amount.of(10**9)) == "¥****"
