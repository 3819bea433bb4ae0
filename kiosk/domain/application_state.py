"""How an application stands, as one of the states that real machines tell apart (A0 to A10)."""

from __future__ import annotations

import enum
from datetime import date

from kiosk.domain.progress import LIMIT, Progress, Route, Stage, Trouble


class ApplicationState(enum.Enum):
    """One state. A3, account opened and waiting for the factory, is no stage of the notice (S-40): it is told as A2."""

    NONE = "none"  # A0
    ACCEPTED = "accepted"  # A1
    DATA_REJECTED = "data-rejected"  # A1e
    BANK_OPENING = "bank-opening"  # A2
    BANK_FAILED = "bank-failed"  # A2e
    PRODUCING = "producing"  # A4
    PRODUCTION_FAILED = "production-failed"  # A4e
    KEY_LOADING = "key-loading"  # A5
    IN_DELIVERY = "in-delivery"  # A6
    HANDOVER_ISSUE = "handover-issue"  # A6e
    READY = "ready"  # A7
    OUTLET_CHANGED = "outlet-changed"  # A7m
    OVERDUE_PICKUP = "overdue-pickup"  # A7x
    COLLECTED = "collected"  # A8
    ACTIVATED = "activated"  # A9
    RECALLED = "recalled"  # A10


_OF_STAGE = {
    Stage.COLLECTED_DATA: ApplicationState.ACCEPTED,
    Stage.BANK: ApplicationState.BANK_OPENING,
    Stage.FACTORY: ApplicationState.PRODUCING,
    Stage.KEYS: ApplicationState.KEY_LOADING,
    Stage.DELIVERY: ApplicationState.IN_DELIVERY,
    Stage.READY: ApplicationState.READY,
    Stage.HANDED_OVER: ApplicationState.COLLECTED,
    Stage.ACTIVATED: ApplicationState.ACTIVATED,
}
_OF_TROUBLE = {trouble: ApplicationState(trouble.value) for trouble in Trouble}
IN_PRODUCTION = (
    ApplicationState.ACCEPTED,
    ApplicationState.BANK_OPENING,
    ApplicationState.PRODUCING,
    ApplicationState.KEY_LOADING,
    ApplicationState.IN_DELIVERY,
)


def application_state(application: Progress | None) -> ApplicationState:
    """The state; a trouble is told before the stage it happened at."""
    if application is None:
        return ApplicationState.NONE
    if application.trouble is not None:
        return _OF_TROUBLE[application.trouble]
    return _OF_STAGE[application.stage]


def is_late(application: Progress, today: date, limit: int = LIMIT) -> bool:
    """Whether the limit is over and the card is still in production; a card made at once has no limit."""
    batch = application.route is Route.BATCH
    return batch and application.in_production and application.deadline(today, limit).overdue
