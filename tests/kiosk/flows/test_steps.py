"""Steps forward and back, and a question while something else goes on."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.domain.text import text
from kiosk.flows.steps import Step, meanwhile, walk
from kiosk.views import Back, Leave, PresentDocument, Working
from tests.glass_by_script import ScriptedGlass
from tests.virtual_time import run


def _steps(taken: list[str], script: dict[str, list[object]]) -> list[Step]:
    """One step a name; each call takes the next entry of its script: True, False, or an error to raise."""

    def step(name: str) -> Step:
        async def take() -> bool:
            taken.append(name)
            entry = script[name].pop(0)
            if isinstance(entry, BaseException):
                raise entry
            return bool(entry)

        return take

    return [step(name) for name in script]


def test_back_runs_the_last_step_that_asked_again() -> None:
    taken: list[str] = []
    script: dict[str, list[object]] = {
        "who": [True],
        "silent": [False, False],
        "card": [True, True],
        "agree": [Back(), True],
    }
    script["card"] = [True, True]
    asyncio.run(walk(*_steps(taken, script)))
    assert taken == ["who", "silent", "card", "agree", "card", "agree"]


def test_back_passes_over_steps_that_asked_nothing() -> None:
    taken: list[str] = []
    script: dict[str, list[object]] = {"who": [True, True], "silent": [False, False], "agree": [Back(), True]}
    asyncio.run(walk(*_steps(taken, script)))
    assert taken == ["who", "silent", "agree", "who", "silent", "agree"]


def test_back_before_any_question_leaves_the_walk() -> None:
    with pytest.raises(Back):
        asyncio.run(walk(*_steps([], {"silent": [False], "agree": [Back()]})))


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
