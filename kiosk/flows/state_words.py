"""What is said of an application and of a card: for every state one sentence, and one on what to do."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from kiosk.domain.application_state import IN_PRODUCTION, ApplicationState, application_state, is_late
from kiosk.domain.card import CardState
from kiosk.domain.progress import Progress
from kiosk.domain.text import Text, text

_AFTER_PRODUCTION = MappingProxyType(
    {
        ApplicationState.READY: "progress-is-ready",
        ApplicationState.COLLECTED: "progress-is-handed-over",
        ApplicationState.ACTIVATED: "progress-is-activated",
    }
)


def of_application(application: Progress | None, today: date) -> tuple[Text, Text]:
    """How it stands, and what to do. In production the stage's own words, or that it is late."""
    if application is None:
        return text("progress-nothing-known"), text("progress-how-to-apply")
    state = application_state(application)
    if state in _AFTER_PRODUCTION:
        key = _AFTER_PRODUCTION[state]
        return text(key), text(f"{key}.advice")
    if state not in IN_PRODUCTION:
        return text(f"progress-trouble-{state.value}"), text(f"progress-trouble-{state.value}.advice")
    days = application.deadline(today)
    if is_late(application, today):
        stage = text(f"stage-{application.stage.value}")
        return text("progress-late", stage=stage, used=days.used, limit=days.limit), text("progress-late.advice")
    return text(f"making-is-{state.value}"), text(f"making-is-{state.value}.advice")


def of_card(state: CardState, *, bank_active: bool | None = None) -> tuple[Text, Text]:
    """How the social security function of a card stands, and what to do. 封存 is "not activated yet".

    `bank_active`: whoever has the bank function too need not be sent to the bank.
    """
    if state is CardState.NORMAL and bank_active:
        return text("card-is-normal"), text("card-is-normal.bank-active")
    return text(f"card-is-{state.value}"), text(f"card-is-{state.value}.advice")
