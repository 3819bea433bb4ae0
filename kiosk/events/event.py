"""What an event of the log is, who writes it, and how an error becomes one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol


@dataclass(frozen=True)
class Event:
    """Something that happened. Fields are plain values; a `Personal` one is logged as its type's name."""

    level: ClassVar[int] = logging.INFO


@dataclass(frozen=True)
class Mishap(Event):
    """An error nobody had a better event for; the kind and place, never the message of a foreign error."""

    level: ClassVar[int] = logging.ERROR
    where: str
    error: str


class Log(Protocol):
    """Where events go."""

    def write(self, event: Event) -> None:
        """Record one event."""


def place(error: BaseException) -> str:
    """The type of an error and where it was raised; not its message, which may quote data."""
    tb = error.__traceback__
    while tb is not None and tb.tb_next is not None:
        tb = tb.tb_next
    where = "" if tb is None else f" at {Path(tb.tb_frame.f_code.co_filename).name}:{tb.tb_lineno}"
    return type(error).__name__ + where


def mishap(where: str, error: BaseException) -> Mishap:
    """The event for an unexpected error: its type and place."""
    return Mishap(where, place(error))
