"""A person's money: in clear only when asked for."""

from __future__ import annotations

from kiosk.domain.amount import Amount


def test_it_is_read_in_yuan_and_rendered_without_its_size() -> None:
    amount = Amount.of(123456)
    assert amount.reveal() == "¥1,234.56"
    for rendered in (str(amount), f"{amount}", repr(amount)):
        assert "¥****" in rendered
        assert "1" not in rendered
    assert str(Amount.of(5)) == str(Amount.of(10**9)) == "¥****"
