"""What the office answers, as values the flows know, where the domain has no word of its own for it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from kiosk.domain.card import CardStatus
from kiosk.domain.progress import Progress


class ActOutcome(enum.Enum):
    """What became of an act. All but PENDING are final."""

    DONE = "done"
    REFUSED = "refused"
    VOID = "void"  # nothing happened, and nothing will
    PENDING = "pending"  # not decided yet: enquire again


class Reason(enum.Enum):
    """Why an act is REFUSED; and the one thing to know of one that is DONE: that nothing was left to do."""

    ALREADY = "already"  # with DONE only: the wished state had been reached before
    NOT_HOLDER = "not-holder"
    UNKNOWN_CARD = "unknown-card"
    WRONG_STATE = "wrong-state"
    REPLACEMENT_APPLIED = "replacement-applied"  # a loss report stands for ever then
    NOT_ACTIVATED = "not-activated"  # before a transfer
    VOID = "void"  # the request arrived after an enquiry had voided it
    OTHER = "other"  # a reason this machine does not know; still a refusal


@dataclass(frozen=True)
class ActAnswer:
    """An outcome, with a reason when it is REFUSED, and perhaps when it is DONE."""

    outcome: ActOutcome
    reason: Reason | None = None


@dataclass(frozen=True)
class NotHolder:
    """The card belongs to another person; the office says no more about it."""


@dataclass(frozen=True)
class Situation:
    """How things stand with a person: the latest application and the latest card; None where there is none."""

    application: Progress | None
    card: CardStatus | None


@dataclass(frozen=True)
class CardProof:
    """The answer to a card's challenge, 8 bytes each."""

    cryptogram: bytes = field(repr=False)
    factor: bytes = field(repr=False)


@dataclass(frozen=True)
class ContentOffer:
    """A bundle of content to be had; `sha256` in lower-case hex."""

    version: str
    size: int
    sha256: str
