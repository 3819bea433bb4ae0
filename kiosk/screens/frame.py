"""The frame around every screen: bar, rehearsal mark, the buttons at the foot, the strip of modes, the help panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.input.motionevent import MotionEvent
from kivy.metrics import dp
from kivy.uix.widget import Widget

from kiosk.screens import bar, theme
from kiosk.screens.bar import Bar, BarWords, RehearsalMark, Touches
from kiosk.screens.foot import Foot, Presses
from kiosk.screens.help_panel import HelpPanel, HelpWords
from kiosk.screens.screen import Place, Press, Screen
from kiosk.screens.strip import Strip
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Manner

AnyScreen: TypeAlias = Screen[Any]

FOOT_LINE = 52  # the machine's number, under all
ABOVE_FOOT, BELOW_BAR, BELOW_BAR_ACROSS = 28, 36, 24
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
        self._manner = Manner(language=place.languages[0])
        self._bars: dict[tuple[Manner, bool, bool], Bar] = {}
        self._strips: dict[Manner, Strip] = {}
        self._lines: dict[Manner, ZhLabel] = {}
        self._mark = RehearsalMark() if place.rehearsal else None
        self._bar: Bar | None = None
        self._deaf_until = 0.0
        Clock.schedule_interval(lambda _dt: self._tick(), 1.0)

    @property
    def deaf(self) -> bool:
        """Whether a touch now would be taken for the second tap of a double one."""
        return bool(Clock.get_time() < self._deaf_until)

    @property
    def upright(self) -> bool:
        """Whether the panel is higher than wide."""
        return bool(self.height > self.width)

    def deafen(self) -> None:
        """Take no touch for a moment."""
        self._deaf_until = Clock.get_time() + DEAF_SECONDS

    # --- putting a screen up ---

    def put(self, screen: AnyScreen, manner: Manner, *, back: bool, leave: bool, buttons: bool, again: bool) -> None:
        """Replace what is on the glass. `again`: the same view in another manner."""
        self.close_help()
        if self.screen is not None:
            self.screen.over()
        self.clear_widgets()
        self.screen, self._manner = screen, manner
        Window.clearcolor = theme.GROUND.rgba
        words = BarWords(screen.room.word("glass-help"), screen.room.word("glass-leave")) if screen.helping else None
        top = self._put_bar(screen, words, leave)
        bottom = self._put_foot(screen, self._presses(screen, back, buttons))
        side = dp(theme.MARGIN)
        self.add_widget(screen)
        screen.place(side, bottom, self.width - 2 * side, top - bottom)
        if not again:
            self.deafen()
        screen.began()

    def _put_bar(self, screen: AnyScreen, words: BarWords | None, leave: bool) -> float:
        key = (self._manner, bool(words), leave)
        if key not in self._bars:
            strip = None if self.upright or words is None else self._strip(screen)
            self._bars[key] = Bar(self._place.hall, words, leaving=leave, touches=self._touches, strip=strip)
        self._bar = self._bars[key]
        tall = dp(bar.upright_tall(words) if self.upright or words is None else bar.across_tall())
        below = min(self.height, self._reachable()) - tall
        self.add_widget(self._bar)
        self._bar.place(0, below, self.width, self.height - below)
        self._tick()
        if self._mark is not None:
            self.add_widget(self._mark)
            below -= dp(bar.MARK_TALL)
            self._mark.place(0, below, self.width, dp(bar.MARK_TALL))
        return below - dp(BELOW_BAR if self.upright else BELOW_BAR_ACROSS)

    def _reachable(self) -> float:
        """Where everything that is touched ends, in pixels: lower for somebody who sits."""
        return self._place.panel.reachable if self._manner.low else self.height

    def _presses(self, screen: AnyScreen, back: bool, buttons: bool) -> Presses:
        way_back = Press("back", screen.room.word("glass-back"), "arrow-left", self._touches.back) if back else None
        if not buttons:
            return Presses(way_back, None, ())
        return Presses(way_back, screen.primary(), tuple(screen.others()))

    def _put_foot(self, screen: AnyScreen, presses: Presses) -> float:
        """Draw what is at the foot; the height at which the screen may begin."""
        foot = Foot(self.width, self._under_foot(screen, presses), self.add_widget, self._note)
        if self.upright:
            return foot.upright(presses) + dp(ABOVE_FOOT)
        return dp(FOOT_LINE + 22) if presses.empty else foot.across(presses) + dp(22)

    def _under_foot(self, screen: AnyScreen, presses: Presses) -> float:
        """Draw the machine's number and, on an upright panel, the modes; where the buttons may begin."""
        if (self.upright or presses.empty) and screen.helping:
            self._put_line(screen)
        if not self.upright:
            return dp(28)
        if not screen.helping:
            return dp(FOOT_LINE)
        if self._manner not in self._strips:
            self._strips[self._manner] = self._strip(screen)
        strip = self._strips[self._manner]
        side, inner = dp(theme.MARGIN), self.width - 2 * dp(theme.MARGIN)
        tall = strip.tall(inner)
        self.add_widget(strip)
        strip.place(side, self._line_tall(), inner, tall)
        return self._line_tall() + tall + dp(ABOVE_FOOT)

    def _line_tall(self) -> float:
        return dp(theme.roomy(FOOT_LINE))

    def _put_line(self, screen: AnyScreen) -> None:
        if self._manner not in self._lines:
            words = screen.room.word("glass-foot", number=self._place.number)
            self._lines[self._manner] = ZhLabel(words, theme.NOTE, theme.QUIET, align="center", middle=True)
        self.add_widget(self._lines[self._manner])
        self._lines[self._manner].place(0, 0, self.width, self._line_tall())

    def _strip(self, screen: AnyScreen) -> Strip:
        return Strip(
            self._manner,
            screen.room.word,
            tuple((code, self._own_name(code)) for code in self._place.languages),
            self._touches.adopt,
            low=not self._place.panel.all_in_reach,
            speaks=self._place.speaks,
            on_bar=not self.upright,
        )

    def _note(self, button: Any) -> None:
        assert self.screen is not None
        self.screen.buttons[button.name] = button

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
        self.help.place(0, 0, self.width, self._reachable())

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
        if self._bar is not None and self.screen is not None:
            now = self._place.now()
            self._bar.tell(f"{now:%H:%M}", self._day(now) if self.screen.helping else "")

    def _day(self, now: datetime) -> str:
        assert self.screen is not None
        room = self.screen.room
        weekday = room.word("glass-weekday", weekday=now.weekday())
        return room.word("glass-status-day", day=room.near_day(now.date()), weekday=weekday)
