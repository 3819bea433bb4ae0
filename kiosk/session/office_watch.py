"""Whether the office answers: noticed by everybody who asks it, and looked at again while it does not."""

from __future__ import annotations

import asyncio
import contextlib

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.flows.service import Visit

_LOOK_AGAIN_SECONDS = 5.0  # between two questions to an office that did not answer the last one
_NOTICE_SECONDS = 1.0  # whoever asks the office may find it away, or back


async def until_reachable(visit: Visit) -> None:
    """Wait until the office answers, by asking for its date: that names nobody and changes nothing."""
    while not visit.office.reachable:
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        with contextlib.suppress(OfficeTrouble):
            await visit.office.today()


async def until_away(visit: Visit) -> None:
    """Wait until a call to the office brought no answer."""
    while visit.office.reachable:
        await asyncio.sleep(_NOTICE_SECONDS)


async def until_changed(visit: Visit) -> None:
    """Wait for news of the devices, or until the office is away or back."""
    reachable = visit.office.reachable
    news = asyncio.ensure_future(visit.rack.change())
    try:
        while not news.done() and visit.office.reachable == reachable:
            await asyncio.wait({news}, timeout=_NOTICE_SECONDS)
    finally:
        news.cancel()
        await asyncio.gather(news, return_exceptions=True)
