"""Several questions in turn: one that need not be asked is passed over, and Back leads to the one that was asked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from kiosk.flows.interview import interview
from kiosk.views import Back

Said = tuple[str, ...]
_Question = Callable[[Said], Awaitable[Said | None]]


class _Script:
    """Answers questions from a list, ``back`` among them, and notes which were asked."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    def question(self, name: str, *, skip: Callable[[Said], bool] = lambda _: False) -> _Question:
        """One that need not be asked when `skip` holds of what is known."""

        async def ask(known: Said) -> Said | None:
            if skip(known):
                return None
            self.asked.append(name)
            answer = self._answers.pop(0)
            if answer == "back":
                raise Back
            return (*known, answer)

        return ask


def _run(script: _Script, skip: Callable[[Said], bool] = lambda _: False) -> Said:
    questions = [script.question("first"), script.question("second", skip=skip), script.question("third")]
    return asyncio.run(interview(questions, ()))


def test_each_is_asked_in_turn() -> None:
    script = _Script("a", "b", "c")
    assert _run(script) == ("a", "b", "c")
    assert script.asked == ["first", "second", "third"]


def test_one_that_need_not_be_asked_is_passed_over_both_ways() -> None:
    script = _Script("a", "back", "x", "c")
    assert _run(script, skip=lambda known: "a" in known or "x" in known) == ("x", "c")
    assert script.asked == ["first", "third", "first", "third"]


def test_back_forgets_what_was_answered_there() -> None:
    script = _Script("a", "b", "back", "back", "x", "y", "z")
    assert _run(script) == ("x", "y", "z")
    assert script.asked == ["first", "second", "third", "second", "first", "second", "third"]


def test_back_from_the_first_leaves() -> None:
    with pytest.raises(Back):
        _run(_Script("a", "back", "back"))
