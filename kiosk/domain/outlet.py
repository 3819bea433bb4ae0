"""Service outlets (服务网点): one that may hold a card, and those of the list that people can look through."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from datetime import date

from kiosk.domain.opening_hours import Hours

_METRES_PER_DEGREE = 111_320.0  # of latitude; of longitude at the equator


@dataclass(frozen=True)
class Outlet:
    """Name, address, phone and hours as the office publishes them; plain words, no personal data."""

    name: str
    address: str
    phone: str
    hours: str = ""
    id: str = ""  # its number in the list of outlets; "" when it is not known


class Kind(enum.Enum):
    """How an outlet makes cards (S-52): in a factory and in batches, or in principle while you wait."""

    ORDINARY = "ordinary"
    INSTANT = "instant"


class Can(enum.Enum):
    """What is done at an outlet; the value is the message key's last part."""

    APPLY = "apply"
    QUERY = "query"
    COLLECT = "collect"
    ACTIVATE = "activate"
    TRANSFER = "transfer"
    REPLACE = "replace"
    PIN_RESET = "pin-reset"


class Appointment(enum.Enum):
    """Whether one may just come (S-53); the value is the message key's last part."""

    WALK_IN = "walk-in"
    WHEN_BUSY = "when-busy"  # when many people come: they apply, and are phoned to collect
    ALWAYS = "always"


@dataclass(frozen=True)
class Position:
    """Where something stands, in degrees of GCJ-02, the datum of Chinese maps (a GPS gives WGS-84: 500 m off)."""

    longitude: float
    latitude: float

    def metres_to(self, other: Position) -> float:
        """Straight line; the Earth is flat enough within one city."""
        east = (other.longitude - self.longitude) * math.cos(math.radians(self.latitude))
        return math.hypot(east, other.latitude - self.latitude) * _METRES_PER_DEGREE


@dataclass(frozen=True)
class ListedOutlet:
    """One outlet of the list; `district`, `owner` and `source` are keys of the content it came with."""

    id: str
    name: str
    kind: Kind
    owner: str
    bank: str  # "" when no bank runs it
    district: str
    address: str
    phone: str
    hours: Hours
    services: frozenset[Can]
    appointment: Appointment
    position: Position
    accessible: bool  # an entrance without steps
    valid_from: date | None
    valid_to: date | None
    source: str

    def plain(self) -> Outlet:
        """What a screen or slip shows of any outlet; hours are told apart, in the reader's language."""
        return Outlet(self.name, self.address, self.phone)
