"""评价: how a service was liked, asked by itself where the goodbye comes, never forced, about nobody (GB/T 39735)."""

from __future__ import annotations

import asyncio

from kiosk.domain.text import Text
from kiosk.flows.service import Visit
from kiosk.outbox import Rating
from kiosk.views import Leave, Rate


async def rate(visit: Visit) -> None:
    """Ask about each service that was finished, the last one first, until one is skipped or nobody answers.

    Cards and paper are in the citizen's hands by now: to go away needs no touch.
    """
    if not visit.config.services.rating:
        return
    for key, title in reversed(visit.finished.items()):
        level = await _liked(visit, title)
        if level is None:
            return
        visit.outbox.put(Rating(key, level))


async def _liked(visit: Visit, title: Text) -> int | None:
    seconds = visit.config.patience.rating
    try:
        async with asyncio.timeout(seconds):
            return await visit.display.ask(Rate(service=title, seconds=seconds))
    except (TimeoutError, Leave):
        return None
