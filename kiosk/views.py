"""Everything the glass can show, as frozen data; each View names the type of the answer it wants."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, Never, Protocol, TypeAlias, TypeVar

from kiosk.domain.outlet import Outlet
from kiosk.domain.personal import Personal, PersonName
from kiosk.domain.text import Text

A = TypeVar("A", covariant=True)
K = TypeVar("K", covariant=True)
Answer = TypeVar("Answer")


class Back(Exception):
    """The citizen touched Back."""


class Leave(Exception):
    """The citizen touched Exit: end this visit."""


class Place(enum.Enum):
    """Where hands do something at the machine; the value is the device's name in the rack."""

    DOCUMENT_READER = "id-reader"
    CARD_SLOT = "card-reader"
    SLIP_MOUTH = "printer"


@dataclass(frozen=True, kw_only=True)
class View(Generic[A]):
    """One screenful. `back` and `leave` say which of the two frame buttons can be touched now."""

    machine_works: ClassVar[bool] = False  # True: the citizen waits for the machine, so no "more time?"

    back: bool = False
    leave: bool = True


class Display(Protocol):
    """The glass seam."""

    @property
    def language(self) -> str:
        """The language the citizen reads now, e.g. ``zh-CN``."""

    def show(self, view: View[object]) -> None:
        """Put a view up and go on; nothing is awaited."""

    async def ask(self, view: View[Answer]) -> Answer:
        """Put a view up and wait for its answer. Raises `Back` or `Leave` when those are touched.

        Cancelling withdraws the question: later touches on it are ignored.
        """

    def last_touch(self) -> float:
        """Loop time of the last touch anywhere on the glass."""

    def new_visit(self) -> None:
        """Forget what the last person chose: language, help panels, anything shown in clear."""


# --- pieces -------------------------------------------------------------------------------------


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


# --- views --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Starting(View[Never]):
    """The machine is starting; touches do nothing."""

    machine_works: ClassVar[bool] = True
    leave: bool = False


@dataclass(frozen=True, kw_only=True)
class OutOfService(View[Never]):
    """The machine cannot serve; says why and where to go."""

    machine_works: ClassVar[bool] = True
    reason: Text
    leave: bool = False


@dataclass(frozen=True, kw_only=True)
class Attract(View[str]):
    """Nobody is here: the invitation to lay the ID card down, and the services. Answers an `Offer.key`."""

    machine_works: ClassVar[bool] = True
    offers: tuple[Offer, ...]
    notice: Text | None = None  # e.g. a document was left behind
    leave: bool = False


@dataclass(frozen=True, kw_only=True)
class Home(View[str]):
    """The services again, for a citizen in the middle of a visit. Answers an `Offer.key`.

    `person` is greeted when the document was read already; Leave ends the visit.
    """

    offers: tuple[Offer, ...]
    person: PersonName | None = None
    notice: Text | None = None  # what cannot be done now, and what can


@dataclass(frozen=True, kw_only=True)
class PresentDocument(View[Never]):
    """Lay your ID card on the reader; a drawing shows where. `hint` is set when it must be laid again."""

    hint: Text | None = None
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class InsertCard(View[Never]):
    """Insert your social security card; a drawing shows which way. `hint` as in `PresentDocument`.

    `drawn_in`: a motor takes the card from the hand.
    """

    hint: Text | None = None
    drawn_in: bool = False
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class Working(View[Never]):
    """The machine does something it names, `at` a place; after ten seconds it offers a way out if `leave` is True."""

    machine_works: ClassVar[bool] = True
    doing: Text
    at: Place | None = None


@dataclass(frozen=True, kw_only=True)
class StageLine(View[K]):
    """How the citizen's card stands: one sentence, the line of stages, the outlet, what to do next."""

    person: PersonName
    sentence: Text
    stages: tuple[StageMark, ...]
    days: DaysUsed | None
    outlet: Outlet | None
    advice: Text | None
    actions: tuple[Action[K], ...]
    back: bool = False


@dataclass(frozen=True, kw_only=True)
class ConfirmAct(View[bool]):
    """Says what will happen before anything changes; answers True. Back and Leave say no."""

    title: Text
    facts: tuple[Fact, ...]
    before: Text  # what to do first, e.g. check the old card's balance
    effects: tuple[Text, ...]  # what will happen, one sentence each
    confirm: Text  # the verb on the primary button
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class Outcome(View[K]):
    """What happened, and what did not, with the next steps. Never a dead end: `actions` is not empty.

    `take`: where something lies ready to be taken.
    """

    tone: Tone
    sentence: Text
    details: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    number: str = ""  # one short number a person can tell on the phone
    actions: tuple[Action[K], ...]
    take: Place | None = None


@dataclass(frozen=True, kw_only=True)
class TakeBack(View[Never]):
    """Take back your cards; stays until they are gone."""

    machine_works: ClassVar[bool] = True
    items: tuple[Item, ...]
    leave: bool = False


@dataclass(frozen=True, kw_only=True)
class Goodbye(View[Never]):
    """Thank you; everything about you has been forgotten."""

    machine_works: ClassVar[bool] = True
    leave: bool = False


@dataclass(frozen=True, kw_only=True)
class MoreTime(View[bool]):
    """Do you need more time? Counts down visibly from `seconds`; answers True for yes."""

    machine_works: ClassVar[bool] = True
    seconds: int
