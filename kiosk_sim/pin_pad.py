"""The keys of a simulated PIN pad, the fingers on them, and the PIN inside: what both models have in common."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

_REPEAT_SECONDS = 0.05  # how often a stuck key is sent; a design value
HALF_FRAME_SECONDS = 0.2  # then a pad forgets half a frame; a design value


class Clock(Protocol):
    """What the pad counts seconds by; an asyncio event loop is one."""

    def time(self) -> float:
        """Seconds since some moment."""

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Any:
        """Call back after so many seconds; what it gives can be cancelled."""


class Doing(enum.Enum):
    """What the keys are for at the moment."""

    NOTHING = "off"
    PLAIN = "every key is sent as it is"
    PIN = "a PIN is being entered"
    PIN_DONE = "a PIN has been entered"
    PIN_LATE = "the time to enter a PIN was over"


@dataclass(frozen=True)
class Entry:
    """How a PIN is entered. `short_enter`: what enter does before `shortest` digits are there."""

    shortest: int
    longest: int
    seconds: float
    ends_at_longest: bool
    clears: Literal["all", "one"]
    short_enter: Literal["ignored", "ends"]


class Keypad:
    """The keys. `codes` says which byte each one sends; a key that has none is dead.

    `speak` is where those bytes go. `dead`: presses do nothing.
    """

    def __init__(self, clock: Clock, codes: Mapping[str, int], *, mask: int, time_out: int) -> None:
        self.codes = dict(codes)
        self.mask = mask
        self.doing = Doing.NOTHING
        self.pin = ""  # inside the pad; nothing but a test may look
        self.dead = False
        self.speak: Callable[[int], None] = lambda _byte: None
        self._clock = clock
        self._time_out = time_out
        self._entry: Entry | None = None
        self._seconds = 0.0
        self._timer: Any = None
        self._stuck: str | None = None
        self._repeat: Any = None

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: "0" to "9", "00", ".", "cancel", "clear", "enter", "blank", "A" to "H"."""
        for key in keys:
            if not self.dead:
                self._pressed(key)

    def type(self, *keys: str) -> None:
        """Press keys, one after the other: 5, 00, clear, cancel, enter ... or 123456 enter."""
        if not keys:
            raise ValueError(f"which key? there is: {', '.join(self.codes)}")
        pressed: list[str] = []
        for word in keys:
            pressed += word if word.isdecimal() and word not in self.codes else (word,)
        for key in pressed:
            if key not in self.codes:
                raise ValueError(f"no key {key!r}; there is: {', '.join(self.codes)}")
        self.press(*pressed)

    def tell(self) -> str:
        """What the keys are for now."""
        so_far = f"; digits so far: {len(self.pin)}" if self.doing is Doing.PIN else ""
        return f"{self.doing.value}{so_far}"

    def stick(self, key: str = "5") -> None:
        """A key stays down, and the pad repeats it."""
        if self._stuck is None:
            self._stuck = key
            self._repeated()

    def free(self) -> None:
        """The stuck key comes up again."""
        self._stuck = None
        if self._repeat is not None:
            self._repeat.cancel()

    def plain(self, seconds: float) -> None:
        """From now on every key is sent, until none was pressed for so many seconds."""
        self._begin(Doing.PLAIN, None, seconds)

    def begin(self, entry: Entry) -> None:
        """From now on a PIN is entered."""
        self._begin(Doing.PIN, entry, entry.seconds)

    def off(self) -> None:
        """No key is sent, and the PIN is forgotten."""
        self._begin(Doing.NOTHING, None, 0.0)

    def take_pin(self) -> str | None:
        """The PIN that was entered, once; None when there is none."""
        pin = self.pin if self.doing is Doing.PIN_DONE else None
        if pin is not None:
            self.off()
        return pin

    def _begin(self, doing: Doing, entry: Entry | None, seconds: float) -> None:
        self.doing, self._entry, self._seconds, self.pin = doing, entry, seconds, ""
        self._wind_up()

    def _wind_up(self) -> None:
        """Start the time to enter something anew."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self.doing in (Doing.PLAIN, Doing.PIN):
            self._timer = self._clock.call_later(self._seconds, self._late)

    def _late(self) -> None:
        late = Doing.PIN_LATE if self.doing is Doing.PIN else Doing.NOTHING
        self.off()
        self.doing = late
        self.speak(self._time_out)

    def _pressed(self, key: str) -> None:
        self._wind_up()
        if self.doing is Doing.PLAIN and key in self.codes:
            self.speak(self.codes[key])
        elif self.doing is Doing.PIN and self._entry is not None:
            self._entered(key, self._entry)

    def _entered(self, key: str, entry: Entry) -> None:
        if key.isdigit():
            for _ in range(min(len(key), entry.longest - len(self.pin))):
                self.pin += key[0]
                self.speak(self.mask)
            if len(self.pin) == entry.longest and entry.ends_at_longest:
                self._done()
        elif key == "clear":
            self.pin = "" if entry.clears == "all" else self.pin[:-1]
            self.speak(self.codes[key])
        elif key == "cancel":
            self.off()
            self.speak(self.codes[key])
        elif key == "enter" and (len(self.pin) >= entry.shortest or entry.short_enter == "ends"):
            self._done()
            self.speak(self.codes[key])

    def _done(self) -> None:
        self.doing = Doing.PIN_DONE
        self._wind_up()

    def _repeated(self) -> None:
        if self._stuck is not None:
            self.press(self._stuck)
            self._repeat = self._clock.call_later(_REPEAT_SECONDS, self._repeated)
