"""How long it takes to read a view: by a count of its words in the language the citizen reads."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator
from typing import Any

from kiosk.domain.outlet import Outlet
from kiosk.domain.personal import Personal
from kiosk.domain.text import Text
from kiosk.i18n import Words
from kiosk.views import View

# Slow adults read about three Han characters or nine Latin letters a second.
_WIDE = frozenset("WF")
_NARROW_WEIGHT = 1 / 3


def reading_seconds(view: View[Any], words: Words, per_second: float, most: float) -> float:
    """Seconds for a slow reader, who reads so many Han characters `per_second`; never more than `most`.

    Counts what the view says, and stops at `most`: a list may have thousands of rows.
    """
    seconds = 0.0
    for sentence in _sentences(view, words):
        seconds += sum(_weight(character) for character in sentence) / per_second
        if seconds >= most:
            return most
    return seconds


def _weight(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in _WIDE else _NARROW_WEIGHT


def _sentences(part: object, words: Words) -> Iterator[str]:
    """All that a view or a piece of one says; its plain strings are keys and icons, but an outlet's are read."""
    match part:
        case Text():
            yield words.say(part)
        case Personal():
            yield part.masked()
        case Outlet():
            yield from (
                value for field in dataclasses.fields(part) if isinstance(value := getattr(part, field.name), str)
            )
        case tuple():
            for piece in part:
                yield from _sentences(piece, words)
        case _ if dataclasses.is_dataclass(part):
            for field in dataclasses.fields(part):
                yield from _sentences(getattr(part, field.name), words)
