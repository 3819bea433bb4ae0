"""How a conversation waits: a question on the glass while something else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from kiosk.views import Display, View

T = TypeVar("T")


async def meanwhile(display: Display, view: View[Any], job: Coroutine[Any, Any, T]) -> T:
    """Show `view` while `job` runs, and give its result. Back or Leave on the view cancels the job."""
    working = asyncio.create_task(job)
    asking = asyncio.create_task(display.ask(view))
    try:
        await asyncio.wait({working, asking}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            asking.result()  # raises Back or Leave: such a view has no other answer
        return await working
    finally:
        for task in (working, asking):
            task.cancel()
        await asyncio.gather(working, asking, return_exceptions=True)
