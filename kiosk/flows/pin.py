"""密码: change the HRSS PIN of the card in hand; what to do when it is forgotten or locked. Never the bank's PIN."""

from __future__ import annotations

from kiosk.domain.permissions import Deed
from kiosk.domain.text import text
from kiosk.flows.change_pin import PinEnd, change_pin
from kiosk.flows.chip import WantsHome, read_own_card
from kiosk.flows.guardian import GUARDIAN, needs_guardian
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.identify import identify
from kiosk.flows.last_page import last_page, say
from kiosk.flows.papers import guide
from kiosk.flows.reset_pin import reset_pin
from kiosk.flows.service import HOME, Group, Service, Visit
from kiosk.views import Action, Choose, Option, Outcome, Tone

_KEY = "pin"
_CHANGE = "change"
_FORGOTTEN = "forgotten"
_TONES = {PinEnd.CHANGED: Tone.DONE, PinEnd.NOT_CHANGED: Tone.SORRY, PinEnd.UNKNOWN: Tone.UNCERTAIN}


async def pin(visit: Visit) -> str | None:
    """Which of the two it is, then that."""
    wish = await visit.display.ask(
        Choose(
            question=text("pin-what"),
            options=(
                Option(_CHANGE, text("pin-change"), text("pin-change.detail"), "key-change"),
                Option(_FORGOTTEN, text("pin-forgotten"), text("pin-forgotten.detail"), "lock-reset"),
            ),
            hint=text("pin-two"),
        )
    )
    try:
        return await (_change(visit) if wish == _CHANGE else reset_pin(visit, _KEY))
    except WantsHome:
        return HOME


async def _change(visit: Visit) -> str | None:
    person = await identify(visit)
    if await needs_guardian(visit, person, Deed.CHANGE_PIN):
        return await guide(visit, GUARDIAN)
    end = await change_pin(visit, person, await read_own_card(visit, person))
    if end is PinEnd.LOCKED:
        return await _locked(visit)
    again = (Action(_KEY, text("try-again"), "refresh"),) if end is PinEnd.NOT_CHANGED else ()
    return await say(visit, _TONES[end], f"pin-{end.value}", *again)


async def _locked(visit: Visit) -> str | None:
    reset = Action(_FORGOTTEN, text("see-how-to-unlock"), "lock-reset")
    wish = await last_page(
        visit,
        Outcome(
            tone=Tone.SORRY,
            sentence=text("pin-locked"),
            details=(text("pin-locked.advice"), text("pin-two")),
            actions=(reset, FINISH, ANOTHER_SERVICE),
        ),
    )
    return await reset_pin(visit, _KEY) if wish == _FORGOTTEN else wish


SERVICE = Service(
    key=_KEY,
    title=text("service-pin"),
    subtitle=text("service-pin.subtitle"),
    icon="key-change",
    needs=("id-reader", "card-reader"),
    run=pin,
    group=Group.PIN_AND_LOSS,
)
