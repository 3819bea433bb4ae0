"""Focus: where the PIN pad's keys have led to among all that can be touched, with a ring around it for the eye."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kivy.graphics import Color, InstructionGroup, Line
from kivy.metrics import dp
from kivy.uix.widget import Widget

from kiosk.domain.text import Text, text
from kiosk.screens import theme
from kiosk.screens.frame import Frame
from kiosk.screens.widgets.touchable import Touchable
from kiosk.views import Heard, Move, Stroke

_APART, _THICK, _ROUND = 7, 5, 30  # of the ring; two lines, one of which is seen on any ground


def stops(frame: Frame) -> list[Touchable]:
    """All that the keys lead to, in the order in which it is read: the screen, the buttons at the foot, the bar.

    The primary button is the first of those at the foot. Only the help panel while it is open, which closes last.
    What cannot be chosen now belongs to it: who does not see it grey must hear that it is there.
    """
    if frame.help is not None:
        return sorted(_touchables(frame.help), key=lambda stop: stop is frame.help)
    screen = frame.screen
    if screen is None:
        return []
    inside = list(_touchables(screen))
    around = [stop for stop in _touchables(frame) if stop not in inside]
    foot = [stop for stop in around if stop.center_y < screen.center_y]
    bar = [stop for stop in around if stop not in foot]
    return [*inside, *sorted(foot, key=lambda stop: stop.name != "primary"), *bar]


def _touchables(root: Widget) -> Iterator[Touchable]:
    for widget in root.walk(restrict=True):
        if isinstance(widget, Touchable) and widget.by_ear:
            yield widget


class Focus:
    """Kivy's thread only. When a screen is drawn anew, it goes to the control of the same name.

    `turn`: how many answers the glass has given so far, and the language it speaks.
    """

    def __init__(self, frame: Frame, turn: Callable[[], tuple[int, str]]) -> None:
        self._frame = frame
        self._turn = turn
        self._last: Touchable | None = None
        self._ring = InstructionGroup()
        frame.canvas.after.add(self._ring)

    @property
    def at(self) -> Touchable | None:
        """Where it is; None before the first."""
        all_stops = stops(self._frame)
        return all_stops[place] if (place := self._place(all_stops)) is not None else None

    def forget(self) -> None:
        """Before the first again: there is something new on the glass, or a finger has touched it."""
        self._last = None
        self._ring.clear()

    def draw(self) -> None:
        """Put the ring where it belongs."""
        self._ring.clear()
        at = self.at
        if at is None:
            return
        part, apart, thick = at.outlined(), dp(_APART), dp(_THICK)
        for colour, out in ((theme.PAPER, apart + thick), (theme.INK, apart)):
            place = (part.x - out, part.y - out, part.width + 2 * out, part.height + 2 * out, dp(_ROUND))
            self._ring.add(Color(*colour))
            self._ring.add(Line(rounded_rectangle=place, width=thick))

    def press(self, stroke: Stroke) -> Heard | None:
        """What a key does; None when it does nothing here. Digits are typed where digits are wanted."""
        screen = self._frame.screen
        if stroke.digits and screen is not None and self._frame.help is None:
            typed = screen.key_types(stroke.digits)
            if typed is not None:
                return Heard(typed)
        return None if stroke.move is None else self.do(stroke.move)

    def do(self, move: Move) -> Heard | None:
        """As `press`, where no digits are typed."""
        heard = self._done(move)
        self.draw()
        return heard

    def _done(self, move: Move) -> Heard | None:
        match move:
            case Move.NEXT:
                return self._step(1)
            case Move.PREVIOUS:
                return self._step(-1)
            case Move.CHOOSE:
                return self._choose(self.at or self._obvious())
            case Move.BACK:
                return self._back()
            case Move.HELP:
                return self._choose(self._frame.help or self._named("help"))
        return self._erase()

    def _step(self, by: int) -> Heard:
        all_stops = stops(self._frame)
        if not all_stops:
            return Heard()
        before = self._place(all_stops)
        if before is None:
            before = -1 if by > 0 else 0
        place = (before + by) % len(all_stops)
        self._last = all_stops[place]
        return Heard(self._told(self._last, place + 1, len(all_stops)))

    def _place(self, all_stops: list[Touchable]) -> int | None:
        last = self._last
        if last is None:
            return None
        found = [place for place, stop in enumerate(all_stops) if stop is last]
        found += [place for place, stop in enumerate(all_stops) if stop.name == last.name]
        return found[0] if found else None

    def _told(self, stop: Touchable, place: int, count: int) -> Text:
        state = "closed" if stop.disabled else "chosen" if stop.chosen else "free"
        return text(f"pad-at-{state}", name=stop.spoken, place=place, count=count)

    def _choose(self, stop: Touchable | None) -> Heard:
        if stop is None:
            return Heard(text("pad-nothing-yet"))
        if stop.disabled:
            return Heard(text("pad-not-now", name=stop.spoken))
        frame = self._frame
        (answers, language), helping, called = self._turn(), frame.help, stop.spoken
        stop.choose()
        if self._turn()[0] != answers:
            return Heard()  # what comes now speaks for itself
        if frame.help is not None and helping is None:
            self._last = None
            return Heard(text("pad-help", here=frame.help.here))
        if self._turn()[1] != language or frame.help is not helping:
            return Heard(again=True)
        return self._changed_within(stop, called)

    def _changed_within(self, stop: Touchable, called: str) -> Heard:
        """The view stays, and something on it is different."""
        if stop.after:
            return Heard(text("pad-said", words=stop.after))
        if self.at is not None:
            same = stop.spoken == called
            return Heard(text("pad-done", name=called) if same else text("pad-said", words=stop.spoken))
        self._last = None
        words = None if self._frame.screen is None else self._frame.screen.inside_now()
        return Heard(words, again=words is None)

    def _back(self) -> Heard:
        if self._frame.help is not None:
            return self._choose(self._frame.help)
        back = self._named("back")
        return Heard(text("pad-no-back")) if back is None else self._choose(back)

    def _erase(self) -> Heard | None:
        words = None if self._frame.screen is None or self._frame.help is not None else self._frame.screen.key_erases()
        return None if words is None else Heard(words)

    def _obvious(self) -> Touchable | None:
        """Where something was typed to its end, enter alone goes on."""
        primary = self._named("primary")
        typed = self._frame.screen is not None and self._frame.screen.typed_to_the_end()
        return primary if typed else None

    def _named(self, name: str) -> Touchable | None:
        return next((stop for stop in stops(self._frame) if stop.name == name), None)
