"""How a conversation moves: steps forward and back, and a question while something else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from kiosk.views import Back, Display, View

T = TypeVar("T")

# A step returns True when it asked the citizen something, so that Back has somewhere to return to.
Step = Callable[[], Awaitable[bool]]


async def walk(*steps: Step) -> None:
    """Take the steps in order. Back runs the last step that asked something again.

    Back with no such step before it leaves the walk as `Back`.
    """
    asked: list[int] = []
    at = 0
    while at < len(steps):
        try:
            if await steps[at]():
                asked.append(at)
            at += 1
        except Back:
            if not asked:
                raise
            at = asked.pop()


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
