"""The glass seam: what a View is, and the Display that shows it and brings its answer back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, TypeVar

from kiosk.views.manner import Manner

A = TypeVar("A", covariant=True)
Answer = TypeVar("Answer")


class Back(Exception):
    """The citizen touched Back."""


class Leave(Exception):
    """The citizen touched Exit: end this visit."""


@dataclass(frozen=True, kw_only=True)
class View(Generic[A]):
    """One screenful. `back` and `leave` say which of the two frame buttons can be touched now."""

    machine_works: ClassVar[bool] = False  # True: the citizen waits for the machine, so no "more time?"

    back: bool = False
    leave: bool = True


class Display(Protocol):
    """The glass seam."""

    @property
    def manner(self) -> Manner:
        """How the glass speaks to the citizen now: language, size, colours, height, voice."""

    def adopt(self, manner: Manner) -> None:
        """Speak so from now on; what is on the glass is drawn anew, with all that was chosen or typed."""

    async def adopted(self) -> None:
        """Wait until another manner is adopted, by whomever."""

    def show(self, view: View[object]) -> None:
        """Put a view up and go on; nothing is awaited."""

    async def ask(self, view: View[Answer]) -> Answer:
        """Put a view up and wait for its answer. Raises `Back` or `Leave` when those are touched.

        Cancelling withdraws the question: later touches on it are ignored.
        """

    def last_touch(self) -> float:
        """Loop time of the last touch anywhere on the glass."""

    async def called(self) -> None:
        """Wait until somebody touches "call staff" in the help sheet."""

    def new_visit(self) -> None:
        """Forget what the last person chose: the manner, help panels, anything shown in clear."""
