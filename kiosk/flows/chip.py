"""Which chip card is this: insert the social security card, read it, see that it is the citizen's."""

from __future__ import annotations

from kiosk.domain.card import ChipCard
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE
from kiosk.flows.service import HOME, Visit
from kiosk.flows.steps import meanwhile
from kiosk.hardware.device import Health
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard.errors import CardMute, CardPulled, HolderDataLocked, NotOurCard
from kiosk.hardware.smartcard.ssc import read_card
from kiosk.views import Action, InsertCard, Item, Leave, Outcome, Tone, Working

_AGAIN = "again"
_LEAVE = "leave"


class WantsHome(Exception):
    """The citizen wants the list of services instead of going on here."""


def can_read_cards(visit: Visit) -> bool:
    """Whether the card reader is known to work."""
    return visit.rack.report("card-reader").health is Health.UP


async def read_own_card(visit: Visit) -> ChipCard:
    """Ask for the card until one is read that belongs to `visit.person`.

    Raises `Back`, `Leave`, `WantsHome`, and `DeviceGone` when the reader itself is lost.
    """
    hint: Text | None = None
    while True:
        await _inserted(visit, hint)
        try:
            card = await meanwhile(visit.display, Working(doing=text("reading-card")), read_inserted(visit))
        except CardPulled:
            hint = text("chip-pulled")
        except CardMute:
            hint = text("chip-mute")
        except NotOurCard:
            hint = await _refuse(visit, text("chip-not-ours"))
        except HolderDataLocked:
            hint = await _refuse(visit, text("chip-new-version"))
        else:
            if visit.person is not None and card.belongs_to(visit.person):
                return card
            hint = await _refuse(visit, text("chip-other-person"))


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


async def _inserted(visit: Visit, hint: Text | None) -> None:
    reader = visit.rack.card_reader
    if hint is not None:
        await meanwhile(visit.display, InsertCard(hint=hint), reader.wait_removed())
    await meanwhile(visit.display, InsertCard(hint=hint), reader.wait_card())
    visit.took.add(Item.CARD)


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
