"""社保卡激活: from the sealed card in the citizen's hand to one that works, once and only once."""

from __future__ import annotations

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.backend_client.models import NotHolder, Reason
from kiosk.config import Config
from kiosk.domain.card import CardState, CardStatus, ChipCard
from kiosk.domain.identity import Identity
from kiosk.domain.money import Amount
from kiosk.domain.other_city import HERE
from kiosk.domain.permissions import Deed
from kiosk.domain.text import Text, text
from kiosk.events import OfficeCallFailed
from kiosk.flows.act_end import EndWords, end_otherwise
from kiosk.flows.activated import activated
from kiosk.flows.acts import act_once
from kiosk.flows.balance import BalanceNotOffered, balance_of
from kiosk.flows.card_in import agreed
from kiosk.flows.chip import Inserted, WantsHome, read_own_card
from kiosk.flows.guardian import GUARDIAN, needs_guardian
from kiosk.flows.identify import identify
from kiosk.flows.last_page import say
from kiosk.flows.papers import guide
from kiosk.flows.service import HOME, Group, Service, Visit
from kiosk.flows.steps import meanwhile
from kiosk.journal import ActKind, ActState
from kiosk.views import Action, ConfirmAct, Fact, Tone, Working

_KEY = "activate"
_WORDS = EndWords(
    again=_KEY,
    uncertain=(text("activate-uncertain"), text("activate-uncertain.advice")),
    not_done=(text("activate-not-done"), text("activate-not-done.advice")),
    refused=(text("activate-refused"), text("activate-refused.advice")),
    because={
        Reason.NOT_HOLDER: (text("chip-other-person"), text("chip-ask-outlet")),
        Reason.UNKNOWN_CARD: (text("activate-unknown-card"), text("chip-ask-outlet")),
    },
)


class _Ends(Exception):
    """The conversation ends before anything was changed; `wish` is where the citizen goes on."""

    def __init__(self, wish: str | None) -> None:
        super().__init__()
        self.wish = wish


async def activate(visit: Visit) -> str | None:
    """Identify, read the card, ask the office, confirm; then the act, straight down, no Back."""
    person = await identify(visit)
    if await needs_guardian(visit, person, Deed.ACTIVATE):
        return await guide(visit, GUARDIAN)
    hint: Text | None = None
    try:
        while True:
            inserted = await read_own_card(visit, person, hint)
            status = await _sealed(visit, person, inserted.card)
            amount = await _amount(visit, person)
            if await agreed(visit, inserted, _what_will_happen(person, inserted.card, status, amount)):
                return await _do_it(visit, person, inserted)
            hint = text("chip-pulled")
    except _Ends as end:
        return end.wish
    except WantsHome:
        return HOME


async def _sealed(visit: Visit, person: Identity, card: ChipCard) -> CardStatus:
    """The card's state at the office; goes on only when it is sealed (封存) and has not expired."""
    today = await visit.today()
    if card.valid_until is not None and card.valid_until < today:
        raise _Ends(await say(visit, Tone.SORRY, "activate-is-expired"))
    asking = visit.office.card(person, card.number)
    status = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
    if isinstance(status, NotHolder):
        raise _Ends(await say(visit, Tone.SORRY, "chip-other-person", advice="chip-ask-outlet"))
    if status is None:
        raise _Ends(await say(visit, Tone.SORRY, "activate-unknown-card", advice="chip-ask-outlet"))
    state = status.state_on(today)
    if state is CardState.NORMAL:
        own_pin = (Action("pin", text("activated-choose-pin"), "key-change"),) if visit.can("pin") else ()
        raise _Ends(await say(visit, Tone.INFORM, "activate-already", *own_pin))
    if state is not CardState.SEALED:
        raise _Ends(await say(visit, Tone.SORRY, f"activate-is-{state.value}"))
    if status.region and not status.region.startswith(HERE):  # S-71: at an outlet, together with the transfer
        advice = "transfer-not-activated.advice"
        raise _Ends(await say(visit, Tone.SORRY, "activate-of-another-city", advice=advice))
    return status


async def _amount(visit: Visit, person: Identity) -> Amount | None:
    """What is in the medical account now (S-33); None where that cannot be told: then the citizen is told who can."""
    if not visit.config.services.balance:
        return None
    try:
        found = await meanwhile(visit.display, Working(doing=text("asking-office")), balance_of(visit, person))
    except BalanceNotOffered:
        return None
    except OfficeTrouble as error:  # a reminder is no reason to end an activation
        visit.log.write(OfficeCallFailed("balance", type(error).__name__))
        return None
    return None if found is None else Amount.of(found.fen)


def _what_will_happen(person: Identity, card: ChipCard, status: CardStatus, amount: Amount | None) -> ConfirmAct:
    facts = [
        Fact(text("fact-name"), person.name),
        Fact(text("fact-card-number"), card.number),
        Fact(text("fact-bank"), text("value", value=status.bank)),
    ]
    if amount is not None:
        facts.append(Fact(text("fact-balance"), amount))
    return ConfirmAct(
        title=text("activate-confirm"),
        facts=tuple(facts),
        before=text("activate-check-balance" if amount is None else "activate-balance-now"),
        effects=(text("activate-effect-works"), text("activate-effect-money"), text("activate-effect-old-card")),
        confirm=text("activate-now"),
    )


async def _do_it(visit: Visit, person: Identity, inserted: Inserted) -> str | None:
    visit.display.show(Working(doing=text("activating"), leave=False))
    card, office = inserted.card, visit.office
    settled = await act_once(visit, ActKind.ACTIVATE, lambda number: office.activate(number, person, card.number))
    if settled.state is ActState.DONE:
        return await activated(visit, person, inserted, settled)
    return await end_otherwise(visit, person, settled, _WORDS)


def _offered(config: Config) -> bool:
    return config.services.activation


SERVICE = Service(
    key=_KEY,
    title=text("service-activate"),
    subtitle=text("service-activate.subtitle"),
    icon="shield-check",
    needs=("id-reader", "card-reader"),
    run=activate,
    group=Group.MY_CARD,
    main=True,
    offered=_offered,
)
