"""重置密码: the office gives leave to set the card's PIN anew; the new PIN itself is set at an outlet.

The machine cannot do the card's part: its bytes are not confirmed, and a wrong one may cost the card a try for ever
(docs/decisions/0029). It says so before anything is done.
"""

from __future__ import annotations

from kiosk.backend_client.models import Reason
from kiosk.domain.outlet import Can
from kiosk.domain.permissions import Deed
from kiosk.domain.receipt import Pair
from kiosk.domain.text import text
from kiosk.flows.act_end import DoneWords, EndWords, end_done, end_otherwise
from kiosk.flows.acts import act_once
from kiosk.flows.card_in import agreed
from kiosk.flows.chip import Inserted, read_own_card
from kiosk.flows.guardian import GUARDIAN, needs_guardian
from kiosk.flows.identify import identify
from kiosk.flows.papers import Papers, guide
from kiosk.flows.service import Visit
from kiosk.journal import ActKind, ActState
from kiosk.views import ConfirmAct, Fact, Working

AT_AN_OUTLET = Papers(
    title=text("pin-outlet-title"),
    answer=text("pin-outlet-answer"),
    steps=(text("pin-outlet-bring"), text("pin-outlet-choose")),
    remarks=(text("pin-two"),),
    service=Can.PIN_RESET,
)
_DONE = DoneWords(
    title=text("paper-pin-reset"),
    sentence=text("pin-reset-done"),
    details=(text("pin-reset-go-today"), text("pin-outlet-bring"), text("pin-two")),
    already=text("pin-reset-already"),
)


def _words(again: str) -> EndWords:
    return EndWords(
        again=again,
        uncertain=(text("pin-reset-uncertain"), text("pin-reset-uncertain.advice")),
        not_done=(text("pin-reset-not-done"), text("pin-reset-not-done.advice")),
        refused=(text("pin-reset-refused"), text("pin-reset-refused.advice")),
        because={
            Reason.NOT_HOLDER: (text("chip-other-person"), text("chip-ask-outlet")),
            Reason.WRONG_STATE: (text("pin-reset-wrong-state"), text("pin-reset-wrong-state.advice")),
        },
    )


async def reset_pin(visit: Visit, again: str) -> str | None:
    """By document and card; where it is not offered: what to bring, where to. `again`: the service that leads here."""
    if not visit.config.services.pin_reset:
        return await guide(visit, AT_AN_OUTLET)
    person = await identify(visit)
    if await needs_guardian(visit, person, Deed.RESET_PIN):
        return await guide(visit, GUARDIAN)
    hint = None
    while True:
        inserted = await read_own_card(visit, person, hint)
        if await agreed(visit, inserted, _what_will_happen(inserted)):
            break
        hint = text("chip-pulled")
    visit.display.show(Working(doing=text("pin-reset-asking"), leave=False))
    card, office = inserted.card, visit.office
    settled = await act_once(visit, ActKind.RESET_PIN, lambda number: office.reset_pin(number, person, card.number))
    if settled.state is not ActState.DONE:
        return await end_otherwise(visit, person, settled, _words(again))
    numbered = Pair(text("fact-card-number"), text("value-person", name=card.number))
    return await end_done(visit, person, settled, _DONE, (numbered,))


def _what_will_happen(inserted: Inserted) -> ConfirmAct:
    card = inserted.card
    return ConfirmAct(
        title=text("pin-reset-confirm"),
        facts=(Fact(text("fact-name"), card.holder), Fact(text("fact-card-number"), card.number)),
        before=text("pin-reset-before"),
        effects=(text("pin-reset-effect-leave"), text("pin-reset-effect-outlet")),
        confirm=text("pin-reset-now"),
    )
