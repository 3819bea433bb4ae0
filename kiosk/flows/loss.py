"""挂失: report the card lost for the time being, take that back, and what a formal loss report needs.

The bank function has a loss report of its own, at the bank: that is said at every end.
"""

from __future__ import annotations

from kiosk.domain.card import CardState, CardStatus
from kiosk.domain.identity import Identity
from kiosk.domain.outlet import Can
from kiosk.domain.permissions import Deed
from kiosk.domain.receipt import Pair
from kiosk.domain.text import Text, text
from kiosk.flows.act_end import end_done, end_otherwise
from kiosk.flows.acts import act_once
from kiosk.flows.card_in import agreed
from kiosk.flows.chip import WantsHome, can_read_cards, read_own_card
from kiosk.flows.guardian import GUARDIAN, needs_guardian
from kiosk.flows.identify import identify
from kiosk.flows.last_page import say
from kiosk.flows.loss_words import RELEASED, RELEASED_ELSE, REPORTED, REPORTED_ELSE
from kiosk.flows.papers import Papers, guide
from kiosk.flows.service import HOME, Group, Service, Visit
from kiosk.flows.steps import meanwhile
from kiosk.journal import ActKind, ActState
from kiosk.views import Action, Choose, ConfirmAct, Fact, Option, Tone, Working

_KEY = "loss"
_REPORT = "report"
_RELEASE = "release"
_FORMAL = "formal"
_LOST = (CardState.TEMPORARILY_LOST, CardState.LOST)

FORMAL = Papers(
    title=text("loss-formal-title"),
    answer=text("loss-formal-answer"),
    steps=(text("loss-formal-document"), text("loss-formal-other"), text("loss-formal-replacement")),
    remarks=(text("loss-bank"),),
    service=Can.REPLACE,
)
FOUND = Papers(
    title=text("loss-found-title"),
    answer=text("loss-found-answer"),
    steps=(text("loss-found-bring"), text("loss-found-too-late")),
    remarks=(text("loss-bank"),),
    service=Can.REPLACE,
)


async def loss(visit: Visit) -> str | None:
    """What has happened to the card? Then that; what this machine may not do it explains."""
    wish = await visit.display.ask(
        Choose(
            question=text("loss-what"),
            options=(
                Option(_REPORT, text("loss-report"), text("loss-report.detail"), "credit-card-off"),
                Option(_RELEASE, text("loss-release"), text("loss-release.detail"), "credit-card-check"),
                Option(_FORMAL, text("loss-formal"), text("loss-formal.detail"), "file-document"),
            ),
            hint=text("loss-bank"),
        )
    )
    try:
        if wish == _REPORT:
            return await _report(visit)
        return await (_release(visit) if wish == _RELEASE else guide(visit, FORMAL))
    except WantsHome:
        return HOME


async def _report(visit: Visit) -> str | None:
    """The card is gone, so it need not be there: the document says whose it is."""
    if not visit.config.services.loss_report or not visit.rack.board.usable("id-reader"):
        return await guide(visit, FORMAL)
    person = await identify(visit)
    if await needs_guardian(visit, person, Deed.REPORT_LOSS):
        return await guide(visit, GUARDIAN)
    card = await _card(visit, person)
    if card is None:
        return await say(visit, Tone.INFORM, "loss-no-card")
    state = card.state_on(await visit.today())
    if state in _LOST:
        further = Action(_KEY, text("situation-after-loss"), "credit-card-off")
        return await say(visit, Tone.INFORM, "loss-reported-before", further, advice="loss-bank")
    if state is not CardState.NORMAL:
        return await say(visit, Tone.INFORM, f"loss-is-{state.value}")
    await visit.display.ask(_will_be_reported(person, card))
    visit.display.show(Working(doing=text("loss-reporting"), leave=False))
    office = visit.office
    settled = await act_once(visit, ActKind.REPORT_LOSS, lambda number: office.report_loss(number, person))
    if settled.state is not ActState.DONE:
        return await end_otherwise(visit, person, settled, REPORTED_ELSE)
    return await end_done(visit, person, settled, REPORTED, (_bank(card),))


async def _release(visit: Visit) -> str | None:
    """The card is found: whoever takes its loss back has it in hand."""
    offered = visit.config.services.loss_release and visit.rack.board.usable("id-reader") and can_read_cards(visit)
    if not offered:
        return await guide(visit, FOUND)
    person = await identify(visit)
    if await needs_guardian(visit, person, Deed.RELEASE_LOSS):
        return await guide(visit, GUARDIAN)
    card = await _card(visit, person)
    if card is None:
        return await say(visit, Tone.INFORM, "loss-no-card")
    if card.state not in _LOST:
        return await say(visit, Tone.INFORM, "loss-not-reported")
    formal = not visit.content.rules.release_after_formal_loss
    if card.state is CardState.LOST and formal:
        return await say(visit, Tone.INFORM, "loss-formal-stands")
    hint: Text | None = None
    while True:
        inserted = await read_own_card(visit, person, hint)
        asking = visit.office.card(person, inserted.card.number)
        found = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
        if not isinstance(found, CardStatus):
            return await say(visit, Tone.SORRY, "activate-unknown-card", advice="chip-ask-outlet")
        if found.state not in _LOST:  # an older card of the same person, say
            return await say(visit, Tone.INFORM, "loss-not-reported")
        if found.state is CardState.LOST and formal:  # the older one, reported for good: the newest stays as it is
            return await say(visit, Tone.INFORM, "loss-formal-stands")
        if await agreed(visit, inserted, _will_be_released(person, found)):
            break
        hint = text("chip-pulled")
    visit.display.show(Working(doing=text("loss-releasing"), leave=False))
    office, lost = visit.office, inserted.card.number
    settled = await act_once(visit, ActKind.RELEASE_LOSS, lambda number: office.release_loss(number, person, lost))
    if settled.state is not ActState.DONE:
        return await end_otherwise(visit, person, settled, RELEASED_ELSE)
    return await end_done(visit, person, settled, RELEASED, (_bank(found),))


async def _card(visit: Visit, person: Identity) -> CardStatus | None:
    asking = visit.office.situation(person)
    return (await meanwhile(visit.display, Working(doing=text("asking-office")), asking)).card


def _bank(card: CardStatus) -> Pair:
    return Pair(text("paper-bank"), text("value", value=card.bank))


def _facts(person: Identity, card: CardStatus) -> tuple[Fact, ...]:
    return (Fact(text("fact-name"), person.name), Fact(text("fact-bank"), text("value", value=card.bank)))


def _will_be_reported(person: Identity, card: CardStatus) -> ConfirmAct:
    return ConfirmAct(
        title=text("loss-report-confirm"),
        facts=_facts(person, card),
        before=text("loss-report-before"),
        effects=(text("loss-report-effect-stops"), text("loss-report-effect-back"), text("loss-bank")),
        confirm=text("loss-report-now"),
    )


def _will_be_released(person: Identity, card: CardStatus) -> ConfirmAct:
    return ConfirmAct(
        title=text("loss-release-confirm"),
        facts=_facts(person, card),
        before=text("loss-release-before"),
        effects=(text("loss-release-effect-works"), text("loss-release-effect-bank")),
        confirm=text("loss-release-now"),
    )


SERVICE = Service(
    key=_KEY,
    title=text("service-loss"),
    subtitle=text("service-loss.subtitle"),
    icon="credit-card-off",
    needs=(),
    run=loss,
    group=Group.PIN_AND_LOSS,
    needs_office=False,
)
