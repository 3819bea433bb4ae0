"""The moving half of the simulated printer: works through its buffer, burns lines, feeds and cuts, in its own time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PIL import Image

from kiosk_sim import escpos
from kiosk_sim.escpos import Bars, Do, Dots, Print, Set, Symbol
from kiosk_sim.paper import DOTS_PER_MM, Slip, Strip, cut
from kiosk_sim.printer_line import PrinterLine
from kiosk_sim.printer_state import PrinterState

_KNIFE_SECONDS = 0.25
_HEAD_TO_KNIFE = 12 * DOTS_PER_MM  # rows between the line being burned and the knife


class Clock(Protocol):
    """What the mechanism moves by; an asyncio event loop is one."""

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Any:
        """Call back after so many seconds."""


class PrinterMechanism:
    """Moves while `state` lets it. `obey` gets commands of the buffer that are about talking, by name and number.

    `changed` is called after every step: bytes were taken from the buffer, or the state is another.
    """

    def __init__(
        self,
        clock: Clock,
        state: PrinterState,
        dots: int,
        millimetres_per_second: float,
        obey: Callable[[str, int], None],
        changed: Callable[[], None],
    ) -> None:
        self.slips: list[Slip] = []  # every slip with something on it, as it was cut off
        self.mouth: list[Slip] = []  # cut, not yet taken
        self.scraps = 0  # pieces cut off with nothing on them
        self.lines_begun = 0  # lines, pictures and codes burned so far, or being burned
        self.lines_left: int | None = None  # until the paper ends
        self.knife_jammed = False  # something is stuck in it; an error when it is to cut
        self.motor_jammed = False  # likewise, when it is to move
        self.buffer = bytearray()
        self._clock = clock
        self._state = state
        self._dots = dots
        self._rows_per_second = millimetres_per_second * DOTS_PER_MM
        self._obey = obey
        self._changed = changed
        self._next: escpos.Command | None = None  # begun, but a line had to be printed first
        self._line = PrinterLine(dots)
        self._paper = [self._white(_HEAD_TO_KNIFE)]  # what is below the knife, down to the line being burned
        self._moving = False

    def work(self) -> None:
        """Go on as far as it goes without waiting."""
        while not self._moving and not self._state.stopped:
            command, self._next = self._next or escpos.take(self.buffer, chinese=self._line.chinese), None
            if command is None:
                break
            if self._line.begun and _needs_an_empty_line(command):
                self._next = command
                self._burn(self._line.end(self._line.spacing))
            else:
                self._execute(command)
        self._changed()

    def forget(self) -> None:
        """Everything that is not on paper."""
        self.buffer.clear()
        self._next = None
        self._line.drop()

    def switch_off_and_on(self) -> None:
        """Everything that is not on paper, and all modes."""
        self.forget()
        self._line.initialise()

    def load_paper(self) -> None:
        """Put in a new roll. What hung out of the old one is pulled away."""
        self.lines_left = None
        self._paper = [self._white(_HEAD_TO_KNIFE)]

    def _execute(self, command: escpos.Command) -> None:
        match command:
            case Print(data):
                self._burn(self._line.put(data))
            case Set(what, n):
                self._set(what, n)
            case Do(what):
                self._do(what)
            case Symbol(function, data):
                self._burn(self._line.symbol(function, data))
            case Bars(kind, data):
                self._burn(self._line.barcode(kind, data))
            case Dots(width, data):
                self._burn(self._line.picture(width, data))

    def _set(self, what: str, n: int) -> None:
        match what:
            case "feed dots":
                self._burn(self._line.end(n))
            case "feed lines":
                self._burn(self._line.end(n * self._line.spacing))
            case "cut":
                self._cut(0)
            case "feed and cut":
                self._cut(n + _HEAD_TO_KNIFE)
            case "ask" | "automatic status":
                self._obey(what, n)
            case _:
                self._line.set(what, n)

    def _do(self, what: str) -> None:
        match what:
            case "line feed":
                self._burn(self._line.end(self._line.spacing))
            case "initialise":
                self._line.initialise()
            case "default spacing":
                self._line.default_spacing()
            case "chinese" | "latin":
                self._line.chinese = what == "chinese"

    def _burn(self, strip: Strip | None) -> None:
        if strip is None:
            return
        if self.motor_jammed:
            self._state.motor_blocked = True
            return
        counts = strip.dots.getbbox() is not None
        if counts and self.lines_left == 0:
            self._state.paper_end = self._state.near_end = True
            return
        self._paper.append(strip)
        self.lines_begun += counts
        if counts and self.lines_left is not None:
            self.lines_left -= 1
        self._move(strip.dots.height / self._rows_per_second)

    def _white(self, rows: int) -> Strip:
        return Strip(Image.new("1", (self._dots, rows), 0))

    def _cut(self, feed: int) -> None:
        if self.knife_jammed:
            self._state.knife_stuck = True
            return
        if feed:
            self._paper.append(self._white(feed))
        slip, self._paper = cut(self._paper, _HEAD_TO_KNIFE, self._dots)
        self._move(feed / self._rows_per_second + _KNIFE_SECONDS, lambda: self._drop(slip))

    def _drop(self, slip: Slip) -> None:
        if slip.blank:
            self.scraps += 1
            return
        self.slips.append(slip)
        self.mouth.append(slip)

    def _move(self, seconds: float, afterwards: Callable[[], None] = lambda: None) -> None:
        self._moving = True

        def stop() -> None:
            self._moving = False
            afterwards()
            self.work()

        self._clock.call_later(seconds, stop)


def _needs_an_empty_line(command: escpos.Command) -> bool:
    if isinstance(command, Set):
        return command.what in ("cut", "feed and cut")
    return isinstance(command, Dots | Symbol | Bars)
