"""A question on the glass while something else goes on."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.domain.text import text
from kiosk.flows.steps import meanwhile
from kiosk.views import Back, Leave, PresentDocument, Working
from tests.glass_by_script import ScriptedGlass
from tests.virtual_time import run


def test_the_job_s_result_comes_and_the_question_is_withdrawn() -> None:
    async def scene() -> None:
        glass = ScriptedGlass()

        async def job() -> str:
            await asyncio.sleep(5)
            return "read"

        assert await meanwhile(glass, PresentDocument(), job()) == "read"
        with pytest.raises(AssertionError, match="waits for no touch"):
            glass.back()

    run(scene())


@pytest.mark.parametrize(("touch", "error"), [("back", Back), ("leave", Leave)])
def test_back_and_exit_cancel_the_job(touch: str, error: type[Exception]) -> None:
    async def scene() -> None:
        glass = ScriptedGlass()
        ended = asyncio.Event()

        async def job() -> None:
            try:
                await asyncio.sleep(1000)
            finally:
                ended.set()

        waiting = asyncio.create_task(meanwhile(glass, PresentDocument(), job()))
        await glass.until(PresentDocument)
        getattr(glass, touch)()
        with pytest.raises(error):
            await waiting
        assert ended.is_set()

    run(scene())


def test_an_error_of_the_job_comes_through() -> None:
    async def scene() -> None:
        async def job() -> None:
            raise OSError("gone")

        with pytest.raises(OSError, match="gone"):
            await meanwhile(ScriptedGlass(), Working(doing=text("printing")), job())

    run(scene())


@pytest.mark.parametrize(("seconds", "shown"), [(0.1, 0), (0.5, 1)])
def test_work_that_is_done_at_once_is_not_announced(seconds: float, shown: int) -> None:
    async def scene() -> None:
        glass = ScriptedGlass()
        await meanwhile(glass, Working(doing=text("asking-office")), asyncio.sleep(seconds))
        assert len(glass.seen) == shown

    run(scene())
