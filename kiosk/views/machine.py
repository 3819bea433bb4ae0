"""Views of the machine itself: nobody is here, it works, take your things, goodbye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Never

from kiosk.domain.personal import PersonName
from kiosk.domain.text import Text
from kiosk.views.pieces import Group, Item, Offer, Place
from kiosk.views.seam import View


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
class Menu(View[str]):
    """Everything this machine does, in groups. Answers an `Offer.key`; Back leads to where "more" was touched."""

    groups: tuple[Group, ...]
    person: PersonName | None = None
    notice: Text | None = None
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class Working(View[Never]):
    """The machine does something it names, `at` a place; after ten seconds it offers a way out if `leave` is True."""

    machine_works: ClassVar[bool] = True
    doing: Text
    at: Place | None = None


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
