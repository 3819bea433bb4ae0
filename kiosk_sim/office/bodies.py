"""The bodies of requests as the contract has them, checked strictly: anything else is malformed."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

NUMBER = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
NONCE = r"^[0-9a-f]{32}$"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?\+08:00$"


def _a_moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


Name = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,60}$")]
DocumentNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{15,18}$")]
CardNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{9}$")]
RequestNumber = Annotated[str, StringConstraints(pattern=NUMBER)]
Moment = Annotated[str, StringConstraints(pattern=_MOMENT), AfterValidator(_a_moment)]
NonceText = Annotated[str, StringConstraints(pattern=NONCE)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


class Nothing(BaseModel):
    """An empty object."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Asking(Nothing):
    """The envelope of a request."""

    accept_source: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,16}$")]
    aae011: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,32}$")]
    yab003: Annotated[str, StringConstraints(pattern=r"^[!-~]{1,16}$")]
    machine: Annotated[str, StringConstraints(pattern=r"^[!-:<-~]{1,16}$")]
    time: Moment
    nonce: NonceText


class OnlyEnvelope(BaseModel):
    """A request of which no more is known than its envelope."""

    envelope: Asking


Param = TypeVar("Param", bound=Nothing)


class Asked(Nothing, Generic[Param]):
    """A whole request."""

    envelope: Asking
    param: Param


class Person(Nothing):
    """Whom it is about."""

    aac003: Name
    aac147: DocumentNumber


class TypedNumber(Nothing):
    """Whom it is about, by what somebody typed: the number, and the name where the machine asks for it."""

    aac003: Name = ""  # not told: the number alone
    aac147: DocumentNumber


class PersonAndCard(Person):
    """Which card."""

    aaz500: CardNumber


class PersonAndRelative(Person):
    """Which relative."""

    ref: NonceText


class ActOnPerson(Person):
    """Which act, about whom."""

    number: RequestNumber


class ActOnCard(PersonAndCard):
    """Which act, on which card."""

    number: RequestNumber


class CardQuestion(Nothing):
    """Which challenge of which card; bytes in hex."""

    region: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    historical_bytes: Annotated[str, StringConstraints(pattern=r"^(?:[0-9A-F]{2}){8,15}$")]
    algorithm: Literal["00", "03"]
    card_code: Annotated[str, StringConstraints(pattern=r"^[0-9A-F]{32}$")]
    challenge: Annotated[str, StringConstraints(pattern=r"^[0-9A-F]{16}$")]


class ElectronicCode(Nothing):
    """A code as it was scanned."""

    code: Annotated[str, StringConstraints(pattern=r"^[ -~]{1,1024}$")]


class Report(Nothing):
    """What a kiosk tells, known by its id."""

    id: RequestNumber


class Rating(Report):
    """How somebody liked a service."""

    service: Word
    level: Annotated[int, Field(ge=1, le=5)]


class StaffCall(Report):
    """Somebody needs help."""

    reason: Word


class Event(Report):
    """Something happened."""

    kind: Word
    at: Moment


class Have(Nothing):
    """The version of the content the kiosk has."""

    have: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{0,64}$")]


class Version(Nothing):
    """The version of the content the kiosk wants."""

    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{1,64}$")]


def moment(text: str) -> datetime:
    """A moment of the contract, read."""
    return datetime.fromisoformat(text)


def is_number(text: str) -> bool:
    """Whether this is a request number."""
    return re.fullmatch(NUMBER, text) is not None


def is_nonce(text: str) -> bool:
    """Whether this is a nonce."""
    return re.fullmatch(NONCE, text) is not None


def day(of: date | None) -> str | None:
    """A day as the contract writes it."""
    return None if of is None else of.isoformat()
