"""Finding outlets: every way to narrow the list, the nearest first, and fast among thousands."""

from __future__ import annotations

import time as clock
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from kiosk.content.finder import Finder, Wish
from kiosk.content.reading import load
from kiosk.domain.opening_hours import Hours, Span
from kiosk.domain.outlet import Appointment, Can, Kind, ListedOutlet, Position
from tests.kiosk.content.content_desk import SHIPPED

TODAY = date(2026, 11, 23)
MONDAY_NOON = datetime.fromisoformat("2026-11-23T12:00")
HERE = Position(104.066, 30.657)
_ALL_DAY = Hours((Span((1, 2, 3, 4, 5), ((time(9), time(17)),)),))
_MIDDAY_BREAK = Hours((Span((1, 2, 3, 4, 5), ((time(9), time(12)), (time(13), time(17)))),))


def outlet(id: str, *, east: float = 0.0, hours: Hours = _ALL_DAY, kind: Kind = Kind.ORDINARY) -> ListedOutlet:
    """One outlet, so many degrees east of here."""
    return ListedOutlet(
        id=id,
        name=f"样例网点{id}",
        kind=kind,
        owner="street",
        bank="",
        district="510104",
        address="样例路1号",
        phone="028-00000001",
        hours=hours,
        services=frozenset({Can.APPLY, Can.COLLECT}),
        appointment=Appointment.WALK_IN,
        position=Position(HERE.longitude + east, HERE.latitude),
        accessible=True,
        valid_from=None,
        valid_to=None,
        source="made-up",
    )


def ids(finder: Finder, wish: Wish, today: date | None = TODAY, here: Position | None = HERE) -> list[str]:
    """The numbers of what is found, in order."""
    return [found.outlet.id for found in finder.find(wish, today, here)]


def test_the_nearest_come_first() -> None:
    finder = Finder([outlet("far", east=0.05), outlet("near", east=-0.001), outlet("between", east=0.01)])
    assert ids(finder, Wish()) == ["near", "between", "far"]


def test_without_a_place_of_its_own_the_machine_keeps_the_order_of_the_list() -> None:
    finder = Finder([outlet("b", east=0.05), outlet("a")])
    assert ids(finder, Wish(within=1), here=None) == ["b", "a"]
    assert [found.metres for found in finder.find(Wish(), TODAY)] == [None, None]


def test_instant_outlets_are_found_by_those_who_ask_for_them_only() -> None:
    finder = Finder([outlet("instant", kind=Kind.INSTANT), outlet("ordinary", east=0.1)])
    assert ids(finder, Wish()) == ["ordinary"]
    assert ids(finder, Wish(kind=Kind.INSTANT)) == ["instant"]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(district="510105"), ["other"]),
        (Wish(owner="bank"), ["other"]),
        (Wish(service=Can.QUERY), ["other"]),
        (Wish(service=Can.APPLY), ["usual"]),
        (Wish(name="网点us"), ["usual"]),
        (Wish(name="nowhere"), []),
        (Wish(district="510105", service=Can.APPLY), []),
    ],
)
def test_each_way_to_narrow_the_list(wish: Wish, found: list[str]) -> None:
    other = replace(outlet("other"), district="510105", owner="bank", services=frozenset({Can.QUERY}))
    assert ids(Finder([outlet("usual"), other]), wish) == found


def test_distance_is_a_straight_line_in_metres() -> None:
    # A degree of latitude is about 111.3 km; of longitude, at Chengdu, about 95.8 km.
    assert HERE.metres_to(Position(HERE.longitude, HERE.latitude + 0.1)) == pytest.approx(11_132, rel=0.005)
    assert HERE.metres_to(Position(HERE.longitude + 0.1, HERE.latitude)) == pytest.approx(9_577, rel=0.005)
    finder = Finder([outlet("900 m", east=0.0094), outlet("1.1 km", east=0.0115)])
    assert ids(finder, Wish(within=1000)) == ["900 m"]


def test_open_now_goes_by_hours() -> None:
    finder = Finder([outlet("all day"), outlet("break", hours=_MIDDAY_BREAK)])
    assert ids(finder, Wish(open_at=MONDAY_NOON)) == ["all day"]
    assert ids(finder, Wish(open_at=MONDAY_NOON.replace(hour=13))) == ["all day", "break"]


def test_an_outlet_is_found_only_while_it_is_valid() -> None:
    gone = replace(outlet("gone"), valid_to=date(2026, 11, 22))
    new = replace(outlet("new"), valid_from=TODAY)
    finder = Finder([gone, new, outlet("always")])
    assert ids(finder, Wish()) == ["new", "always"]
    assert ids(finder, Wish(), today=None) == ["always"]


def test_among_thousands_it_takes_no_time_that_anybody_notices() -> None:
    finder = load(SHIPPED).outlets
    wish = Wish(district="510107", service=Can.QUERY, within=20_000, open_at=MONDAY_NOON)
    spent = []
    for _ in range(9):
        began = clock.perf_counter()
        found = [*finder.find(wish, TODAY, HERE), *finder.find(replace(wish, district=""), TODAY, HERE)]
        spent.append(clock.perf_counter() - began)
    assert len(found) > 500
    assert min(spent) < 0.1  # 0.02 for one on a quiet machine; `make bench` measures that
