"""What can go wrong with a simulated thing, by name: one line in a test, one command to the running simulator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One way to fail. `begin` and `end` may return an awaitable; both may be called twice.

    `says` is one sentence for the person who looks for it in a list.
    """

    says: str
    begin: Callable[[], object]
    end: Callable[[], object]
