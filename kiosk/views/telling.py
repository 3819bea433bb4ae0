"""Views that tell something: how the card stands, facts, a guide, what came of an act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from kiosk.domain.outlet import Outlet
from kiosk.domain.personal import PersonName
from kiosk.domain.text import Text
from kiosk.views.pieces import Action, Code, DaysUsed, Fact, Place, StageMark, Tone
from kiosk.views.seam import View

K = TypeVar("K", covariant=True)


@dataclass(frozen=True, kw_only=True)
class Situation(View[K]):
    """Card first: how things stand in one sentence, and the one thing that makes sense now as the first action."""

    person: PersonName | None
    tone: Tone
    sentence: Text
    details: tuple[Text, ...] = ()
    outlet: Outlet | None = None
    facts: tuple[Fact, ...] = ()
    actions: tuple[Action[K], ...]


@dataclass(frozen=True, kw_only=True)
class StageLine(View[K]):
    """How the citizen's card stands: one sentence, the line of stages, the outlet, what to do next."""

    person: PersonName
    sentence: Text
    stages: tuple[StageMark, ...]
    days: DaysUsed | None
    outlet: Outlet | None
    advice: Text | None
    actions: tuple[Action[K], ...]
    back: bool = False


@dataclass(frozen=True, kw_only=True)
class Facts(View[K]):
    """A sentence and what is known, as names and values; personal values are masked until shown."""

    sentence: Text
    facts: tuple[Fact, ...]
    details: tuple[Text, ...] = ()
    actions: tuple[Action[K], ...]
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class Guide(View[K]):
    """An answer to read: the answer first, then steps, then remarks.

    `numbered`: the steps come one after the other, else they are ways to choose from. `faces`: both faces of the old
    and the new card are drawn. `basis`: where this is written, and of which day.
    """

    title: Text
    answer: Text
    steps: tuple[Text, ...] = ()
    numbered: bool = False
    remarks: tuple[Text, ...] = ()
    outlet: Outlet | None = None
    faces: bool = False
    code: Code | None = None
    basis: Text | None = None
    actions: tuple[Action[K], ...]
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class Outcome(View[K]):
    """What happened, and what did not, with the next steps. Never a dead end: `actions` is not empty.

    `take`: where something lies ready to be taken.
    """

    tone: Tone
    sentence: Text
    details: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    number: str = ""  # one short number a person can tell on the phone
    actions: tuple[Action[K], ...]
    take: Place | None = None
