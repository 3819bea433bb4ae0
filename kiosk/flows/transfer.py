"""The home transfer itself: an activated card of another city of the province becomes one of Chengdu."""

from __future__ import annotations

from datetime import date

from kiosk.backend_client.models import NotHolder, Reason
from kiosk.domain.card import CardState, CardStatus, ChipCard
from kiosk.domain.identity import Identity
from kiosk.domain.other_city import HERE, PROVINCE
from kiosk.domain.permissions import Deed
from kiosk.domain.receipt import Pair
from kiosk.domain.text import Text, said, text
from kiosk.flows.act_end import DoneWords, EndWords, end_done, end_otherwise
from kiosk.flows.acts import act_once
from kiosk.flows.card_in import agreed
from kiosk.flows.chip import WantsHome, can_read_cards, read_own_card
from kiosk.flows.guardian import GUARDIAN, needs_guardian
from kiosk.flows.identify import identify
from kiosk.flows.last_page import say
from kiosk.flows.papers import guide
from kiosk.flows.service import HOME, Visit
from kiosk.flows.steps import meanwhile
from kiosk.journal import ActKind, ActState
from kiosk.views import ConfirmAct, Fact, Tone, Working

KEY = "transfer"
_DONE = DoneWords(
    title=text("paper-transfer"),
    sentence=text("transfer-done"),
    details=(text("transfer-done-use"), text("transfer-bank")),
    already=text("transfer-already"),
)
_ELSE = EndWords(
    again=KEY,
    uncertain=(text("transfer-uncertain"), text("transfer-uncertain.advice")),
    not_done=(text("transfer-not-done"), text("transfer-not-done.advice")),
    refused=(text("transfer-refused"), text("transfer-refused.advice")),
    because={
        Reason.NOT_HOLDER: (text("chip-other-person"), text("chip-ask-outlet")),
        Reason.UNKNOWN_CARD: (text("transfer-unknown-card"), text("transfer-unknown-card.advice")),
        Reason.NOT_ACTIVATED: (text("transfer-not-activated"), text("transfer-not-activated.advice")),
        Reason.WRONG_STATE: (text("transfer-open-there"), text("transfer-open-there.advice")),
    },
)


def can_transfer(visit: Visit) -> bool:
    """Whether this machine offers it, and its devices and the office are there for it now."""
    there = visit.rack.board.usable("id-reader") and can_read_cards(visit) and visit.office.reachable is not False
    return visit.config.services.transfer and there


async def transfer(visit: Visit) -> str | None:
    """Identify, read the card, ask the office, confirm; then the act, straight down, no Back."""
    person = await identify(visit)
    if await needs_guardian(visit, person, Deed.TRANSFER):
        return await guide(visit, GUARDIAN)
    hint: Text | None = None
    try:
        while True:
            inserted = await read_own_card(visit, person, hint)
            asking = visit.office.card(person, inserted.card.number)
            status = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
            hindrance = _hindrance(status, inserted.card, await visit.today())
            if hindrance is not None or not isinstance(status, CardStatus):
                return await say(visit, Tone.SORRY, hindrance or "transfer-unknown-card")
            if await agreed(visit, inserted, _what_will_happen(visit, person, inserted.card, status)):
                return await _do_it(visit, person, inserted.card)
            hint = text("chip-pulled")
    except WantsHome:
        return HOME


def _hindrance(status: CardStatus | NotHolder | None, card: ChipCard, today: date) -> str | None:
    """Why this card is not transferred here, as the key of the sentence; None when it can be."""
    if not card.region.startswith(PROVINCE):
        return "transfer-other-province"
    if not isinstance(status, CardStatus):
        return "transfer-unknown-card"
    if (status.region or card.region).startswith(HERE):
        return "transfer-is-here"
    state = status.state_on(today)
    if state is CardState.SEALED:
        return "transfer-not-activated"
    return None if state is CardState.NORMAL else "transfer-wrong-state"


def _what_will_happen(visit: Visit, person: Identity, card: ChipCard, status: CardStatus) -> ConfirmAct:
    city = visit.content.area_codes.of_region(status.region or card.region)
    issued = (Fact(text("fact-issued-in"), said(city.name)),) if city is not None else ()
    return ConfirmAct(
        title=text("transfer-confirm"),
        facts=(
            Fact(text("fact-name"), person.name),
            Fact(text("fact-card-number"), card.number),
            Fact(text("fact-bank"), text("value", value=status.bank)),
            *issued,
        ),
        before=text("transfer-before"),
        effects=(text("transfer-effect-here"), text("transfer-effect-card"), text("transfer-effect-bank")),
        confirm=text("transfer-now"),
    )


async def _do_it(visit: Visit, person: Identity, card: ChipCard) -> str | None:
    visit.display.show(Working(doing=text("transferring"), leave=False))
    office = visit.office
    settled = await act_once(visit, ActKind.TRANSFER, lambda number: office.transfer(number, person, card.number))
    if settled.state is not ActState.DONE:
        return await end_otherwise(visit, person, settled, _ELSE)
    numbered = Pair(text("fact-card-number"), text("value-person", name=card.number))
    return await end_done(visit, person, settled, _DONE, (numbered,))
