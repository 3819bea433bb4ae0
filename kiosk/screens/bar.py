"""The deep blue bar: hall, date and clock; under or beside them Help at the left and Exit at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kivy.graphics import Color, Line, Rectangle
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.strip import Strip
from kiosk.screens.widgets.buttons import ON_BAR, PushButton
from kiosk.screens.widgets.part import Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import Icon, ZhLabel
from kiosk.views import Manner

STATUS_TALL = 72
BUTTONS_TALL = 112
MARK_TALL = 54

# Both languages at once: the mark must be understood whoever stands here, and before any words are read.
REHEARSAL_WORDS = "模拟设备 · 仅供演示    DEMONSTRATION ONLY · NO REAL DATA"


@dataclass(frozen=True)
class Touches:
    """What the frame's own buttons do."""

    help: Callable[[], None]
    leave: Callable[[], None]
    back: Callable[[], None]
    adopt: Callable[[Manner], None]
    call: Callable[[], None]


@dataclass(frozen=True)
class BarWords:
    """The words on the bar; without them (while starting) it has no buttons."""

    help: str
    leave: str


def upright_tall(words: BarWords | None) -> float:
    """The height of the bar of an upright panel, in units."""
    return STATUS_TALL + (theme.roomy(BUTTONS_TALL) if words else 0)


def across_tall() -> float:
    """The height of the bar of a panel that lies across, in units."""
    return theme.roomy(BUTTONS_TALL + 4)


class Bar(Part):
    """The bar for one manner and one set of buttons. `strip`: the modes, where they stand on the bar."""

    def __init__(
        self, hall: str, words: BarWords | None, *, leaving: bool, touches: Touches, strip: Strip | None = None
    ) -> None:
        super().__init__()
        with self.canvas.before:
            Color(*theme.BAR)
            self._ground = Rectangle()
            Color(*theme.BAR_EDGE)
            self._edge = Line(width=dp(1))
        # In large type these grow by one step only, and the day makes room: nobody needs them to get on.
        size = theme.NOTE if theme.large() else theme.BODY
        self._hall = ZhLabel(hall, size, theme.BAR_INK, bold=True, middle=True, most=2)
        self._emblem = Icon("smart-card", 48, theme.BAR_INK)
        self._clock = ZhLabel(
            "00:00", size if theme.large() else theme.LEAD, theme.BAR_INK, bold=True, natural=True, middle=True
        )
        self._day = ZhLabel("", theme.NOTE, theme.BAR_INK, natural=True, middle=True)
        self._strip = strip
        self._help, self._exit = _buttons(words, leaving, touches)
        self._when = Stack()
        self._rows: list[Row] = []
        self._told = ("", "")

    def tell(self, clock: str, day: str) -> None:
        """Show the time; draws only when the minute changes."""
        if (clock, day) != self._told:
            self._told = (clock, day)
            self._clock.say(clock)
            self._day.say("" if theme.large() else day)
            self._place_rows()

    def arrange(self) -> None:
        if self._rows:  # a bar is kept for the next screen, and the panel never changes its size
            return
        self._ground.pos, self._ground.size = self.pos, self.size
        self._edge.points = [self.x, self.y, self.right, self.y]
        self._rows = self._across() if self._strip is not None else self._upright()
        for row in self._rows:
            self.add_widget(row)
        self._place_rows()

    def _upright(self) -> list[Row]:
        status = Row(self._emblem, self._hall, *self._days(), self._clock, gap=20)
        return [status, Row(*self._help, Space(), *self._exit, gap=20)] if self._help or self._exit else [status]

    def _across(self) -> list[Row]:
        assert self._strip is not None
        self._when = Stack(self._clock, *self._days())
        return [Row(*self._help, self._emblem, self._hall, self._when, self._strip, *self._exit, gap=22)]

    def _days(self) -> list[Part]:
        return [] if theme.large() else [self._day]

    def _place_rows(self) -> None:
        if not self._rows:
            return
        side = dp(theme.MARGIN - 16)
        inner = self.width - 2 * side
        if self._strip is not None:
            self._when.wide = max(self._clock.natural_width(), self._day.natural_width())
            self._rows[0].place(self.x + side, self.y, inner, self.height)
            return
        status = dp(STATUS_TALL)
        self._rows[0].place(self.x + side + dp(8), self.top - status, inner - dp(16), status)
        for row in self._rows[1:]:
            tall = dp(theme.roomy(theme.TOUCH))
            row.place(self.x + side, self.y + dp(10), inner, tall)


def _buttons(words: BarWords | None, leaving: bool, touches: Touches) -> tuple[list[Part], list[Part]]:
    if words is None:
        return [], []
    leave = PushButton("exit", words.leave, "logout", ON_BAR, touches.leave).hug()
    return [PushButton("help", words.help, "help-circle", ON_BAR, touches.help).hug()], [leave] if leaving else []


class RehearsalMark(Part):
    """A yellow band that cannot be taken for a real machine's."""

    def __init__(self) -> None:
        super().__init__()
        with self.canvas.before:
            Color(*theme.REHEARSAL)
            self._ground = Rectangle()
        self._label = ZhLabel(REHEARSAL_WORDS, theme.NOTE, theme.REHEARSAL_INK, bold=True, align="center", middle=True)
        self.add_widget(self._label)

    def arrange(self) -> None:
        self._ground.pos, self._ground.size = self.pos, self.size
        self._label.place(*self.pos, *self.size)
