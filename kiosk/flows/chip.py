"""Which chip card is this: insert the social security card, read it, see that it is the citizen's."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field

from kiosk.domain.card import ChipCard
from kiosk.domain.identity import Identity
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE
from kiosk.flows.proof import OfficeProof
from kiosk.flows.service import HOME, Visit
from kiosk.flows.steps import meanwhile
from kiosk.hardware.device import Presence
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard.authority import Algorithm
from kiosk.hardware.smartcard.errors import (
    ApplicationBlocked,
    AuthorityRefused,
    BadCardData,
    CardMute,
    CardPulled,
    CardRefused,
    HolderDataLocked,
    KeyBlocked,
    NotOurCard,
    ProofRefused,
)
from kiosk.hardware.smartcard.port import CardReader
from kiosk.hardware.smartcard.session import Stay
from kiosk.hardware.smartcard.ssc import is_still, read_card
from kiosk.views import Action, InsertCard, Item, Leave, Outcome, Place, Tone, Working

_NOTICE_SECONDS = 1.0  # a virtual reader notices within 0.4 s (measured), real ones faster
_IN_SECONDS = 0.3  # a motor is asked where the card is
_MUTES = 3  # how often a card that does not answer is wiped and tried again before that is called hopeless
_AGAIN = "again"
_LEAVE = "leave"


class WantsHome(Exception):
    """The citizen wants the list of services instead of going on here."""


@dataclass(frozen=True)
class Inserted:
    """A card that was read, and its stay in the reader: all that was read is void once that is over."""

    card: ChipCard
    atr: bytes = field(repr=False)
    stay: Stay


def can_read_cards(visit: Visit) -> bool:
    """Whether the card reader is known to work."""
    return visit.rack.board.usable("card-reader")


async def read_own_card(visit: Visit, person: Identity | None, hint: Text | None = None) -> Inserted:
    """Ask for the card until one is read that belongs to `person`, or to anybody. `hint`: why it is asked for again.

    Raises `Back`, `Leave`, `WantsHome`, `DeviceGone` when the reader itself is lost, and, for a 3.00 card, what the
    office client raises.
    """
    take_out, mutes = False, 0
    while True:
        await _inserted(visit, hint, take_out=take_out)
        try:
            inserted = await meanwhile(
                visit.display, Working(doing=text("reading-card"), at=Place.CARD_SLOT), read_inserted(visit)
            )
        except CardPulled:
            hint, take_out = text("chip-pulled"), False
            await noticed_gone(visit)
            continue
        except CardMute:
            mutes += 1
            hint = text("chip-mute") if mutes % _MUTES else await _refuse(visit, text("chip-unreadable"))
        except (NotOurCard, AuthorityRefused, BadCardData, CardRefused) as error:
            hint = await _refuse(visit, _why(error))
        else:
            if person is None or inserted.card.belongs_to(person):
                return inserted
            hint = await _refuse(visit, text("chip-other-person"))
        take_out = True  # reading the same card again would tell the same


def _why(error: DeviceError) -> Text:
    """Why a card will not do, in words that do not blame it for what is not its fault."""
    match error:
        case NotOurCard():
            return text("chip-not-ours", kind=error.kind.value)
        case KeyBlocked() | ApplicationBlocked():
            return text("chip-blocked")
        case HolderDataLocked() | AuthorityRefused() | ProofRefused():
            return text("chip-stays-locked")
        case _:
            return text("chip-unreadable")


async def noticed_gone(visit: Visit) -> None:
    """Give the reader time to notice that the card is out; when it was swapped in secret it never will."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_NOTICE_SECONDS):
            await visit.rack.card_reader.wait_removed()


async def read_inserted(visit: Visit) -> Inserted:
    """Read whatever card is in the reader now, from SELECT to the holder's data; the office helps with a 3.00 card."""
    proof = OfficeProof(visit)
    try:
        async with visit.rack.card_reader.session() as channel:
            card = await read_card(channel, proof, Algorithm(visit.config.card_reader.algorithm))
            return Inserted(card, channel.atr, channel.stay)
    except (ProofRefused, KeyBlocked) as error:
        proof.refused(error)
        raise


async def still_the_same(visit: Visit, inserted: Inserted) -> bool:
    """Whether the card in the reader is the one read before, and never was out; a swap without notice is possible."""
    if inserted.stay.over is not None:
        return False
    try:
        async with visit.rack.card_reader.session() as channel:
            same = channel.atr == inserted.atr and await is_still(channel, inserted.card)
    except DeviceError:
        return False
    return same and inserted.stay.over is None


async def _inserted(visit: Visit, hint: Text | None, *, take_out: bool) -> None:
    reader = visit.rack.card_reader
    view = InsertCard(hint=hint, drawn_in=visit.config.card_reader.kind == "crt-310")
    if take_out and reader.presence() is not Presence.ABSENT:
        await meanwhile(visit.display, view, _taken_out(reader))
    if hint is not None or not await _is_in(reader):
        await meanwhile(visit.display, view, reader.wait_card())
    visit.took.add(Item.CARD)


async def _is_in(reader: CardReader) -> bool:
    """Whether a card is in already, so that nobody is asked to insert it; one in a motor's mouth is not."""
    if reader.presence() is not Presence.PRESENT:
        return False
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_IN_SECONDS):
            await reader.wait_card()
            return True
    return False


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
