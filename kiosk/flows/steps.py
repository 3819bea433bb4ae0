"""How a conversation waits: a question on the glass while something else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from kiosk.views import Display, View

T = TypeVar("T")


# Seconds of work that need no words: a view that flashes by is not read, and drawing it costs time.
_UNNOTICED = 0.2


async def meanwhile(display: Display, view: View[Any], job: Coroutine[Any, Any, T]) -> T:
    """Show `view` while `job` runs, and give its result. Back or Leave on the view cancels the job.

    A view that only says that the machine works is not shown when the work is done at once.
    """
    working = asyncio.create_task(job)
    tasks: list[asyncio.Task[Any]] = [working]
    try:
        if view.machine_works:
            await asyncio.wait({working}, timeout=_UNNOTICED)
        if not working.done():
            asking = asyncio.create_task(display.ask(view))
            tasks.append(asking)
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                asking.result()  # raises Back or Leave: such a view has no other answer
        return await working
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
