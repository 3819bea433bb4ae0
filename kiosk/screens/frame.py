"""The frame around every screen: bar, rehearsal mark, Back, the buttons at the foot, the help panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from kivy.clock import Clock
from kivy.input.motionevent import MotionEvent
from kivy.metrics import dp
from kivy.uix.widget import Widget

from kiosk.screens import bar, theme
from kiosk.screens.bar import Bar, BarWords, RehearsalMark, Touches
from kiosk.screens.help_panel import HelpPanel, HelpWords
from kiosk.screens.screen import Place, Press, Screen
from kiosk.screens.widgets.buttons import PRIMARY, SECONDARY, PushButton, Style, agree
from kiosk.screens.widgets.part import Row
from kiosk.screens.widgets.zh_label import ZhLabel

AnyScreen: TypeAlias = Screen[Any]

FOOT_TALL = 60
BACK_WIDE = 268
PRIMARY_WIDE_LANDSCAPE = 592
_MANY = 3  # smaller buttons in a row; they need all the width there is for their words
PRIMARY_TALL_LANDSCAPE = 124
# A second tap of a nervous finger must not answer the next question, whose button lies at the same place.
DEAF_SECONDS = 0.4


class Frame(Widget):
    """The root of the glass. Kivy thread only."""

    def __init__(
        self, place: Place, touches: Touches, touched: Callable[[], None], own_name: Callable[[str], str]
    ) -> None:
        super().__init__(size_hint=(None, None))
        self.screen: AnyScreen | None = None
        self.help: HelpPanel | None = None
        self._place, self._touches, self._touched = place, touches, touched
        self._own_name = own_name  # of a language, in that language
        self._bars: dict[tuple[str, bool, bool], Bar] = {}
        self._feet: dict[str, ZhLabel] = {}
        self._mark = RehearsalMark() if place.rehearsal else None
        self._bar: Bar | None = None
        self._deaf_until = 0.0
        Clock.schedule_interval(lambda _dt: self._tick(), 1.0)

    @property
    def deaf(self) -> bool:
        """Whether a touch now would be taken for the second tap of a double one."""
        return bool(Clock.get_time() < self._deaf_until)

    def deafen(self) -> None:
        """Take no touch for a moment."""
        self._deaf_until = Clock.get_time() + DEAF_SECONDS

    # --- putting a screen up ---

    def put(self, screen: AnyScreen, *, back: bool, leave: bool, buttons: bool, again: bool) -> None:
        """Replace what is on the glass. `again`: the same view in another language."""
        self.close_help()
        if self.screen is not None:
            self.screen.over()
        self.clear_widgets()
        self.screen = screen
        words = self._words(screen)
        top = self._put_bar(screen, words, leave)
        bottom = self._put_foot(screen, words, back, buttons)
        side = dp(theme.MARGIN)
        self.add_widget(screen)
        screen.place(side, bottom, self.width - 2 * side, top - bottom)
        if not again:
            self.deafen()
        screen.began()

    def _words(self, screen: AnyScreen) -> BarWords | None:
        if not screen.helping:
            return None
        room = screen.room
        names = tuple((code, self._own_name(code)) for code in self._place.languages)
        return BarWords(room.word("glass-help"), room.word("glass-leave"), names, room.words().language)

    def _put_bar(self, screen: AnyScreen, words: BarWords | None, leave: bool) -> float:
        key = (words.chosen if words else "", bool(words), leave)
        if key not in self._bars:
            self._bars[key] = Bar(
                self._place.hall, words, helping=words is not None, leaving=leave, touches=self._touches
            )
        self._bar = self._bars[key]
        tall = dp(bar.TALL_PORTRAIT if self.height > self.width and words else bar.TALL_LANDSCAPE)
        self.add_widget(self._bar)
        self._bar.place(0, self.height - tall, self.width, tall)
        self._tick()
        top = self.height - tall
        if self._mark is not None:
            self.add_widget(self._mark)
            top -= dp(bar.MARK_TALL)
            self._mark.place(0, top, self.width, dp(bar.MARK_TALL))
        return top - dp(36 if self.height > self.width else 24)

    def _put_foot(self, screen: AnyScreen, words: BarWords | None, back: bool, buttons: bool) -> float:
        """Draw the buttons at the foot; the height at which the screen may begin."""
        primary = screen.primary() if buttons else None
        row: list[PushButton] = []
        if back:
            row.append(self._button(Press("back", screen.room.word("glass-back"), "arrow-left", self._touches.back)))
            row[0].wide = dp(BACK_WIDE)
        if buttons:
            row.extend(map(self._button, screen.others()))
        if self.height > self.width:
            bottom = self._foot_upright(primary, row, dp(FOOT_TALL))
            if words is not None:
                lowered = primary is not None and not row
                self._put_foot_line(screen, dp(FOOT_TALL + (theme.BUTTON_HEIGHT if lowered else 0)))
            return bottom + dp(28)
        if primary or row:
            return self._foot_across(primary, row, dp(28)) + dp(22)
        if words is not None:
            self._put_foot_line(screen, dp(FOOT_TALL))
        return dp(FOOT_TALL + 22)

    def _foot_upright(self, primary: Press | None, row: list[PushButton], bottom: float) -> float:
        side, inner = dp(theme.MARGIN), self.width - 2 * dp(theme.MARGIN)
        low, high = _in_rows(row, inner)
        self._put_row(low, side, bottom, inner, dp(theme.BUTTON_HEIGHT))
        if row or primary:
            bottom += dp(theme.BUTTON_HEIGHT)
        if primary:
            button = self._button(primary, PRIMARY)
            self.add_widget(button)
            button.place(side, bottom + dp(24), inner, dp(theme.PRIMARY_HEIGHT))
            bottom += dp(24 + theme.PRIMARY_HEIGHT)
        return self._put_high(high, low, side, bottom, inner)

    def _foot_across(self, primary: Press | None, row: list[PushButton], bottom: float) -> float:
        side, gap = dp(theme.MARGIN), dp(24)
        wide, tall = dp(PRIMARY_WIDE_LANDSCAPE), dp(PRIMARY_TALL_LANDSCAPE)
        if primary:
            button = self._button(primary, PRIMARY)
            self.add_widget(button)
            button.place(self.width - side - wide, bottom, wide, tall)
        inner = self.width - 2 * side - wide - gap
        low, high = _in_rows(row, inner)
        self._put_row(low, side, bottom, inner, tall)
        return self._put_high(high, low, side, bottom + tall, self.width - 2 * side)

    def _put_row(self, row: list[PushButton], x: float, y: float, width: float, height: float) -> None:
        if not row:
            return
        if len(row) == 1 and row[0].wide is not None:
            width = row[0].wide
        buttons = Row(*row, gap=_gap(row), fill=True)
        self.add_widget(buttons)
        buttons.place(x, y, width, height)
        agree(row)

    def _put_high(self, high: list[PushButton], low: list[PushButton], x: float, bottom: float, width: float) -> float:
        """The row above all, where there is one: the primary stays at its place. Returns where the buttons end."""
        if not high:
            return bottom
        self._put_row(high, x, bottom + dp(24), width, dp(theme.BUTTON_HEIGHT))
        agree([*high, *low])
        return bottom + dp(24 + theme.BUTTON_HEIGHT)

    def _put_foot_line(self, screen: AnyScreen, height: float) -> None:
        language = screen.room.words().language
        if language not in self._feet:
            words = screen.room.word("glass-foot", number=self._place.number)
            self._feet[language] = ZhLabel(words, theme.NOTE, theme.QUIET, align="center", middle=True)
        self.add_widget(self._feet[language])
        self._feet[language].place(0, 0, self.width, height)

    def _button(self, press: Press, style: Style = SECONDARY) -> PushButton:
        button = PushButton(press.name, press.words, press.icon, style, press.on_tap)
        button.enable(press.ready)
        assert self.screen is not None
        self.screen.buttons[press.name] = button
        return button

    # --- help ---

    def open_help(self) -> None:
        """Lay the help panel over the screen."""
        if self.help is not None or self.screen is None:
            return
        word = self.screen.room.word
        words = HelpWords(
            title=word("glass-help-title"),
            here=word(self.screen.helping),
            phone=word("glass-help-phone"),
            staff=word("glass-help-staff"),
            machine=word("glass-help-machine", number=self._place.number),
            close=word("glass-help-close"),
            call=word("help-call"),
            called=word("help-called"),
        )
        self.help = HelpPanel(words, self.close_help, self._touches.call)
        self.add_widget(self.help)
        self.help.place(0, 0, self.width, self.height)

    def close_help(self) -> None:
        """Take it away again."""
        if self.help is not None:
            self.remove_widget(self.help)
            self.help = None

    # --- touches and time ---

    def on_touch_down(self, touch: MotionEvent) -> bool:
        self._touched()
        if self.deaf:
            return True
        if self.help is not None:
            return bool(self.help.on_touch_down(touch))
        return bool(super().on_touch_down(touch))

    def _tick(self) -> None:
        if self._bar is not None:
            self._bar.tell(f"{self._place.now():%H:%M}")


def _gap(row: list[PushButton]) -> int:
    return 24 if len(row) < _MANY else 16


def _in_rows(row: list[PushButton], width: float) -> tuple[list[PushButton], list[PushButton]]:
    """The row at the foot, and what goes into another where some words would need a third line in one."""
    free = [button for button in row if button.wide is None]
    left = width - sum(button.wide or 0.0 for button in row) - dp(_gap(row)) * (len(row) - 1)
    if len(free) < 2 or not any(button.crowded(left / len(free)) for button in free):
        return row, []
    high = free[: len(free) // 2 + len(free) % 2]
    return [button for button in row if button not in high], high
