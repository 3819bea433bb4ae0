"""What is asked of a citizen while their card is in the reader, and given up when it is taken out."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from kiosk.domain.text import text
from kiosk.flows.chip import Inserted, still_the_same
from kiosk.flows.service import Visit
from kiosk.views import ConfirmAct, Place, Working

T = TypeVar("T")


async def while_card_is_in(visit: Visit, asking: Coroutine[Any, Any, T]) -> T | None:
    """The answer; None when the card was taken out before there was one. Raises what `asking` raises.

    A swap without notice is possible: see `agreed`.
    """
    asked = asyncio.create_task(asking)
    pulled = asyncio.create_task(visit.rack.card_reader.wait_removed())
    try:
        await asyncio.wait({asked, pulled}, return_when=asyncio.FIRST_COMPLETED)
        return asked.result() if asked.done() else None
    finally:
        asked.cancel()
        pulled.cancel()
        await asyncio.gather(asked, pulled, return_exceptions=True)


async def agreed(visit: Visit, inserted: Inserted, question: ConfirmAct) -> bool:
    """Whether the citizen confirmed with this very card still in; False when it was taken out meanwhile."""
    if await while_card_is_in(visit, visit.display.ask(question)) is None:
        return False
    visit.display.show(Working(doing=text("reading-card"), at=Place.CARD_SLOT, leave=False))
    return await still_the_same(visit, inserted)
