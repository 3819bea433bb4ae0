"""The office's business date for a service that can do without it, and where its rules are written."""

from __future__ import annotations

from datetime import date

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.domain.text import Text, text
from kiosk.events import OfficeCallFailed
from kiosk.flows.service import Visit
from kiosk.flows.steps import meanwhile
from kiosk.views import Working

_NOTICE = "notice"  # the source of that name in the content: the one that began all this (S-01)


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


def without_date(today: date | None) -> tuple[Text, ...]:
    """What must be said when the business date is not known."""
    return () if today is not None else (text("guide-no-date"),)


def basis(visit: Visit) -> Text | None:
    """Where the rules of a guide are written, and of which day that is; None when the content does not say."""
    source = visit.content.sources.get(_NOTICE)
    return None if source is None else text("guide-basis", source=source.title, day=source.date)
