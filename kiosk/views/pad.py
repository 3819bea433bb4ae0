"""The PIN pad's keys as the glass takes them: what a key does there, and what came of it for the ear."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.domain.text import Text
from kiosk.views.seam import Display


class Move(enum.Enum):
    """What a key can do at the glass."""

    PREVIOUS = "previous"
    NEXT = "next"
    CHOOSE = "choose"
    BACK = "back"
    ERASE = "erase"  # the digit typed last
    HELP = "help"


@dataclass(frozen=True)
class Stroke:
    """One key: what it does, and the digits it stands for where digits are typed."""

    move: Move | None = None
    digits: str = field(default="", repr=False)


@dataclass(frozen=True)
class Heard:
    """What is to be heard of it. `again`: the whole view, which has changed or been come back to."""

    words: Text | None = None
    again: bool = False


class Glass(Display, Protocol):
    """A glass that can be operated without being seen."""

    async def press(self, stroke: Stroke) -> Heard | None:
        """Do what a key does on the view that is there; None where it does nothing. Counts as a touch."""
