"""Which chip card is this: insert the social security card, read it, see that it is the citizen's."""

from __future__ import annotations

import asyncio
import contextlib

from kiosk.domain.card import ChipCard
from kiosk.domain.identity import Identity
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE
from kiosk.flows.service import HOME, Visit
from kiosk.flows.steps import meanwhile
from kiosk.hardware.device import Presence
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard.errors import BadCardData, CardMute, CardPulled, CardRefused, HolderDataLocked, NotOurCard
from kiosk.hardware.smartcard.port import CardReader
from kiosk.hardware.smartcard.ssc import read_card
from kiosk.views import Action, InsertCard, Item, Leave, Outcome, Place, Tone, Working

_NOTICE_SECONDS = 1.0  # a virtual reader notices within 0.4 s (measured), real ones faster
_AGAIN = "again"
_LEAVE = "leave"


class WantsHome(Exception):
    """The citizen wants the list of services instead of going on here."""


def can_read_cards(visit: Visit) -> bool:
    """Whether the card reader is known to work."""
    return visit.rack.board.usable("card-reader")


async def read_own_card(visit: Visit, person: Identity, hint: Text | None = None) -> ChipCard:
    """Ask for the card until one is read that belongs to `person`. `hint`: why it is asked for again.

    Raises `Back`, `Leave`, `WantsHome`, and `DeviceGone` when the reader itself is lost.
    """
    take_out = False
    while True:
        await _inserted(visit, hint, take_out=take_out)
        try:
            card = await meanwhile(
                visit.display, Working(doing=text("reading-card"), at=Place.CARD_SLOT), read_inserted(visit)
            )
        except CardPulled:
            hint, take_out = text("chip-pulled"), False
            await _noticed(visit)
            continue
        except CardMute:
            hint = text("chip-mute")
        except NotOurCard:
            hint = await _refuse(visit, text("chip-not-ours"))
        except HolderDataLocked:
            hint = await _refuse(visit, text("chip-new-version"))
        except (BadCardData, CardRefused):
            hint = await _refuse(visit, text("chip-unreadable"))
        else:
            if card.belongs_to(person):
                return card
            hint = await _refuse(visit, text("chip-other-person"))
        take_out = True  # reading the same card again would tell the same


async def _noticed(visit: Visit) -> None:
    """Give the reader time to notice that the card is out; when it was swapped in secret it never will."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_NOTICE_SECONDS):
            await visit.rack.card_reader.wait_removed()


async def read_inserted(visit: Visit) -> ChipCard:
    """Read whatever card is in the reader now, from SELECT to the holder's data."""
    async with visit.rack.card_reader.session() as channel:
        return await read_card(channel)


async def still_the_same(visit: Visit, card: ChipCard) -> bool:
    """Whether the card in the reader is the one read before; a swap without notice is possible."""
    try:
        return await read_inserted(visit) == card
    except DeviceError:
        return False


async def _inserted(visit: Visit, hint: Text | None, *, take_out: bool) -> None:
    reader = visit.rack.card_reader
    if take_out and reader.presence() is Presence.PRESENT:
        await meanwhile(visit.display, InsertCard(hint=hint), _taken_out(reader))
    await meanwhile(visit.display, InsertCard(hint=hint), reader.wait_card())
    visit.took.add(Item.CARD)


async def _taken_out(reader: CardReader) -> None:
    await reader.give_back()
    await reader.wait_removed()


async def _refuse(visit: Visit, sentence: Text) -> Text:
    """Say why this card will not do; returns the hint for the next one."""
    again = Action(_AGAIN, text("chip-another"), "credit-card-chip")
    leave = Action(_LEAVE, text("end-visit"), "exit-to-app")
    wish = await visit.display.ask(
        Outcome(
            tone=Tone.SORRY,
            sentence=sentence,
            details=(text("chip-ask-outlet"),),
            actions=(again, ANOTHER_SERVICE, leave),
        )
    )
    if wish == HOME:
        raise WantsHome
    if wish == _LEAVE:
        raise Leave
    return text("chip-take-out")
