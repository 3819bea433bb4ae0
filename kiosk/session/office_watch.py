"""Whether the office answers: noticed by everybody who asks it, and looked at again while it does not."""

from __future__ import annotations

import asyncio
import contextlib

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.flows.service import Visit

_LOOK_AGAIN_SECONDS = 5.0  # between two questions to an office that did not answer the last one


async def until_reachable(visit: Visit) -> None:
    """Wait until the office answers, by asking for its date: that names nobody and changes nothing."""
    while visit.office.reachable is False:
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        with contextlib.suppress(OfficeTrouble):
            await visit.office.today()


async def until_changed(visit: Visit) -> None:
    """Wait for news of the devices, or until the office is away or back."""
    news = [asyncio.ensure_future(source.change()) for source in (visit.rack, visit.office)]
    try:
        await asyncio.wait(news, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for change in news:
            change.cancel()
        await asyncio.gather(*news, return_exceptions=True)
