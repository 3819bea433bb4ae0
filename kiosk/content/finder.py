"""Finds outlets among thousands: by district, kind, service, owner, name, hours and distance, the nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from kiosk.content.items import valid
from kiosk.domain.opening_hours import Hours, Opening
from kiosk.domain.outlet import Can, Kind, ListedOutlet, Position
from kiosk.writing.spellings import spell


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the outlets must be; what is empty or None does not matter.

    `kind` matters always: instant outlets are for those who are in a hurry (S-54).
    """

    kind: Kind = Kind.ORDINARY
    district: str = ""
    owner: str = ""
    service: Can | None = None
    name: str = ""  # a part of it
    within: float | None = None  # metres, straight line
    open_at: datetime | None = None  # as clocks in Chengdu show it


@dataclass(frozen=True)
class Found:
    """An outlet, and how far it is; None when nobody knows where this machine stands."""

    outlet: ListedOutlet
    metres: float | None


class Finder:
    """The outlets of one set of content."""

    def __init__(self, outlets: Iterable[ListedOutlet]) -> None:
        self._outlets = tuple(outlets)

    def __len__(self) -> int:
        return len(self._outlets)

    @cached_property
    def spelled(self) -> dict[str, str]:
        """How the name of each can be typed, by name; made at first use, since few look by letters."""
        return spell(outlet.name for outlet in self._outlets)

    def all(self) -> tuple[ListedOutlet, ...]:
        """Every one, valid or not, in the order of the file."""
        return self._outlets

    def find(self, wish: Wish, today: date | None, here: Position | None = None) -> tuple[Found, ...]:
        """Those that are as wished and valid on a business date, the nearest first where `here` is known."""
        fits = _fitting(wish)
        outlets = [one for one in self._outlets if fits(one) and valid(one.valid_from, one.valid_to, today)]
        if here is None:
            return tuple(Found(outlet, None) for outlet in outlets)
        found = [Found(outlet, here.metres_to(outlet.position)) for outlet in outlets]
        if wish.within is not None:
            found = [one for one in found if one.metres is not None and one.metres <= wish.within]
        return tuple(sorted(found, key=lambda one: one.metres or 0.0))


def _fitting(wish: Wish) -> Callable[[ListedOutlet], bool]:
    """The test that an outlet must pass. Hours are few and shared: each is looked at once."""
    opening: dict[Hours, bool] = {}

    def opens(outlet: ListedOutlet, moment: datetime) -> bool:
        if outlet.hours not in opening:
            opening[outlet.hours] = outlet.hours.at(moment) is not Opening.CLOSED
        return opening[outlet.hours]

    def fits(outlet: ListedOutlet) -> bool:
        return (
            outlet.kind is wish.kind
            and wish.district in ("", outlet.district)
            and wish.owner in ("", outlet.owner)
            and (wish.service is None or wish.service in outlet.services)
            and wish.name in outlet.name
            and (wish.open_at is None or opens(outlet, wish.open_at))
        )

    return fits
