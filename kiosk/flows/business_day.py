"""The office's business date for a service that can do without it, and what is said then."""

from __future__ import annotations

from datetime import date, datetime

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.domain.local_time import CHINA
from kiosk.domain.text import Text, text
from kiosk.events import OfficeCallFailed
from kiosk.flows.service import Visit
from kiosk.flows.steps import meanwhile
from kiosk.views import Working


async def business_day(visit: Visit) -> date | None:
    """The date; None while the office does not answer: then only what holds on every day may be said.

    An office that is known not to answer is not waited for. Raises `Leave`.
    """
    if not visit.knows_today and visit.office.reachable is False:
        return None
    try:
        return await meanwhile(visit.display, Working(doing=text("asking-office")), visit.today())
    except OfficeTrouble as error:
        visit.log.write(OfficeCallFailed("today", type(error).__name__))
        return None


def moment(visit: Visit, today: date) -> datetime:
    """The business date and the time of day, as clocks in Chengdu show it."""
    return datetime.combine(today, visit.now().astimezone(CHINA).time())


def without_date(today: date | None) -> tuple[Text, ...]:
    """What must be said when the business date is not known."""
    return () if today is not None else (text("guide-no-date"),)
