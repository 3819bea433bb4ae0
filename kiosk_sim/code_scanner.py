"""A simulated code scanner: bytes in, bytes out, hands that hold a code before it, and a window that gets dirty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol

from kiosk_sim.faults import Fault
from kiosk_sim.scanner_ears import Deed, Ear, Gm65Ear, HoneywellEar, NewlandEar
from kiosk_sim.serving import Reply

_EARS: Mapping[str, Callable[[], Ear]] = {"newland": NewlandEar, "honeywell": HoneywellEar, "gm65": Gm65Ear}
# How long one looks after one trigger. GM65 from its manual; the others are set by barcode, these are as they come.
_PATIENCE = {"newland": 3.0, "honeywell": 30.0, "gm65": 5.0}
_ENDS = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n"}
_WRONG_ENDS = {"cr": b"\n", "lf": b"\r", "crlf": b"\r"}
# Design values: no source has them.
_THINKING = 0.010
_DECODING = 0.120
_SAME_CODE = 1.0  # between two readings of one code that is held there, when it reads by itself
_BABBLE = b"0123456789" * 120


class Clock(Protocol):
    """What time is told by; an asyncio event loop is one."""

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Any:
        """Call back after so many seconds."""


class CodeScannerDevice:
    """The scanner. `speak` is where codes go (PtyServer.send); answers to commands are given by `receive`."""

    def __init__(
        self,
        clock: Clock,
        family: Literal["newland", "honeywell", "gm65"] = "newland",
        terminator: Literal["cr", "lf", "crlf"] = "cr",
    ) -> None:
        self.speak: Callable[[bytes], None] = lambda _data: None
        self.lit = False  # its light is on: it looks for a code
        self.triggers = 0  # how often it was told to look
        self.reads = 0  # codes sent so far
        self.flash_writes = 0
        self._clock = clock
        self._family = family
        self._terminator = terminator
        self._ear = _EARS[family]()
        self._code: str | None = None
        self._faults: set[str] = set()
        self._patience: Any = None
        self._decoding: Any = None

    # What a hand does to it.

    def show(self, code: str) -> None:
        """Hold a code before the scanner; another one that is held there is taken away.

        Raises ValueError for one that is not printable ASCII.
        """
        if not code or not code.isascii() or not code.isprintable():
            raise ValueError("a code is printable ASCII")
        self.take_away()
        self._code = code
        self._look()

    def take_away(self) -> None:
        """Take the code away from the scanner."""
        self._code = None
        self._stop_decoding()

    def tell(self) -> str:
        """Whether its light is on, and what it has read so far."""
        return f"light {'on' if self.lit else 'off'}; codes read so far: {self.reads}"

    def power_up(self) -> None:
        """Begin anew, as after being plugged in; what is held there stays."""
        self._ear = _EARS[self._family]()
        self._go_out()
        self._look()

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """What hands and eyes can do, by the words for it."""
        return {"show code": self.show, "take code away": self.take_away, "light": self.tell}

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Every way it can fail by itself, by name."""
        told = {
            "silent": "does nothing and answers nothing",
            "dirty-window": "looks for a code and reads none",
            "auto-scan": "set wrong: reads what is shown without being told to",
            "wrong-terminator": "set wrong: ends a code otherwise than agreed",
            "no-terminator": "set wrong: ends a code with nothing",
            "half-code": "breaks off in the middle of a code",
            "babble": "sends a code that does not end for 1200 bytes",
        }
        if self._family == "newland":
            told |= {"refuses": "answers NAK to every command", "unsupported": "knows no command it is given"}
        return {name: Fault(says, self._beginner(name), self._ender(name)) for name, says in told.items()}

    # What the line does to it.

    def receive(self, data: bytes) -> list[Reply]:
        """Bytes from the host; an answer for each command, where the family answers at all."""
        if "silent" in self._faults:
            return []
        replies = []
        for order in self._ear.hear(data):
            if "refuses" in self._faults or "unsupported" in self._faults:
                replies.append(Reply(order.refusal if "refuses" in self._faults else order.unknown, _THINKING))
                continue
            self.flash_writes += order.stores
            self._do(order.deed)
            if order.answer:
                replies.append(Reply(order.answer, _THINKING))
        return replies

    def _do(self, deed: Deed) -> None:
        if deed is Deed.LOOK:
            self._go_out()
            self.triggers += 1
            self.lit = True
            self._patience = self._clock.call_later(_PATIENCE[self._family], self._go_out)
            self._look()
        elif deed is Deed.STOP:
            self._go_out()

    def _go_out(self) -> None:
        """Light off."""
        self.lit = False
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        if "auto-scan" not in self._faults:
            self._stop_decoding()

    def _look(self, after: float = _DECODING) -> None:
        """Begin to decode when there is something to decode and reason to."""
        hindered = self._faults & {"dirty-window", "silent"}
        if self._code is None or hindered or self._decoding or not (self.lit or "auto-scan" in self._faults):
            return
        self._decoding = self._clock.call_later(after, self._read)

    def _read(self) -> None:
        self._decoding = None
        if self._code is None:
            return
        self._go_out()
        self.reads += 1
        self.speak(self._said(self._code.encode("ascii")))
        self._look(_SAME_CODE)  # only one that reads by itself goes on

    def _said(self, code: bytes) -> bytes:
        if "babble" in self._faults:
            return _BABBLE
        if "half-code" in self._faults:
            return code[: len(code) // 2]
        if "no-terminator" in self._faults:
            return code
        ends = _WRONG_ENDS if "wrong-terminator" in self._faults else _ENDS
        return code + ends[self._terminator]

    def _stop_decoding(self) -> None:
        if self._decoding is not None:
            self._decoding.cancel()
            self._decoding = None

    def _beginner(self, name: str) -> Callable[[], object]:
        def begin() -> None:
            self._faults.add(name)
            if name == "silent":
                self._go_out()
            if name in ("silent", "dirty-window"):
                self._stop_decoding()
            self._look()

        return begin

    def _ender(self, name: str) -> Callable[[], object]:
        def end() -> None:
            self._faults.discard(name)
            if not self.lit:
                self._stop_decoding()
            self._look()

        return end
