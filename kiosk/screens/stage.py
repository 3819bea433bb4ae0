"""The stage: the one bridge between the loop thread, where flows live, and the glass on Kivy's thread.

Everything a flow calls runs on the loop thread; everything that touches a widget runs on Kivy's.
Kivy work goes over by ``Clock.schedule_once``, answers come back by ``call_soon_threadsafe``.
A view has a serial number, and an answer the number of its question: late, double and outdated touches fall
away in one place (questions.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any, TypeAlias, TypeVar

from kivy.clock import Clock

from kiosk.events import Log, ViewShown
from kiosk.screens import theme
from kiosk.screens.bar import Touches
from kiosk.screens.dictionaries import Dictionaries
from kiosk.screens.focus import Focus
from kiosk.screens.frame import Frame
from kiosk.screens.questions import Flipped, Questions, lay_aside, settle, settle_error
from kiosk.screens.screen import Place, Room, portrait
from kiosk.screens.starting import StartingScreen
from kiosk.screens.warm_up import warm_up, warm_up_the_rest
from kiosk.views import Back, Heard, Leave, Manner, PinAtPad, Starting, Stroke, View

AnyView: TypeAlias = View[Any]
Answer = TypeVar("Answer")
T = TypeVar("T")


@dataclass(frozen=True)
class _Shown:
    """A view with its number; `asked` says whether somebody waits for its answer."""

    serial: int
    view: AnyView
    asked: bool


class KivyDisplay:
    """`kiosk.views.Display`, on a real window."""

    def __init__(self, place: Place, log: Log) -> None:
        self._place, self._log = place, log
        self._manner = Manner(language=place.languages[0])
        self._dictionaries = Dictionaries()
        # loop thread
        self._loop: asyncio.AbstractEventLoop | None = None
        self._questions = Questions()
        # written by one thread, read by both; each a single reference
        self._newest = _Shown(0, Starting(), asked=False)
        self._last_touch = monotonic()
        # Kivy's thread
        self._frame: Frame | None = None
        self._focus: Focus | None = None
        self._answers = 0
        self._on_glass: _Shown | None = None
        self._since = 0.0
        self._unflipped: _Shown | None = None
        self._warming = False  # half warm: the rest is read once a view but Starting is on the glass
        self._drawn_in = self._manner
        self._empty = True  # nothing of anybody may be drawn again

    # --- loop thread: what flows see ------------------------------------------------------------

    @property
    def manner(self) -> Manner:
        """See `Display.manner`."""
        return self._manner

    def adopt(self, manner: Manner) -> None:
        """See `Display.adopt`."""
        self._manner = manner
        Clock.schedule_once(lambda _dt: self._redraw(), -1)
        self._tell(self._questions.adopt)

    async def adopted(self) -> None:
        """See `Display.adopted`."""
        await self._questions.adopted()

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Answers go to this loop from now on. Call on the loop thread."""
        self._loop = loop
        self._last_touch = loop.time()

    def show(self, view: AnyView) -> None:
        """Put a view up and go on. Its Back, Exit and action buttons are not drawn: nobody listens."""
        self._newest = _Shown(self._newest.serial + 1, view, asked=False)
        Clock.schedule_once(partial(self._put_on_tick, self._newest), -1)

    async def ask(self, view: View[Answer]) -> Answer:
        """Put a view up and wait for its answer. Raises `Back` or `Leave`. Cancelling withdraws the question."""
        shown = _Shown(self._newest.serial + 1, view, asked=True)
        self._newest = shown
        Clock.schedule_once(partial(self._put_on_tick, shown), -1)
        answer: Answer = await self._questions.answer(shown.serial)
        return answer

    def last_touch(self) -> float:
        """Loop time of the last touch anywhere on the glass."""
        return self._last_touch

    async def called(self) -> None:
        """Wait until somebody touches "call staff" in the help panel."""
        await self._questions.called()

    async def press(self, stroke: Stroke) -> Heard | None:
        """See `Glass.press`."""
        return await self.on_glass(lambda: self._pressed(stroke))

    def new_visit(self) -> None:
        """Forget what the last person chose and everything shown about them; the glass stays empty till `show`."""
        self._manner = Manner(language=self._place.languages[0])
        Clock.schedule_once(lambda _dt: self._forget(), -1)

    async def on_glass(self, deed: Callable[[], T]) -> T:
        """Run `deed` on Kivy's thread and return its result."""
        loop = self._running()
        result: asyncio.Future[T] = loop.create_future()

        def run(_dt: float) -> None:
            try:
                value = deed()
            except Exception as error:  # noqa: BLE001 - it belongs to the caller, not to Kivy's loop
                loop.call_soon_threadsafe(settle_error, result, error)
            else:
                loop.call_soon_threadsafe(settle, result, value)

        Clock.schedule_once(run, -1)
        return await result

    async def shown(self, wanted: Callable[[Flipped], bool] = lambda _: True) -> Flipped:
        """Wait until a view that is `wanted` has its first frame on the glass; at once if it is there now."""
        return await self._questions.shown(self._newest.serial, wanted)

    @property
    def serial(self) -> int:
        """The number of the newest view handed over."""
        return self._newest.serial

    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            raise RuntimeError("the display is not attached to a loop yet")
        return self._loop

    # --- Kivy's thread --------------------------------------------------------------------------

    def mount(self, width: float, height: float) -> Frame:
        """Build the frame for a panel of this size, with Starting on it."""
        self._place = replace(self._place, panel=replace(self._place.panel, width=round(width), height=round(height)))
        theme.fit(self._place.panel)
        touches = Touches(
            help=lambda: self.frame.open_help(),
            leave=lambda: self._touched_answer(Leave()),
            back=self._touched_back,
            adopt=self.adopt,
            call=lambda: self._tell(self._questions.call),
        )
        self._frame = Frame(self._place, touches, self._touched, self._dictionaries.own_name)
        self._frame.size = (width, height)
        self._focus = Focus(self._frame, lambda: (self._answers, self._manner.language))
        self._put(self._newest)
        return self._frame

    def settled(self) -> bool:
        """Whether what is on the glass is the newest view, drawn, not moving, and can be touched."""
        frame = self.frame
        still = frame.screen is not None and not frame.screen.moving and not frame.deaf
        return still and self._on_glass is self._newest and self._unflipped is None

    def flipped(self) -> None:
        """A frame has been drawn; the application calls this after each."""
        shown, self._unflipped = self._unflipped, None
        if shown is None:
            return
        name = type(shown.view).__name__
        self._log.write(ViewShown(view=name))
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._questions.announce, Flipped(shown.serial, name))
        if self._warming and not isinstance(shown.view, Starting):
            self._warming = False
            warm_up_the_rest(self._dictionaries, self._place.languages)

    def warm(self) -> None:
        """Read what the attract screen needs. Between the first frame and the next."""
        warm_up(self._dictionaries, self._place.languages[0])
        self._warming = True

    @property
    def frame(self) -> Frame:
        """The root of the glass."""
        assert self._frame is not None, "mount() comes first"
        return self._frame

    @property
    def focus(self) -> Focus:
        """Where the PIN pad's keys have led to. Kivy thread only."""
        assert self._focus is not None, "mount() comes first"
        return self._focus

    @property
    def view_name(self) -> str:
        """The kind of view on the glass."""
        return "" if self._on_glass is None else type(self._on_glass.view).__name__

    @property
    def serial_on_glass(self) -> int:
        """The number of the view on the glass."""
        return -1 if self._on_glass is None else self._on_glass.serial

    def _put_on_tick(self, shown: _Shown, _dt: float) -> None:
        if shown is self._newest:  # otherwise it was overtaken before it could be drawn
            self._put(shown)

    def _put(self, shown: _Shown) -> None:
        frame = self.frame
        again = shown is self._on_glass
        if not again:
            self._since = Clock.get_time()
        manner = self._manner
        room = Room(
            place=self._place,
            words=lambda: self._dictionaries.words(manner.language),
            portrait=portrait(*frame.size),
            answer=lambda answer: self._deliver(shown.serial, answer),
            leave=lambda: self._deliver(shown.serial, Leave()),
            again=lambda: self._put(shown),
            deafen=frame.deafen,
            shown_for=lambda: Clock.get_time() - self._since,
        )
        theme.wear(manner)
        self._drawn_in, self._empty = manner, False
        screen = _screen_for(shown.view)(shown.view, room)
        if again and frame.screen is not None:
            screen.follow(frame.screen)
        self._on_glass = self._unflipped = shown
        frame.put(
            screen,
            manner,
            back=shown.asked and shown.view.back,
            leave=shown.asked and shown.view.leave,
            buttons=shown.asked,
            again=again,
        )
        self.focus.draw() if again else self.focus.forget()

    def _pressed(self, stroke: Stroke) -> Heard | None:
        self._last_touch = self._running().time()
        if self._empty or self._on_glass is not self._newest or isinstance(self._newest.view, PinAtPad):
            return Heard()  # for another view than the one on the glass, or late for the PIN that was entered
        return self.focus.press(stroke)

    def _forget(self) -> None:
        frame = self.frame
        self._empty = True
        frame.close_help()
        if frame.screen is not None:
            frame.screen.over()

    def _touched(self) -> None:
        self.focus.forget()
        self._last_touch = self._loop.time() if self._loop is not None else monotonic()

    def _touched_back(self) -> None:
        screen = self.frame.screen
        if screen is None or not screen.step_back():
            self._touched_answer(Back())

    def _touched_answer(self, answer: object) -> None:
        if self._on_glass is not None:
            self._deliver(self._on_glass.serial, answer)

    def _deliver(self, serial: int, answer: object) -> None:
        self._answers += 1
        if self._loop is None:
            lay_aside(answer)
        else:
            self._loop.call_soon_threadsafe(self._questions.answered, serial, answer)

    def _tell(self, deed: Callable[[], object]) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(deed)

    def _redraw(self) -> None:
        if self._on_glass is not None and not self._empty and self._manner != self._drawn_in:
            self._put(self._on_glass)


def _screen_for(view: AnyView) -> Any:
    if isinstance(view, Starting):
        return StartingScreen
    from kiosk.screens.registry import SCREENS

    return SCREENS[type(view)]
