"""When an outlet is open: weekdays, weekends, holidays, make-up workdays, and years nobody has arranged yet."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from kiosk.domain.opening_hours import Hours, Opening, Span

_WEEK = Span((1, 2, 3, 4, 5), ((time(9), time(12)), (time(13), time(17))))
_WEEKEND = Span((6, 7), ((time(9, 30), time(16)),))
HALL = Hours((_WEEK,), make_up=True)
BANK = Hours((_WEEK, _WEEKEND))
PLAIN_BANK = Hours((_WEEK,))


@pytest.mark.parametrize(
    ("day", "hall", "bank", "plain"),
    [
        ("2026-11-23", True, True, True),  # Monday
        ("2026-11-21", False, True, False),  # Saturday
        ("2026-10-01", False, False, False),  # National Day, Thursday
        ("2026-10-03", False, False, False),  # National Day, Saturday
        ("2026-10-10", True, True, False),  # Saturday, make-up workday
        ("2026-09-20", True, True, False),  # Sunday, make-up workday
        ("2026-02-17", False, False, False),  # Spring Festival, Tuesday
    ],
)
def test_the_working_calendar_stands_above_the_week(day: str, hall: bool, bank: bool, plain: bool) -> None:
    at_ten = datetime.fromisoformat(f"{day}T10:00")
    opened = [hours.at(at_ten) is Opening.OPEN for hours in (HALL, BANK, PLAIN_BANK)]
    assert opened == [hall, bank, plain]


@pytest.mark.parametrize(
    ("clock", "opening"),
    [
        ("08:59:59", Opening.CLOSED),
        ("09:00:00", Opening.OPEN),
        ("11:59:59", Opening.OPEN),
        ("12:00:00", Opening.CLOSED),
        ("13:00:00", Opening.OPEN),
        ("17:00:00", Opening.CLOSED),
    ],
)
def test_doors_open_and_close_to_the_minute(clock: str, opening: Opening) -> None:
    assert HALL.at(datetime.fromisoformat(f"2026-11-23T{clock}")) is opening


def test_a_make_up_workday_has_the_hours_of_a_monday() -> None:
    monday_only_late = Hours((Span((1,), ((time(10), time(11)),)), Span((6,), ((time(9), time(12)),))), make_up=True)
    assert monday_only_late.on(date(2026, 10, 10)) == ((time(10), time(11)),)
    assert monday_only_late.on(date(2026, 10, 17)) == ((time(9), time(12)),)


def test_in_a_year_without_arrangement_it_is_open_perhaps() -> None:
    assert HALL.at(datetime.fromisoformat("2040-01-03T10:00")) is Opening.PERHAPS  # Tuesday
    assert HALL.at(datetime.fromisoformat("2040-01-01T10:00")) is Opening.CLOSED  # Sunday
