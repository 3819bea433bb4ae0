"""Several questions one after the other, each with a way back to the one before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from kiosk.views import Back

A = TypeVar("A")
Question = Callable[[A], Awaitable[A | None]]


async def interview(questions: Sequence[Question[A]], known: A) -> A:
    """Ask in turn: each question is given what is known so far, and returns what is known then.

    None: it need not be asked. Back leads to the last one that was asked; from the first it raises `Back`.
    """
    place = 0
    asked: list[tuple[int, A]] = []  # where we were asked, and what was known before
    while place < len(questions):
        try:
            answered = await questions[place](known)
        except Back:
            if not asked:
                raise
            place, known = asked.pop()
            continue
        if answered is not None:
            asked.append((place, known))
            known = answered
        place += 1
    return known
