"""Screen: one view put into parts. The frame around it draws the bar, Back, and the buttons at the foot."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from kivy.animation import Animation
from kivy.clock import Clock, ClockEvent

from kiosk.domain.local_time import china_now
from kiosk.domain.personal import Personal
from kiosk.domain.text import Arg, Text, text
from kiosk.screens import theme
from kiosk.screens.theme.panel import Panel
from kiosk.screens.widgets.buttons import PushButton
from kiosk.screens.widgets.leaves import Leaves, columns_of
from kiosk.screens.widgets.part import Part
from kiosk.views import Action, Value, View
from kiosk.writing.handwriting import Handwriting

if TYPE_CHECKING:  # reading words takes longer than drawing the first frame, which needs none
    from kiosk.i18n import Words

V = TypeVar("V", bound=View[Any])

_PAGE_GAP, _PAGE_BETWEEN = 18, 44
SHOW_SECONDS = 10.0  # how long personal data stays in clear after "show"


@dataclass(frozen=True)
class Place:
    """What the glass knows of the machine it belongs to."""

    number: str
    hall: str
    rehearsal: bool
    languages: tuple[str, ...]
    panel: Panel
    speaks: bool = False  # whether it has a voice
    now: Callable[[], datetime] = china_now
    handwriting: Callable[[], Handwriting | None] = lambda: None  # whoever reads it; None: nobody here can


@dataclass(frozen=True)
class Room:
    """What one screen is handed: its words, its orientation, and where its answer goes."""

    place: Place
    words: Callable[[], Words]
    portrait: bool
    answer: Callable[[object], None]
    leave: Callable[[], None]
    again: Callable[[], None]  # put the same view up anew
    deafen: Callable[[], None]  # take no touch for a moment: what lies under the finger has just changed
    shown_for: Callable[[], float] = lambda: 0.0  # seconds since the view came up, in whatever language

    @property
    def one_column(self) -> bool:
        """Whether everything stands one under the other: large type needs the whole width of any panel."""
        return self.portrait or theme.large()

    def say(self, words: Text) -> str:
        """A Text in the citizen's language."""
        return self.words().say(words)

    def word(self, key: str, **args: Arg) -> str:
        """The glass's own words for a key."""
        return self.words().say(text(key, **args))

    def day(self, day: date) -> str:
        """A date in the citizen's language."""
        return self.words().day(day)

    def near_day(self, day: date) -> str:
        """A date without its year when that is this year: short enough to stand beside a name."""
        if day.year != self.place.now().year:
            return self.day(day)
        return self.word("glass-day", month=day.month, day=str(day.day))

    def value(self, value: Value, shown: bool) -> str:
        """A fact's value; a personal one masked unless `shown`."""
        if isinstance(value, Personal):
            return value.reveal() if shown else value.masked()
        return self.say(value)


@dataclass(frozen=True)
class Press:
    """A button the frame should draw for a screen."""

    name: str
    words: str
    icon: str
    on_tap: Callable[[], None]
    ready: bool = True  # otherwise it is grey and takes no touch until the screen says so


def name_of(key: object) -> str:
    """How testers call the button that answers `key`."""
    return str(key.value if isinstance(key, enum.Enum) else key)


class Screen(Part, Generic[V]):
    """The inside of the frame for one kind of view; built once for a view, never changed by another."""

    helping: ClassVar[str] = ""  # message key of the help panel's words; empty: no help here

    def __init__(self, view: V, room: Room) -> None:
        super().__init__()
        self.view = view
        self.room = room
        self._inside: Part | None = None
        self._due: list[ClockEvent] = []
        self._moving: Animation | None = None
        self._leaves: Leaves | None = None
        self._page = 0
        self.buttons: dict[str, PushButton] = {}  # those at the foot, by name; the frame puts them here

    # --- what a screen says ---

    def build(self, tight: bool) -> Part:
        """The parts inside; `tight` when the roomy ones were too tall for this panel."""
        raise NotImplementedError

    def primary(self) -> Press | None:
        """The one obvious next step."""
        return None

    def others(self) -> Sequence[Press]:
        """Two or three more buttons, smaller."""
        return ()

    def began(self) -> None:
        """The screen is on the glass now: start what moves or counts."""

    def step_back(self) -> bool:
        """Back was touched; True if it led back within this screen, so that the question is still asked."""
        return False

    # --- what it does for somebody who operates it by the PIN pad's keys ---

    def key_types(self, digits: str) -> Text | None:
        """Take digits; what is to be heard of it, or None where none are typed."""
        return None

    def key_erases(self) -> Text | None:
        """Take the last digit back; as `key_types`."""
        return None

    def typed_to_the_end(self) -> bool:
        """Whether all that was to be typed is there, so that enter alone goes on."""
        return False

    def inside_now(self) -> Text | None:
        """What is to be heard when something on it was chosen that has changed the inside; None: the whole view."""
        return None

    def follow(self, before: Screen[Any]) -> None:
        """Take over what was chosen or typed on `before`, which shows the same view and will be over at once."""
        self._page = 0 if before._leaves is None else before._leaves.page

    def turned(self, page: int, pages: int) -> None:
        """Another page of the leaves is shown, counted from 1."""

    # --- what all screens do ---

    def arrange(self) -> None:
        if self._inside is None:
            self._inside = self._fitting()
            self.add_widget(self._inside)
        self._inside.place(*self.pos, *self.size)

    def over(self) -> None:
        """The screen leaves the glass: nothing of it may come due later, and nothing personal stays."""
        for event in self._due:
            event.cancel()
        self._due.clear()
        if self._moving is not None:
            self._moving.stop_all(self)
            self._moving = None
        self.clear_widgets()
        self._inside = None

    @property
    def moving(self) -> bool:
        """Whether a motion is under way, so that a picture taken now would not last."""
        return self._moving is not None

    def later(self, seconds: float, deed: Callable[[], object]) -> ClockEvent:
        """Do something after a while, unless the screen is over by then."""
        event = Clock.schedule_once(lambda _dt: deed(), seconds)
        self._due.append(event)
        return event

    def every(self, seconds: float, deed: Callable[[], object]) -> ClockEvent:
        """Do something again and again until the screen is over."""
        event = Clock.schedule_interval(lambda _dt: deed(), seconds)
        self._due.append(event)
        return event

    def presses(self, actions: Sequence[Action[object]]) -> list[Press]:
        """Buttons for a view's actions; the first is named ``primary``."""
        return [
            Press(
                "primary" if index == 0 else f"action:{name_of(action.key)}",
                self.room.say(action.words),
                action.icon,
                lambda key=action.key: self.room.answer(key),  # type: ignore[misc]
            )
            for index, action in enumerate(actions)
        ]

    def leaves(
        self, columns: Sequence[Sequence[Part]], gap: float, between: float = 0, *, elastic: bool = False
    ) -> Leaves:
        """The columns as one page, or as many as it takes: turned over instead of shrunk or cut."""
        self._leaves = Leaves(
            columns, self.room.word, gap=gap, between=between, page=self._page, elastic=elastic, turned=self.turned
        )
        return self._leaves

    def _fitting(self) -> Part:
        """Roomy where that fits, else tight, else tight and on pages."""
        for tight in (False, True):
            self._leaves = None
            part = self.build(tight)
            if part.tall(self.width) <= self.height:
                return part
        return part if self._leaves is not None else self.leaves(columns_of(part), _PAGE_GAP, _PAGE_BETWEEN)


def portrait(width: float, height: float) -> bool:
    """Whether the panel stands upright."""
    return height > width
