"""The bar's icons follow the board and the office, day and night, whoever is being served."""

from __future__ import annotations

from kiosk.backend_client.client import Office
from kiosk.hardware.device import State
from kiosk.hardware.rack import Rack
from kiosk.session.office_watch import news
from kiosk.views import Display, Status


def status(rack: Rack, office: Office) -> Status:
    """How the machine is now; what is not known is not missing."""
    missing = (report.device for report in rack.board.reports if report.state not in (State.UP, State.UNKNOWN))
    return Status(office_away=office.reachable is False, missing=tuple(missing))


async def tell_status(rack: Rack, office: Office, display: Display) -> None:
    """Tell the glass, and again at each change, until cancelled."""
    told: Status | None = None
    while True:
        now = status(rack, office)
        if now != told:
            display.tell(now)
            told = now
        await news(rack, office)
