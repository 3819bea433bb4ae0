"""The acts: what each does to a card, when it is refused, and when there is nothing left to do."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from sqlalchemy.orm import Session

from kiosk_sim.office.lifecycle import note_stage
from kiosk_sim.office.models import Issued

SEALED, NORMAL, LOST, LOCKED, TEMPORARILY_LOST, CANCELLED = "0", "1", "2", "3", "4", "9"  # AAZ502


class Act(enum.Enum):
    """The kinds of acts, by the operationId of the contract."""

    ACTIVATE = "activate"
    RESET_PIN = "reset-pin"
    REPORT_LOSS = "report-loss"
    RELEASE_LOSS = "release-loss"
    TRANSFER = "transfer"


@dataclass(frozen=True)
class Request:
    """One act as it was asked for; without `aaz500` it is about the person's own card."""

    number: str
    aac003: str = field(repr=False)
    aac147: str = field(repr=False)
    aaz500: str | None = field(default=None, repr=False)
    act: Act = Act.ACTIVATE


@dataclass(frozen=True)
class Answer:
    """What came of an act: done, refused or void; `reason` when it was refused or done before."""

    outcome: str
    reason: str | None = None


@dataclass
class Rules:
    """What differs from office to office: whether a formal loss report can be released, where cards are at home."""

    formal_loss_releasable: bool = False
    home: str = "510100"


DONE = Answer("done")
ALREADY = Answer("done", "already")


def refused(reason: str) -> Answer:
    """A refusal."""
    return Answer("refused", reason)


def decide(request: Request, card: Issued | None, today: date, rules: Rules) -> Answer:
    """What the answer is; changes nothing."""
    if card is None:
        return refused("unknown-card")
    if (card.holder.aac147, card.holder.aac003) != (request.aac147, request.aac003):
        return refused("not-holder")
    if card.aaz502 == CANCELLED or card.valid_until < today:
        return refused("wrong-state")
    return _DECISIONS[request.act](card, today, rules)


def carry_out(session: Session, request: Request, card: Issued, today: date, rules: Rules) -> None:
    """Do what was decided to be done."""
    match request.act:
        case Act.ACTIVATE:
            card.aaz502 = NORMAL
            note_stage(session, card.aac147, "activated", today)
        case Act.RESET_PIN:
            card.aaz502, card.pin_leave = NORMAL, today
        case Act.REPORT_LOSS:
            card.aaz502 = TEMPORARILY_LOST
        case Act.RELEASE_LOSS:
            card.aaz502 = NORMAL
        case Act.TRANSFER:
            card.aab301 = rules.home


def _activate(card: Issued, today: date, rules: Rules) -> Answer:
    if card.aaz502 == NORMAL:
        return ALREADY
    return DONE if card.aaz502 == SEALED else refused("wrong-state")


def _reset_pin(card: Issued, today: date, rules: Rules) -> Answer:
    if card.aaz502 not in (NORMAL, LOCKED):
        return refused("wrong-state")
    return ALREADY if (card.aaz502, card.pin_leave) == (NORMAL, today) else DONE


def _report_loss(card: Issued, today: date, rules: Rules) -> Answer:
    if card.aaz502 in (LOST, TEMPORARILY_LOST):
        return ALREADY
    return DONE if card.aaz502 == NORMAL else refused("wrong-state")


def _release_loss(card: Issued, today: date, rules: Rules) -> Answer:
    if card.aaz502 == NORMAL:
        return ALREADY
    if card.aaz502 not in (LOST, TEMPORARILY_LOST):
        return refused("wrong-state")
    if card.replaced:
        return refused("replacement-applied")
    return DONE if card.aaz502 == TEMPORARILY_LOST or rules.formal_loss_releasable else refused("wrong-state")


def _transfer(card: Issued, today: date, rules: Rules) -> Answer:
    if card.aab301 == rules.home:
        return ALREADY
    if card.aaz502 == SEALED:
        return refused("not-activated")
    return DONE if card.aaz502 == NORMAL and not card.open_elsewhere else refused("wrong-state")


_DECISIONS: Mapping[Act, Callable[[Issued, date, Rules], Answer]] = MappingProxyType(
    {
        Act.ACTIVATE: _activate,
        Act.RESET_PIN: _reset_pin,
        Act.REPORT_LOSS: _report_loss,
        Act.RELEASE_LOSS: _release_loss,
        Act.TRANSFER: _transfer,
    }
)
