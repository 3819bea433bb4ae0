"""The business date, or None where the office does not tell it: then only what holds on every day is shown."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.domain.text import text
from kiosk.flows.service import Visit
from kiosk.flows.steps import meanwhile
from kiosk.views import Working

_CHENGDU = ZoneInfo("Asia/Shanghai")  # whatever zone the machine's clock is in


async def known_day(visit: Visit) -> date | None:
    """The office's business date; None when the office cannot be reached."""
    try:
        return await meanwhile(visit.display, Working(doing=text("asking-office")), visit.today())
    except OfficeTrouble:
        return None


def moment(visit: Visit, today: date) -> datetime:
    """The business date and the time of day, as clocks in Chengdu show it."""
    return datetime.combine(today, visit.now().astimezone(_CHENGDU).time())
