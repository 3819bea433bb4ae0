"""What stands for a person for a short while: electronic codes, and references to relatives."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Tickets(Generic[_T]):
    """Hands out opaque words that are good for `life`, as often as they are shown."""

    def __init__(self, life: timedelta, now: Callable[[], datetime]) -> None:
        self._life = life
        self._now = now
        self._good: dict[str, tuple[datetime, _T]] = {}

    def give(self, meaning: _T) -> str:
        """A new word, 32 hex digits."""
        now = self._now()
        self._good = {word: ticket for word, ticket in self._good.items() if ticket[0] > now}
        word = secrets.token_hex(16)
        self._good[word] = (now + self._life, meaning)
        return word

    def meaning(self, word: str) -> _T | None:
        """What it stands for; None when it has run out or was never given."""
        until, meaning = self._good.get(word, (None, None))
        return meaning if until is not None and self._now() < until else None
