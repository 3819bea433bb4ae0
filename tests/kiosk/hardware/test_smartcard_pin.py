"""The holder's PIN to the card: right, wrong, blocked, changed; sent once, in a buffer that is wiped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import pytest

from kiosk.domain.pin import CardPin
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard import ssc
from kiosk.hardware.smartcard.errors import BadCardData, CardRefused, NotAllowed, PinBlocked, WrongPin
from kiosk.hardware.smartcard.pin import change_pin, verify_pin
from kiosk_sim.cards import SocialSecurityCard
from tests.kiosk.hardware.card_on_the_desk import CARD, NAME, NUMBER, Directly, Spoil, answer_to


def pin(digits: str) -> CardPin:
    return CardPin(bytearray(digits, "ascii"))


def at(
    card: SocialSecurityCard, act: Callable[[Directly], Coroutine[Any, Any, None]], spoil: Spoil | None = None
) -> Directly:
    channel = Directly(card, spoil or (lambda _, answer: answer))

    async def acting() -> None:
        await ssc.select(channel)
        await act(channel)

    try:
        asyncio.run(acting())
    finally:
        assert all(not any(buffer) for buffer in channel.buffers), "a PIN was left in a buffer"
    return channel


def new_card() -> SocialSecurityCard:
    return SocialSecurityCard(NAME, NUMBER, CARD)


def test_the_right_pin() -> None:
    card = new_card()
    channel = at(card, lambda channel: verify_pin(channel, pin("123456")))
    assert channel.sent[-1] == "0020000003123456"
    assert card.pin.open
    assert len(channel.buffers) == 1


def test_wrong_wrong_wrong_blocked() -> None:
    card = new_card()
    for left in (2, 1):
        with pytest.raises(WrongPin, match=f"{left} tries left") as caught:
            at(card, lambda channel: verify_pin(channel, pin("654321")))
        assert caught.value.attempts_left == left
        assert "6543" not in f"{caught.value!r}"
    for digits, status in (("654321", 0x63C0), ("123456", 0x6983)):
        with pytest.raises(PinBlocked) as blocked:
            at(card, partial(verify_pin, pin=pin(digits)))
        assert blocked.value.status == status


def test_a_right_one_gives_the_tries_back() -> None:
    card = new_card()
    with pytest.raises(WrongPin):
        at(card, lambda channel: verify_pin(channel, pin("654321")))
    at(card, lambda channel: verify_pin(channel, pin("123456")))
    assert card.pin.left == 3


def test_change() -> None:
    card = new_card()
    channel = at(card, lambda channel: change_pin(channel, pin("123456"), pin("654321")))
    assert channel.sent[-1] == "805E010007123456FF654321"
    at(card, lambda channel: verify_pin(channel, pin("654321")))
    with pytest.raises(WrongPin):
        at(card, lambda channel: change_pin(channel, pin("123456"), pin("111111")))


@pytest.mark.parametrize("answer", ["6C03", "6103", "", "90"])
def test_it_is_never_sent_again(answer: str) -> None:
    card = new_card()
    sent: list[Directly] = []

    async def once(channel: Directly) -> None:
        sent.append(channel)
        await verify_pin(channel, pin("123456"))

    with pytest.raises((CardRefused, BadCardData)):
        at(card, once, answer_to("0020", bytes.fromhex(answer)))
    assert len([apdu for apdu in sent[0].sent if apdu.startswith("0020")]) == 1


def test_a_refusal_that_is_not_about_the_pin() -> None:
    with pytest.raises(NotAllowed):
        at(new_card(), lambda channel: verify_pin(channel, pin("123456")), answer_to("0020", b"\x69\x82"))


def test_what_cannot_be_a_pin_costs_no_try() -> None:
    card = new_card()
    for wrong in ("123", "1234567890123"):
        with pytest.raises(ValueError, match="4 to 12 digits"):
            at(card, partial(verify_pin, pin=pin(wrong)))
    with pytest.raises(ValueError, match="6 digits"):
        at(card, lambda channel: change_pin(channel, pin("123456"), pin("1234")))
    assert card.pin.left == 3


def test_a_channel_that_breaks_leaves_no_pin_behind() -> None:
    class Broken(Directly):
        async def transmit(self, apdu: bytes | bytearray) -> bytes:
            await super().transmit(apdu)
            raise DeviceError("card-reader", "broken")

    channel = Broken(new_card())
    with pytest.raises(DeviceError, match="broken"):
        asyncio.run(verify_pin(channel, pin("123456")))
    assert [bytes(buffer) for buffer in channel.buffers] == [bytes(8)]
