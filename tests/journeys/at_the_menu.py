"""What journeys of services have in common that are not on the first screen, and of those that ask for a PIN."""

from __future__ import annotations

import asyncio

from kiosk.domain.pin import CardPin
from kiosk.flows.service import MORE
from kiosk.views import EnterPin, Menu, PinAtPad
from kiosk_sim.cards import SocialSecurityCard
from tests.room import Room

OLD, NEW = "123456", "271828"  # every card of the room begins with the first


async def choose(room: Room, service: str) -> None:
    """From the attract screen by way of "more"."""
    room.glass.answer(MORE)
    await room.glass.until(Menu)
    room.glass.answer(service)


async def enter(room: Room, question: str, digits: str = OLD) -> EnterPin:
    """Enter a PIN on the glass, once this question is asked."""
    view = await room.glass.until_where(EnterPin, lambda view: view.question.key == question)
    room.glass.answer(CardPin(bytearray(digits, "ascii")))
    return view


async def press(room: Room, question: str, *keys: str) -> PinAtPad:
    """Press keys at the PIN pad, once this question is asked."""
    view = await room.glass.until_where(PinAtPad, lambda view: view.question.key == question)
    for key in keys:
        await asyncio.sleep(0.2)
        room.bench.fittings.pin_pad.press(key)
    return view


def social_security_card(room: Room, who: str) -> SocialSecurityCard:
    """A person's card, to insert and to look at."""
    card = room.bench.chip(who)
    assert isinstance(card, SocialSecurityCard)
    return card
