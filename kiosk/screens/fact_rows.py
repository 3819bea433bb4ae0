"""Names and values; personal values are masked until "show" is pressed, and again ten seconds later."""

from __future__ import annotations

from kivy.clock import ClockEvent

from kiosk.domain.personal import Personal
from kiosk.screens import theme
from kiosk.screens.screen import SHOW_SECONDS, Room, Screen, V
from kiosk.screens.widgets.buttons import SMALL, PushButton
from kiosk.screens.widgets.part import Part, Row
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Fact, Value

_NAME_SHARE = 0.48  # of the value's width


class ShowForAWhile:
    """The eye: shows some labels' values in clear for ten seconds, or hides them at once when pressed again."""

    def __init__(self, screen: Screen[V], reveals: str) -> None:
        self._screen, self._room = screen, screen.room
        self._values: list[tuple[ZhLabel, Value, str]] = []
        self._end: ClockEvent | None = None
        self._reveals = reveals
        self.button = PushButton("show", self._room.word(reveals), "eye", SMALL, self._press).hug()

    def label(self, value: Value, frame: str = "", **look: object) -> ZhLabel:
        """A label for `value`; `frame` is a message key with one argument, ``value``."""
        label = ZhLabel("", **look)  # type: ignore[arg-type]
        self._values.append((label, value, frame))
        label.say(self._words(value, frame, False))
        return label

    def _press(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._hide()
        else:
            self._tell(True)
            self._end = self._screen.later(SHOW_SECONDS, self._hide)

    def _hide(self) -> None:
        self._end = None
        self._tell(False)

    def _tell(self, shown: bool) -> None:
        for label, value, frame in self._values:
            label.say(self._words(value, frame, shown))
        word = "glass-hide" if shown else self._reveals
        self.button.relabel(self._room.word(word), "eye-off" if shown else "eye")
        # A name in clear may need another line than its mask.
        self._screen.arrange()

    def _words(self, value: Value, frame: str, shown: bool) -> str:
        words = self._room.value(value, shown)
        return self._room.word(frame, value=words) if frame else words


def fact_rows(
    screen: Screen[V], facts: tuple[Fact, ...], size: float = theme.LEAD, eye: ShowForAWhile | None = None
) -> list[Part]:
    """One row per fact; the eye stands in the row of the first personal one and shows all of them.

    `eye`: one that stands elsewhere on the screen.
    """
    own = eye or ShowForAWhile(screen, "glass-show-all")
    first = next((fact for fact in facts if isinstance(fact.value, Personal)), None) if eye is None else None
    return [_row(screen.room, fact, own, size, with_eye=fact is first) for fact in facts]


def _row(room: Room, fact: Fact, eye: ShowForAWhile, size: float, *, with_eye: bool) -> Part:
    name = ZhLabel(room.say(fact.name), theme.BODY, theme.QUIET)
    name.share = _NAME_SHARE
    value = eye.label(fact.value, size=size, bold=True)
    if not with_eye:
        return Row(name, value, gap=20)
    return _EyeRow(name, value, eye.button)


class _EyeRow(Row):
    """Name and value in the same columns as the rows without an eye, which takes its room from the value."""

    def __init__(self, name: ZhLabel, value: ZhLabel, button: PushButton) -> None:
        super().__init__(name, value, button, gap=20)

    def _widths(self, width: float) -> list[float]:
        gap = self._gap
        name = (width - gap) * _NAME_SHARE / (1 + _NAME_SHARE)
        eye = self.parts[2].wide or 0
        return [name, width - name - eye - 2 * gap, eye]
