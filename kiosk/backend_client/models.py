"""The office's answers on the wire (its openapi.yaml) and the domain values they become."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from kiosk.domain.card import CardState, CardStatus
from kiosk.domain.outlet import Outlet
from kiosk.domain.progress import STAGES, Progress, Stage, Trouble

# AAZ502; common values, to be confirmed by the office before going live.
CARD_STATES = MappingProxyType(
    {
        "0": CardState.SEALED,
        "1": CardState.NORMAL,
        "2": CardState.LOST,
        "3": CardState.LOCKED,
        "4": CardState.TEMPORARILY_LOST,
        "9": CardState.CANCELLED,
    }
)


# No social security card is older; an earlier day is a slip, and working days would be counted for ever.
_FIRST_CARDS = date(1999, 1, 1)


class ActOutcome(enum.Enum):
    """What became of an act. All but PENDING are final."""

    DONE = "done"
    REFUSED = "refused"
    VOID = "void"  # nothing happened, and nothing will
    PENDING = "pending"  # not decided yet: enquire again


class Refusal(enum.Enum):
    """Why the office refused an activation."""

    ALREADY_ACTIVE = "already-active"
    NOT_HOLDER = "not-holder"
    UNKNOWN_CARD = "unknown-card"
    WRONG_STATE = "wrong-state"
    VOID = "void"  # the request arrived after an enquiry had voided it
    OTHER = "other"  # a reason this machine does not know; still a refusal


@dataclass(frozen=True)
class ActAnswer:
    """An outcome, with the reason when it is REFUSED."""

    outcome: ActOutcome
    reason: Refusal | None = None


@dataclass(frozen=True)
class NotHolder:
    """The card belongs to another person; the office says no more about it."""


@dataclass(frozen=True)
class CardProof:
    """The answer to a card's challenge, 8 bytes each."""

    cryptogram: bytes = field(repr=False)
    factor: bytes = field(repr=False)


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)  # unknown members are ignored: the contract lets answers grow


class _StageReached(_Answer):
    stage: Stage
    date: Annotated[date, Field(ge=_FIRST_CARDS)]


class _OutletAnswer(_Answer):
    name: str = Field(min_length=1)
    aae006: str
    aae005: str
    hours: str


class ProgressAnswer(_Answer):
    """Answer of ``POST /v1/progress``."""

    stages: tuple[_StageReached, ...]
    aae008: str
    outlet: _OutletAnswer | None
    trouble: Trouble | None

    @field_validator("stages")
    @classmethod
    def _in_order(cls, stages: tuple[_StageReached, ...]) -> tuple[_StageReached, ...]:
        places = [STAGES.index(reached.stage) for reached in stages]
        if not places or places[0] != 0 or places != sorted(set(places)):
            raise ValueError("stages are not in order")
        return stages

    def progress(self) -> Progress:
        """As the domain knows it."""
        at = self.outlet
        return Progress(
            reached=MappingProxyType({reached.stage: reached.date for reached in self.stages}),
            outlet=Outlet(at.name, at.aae006, at.aae005, at.hours) if at else None,
            bank=self.aae008,
            trouble=self.trouble,
        )


class CardAnswer(_Answer):
    """Answer of ``POST /v1/card``."""

    aaz502: str
    aae008: str

    @field_validator("aaz502")
    @classmethod
    def _known(cls, code: str) -> str:
        if code not in CARD_STATES:
            raise ValueError(f"unknown AAZ502 code {code[:2]!r}")
        return code

    def status(self) -> CardStatus:
        """As the domain knows it."""
        return CardStatus(CARD_STATES[self.aaz502], self.aae008)


_EightBytes = Annotated[str, Field(pattern=r"^[0-9A-F]{16}$")]


class ProofAnswer(_Answer):
    """Answer of ``POST /v1/card-proofs``."""

    cryptogram: _EightBytes
    factor: _EightBytes

    def proof(self) -> CardProof:
        """As bytes."""
        return CardProof(bytes.fromhex(self.cryptogram), bytes.fromhex(self.factor))


class OutcomeAnswer(_Answer):
    """Answer of an activation and of an enquiry."""

    outcome: ActOutcome
    reason: str | None

    def answer(self) -> ActAnswer:
        """As the flows know it; a reason is kept only where it means something."""
        if self.outcome is not ActOutcome.REFUSED:
            return ActAnswer(self.outcome)
        known = {refusal.value: refusal for refusal in Refusal}
        return ActAnswer(self.outcome, known.get(self.reason or "", Refusal.OTHER))


class DecisionAnswer(OutcomeAnswer):
    """Answer of an activation: it is decided."""

    @field_validator("outcome")
    @classmethod
    def _decided(cls, outcome: ActOutcome) -> ActOutcome:
        if outcome not in (ActOutcome.DONE, ActOutcome.REFUSED):
            raise ValueError(f"an activation cannot be {outcome.value}")
        return outcome


class TodayAnswer(_Answer):
    """Answer of ``GET /v1/today``."""

    date: date


class ProblemAnswer(_Answer):
    """An error answer; only its code is of use."""

    code: str = Field(pattern=r"^[a-z][a-z-]{0,39}$")
