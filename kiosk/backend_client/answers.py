"""The office's answers on the wire (its openapi.yaml), checked strictly, and the values they become."""

from __future__ import annotations

import datetime
from datetime import date
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from kiosk.backend_client.models import ActAnswer, ActOutcome, CardProof, ContentOffer, Reason, Situation
from kiosk.domain.balance import Balance
from kiosk.domain.card import CardState, CardStatus
from kiosk.domain.identity import Identity, Proof
from kiosk.domain.outlet import Outlet
from kiosk.domain.personal import IdNumber, PersonName
from kiosk.domain.progress import STAGES, Progress, Route, Stage, Trouble
from kiosk.domain.relative import Relation, Relative

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
LARGEST_BUNDLE = 8 * 1024 * 1024  # bytes of content

# No social security card is older; an earlier day is a slip, and working days would be counted for ever;
# so they would be up to a day that is no day of ours.
_FIRST_CARDS = date(1999, 1, 1)
_LATEST = date(2199, 12, 31)


class Answer(BaseModel):
    """Any result."""

    model_config = ConfigDict(frozen=True, strict=True)  # unknown members are ignored: the contract lets answers grow


class Received(Answer):
    """Answer of what only takes note."""


class _StageReached(Answer):
    stage: Stage
    date: Annotated[datetime.date, Field(ge=_FIRST_CARDS, le=_LATEST)]


class _OutletAnswer(Answer):
    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    aae006: str
    aae005: str
    hours: str

    def outlet(self) -> Outlet:
        return Outlet(self.name, self.aae006, self.aae005, self.hours, id=self.id)


class ProgressAnswer(Answer):
    """An application."""

    stages: tuple[_StageReached, ...]
    trouble: Trouble | None
    route: Route
    aae008: str
    applied_at: _OutletAnswer | None
    collect_at: _OutletAnswer | None
    holds_now: _OutletAnswer | None

    @field_validator("stages")
    @classmethod
    def _in_order(cls, stages: tuple[_StageReached, ...]) -> tuple[_StageReached, ...]:
        places = [STAGES.index(reached.stage) for reached in stages]
        if not places or places[0] != 0 or places != sorted(set(places)):
            raise ValueError("stages are not in order")
        return stages

    def progress(self) -> Progress:
        """As the domain knows it."""
        return Progress(
            reached=MappingProxyType({reached.stage: reached.date for reached in self.stages}),
            bank=self.aae008,
            trouble=self.trouble,
            route=self.route,
            applied_at=self.applied_at.outlet() if self.applied_at else None,
            collect_at=self.collect_at.outlet() if self.collect_at else None,
            holds_now=self.holds_now.outlet() if self.holds_now else None,
        )


class CardAnswer(Answer):
    """A card's state."""

    aaz502: str
    aae008: str
    aab301: str = Field(pattern=r"^[0-9]{6}$")
    valid_until: date | None
    bank_active: bool | None

    @field_validator("aaz502")
    @classmethod
    def _known(cls, code: str) -> str:
        if code not in CARD_STATES:
            raise ValueError(f"unknown AAZ502 code {code[:2]!r}")
        return code

    def status(self) -> CardStatus:
        """As the domain knows it."""
        return CardStatus(CARD_STATES[self.aaz502], self.aae008, self.aab301, self.valid_until, self.bank_active)


class SituationAnswer(Answer):
    """An application and a card, or neither."""

    application: ProgressAnswer | None
    card: CardAnswer | None

    def situation(self) -> Situation:
        """As the flows know it."""
        return Situation(
            application=self.application.progress() if self.application else None,
            card=self.card.status() if self.card else None,
        )


_EightBytes = Annotated[str, Field(pattern=r"^[0-9A-F]{16}$")]


class ProofAnswer(Answer):
    """What a 3.00 card is told."""

    cryptogram: _EightBytes
    factor: _EightBytes

    def proof(self) -> CardProof:
        """As bytes."""
        return CardProof(bytes.fromhex(self.cryptogram), bytes.fromhex(self.factor))


class BalanceAnswer(Answer):
    """What is left in the medical insurance account."""

    amount_fen: int
    as_of: date

    def balance(self) -> Balance:
        """As the domain knows it."""
        return Balance(self.amount_fen, self.as_of)


class HolderAnswer(Answer):
    """Whose electronic card it is."""

    aac003: str = Field(pattern=r"^[^\x00-\x1f\x7f]{1,60}$")
    aac147: str = Field(pattern=r"^[0-9A-Z]{15,18}$")

    def identity(self) -> Identity:
        """As the domain knows it."""
        return Identity.known_by(Proof.ELECTRONIC_CARD, PersonName(self.aac003), IdNumber(self.aac147))


class _RelativeAnswer(Answer):
    ref: str = Field(pattern=r"^[0-9a-f]{32}$")
    aac003_masked: str = Field(min_length=1)
    relation: Relation


class RelativesAnswer(Answer):
    """Who is registered as a relative."""

    relatives: Annotated[tuple[_RelativeAnswer, ...], Field(max_length=16)]

    def known(self) -> tuple[Relative, ...]:
        """As the domain knows them."""
        return tuple(Relative(one.ref, one.aac003_masked, one.relation) for one in self.relatives)


class OutcomeAnswer(Answer):
    """Answer of an act and of an enquiry."""

    outcome: ActOutcome
    reason: str | None

    def answer(self) -> ActAnswer:
        """As the flows know it; a reason is kept only where it means something."""
        known = {reason.value: reason for reason in Reason}
        if self.outcome is ActOutcome.REFUSED:
            # "already" is no refusal: whoever says both has a reason this machine does not know.
            reason = Reason.OTHER if self.reason == Reason.ALREADY.value else known.get(self.reason or "", Reason.OTHER)
            return ActAnswer(self.outcome, reason)
        if self.outcome is ActOutcome.DONE and self.reason == Reason.ALREADY.value:
            return ActAnswer(self.outcome, Reason.ALREADY)
        return ActAnswer(self.outcome)


class DecisionAnswer(OutcomeAnswer):
    """Answer of an act: it is decided."""

    @field_validator("outcome")
    @classmethod
    def _decided(cls, outcome: ActOutcome) -> ActOutcome:
        if outcome not in (ActOutcome.DONE, ActOutcome.REFUSED):
            raise ValueError(f"an act cannot be {outcome.value}")
        return outcome


class OfferAnswer(Answer):
    """The newest content, or nothing newer."""

    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z._-]{1,64}$")] | None
    size: Annotated[int, Field(ge=1, le=LARGEST_BUNDLE)] | None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if len({part is None for part in (self.version, self.size, self.sha256)}) > 1:
            raise ValueError("an offer is whole or none")
        return self

    def offer(self) -> ContentOffer | None:
        """As the flows know it."""
        if self.version is None or self.size is None or self.sha256 is None:
            return None
        return ContentOffer(self.version, self.size, self.sha256)
