"""The pieces that views are made of: buttons, offers, facts, stages, rows."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, TypeAlias, TypeVar

from kiosk.domain.personal import Personal
from kiosk.domain.text import Text
from kiosk.writing.spellings import Spellings

K = TypeVar("K", covariant=True)


class Place(enum.Enum):
    """Where hands do something at the machine; the value is the device's name in the rack."""

    DOCUMENT_READER = "id-reader"
    CARD_SLOT = "card-reader"
    SLIP_MOUTH = "printer"


@dataclass(frozen=True)
class Action(Generic[K]):
    """A button: what it answers, a verb, an icon. The first of a view's actions is the primary one."""

    key: K
    words: Text
    icon: str = ""


@dataclass(frozen=True)
class Offer:
    """One service on the attract screen; `closed` says why it cannot be used now."""

    key: str
    title: Text
    subtitle: Text
    icon: str
    closed: Text | None = None


Value: TypeAlias = Text | Personal


@dataclass(frozen=True)
class Fact:
    """A name and a value. A `Personal` value is masked until "show" is pressed, then for ten seconds."""

    name: Text
    value: Value


class Mark(enum.Enum):
    """How a stage stands in the line of stages."""

    DONE = "done"
    NOW = "now"
    TROUBLE = "trouble"
    AHEAD = "ahead"


@dataclass(frozen=True)
class StageMark:
    """One stage in the line: its name, the day it was reached, how it stands."""

    name: Text
    day: date | None
    mark: Mark


@dataclass(frozen=True)
class DaysUsed:
    """Working days used of the limit, drawn as a bar; the words say the same."""

    used: int
    limit: int
    words: Text


class Item(enum.Enum):
    """A thing the citizen must take back; the value is the message key's last part."""

    DOCUMENT = "document"
    CARD = "card"


class Tone(enum.Enum):
    """The colour and icon of an outcome; words always say the same."""

    DONE = "done"
    INFORM = "inform"
    SORRY = "sorry"  # it did not work; nothing was changed
    UNCERTAIN = "uncertain"  # whether it worked is not known yet


@dataclass(frozen=True)
class Group:
    """Offers that belong together, under a title."""

    title: Text
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Option(Generic[K]):
    """One answer to a question: what it answers, its words, one line of explanation, an icon."""

    key: K
    words: Text
    detail: Text | None = None
    icon: str = ""


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list; `chosen` is the key of the option in force."""

    key: str
    name: Text
    options: tuple[Option[str], ...]
    chosen: str


@dataclass(frozen=True)
class Row:
    """One line of a list; `badge` is a short word beside the title, such as "open now"."""

    key: str
    title: Text
    detail: Text | None = None
    badge: Text | None = None
    icon: str = ""


@dataclass(frozen=True)
class Letters:
    """How the rows of a list can be typed, in their order, and the letters in force: the list shows what matches.

    Answered as a filter with this key, the option being the letters; "": the list is whole again.
    """

    key: ClassVar[str] = "letters"

    spellings: Spellings
    typed: str = ""


@dataclass(frozen=True)
class Picked:
    """The row that was touched, and the letters that had been typed by then."""

    key: str
    letters: str = ""


@dataclass(frozen=True)
class Narrowed:
    """The option of a filter that was touched."""

    filter: str
    option: str


@dataclass(frozen=True)
class Code:
    """A QR code on the glass: `content` must not be personal; the caption says what to scan it with."""

    content: str
    caption: Text
