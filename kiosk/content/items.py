"""The items of the content as they stand in its files: each with its source, and from when to when it is valid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, Literal, Self, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from kiosk.domain.text import Said

T = TypeVar("T")

VERSION = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9]{1,3}$"  # day and count; it names a folder, and versions sort by age


def _said(value: object) -> Said:
    if not isinstance(value, dict) or not value:
        raise ValueError("must be words by language, e.g. question.zh-CN and question.en")
    for language, words in value.items():
        if not isinstance(words, str) or not words.strip() or words != words.strip():
            raise ValueError(f"{language}: must be words, without spaces around them")
    return Said(value)


Words: TypeAlias = Annotated[Said, PlainValidator(_said)]
Keys: TypeAlias = Annotated[tuple[str, ...], Field(strict=False)]  # TOML knows lists only


class Part(BaseModel):
    """A table of a file: unknown keys are mistakes, and a number is not a text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Source(Part):
    """Where something is written, and of which day that is."""

    title: Words
    date: date
    unconfirmed: bool = False  # not from the city itself: the owner confirms each item before the machine opens


class Item(Part):
    """What every item has."""

    source: str
    valid_from: date | None = None  # business dates, both included
    valid_to: date | None = None
    reviewed_by: str = ""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_from is not None and self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to: is before valid_from")
        return self

    def valid(self, today: date | None) -> bool:
        """Whether it holds on this business date. Nobody knows the date: only what holds on every day."""
        return valid(self.valid_from, self.valid_to, today)


def valid(begin: date | None, end: date | None, today: date | None) -> bool:
    """Whether a day lies within a window, both ends included; an unknown day lies only within an open one."""
    if today is None:
        return begin is None and end is None
    return (begin is None or begin <= today) and (end is None or today <= end)


def meet(one: Item, other: Item) -> bool:
    """Whether there is a day on which both hold."""
    begin = max(one.valid_from or date.min, other.valid_from or date.min)
    return begin <= min(one.valid_to or date.max, other.valid_to or date.max)


class Named(Part):
    """A key's words: a topic of questions, a word to look for."""

    name: Words
    icon: str = ""


class Question(Item):
    """A question citizens ask, and its answer. Of those with the same `one_of`, one is valid on a day at most."""

    id: str
    topic: str
    words: Keys = ()  # what people may look for, beside the topic
    question: Words
    answer: Words
    act: str = ""  # the key of the service that helps
    faces: bool = False  # with a picture of both faces of both cards
    one_of: str = ""


class Figure(Part):
    """A number of a notice; it is never shown without the notice's day."""

    name: Words
    value: Words


class Notice(Item):
    """Something the office has made known; figures are of the day of its source."""

    id: str
    title: Words
    lines: Annotated[tuple[Words, ...], Field(strict=False, min_length=1)]
    figures: Annotated[tuple[Figure, ...], Field(strict=False)] = ()


Deed: TypeAlias = Literal["apply", "query", "activate", "family", "outlet-phone", "balance", "transfer", "loss", "ask"]


class Channel(Item):
    """A way to do things without this machine: an app, a mini-program, a phone number."""

    id: str
    kind: Literal["app", "mini-program", "account", "phone"]
    name: Words
    does: Annotated[tuple[Deed, ...], Field(strict=False, min_length=1)]
    code: str = ""  # what its QR code holds; "" shows none
    phone: str = ""


class District(Item):
    """A district of the city, or a work area without a code in GB/T 2260 (own codes then)."""

    code: str
    name: Words
    gb: bool  # the code is one of GB/T 2260
    longitude: float
    latitude: float


class Owner(Part):
    """Who runs outlets, and whether they are open on make-up workdays (调休上班日)."""

    name: Words
    make_up_workdays: bool


class City(Item):
    """A city or prefecture of the province: the prefix of its region codes, and its area code."""

    prefix: str = Field(pattern=r"^[0-9]{4}$")
    area_code: str = Field(pattern=r"^0[0-9]{2,3}$")
    name: Words


class Parameter(Item, Generic[T]):
    """One number, date or switch of the rules."""

    value: T


Days: TypeAlias = Annotated[int, Field(ge=0, le=366)]
Age: TypeAlias = Annotated[int, Field(ge=0, le=120)]


class Parameters(Part):
    """The file of rules, a table each."""

    production_working_days: Parameter[Annotated[int, Field(ge=1, le=366)]]
    full_use_from: Parameter[date]
    transition_until: Parameter[date]
    strip_card_business_until: Parameter[date]
    release_after_formal_loss: Parameter[bool]
    minor_age: Parameter[Age]
    validity_warning_days: Parameter[Days]

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if not self.full_use_from.value <= self.transition_until.value <= self.strip_card_business_until.value:
            raise ValueError("full_use_from, transition_until, strip_card_business_until: must come in this order")
        return self


@dataclass(frozen=True)
class Rules:
    """What the rules' parameters are."""

    production_working_days: int  # the limit of production in batches (S-41)
    full_use_from: date  # the new card is in full use (S-02)
    transition_until: date  # last day on which the strip card serves those who have no new one yet (S-03)
    strip_card_business_until: date  # last day of strip-card business at the counters (S-05)
    release_after_formal_loss: bool  # whether a formal loss can be taken back before a replacement is applied for
    minor_age: int  # under it a guardian acts
    validity_warning_days: int  # so long before a card's end it is said; 0: never

    @classmethod
    def of(cls, parameters: Parameters) -> Rules:
        """The values alone."""
        return cls(**{name: getattr(parameters, name).value for name in Parameters.model_fields})
