"""Whether the office answers: noticed by everybody who asks it, and looked at again while it does not."""

from __future__ import annotations

import asyncio
import contextlib

from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeTrouble
from kiosk.flows.service import Visit
from kiosk.hardware.rack import Rack

_LOOK_AGAIN_SECONDS = 5.0  # between two questions to an office that did not answer the last one


async def until_reachable(visit: Visit) -> None:
    """Wait until the office answers, by asking for its date: that names nobody and changes nothing."""
    while visit.office.reachable is False:
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        with contextlib.suppress(OfficeTrouble):
            await visit.office.today()


async def until_changed(visit: Visit) -> None:
    """Wait for news of the devices, or until the office is away or back."""
    await news(visit.rack, visit.office)


async def news(rack: Rack, office: Office) -> None:
    """As `until_changed`, where nobody is served."""
    changes = [asyncio.ensure_future(source.change()) for source in (rack, office)]
    try:
        await asyncio.wait(changes, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for change in changes:
            change.cancel()
        await asyncio.gather(*changes, return_exceptions=True)
