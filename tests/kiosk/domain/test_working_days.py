"""Working days on China's calendar: the dates that were looked up by hand (docs/requirements.md, 13)."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.domain.working_days import deadline, is_working_day


@pytest.mark.parametrize(
    ("accepted", "thirtieth"),
    [
        (date(2019, 11, 1), date(2019, 12, 13)),
        (date(2019, 11, 19), date(2019, 12, 31)),
        (date(2019, 12, 20), date(2020, 2, 10)),
        (date(2019, 12, 31), date(2020, 2, 19)),
        (date(2026, 9, 1), date(2026, 10, 19)),
        (date(2026, 11, 2), date(2026, 12, 14)),
    ],
)
def test_the_thirtieth_working_day(accepted: date, thirtieth: date) -> None:
    found = deadline(accepted, accepted, 30)
    assert (found.used, found.last_day, found.estimated) == (0, thirtieth, False)


def test_days_are_counted_from_the_day_after() -> None:
    monday = date(2026, 11, 2)
    assert deadline(monday, monday, 30).used == 0
    assert deadline(monday, date(2026, 11, 3), 30).used == 1
    assert deadline(monday, date(2026, 11, 9), 30).used == 5  # a weekend does not count


def test_a_make_up_saturday_is_a_working_day() -> None:
    assert is_working_day(date(2026, 10, 10)) == (True, False)


def test_a_limit_that_ends_in_an_unpublished_year_is_estimated() -> None:
    found = deadline(date(2026, 12, 1), date(2026, 12, 1), 30)
    assert found.last_day.year == 2027
    assert found.estimated


def test_over_the_limit() -> None:
    last = date(2026, 12, 14)
    assert not deadline(date(2026, 11, 2), last, 30).overdue
    late = deadline(date(2026, 11, 2), date(2026, 12, 15), 30)
    assert (late.used, late.overdue) == (31, True)
