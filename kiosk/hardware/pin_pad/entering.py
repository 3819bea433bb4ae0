"""A PIN key by key: digits that are collected for a card, digits that are counted while the pad keeps them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from kiosk.hardware.pin_pad.entry import ClearDigits, Echo, Echoed, OnEcho, PinRules
from kiosk.hardware.pin_pad.errors import DigitInClear
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.pin_pad.model import NAME, Model

NextKey = Callable[[], Awaitable[Key]]


async def collect(
    next_key: NextKey, digits: ClearDigits, rules: PinRules, on_echo: OnEcho, *, clears_all: bool
) -> None:
    """Take digits until enter; one that comes too early begins the entry anew."""
    while (key := await next_key()) is not Key.ENTER or digits.count < rules.shortest:
        if key is Key.ENTER:
            digits.take_back(everything=True)
            on_echo(Echo(0, Echoed.TOO_SHORT))
        elif key is Key.CLEAR:
            digits.take_back(everything=clears_all)
            on_echo(Echo(digits.count, Echoed.CLEARED))
        elif key.digits and digits.add(key.digits):
            on_echo(Echo(digits.count, Echoed.DIGIT))


async def count(next_key: NextKey, model: Model, rules: PinRules, on_echo: OnEcho) -> int:
    """Count masked digits until the pad is done."""
    entered = 0
    while (key := await next_key()) is not Key.ENTER:
        if key.digits:
            raise DigitInClear(NAME, "a digit came in clear during the entry of a PIN")
        if key is Key.MASKED and entered < rules.longest:
            entered += 1
            on_echo(Echo(entered, Echoed.DIGIT))
            if entered == rules.longest and model.ends_at_longest:
                break
        elif key is Key.CLEAR:
            entered = 0 if model.clears_all else max(0, entered - 1)
            on_echo(Echo(entered, Echoed.CLEARED))
    return entered
