"""A simulated ESC/POS receipt printer: bytes in, bytes out, paper that takes its time, hands that interfere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PIL import Image

from kiosk_sim import escpos
from kiosk_sim.escpos import Do, Dots, Print, Set, Symbol
from kiosk_sim.paper import DOTS_PER_MM, Slip, Strip, cut
from kiosk_sim.printer_line import PrinterLine
from kiosk_sim.serving import Reply

_KNIFE_SECONDS = 0.25
_HEAD_TO_KNIFE = 12 * DOTS_PER_MM  # rows between the line being burned and the knife


class Clock(Protocol):
    """What the mechanism moves by; an asyncio event loop is one."""

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Any:
        """Call back after so many seconds."""


class ReceiptPrinter:
    """The printer. `speak` is where bytes go that it sends later than `receive` returns (PtyServer.send).

    `knows_clear`: obeys DLE DC4 8. `answers_in_order`: answers GS r. Cheap printers do neither.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        dots: int = 576,
        millimetres_per_second: float = 150.0,
        knows_clear: bool = True,
        answers_in_order: bool = True,
    ) -> None:
        self.slips: list[Slip] = []  # every slip with something on it, as it was cut off
        self.scraps = 0  # pieces cut off with nothing on them
        self.lines_begun = 0  # lines, pictures and codes burned so far, or being burned
        self.speak: Callable[[bytes], None] = lambda _data: None
        self._clock = clock
        self._dots = dots
        self._rows_per_second = millimetres_per_second * DOTS_PER_MM
        self._knows_clear = knows_clear
        self._answers_in_order = answers_in_order
        self._real_time = escpos.RealTime()
        self._buffer = bytearray()
        self._next: escpos.Command | None = None  # begun, but a line had to be printed first
        self._line = PrinterLine(dots)
        self._replies: list[Reply] | None = None
        self._paper = [self._white(_HEAD_TO_KNIFE)]  # what is below the knife, down to the line being burned
        self._mouth: list[Slip] = []  # cut, not yet taken
        self._moving = False
        self._silent = False
        self._cover_open = False
        self._paper_end = False
        self._near_end = False
        self._knife_jammed = False
        self._knife_error = False
        self._lines_left: int | None = None

    # What a hand, or time, does to it.

    def tear_off(self) -> Slip | None:
        """Take the oldest slip out of the mouth."""
        return self._mouth.pop(0) if self._mouth else None

    def near_end(self) -> None:
        """Little paper is left."""
        self._near_end = True

    def run_out(self) -> None:
        """The paper ends here and now: the line being burned is the last one."""
        self._paper_end = self._near_end = True

    def run_out_after(self, lines: int) -> None:
        """The paper ends when so many more lines, pictures or codes have been printed."""
        self._lines_left = lines

    def load_paper(self) -> None:
        """Put in a new roll. What hung out of the old one is pulled away."""
        self._paper_end = self._near_end = False
        self._lines_left = None
        self._paper = [self._white(_HEAD_TO_KNIFE)]
        self._work()

    def open_cover(self) -> None:
        """Printing stops after the line being burned."""
        self._cover_open = True

    def close_cover(self) -> None:
        """Printing goes on where it stopped."""
        self._cover_open = False
        self._work()

    def jam_knife(self) -> None:
        """The next cut will get stuck."""
        self._knife_jammed = True

    def free_knife(self) -> None:
        """Pull out what was stuck. The error stays until the printer is told to recover."""
        self._knife_jammed = False

    def fall_silent(self) -> None:
        """Print as ever, and answer nothing from now on."""
        self._silent = True

    def speak_again(self) -> None:
        """Answer again what is asked from now on."""
        self._silent = False

    # What comes over the line.

    def receive(self, data: bytes) -> Sequence[Reply]:
        """Take bytes that arrived; give what is answered at once. Later answers go to `speak`."""
        replies: list[Reply] = []
        self._replies = replies
        begin = 0
        for command, end in self._real_time.feed(data):
            self._buffer += data[begin:end]
            begin = end
            self._obey_at_once(command)
        self._buffer += data[begin:]
        self._work()
        self._replies = None
        return replies

    def _obey_at_once(self, command: bytes) -> None:
        match command[1], command[2]:
            case 0x04, n:
                self._answer(self._status(n))
            case 0x05, n if self._knife_error and not self._knife_jammed:
                self._knife_error = False
                if n == 2:
                    self._forget()
            case 0x14, _ if self._knows_clear:
                self._forget()
                self._answer(b"\x37\x25\x00")

    def _status(self, n: int) -> bytes:
        off_line = self._cover_open or self._paper_end or self._knife_error
        bits = {
            1: 0x08 * off_line,
            2: 0x04 * self._cover_open | 0x20 * self._paper_end | 0x40 * self._knife_error,
            3: 0x08 * self._knife_error,
            4: 0x0C * self._near_end | 0x60 * self._paper_end,
        }
        return bytes((0x12 | bits[n],))

    def _answer(self, data: bytes) -> None:
        if self._silent:
            return
        if self._replies is None:
            self.speak(data)
        else:
            self._replies.append(Reply(data))

    # How it works through its buffer.

    def _work(self) -> None:
        while not (self._moving or self._cover_open or self._paper_end or self._knife_error):
            command, self._next = self._next or escpos.take(self._buffer, chinese=self._line.chinese), None
            if command is None:
                return
            if self._line.begun and _needs_an_empty_line(command):
                self._next = command
                self._burn(self._line.end(self._line.spacing))
            else:
                self._execute(command)

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
            case "ask" if n % 48 == 1 and self._answers_in_order:
                self._answer(bytes((0x03 * self._near_end,)))
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

    def _forget(self) -> None:
        self._buffer.clear()
        self._next = None
        self._line.drop()

    # What moves.

    def _burn(self, strip: Strip | None) -> None:
        if strip is None:
            return
        counts = strip.dots.getbbox() is not None
        if counts and self._lines_left == 0:
            self.run_out()
            return
        self._paper.append(strip)
        self.lines_begun += counts
        if counts and self._lines_left is not None:
            self._lines_left -= 1
        self._move(strip.dots.height / self._rows_per_second)

    def _white(self, rows: int) -> Strip:
        return Strip(Image.new("1", (self._dots, rows), 0))

    def _cut(self, feed: int) -> None:
        if self._knife_jammed:
            self._knife_error = True
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
        self._mouth.append(slip)

    def _move(self, seconds: float, afterwards: Callable[[], None] = lambda: None) -> None:
        self._moving = True

        def stop() -> None:
            self._moving = False
            afterwards()
            self._work()

        self._clock.call_later(seconds, stop)


def _needs_an_empty_line(command: escpos.Command) -> bool:
    if isinstance(command, Set):
        return command.what in ("cut", "feed and cut")
    return isinstance(command, Dots | Symbol)
