"""Working days on China's calendar: public holidays and make-up workdays, as published year by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deadline:
    """How much of a limit in working days is used, and its last day."""

    used: int
    limit: int
    last_day: date
    estimated: bool  # a year without published holidays was touched: weekends only, say so (预计)

    @property
    def overdue(self) -> bool:
        """More working days used than the limit allows."""
        return self.used > self.limit


def is_working_day(day: date) -> tuple[bool, bool]:
    """(working day?, estimated?). Estimated means the holidays of that year are not published yet."""
    try:
        return chinese_calendar.is_workday(day), False
    except NotImplementedError:  # the package's word for "no arrangement published for this year"
        return day.weekday() < 5, True


def deadline(accepted: date, until: date, limit: int) -> Deadline:
    """Count from the day after `accepted` (docs/requirements.md, 13) up to and including `until`."""
    day, counted, used, estimated = accepted, 0, 0, False
    last_day = accepted
    while counted < limit or day < until:
        day += _DAY
        working, guessed = is_working_day(day)
        if not working:
            continue
        counted += 1
        used += day <= until
        if counted == limit:
            last_day = day
        if counted <= limit:
            estimated = estimated or guessed
    return Deadline(used, limit, last_day, estimated)


def is_public_holiday(day: date) -> bool:
    """Whether the published arrangement makes this day a holiday; a plain weekend is none."""
    try:
        is_off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:  # not published: nothing is known to be a holiday
        return False
    return bool(is_off) and name is not None
