"""The deep blue bar: Help top left, hall, clock, language, Exit top right; and the rehearsal mark under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kivy.graphics import Color, Rectangle
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.buttons import ON_BAR, ON_BAR_CHOSEN, PushButton
from kiosk.screens.widgets.part import Part, Row, Space
from kiosk.screens.widgets.zh_label import Icon, ZhLabel

TALL_PORTRAIT = 208
TALL_LANDSCAPE = 116
MARK_TALL = 54

# Both languages at once: the mark must be understood whoever stands here, and before any words are read.
REHEARSAL_WORDS = "模拟设备 · 仅供演示    DEMONSTRATION ONLY · NO REAL DATA"


@dataclass(frozen=True)
class Touches:
    """What the frame's own buttons do."""

    help: Callable[[], None]
    leave: Callable[[], None]
    back: Callable[[], None]
    language: Callable[[str], None]
    call: Callable[[], None]


@dataclass(frozen=True)
class BarWords:
    """The words on the bar; without them (while starting) the bar has no buttons."""

    help: str
    leave: str
    languages: tuple[tuple[str, str], ...]  # (code, its own name)
    chosen: str


class Bar(Part):
    """The bar for one language and one set of buttons."""

    def __init__(self, hall: str, words: BarWords | None, *, helping: bool, leaving: bool, touches: Touches) -> None:
        super().__init__()
        with self.canvas.before:
            Color(*theme.BAR)
            self._ground = Rectangle()
        self._hall = Row(
            Icon("smart-card", 52, theme.WHITE),
            ZhLabel(hall, theme.BODY, theme.WHITE, bold=True, middle=True),
            gap=18,
        )
        self._clock = ZhLabel("00:00", theme.LEAD, theme.WHITE, bold=True, natural=True, middle=True)
        self._buttons = _buttons(words, helping, leaving, touches)
        self._rows: list[Row] = []

    def tell(self, clock: str) -> None:
        """Show the time; draws only when the minute changes."""
        if clock != self._clock.words:
            self._clock.say(clock)
            self._clock.arrange()

    def arrange(self) -> None:
        if self._rows:  # a bar is kept for the next screen, and the panel never changes its size
            return
        self._ground.pos, self._ground.size = self.pos, self.size
        left, right = self._buttons
        side, inner = dp(theme.MARGIN - 16), self.width - 2 * dp(theme.MARGIN - 16)
        if self.height > dp(TALL_LANDSCAPE) + 1:
            upper = Row(self._hall, self._clock, gap=24)
            lower = Row(*left, Space(), *right, gap=20)
            self._rows = [upper, lower]
            upper.place(self.x + side + dp(8), self.top - dp(92), inner - dp(16), dp(84))
            lower.place(self.x + side, self.y + dp(14), inner, dp(theme.TOUCH))
        else:
            row = Row(*left, self._hall, self._clock, *right, gap=24)
            self._rows = [row]
            row.place(self.x + side, self.y, inner, self.height)
        for row in self._rows:
            self.add_widget(row)


def _buttons(words: BarWords | None, helping: bool, leaving: bool, touches: Touches) -> tuple[list[Part], list[Part]]:
    if words is None:
        return [], []
    left: list[Part] = []
    right: list[Part] = []
    for code, name in words.languages:
        now = code == words.chosen
        style = ON_BAR_CHOSEN if now else ON_BAR
        language = PushButton(f"language:{code}", name, "", style, lambda code=code: touches.language(code)).hug()  # type: ignore[misc]
        language.chosen = now
        right.append(language)
    if helping:
        left.append(PushButton("help", words.help, "help-circle", ON_BAR, touches.help).hug())
    if leaving:
        right.append(PushButton("exit", words.leave, "logout", ON_BAR, touches.leave).hug())
    return left, right


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
