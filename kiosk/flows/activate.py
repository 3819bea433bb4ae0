"""社保卡激活: from the sealed card in the citizen's hand to one that works, once and only once."""

from __future__ import annotations

import asyncio

from kiosk.backend_client.models import NotHolder, Reason
from kiosk.domain.card import CardState, CardStatus, ChipCard
from kiosk.domain.identity import Identity
from kiosk.domain.receipt import Barcode, Pair, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.flows.acts import Settled, act_once
from kiosk.flows.chip import Inserted, WantsHome, read_own_card, still_the_same
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH, PRINT, can_print, hand_over
from kiosk.flows.identify import identify
from kiosk.flows.service import HOME, Group, Service, Visit
from kiosk.flows.slip import heading
from kiosk.flows.steps import meanwhile
from kiosk.journal import ActKind, ActState
from kiosk.views import Action, ConfirmAct, Fact, Outcome, Place, Tone, Working

_RETRY = "activate"


class _Ends(Exception):
    """The conversation ends before anything was changed; `wish` is where the citizen goes on."""

    def __init__(self, wish: str | None) -> None:
        super().__init__()
        self.wish = wish


async def activate(visit: Visit) -> str | None:
    """Identify, read the card, ask the office, confirm; then the act, straight down, no Back."""
    person = await identify(visit)
    hint: Text | None = None
    try:
        while True:
            inserted = await read_own_card(visit, person, hint)
            card = inserted.card
            status = await _sealed(visit, person, card)
            if await _agreed(visit, person, inserted, status):
                return await _do_it(visit, person, card)
            hint = text("chip-pulled")
    except _Ends as end:
        return end.wish
    except WantsHome:
        return HOME


async def _agreed(visit: Visit, person: Identity, inserted: Inserted, status: CardStatus) -> bool:
    """Whether the citizen confirmed with this very card still in; False when it was taken out meanwhile."""
    confirming = asyncio.create_task(visit.display.ask(_what_will_happen(person, inserted.card, status)))
    pulled = asyncio.create_task(visit.rack.card_reader.wait_removed())
    try:
        await asyncio.wait({confirming, pulled}, return_when=asyncio.FIRST_COMPLETED)
        if not confirming.done():
            return False
        confirming.result()  # raises Back, Leave or Abandoned; its only answer is yes
    finally:
        confirming.cancel()
        pulled.cancel()
        await asyncio.gather(confirming, pulled, return_exceptions=True)
    visit.display.show(Working(doing=text("reading-card"), at=Place.CARD_SLOT, leave=False))
    return await still_the_same(visit, inserted)


async def _sealed(visit: Visit, person: Identity, card: ChipCard) -> CardStatus:
    """The card's state at the office; goes on only when it is sealed (封存) and has not expired."""
    if card.valid_until is not None and card.valid_until < await visit.today():
        raise _Ends(await _say(visit, Tone.SORRY, "activate-is-expired", "activate-is-expired.advice"))
    asking = visit.office.card(person, card.number)
    status = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
    if isinstance(status, NotHolder):
        raise _Ends(await _say(visit, Tone.SORRY, "chip-other-person", "chip-ask-outlet"))
    if status is None:
        raise _Ends(await _say(visit, Tone.SORRY, "activate-unknown-card", "chip-ask-outlet"))
    if status.state is CardState.NORMAL:
        raise _Ends(await _say(visit, Tone.INFORM, "activate-already", "activate-already.advice"))
    if status.state is not CardState.SEALED:
        key = f"activate-is-{status.state.value}"
        raise _Ends(await _say(visit, Tone.SORRY, key, f"{key}.advice"))
    return status


async def _say(visit: Visit, tone: Tone, sentence: str, detail: str) -> str | None:
    wish = await visit.display.ask(
        Outcome(tone=tone, sentence=text(sentence), details=(text(detail),), actions=(FINISH, ANOTHER_SERVICE))
    )
    return HOME if wish == HOME else None


