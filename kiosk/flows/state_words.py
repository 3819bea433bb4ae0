"""What is said of an application and of a card: for every state one sentence, and one on what to do."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from kiosk.domain.application_state import IN_PRODUCTION, ApplicationState, application_state, is_late
from kiosk.domain.card import CardState
from kiosk.domain.progress import Progress
from kiosk.domain.standing import Standing
from kiosk.domain.text import Text, text

_AFTER_PRODUCTION = MappingProxyType(
    {
        ApplicationState.READY: "progress-is-ready",
        ApplicationState.ACTIVATED: "progress-is-activated",
    }
)
# What is to be done about these is done at an outlet, or asked there.
_AT_AN_OUTLET = frozenset(
    {
        ApplicationState.DATA_REJECTED,
        ApplicationState.BANK_FAILED,
        ApplicationState.PRODUCTION_FAILED,
        ApplicationState.HANDOVER_ISSUE,
        ApplicationState.OUTLET_CHANGED,
        ApplicationState.OVERDUE_PICKUP,
        ApplicationState.READY,
    }
)
_OF_STANDING = MappingProxyType(
    {
        Standing.UNKNOWN: "progress-nothing-known",
        Standing.NOT_ACTIVATED: "progress-is-handed-over",
        Standing.ACTIVE: "situation-active",
    }
)


def of_application(application: Progress | None, today: date, limit: int, *, here: bool = True) -> tuple[Text, Text]:
    """How it stands, and what to do. In production the stage's own words, or that it is late.

    Where the office names no outlet, none is spoken of: 12333 knows which. Of a card that was activated once it says
    no more: whether it may be used now is said by the card's own state.
    `here`, as below: whether somebody can activate a card at this machine now.
    """
    if application is None:
        return _with_advice("progress-nothing-known")
    state = application_state(application)
    if state is ApplicationState.COLLECTED:
        return of_standing(Standing.NOT_ACTIVATED, here=here)
    if state in _AFTER_PRODUCTION or state not in IN_PRODUCTION:
        sentence, advice = _with_advice(_AFTER_PRODUCTION.get(state, f"progress-trouble-{state.value}"))
        nowhere = state in _AT_AN_OUTLET and application.outlet is None
        return sentence, text("progress-ask-12333") if nowhere else advice
    days = application.deadline(today, limit)
    if is_late(application, today, limit):
        stage = text(f"stage-{application.stage.value}")
        return text("progress-late", stage=stage, used=days.used, limit=days.limit), text("progress-late.advice")
    return _with_advice(f"making-is-{state.value}")


def of_card(state: CardState, *, bank_active: bool | None = None, here: bool = True) -> tuple[Text, Text]:
    """How the social security function of a card stands, and what to do. 封存 is "not activated yet".

    `bank_active`: whoever has the bank function too need not be sent to the bank.
    """
    if state is CardState.SEALED and not here:
        return text("card-is-sealed"), text("card-is-sealed.elsewhere")
    if state is CardState.NORMAL and bank_active:
        return text("card-is-normal"), text("card-is-normal.bank-active")
    return _with_advice(f"card-is-{state.value}")


def of_standing(told: Standing, *, here: bool = True) -> tuple[Text, Text]:
    """How things stand with a person's card in one sentence, and what to do; of a card of another city: `situation`."""
    if told is Standing.NOT_ACTIVATED and not here:
        return text("progress-is-handed-over"), text("progress-is-handed-over.elsewhere")
    return _with_advice(_OF_STANDING[told]) if told in _OF_STANDING else of_card(CardState(told.value))


def _with_advice(key: str) -> tuple[Text, Text]:
    return text(key), text(f"{key}.advice")
