"""What a synthetic citizen is made of: document, application, card, relations; and numbers that nobody has."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, timedelta

STAGES = ("data", "bank", "factory", "keys", "delivery", "ready", "handed-over", "activated")
INSTANT_STAGES = ("data", "bank", "handed-over", "activated")  # made while one waits: no factory, no delivery

# Calendar days from one stage to the next where nothing is in the way; "handed-over" waits for the citizen.
_STEPS = {"bank": 3, "factory": 4, "keys": 7, "delivery": 6, "ready": 6}


class Kind(enum.Enum):
    """Kind of document; the value is the type flag in the reader's text (fact sheet 1.7)."""

    RESIDENT_ID = " "
    RESIDENCE_PERMIT = "J"
    FOREIGN_PERMANENT = "Y"


@dataclass(frozen=True)
class Document:
    """What the identity document says; `valid_to` None is 长期. Fields a kind does not have are empty."""

    kind: Kind
    name: str
    number: str
    sex: str  # GB/T 2261.1: "1" male, "2" female
    nation: str  # GB/T 3304, two digits; for FOREIGN_PERMANENT the nationality, three letters
    birth: date
    address: str
    issuer: str
    valid_from: date
    valid_to: date | None
    latin_name: str = ""
    pass_number: str = ""
    times_issued: int = 1


@dataclass(frozen=True)
class Outlet:
    """A service outlet; `id` as in the kiosk's content."""

    id: str
    name: str
    address: str
    phone: str
    hours: str


@dataclass(frozen=True)
class Application:
    """A card in the making: calendar days since each stage was reached, in the order of `stages`.

    What is not reached yet is planned, see `plan`, unless it is `stuck` or in trouble. `fetched_in`: so many days after
    the card lies ready the person fetches it, None: they wait for the tester.
    """

    days_ago: tuple[int, ...]
    bank: str
    outlet: Outlet | None = None  # the one that holds the card, or that must be called about it
    trouble: str | None = None  # words of the contract, see office/openapi.yaml
    applied_at: Outlet | None = None
    collect_at: Outlet | None = None
    stages: tuple[str, ...] = STAGES
    stuck: bool = False
    fetched_in: int | None = None

    @property
    def route(self) -> str:
        """``batch`` or ``instant``."""
        return "batch" if self.stages == STAGES else "instant"

    def reached(self, today: date) -> dict[str, date]:
        """Stage word to the day it was reached."""
        return {stage: today - timedelta(days=n) for stage, n in zip(self.stages, self.days_ago, strict=False)}

    def plan(self, today: date) -> dict[str, date]:
        """Stages still to come, and the days they are planned for; never before tomorrow."""
        if self.trouble or self.stuck:
            return {}
        steps = _STEPS if self.fetched_in is None else {**_STEPS, "handed-over": self.fetched_in}
        day, coming = max(self.reached(today).values()), {}
        for stage in self.stages[len(self.days_ago) :]:
            if stage not in steps:
                break
            day = max(day + timedelta(days=steps[stage]), today + timedelta(days=1))
            coming[stage] = day
        return coming


@dataclass(frozen=True)
class Card:
    """The chip card in the person's hand, and its state at the office when the simulation begins.

    `known`: false for a card that no office of this province has issued. `open_elsewhere`: another application is open
    where the card is at home. `replaced`: a replacement has been applied for. `bank_active`: None when not known.
    """

    number: str  # 9 characters
    state: str  # AAZ502 as the office knows it
    bank: str
    version: str = "2.00"
    region: str = "510100"
    issued_days_ago: int = 30
    known: bool = True
    open_elsewhere: bool = False
    replaced: bool = False
    bank_active: bool | None = False

    def issued(self, today: date) -> date:
        """Day of issue."""
        return today - timedelta(days=self.issued_days_ago)

    def valid_until(self, today: date) -> date:
        """Last day of validity, ten years after issue."""
        return self.issued(today) + timedelta(days=3652)


@dataclass(frozen=True)
class Person:
    """One citizen: `situation` says what they are for. `balance`: of the medical account, in fen; None for no account.

    `relatives`: keys of registered relatives, each with what they are to this person. `registered`: the office knows
    them though they have neither card nor application.
    """

    key: str
    situation: str
    document: Document
    application: Application | None = None
    card: Card | None = None
    balance: int | None = None
    relatives: tuple[tuple[str, str], ...] = ()
    registered: bool = False


def id_number(region: str, birth: date, sequence: int) -> str:
    """18 characters with a correct check digit (GB 11643)."""
    body = f"{region}{birth:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def card_number(serial: int) -> str:
    """9 characters, T and zeros first, with the check character of GB 11714 (fact sheet 2.8)."""
    body = f"T{serial:07d}"
    weighed = zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    return body + "0X987654321"[sum(int(character, 36) * weight for character, weight in weighed) % 11]
