"""When an outlet is open: its hours on the days of the week, and China's working calendar above them."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, time

from kiosk.domain.working_days import is_public_holiday, is_working_day

MONDAY, SATURDAY = 1, 6  # as `date.isoweekday` counts


class Opening(enum.Enum):
    """Whether somebody opens the door; the value is the message key's last part."""

    OPEN = "open"
    CLOSED = "closed"
    PERHAPS = "perhaps"  # by its hours it is open, but the holidays of that year are not published yet


@dataclass(frozen=True)
class Span:
    """Some days of the week, and from when to when on each of them."""

    days: tuple[int, ...]  # 1 is Monday
    times: tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class Hours:
    """The hours of one outlet. On make-up workdays (调休上班日) halls are open as on a Monday; banks may not be."""

    spans: tuple[Span, ...]
    make_up: bool = False

    def on(self, day: date) -> tuple[tuple[time, time], ...]:
        """From when to when on this day; nothing when it is closed all day."""
        weekday = day.isoweekday()
        if is_public_holiday(day):
            return ()
        if self.make_up and weekday >= SATURDAY and is_working_day(day)[0]:
            weekday = MONDAY
        return tuple(between for span in self.spans if weekday in span.days for between in span.times)

    def at(self, moment: datetime) -> Opening:
        """Whether it is open at this moment, which is told as clocks in Chengdu show it."""
        clock = moment.time()
        if not any(begin <= clock < end for begin, end in self.on(moment.date())):
            return Opening.CLOSED
        _, estimated = is_working_day(moment.date())
        return Opening.PERHAPS if estimated else Opening.OPEN