def _what_will_happen(person: Identity, card: ChipCard, status: CardStatus) -> ConfirmAct:
    return ConfirmAct(
        title=text("activate-confirm"),
        facts=(
            Fact(text("fact-name"), person.name),
            Fact(text("fact-card-number"), card.number),
            Fact(text("fact-bank"), text("value", value=status.bank)),
        ),
        before=text("activate-check-balance"),
        effects=(text("activate-effect-works"), text("activate-effect-money"), text("activate-effect-old-card")),
        confirm=text("activate-now"),
    )


async def _do_it(visit: Visit, person: Identity, card: ChipCard) -> str | None:
    visit.display.show(Working(doing=text("activating"), leave=False))
    office = visit.office
    settled = await act_once(visit, ActKind.ACTIVATE, lambda number: office.activate(number, person, card.number))
    if settled.reason is Reason.ALREADY:
        return await _end(visit, Tone.INFORM, "activate-already", settled)
    if settled.state is ActState.DONE:
        return await _done(visit, person, card, settled)
    if settled.state is ActState.SENT:
        return await _end(visit, Tone.UNCERTAIN, "activate-uncertain", settled)
    if settled.state is ActState.VOID:
        return await _end(visit, Tone.SORRY, "activate-not-done", settled)
    return await _end(visit, Tone.SORRY, "activate-refused", settled)


async def _done(visit: Visit, person: Identity, card: ChipCard, settled: Settled) -> str | None:
    actions: tuple[Action[str], ...] = (FINISH, ANOTHER_SERVICE)
    if can_print(visit):
        actions = (Action(PRINT, text("activate-print"), "printer"), *actions)
    wish = await visit.display.ask(
        Outcome(
            tone=Tone.DONE,
            sentence=text("activated"),
            details=(text("activated-bank"), text("activated-pin")),
            number=settled.short_number,
            actions=actions,
        )
    )
    if wish == PRINT:
        return await hand_over(
            visit, _slip(visit, person, card, settled), (text("note-number", number=_grouped(settled.short_number)),)
        )
    return HOME if wish == HOME else None


async def _end(visit: Visit, tone: Tone, sentence: str, settled: Settled) -> str | None:
    """An end without an activation of ours; trying again is offered only when nothing can have happened."""
    actions: tuple[Action[str], ...] = (FINISH, ANOTHER_SERVICE)
    if settled.state is ActState.VOID:
        actions = (Action(_RETRY, text("try-again"), "refresh"), *actions)
    wish = await visit.display.ask(
        Outcome(
            tone=tone,
            sentence=text(sentence),
            details=(text(f"{sentence}.advice"),),
            number=settled.short_number,
            actions=actions,
        )
    )
    return None if wish == FINISH.key else wish


def _slip(visit: Visit, person: Identity, card: ChipCard, settled: Settled) -> Receipt:
    return Receipt(
        (
            Title(text("paper-activation")),
            *heading(visit, person),
            Paragraph(text("activated"), strong=True),
            Pair(text("fact-card-number"), text("value-person", name=card.number)),
            Pair(text("paper-number"), text("value", value=_grouped(settled.short_number)), large=True),
            Barcode(settled.short_number, text("paper-scan-number")),
            Rule(),
            Paragraph(text("activated-money")),
            Paragraph(text("activated-bank")),
            Paragraph(text("activated-pin")),
            Paragraph(text("paper-12333")),
        )
    )


def _grouped(number: str) -> str:
    """As one reads it out on the phone, and as the glass shows it."""
    return f"{number[:4]} {number[4:]}"


SERVICE = Service(
    key="activate",
    title=text("service-activate"),
    subtitle=text("service-activate.subtitle"),
    icon="shield-check",
    needs=("id-reader", "card-reader"),
    run=activate,
    group=Group.MY_CARD,
    main=True,
)
