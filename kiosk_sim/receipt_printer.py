"""A simulated ESC/POS receipt printer: bytes in, bytes out, paper that takes its time, hands that interfere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kiosk_sim import escpos, printer_state
from kiosk_sim.faults import Fault
from kiosk_sim.paper import Slip
from kiosk_sim.printer_mechanism import Clock, PrinterMechanism
from kiosk_sim.printer_state import PrinterState
from kiosk_sim.serving import Reply

_XON, _XOFF = b"\x11", b"\x13"
_CLEARED = b"\x37\x25\x00"
_ROOM_WHEN_FULL = 256  # bytes that still find room after XOFF
_ASK_IN_ORDER = b"\x1dr\x01"
_QUESTIONS = frozenset((1, 2, 3, 4))


class ReceiptPrinter:
    """The printer. `speak` is where bytes go that it sends later than `receive` returns (PtyServer.send).

    `knows_clear`: obeys DLE DC4 8. `answers_in_order`: answers GS r. `tells`: knows GS a. Cheap printers know
    none of them. `flow`: says XOFF and XON. `room`: bytes its buffer takes; what comes beyond is lost.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        dots: int = 576,
        millimetres_per_second: float = 150.0,
        knows_clear: bool = True,
        answers_in_order: bool = True,
        tells: bool = True,
        flow: bool = False,
        room: int = 1_000_000,
    ) -> None:
        self.speak: Callable[[bytes], None] = lambda _data: None
        self.state = PrinterState()
        self.mechanism = PrinterMechanism(clock, self.state, dots, millimetres_per_second, self._obey, self._tell)
        self.knows_clear = knows_clear
        self.answers_in_order = answers_in_order
        self.answered = _QUESTIONS  # of DLE EOT
        self.parrots = False  # answers every question at once, that all is well
        self.silent = False
        self._tells = tells
        self._flow = flow
        self._room = room
        self._real_time = escpos.RealTime()
        self._replies: list[Reply] | None = None
        self._wanted = 0  # the n of GS a
        self._told = self.state.automatic()
        self._paused = False
        self._tail = b""  # of what has arrived, for a parrot's ear

    # What can be looked at.

    @property
    def slips(self) -> list[Slip]:
        """Every slip with something on it, as it was cut off."""
        return self.mechanism.slips

    @property
    def scraps(self) -> int:
        """How many pieces were cut off with nothing on them."""
        return self.mechanism.scraps

    @property
    def lines_begun(self) -> int:
        """Lines, pictures and codes burned so far, or being burned."""
        return self.mechanism.lines_begun

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """What hands can do to it; slips are torn off by the room's own words, which keep them."""
        return {
            "paper low": self.near_end,
            "paper out": self.run_out,
            "paper out after": self.run_out_after,
            "paper in": self.load_paper,
            "cover open": self.open_cover,
            "cover close": self.close_cover,
            "jam knife": self.jam_knife,
            "free knife": self.free_knife,
            "block motor": self.block_motor,
            "free motor": self.free_motor,
            "repair": self.repair,
            "silent": self.fall_silent,
            "speaks": self.speak_again,
        }

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Every way it can fail."""
        return {
            "paper-near-end": self._fact("little paper is left", "near_end"),
            "paper-end": Fault("the paper has ended", self.run_out, self.load_paper),
            "cover-open": Fault("the cover is open", self.open_cover, self.close_cover),
            "knife-jam": Fault("the next cut gets stuck", self.jam_knife, self._free),
            "motor-blocked": Fault("the next line does not move", self.block_motor, self._free),
            "broken": Fault("an error it cannot recover from", lambda: self.change(broken=True), self.repair),
            "overheated": self._fact("the head is too hot; it goes on when it has cooled down", "hot"),
            "feed-button": self._fact("somebody holds the feed button down", "feed_button"),
            "stalled": self._fact("it waits for its button, or to be told to recover", "stalled"),
            "off-line": self._fact("it says that it is off-line, and not why", "off_line"),
            "silent": Fault("it prints, and answers nothing", self.fall_silent, self.speak_again),
            "half-silent": self._habit("it answers DLE EOT 1 only", "answered", frozenset((1,)), _QUESTIONS),
            "no-answer-in-order": self._habit("it does not answer GS r", "answers_in_order", False, True),
            "parrot": self._habit("it answers at once that all is well, whatever is asked", "parrots", True, False),
            "cannot-clear": self._habit("it does not obey DLE DC4 8", "knows_clear", False, True),
        }

    # What a hand, or time, does to it.

    def tear_off(self) -> Slip | None:
        """Take the oldest slip out of the mouth."""
        return self.mechanism.mouth.pop(0) if self.mechanism.mouth else None

    def near_end(self) -> None:
        """Little paper is left."""
        self.change(near_end=True)

    def run_out(self) -> None:
        """The paper ends here and now: the line being burned is the last one."""
        self.change(paper_end=True, near_end=True)

    def run_out_after(self, lines: int) -> None:
        """The paper ends when so many more lines, pictures or codes have been printed."""
        self.mechanism.lines_left = lines

    def load_paper(self) -> None:
        """Put in a new roll. What hung out of the old one is pulled away."""
        self.mechanism.load_paper()
        self.change(paper_end=False, near_end=False)

    def open_cover(self) -> None:
        """Printing stops after the line being burned."""
        self.change(cover_open=True)

    def close_cover(self) -> None:
        """Printing goes on where it stopped."""
        self.change(cover_open=False)

    def jam_knife(self) -> None:
        """The next cut will get stuck."""
        self.mechanism.knife_jammed = True

    def free_knife(self) -> None:
        """Pull out what was stuck. The error stays until the printer is told to recover."""
        self.mechanism.knife_jammed = False

    def block_motor(self) -> None:
        """The next line will not move."""
        self.mechanism.motor_jammed = True

    def free_motor(self) -> None:
        """Pull out what was stuck. The error stays until the printer is told to recover."""
        self.mechanism.motor_jammed = False

    def repair(self) -> None:
        """Mend what only a technician can: it is switched off and on, and has forgotten everything."""
        self.mechanism.switch_off_and_on()
        self._wanted = 0
        self.change(broken=False)

    def fall_silent(self) -> None:
        """Print as ever, and answer nothing from now on."""
        self.silent = True

    def speak_again(self) -> None:
        """Answer again what is asked from now on."""
        self.silent = False

    def change(self, **facts: bool) -> None:
        """Make facts of its state true or false; it goes on by itself where nothing stops it."""
        for name, value in facts.items():
            setattr(self.state, name, value)
        self.mechanism.work()

    def _fact(self, says: str, name: str) -> Fault:
        return Fault(says, lambda: self.change(**{name: True}), lambda: self.change(**{name: False}))

    def _habit(self, says: str, name: str, bad: object, good: object) -> Fault:
        return Fault(says, lambda: setattr(self, name, bad), lambda: setattr(self, name, good))

    def _free(self) -> None:
        """What was stuck is out, and somebody has pressed the button that ends the error."""
        self.free_knife()
        self.free_motor()
        self.change(knife_stuck=False, motor_blocked=False)

    # What comes over the line.

    def receive(self, data: bytes) -> Sequence[Reply]:
        """Take bytes that arrived; give what is answered at once. Later answers go to `speak`."""
        replies: list[Reply] = []
        self._replies = replies
        if self.parrots:
            self._parrot(data)
        begin = 0
        for command, end in self._real_time.feed(data):
            self._put(data[begin:end])
            begin = end
            self._obey_at_once(command)
        self._put(data[begin:])
        self.mechanism.work()
        self._replies = None
        return replies

    def _put(self, data: bytes) -> None:
        self.mechanism.buffer += data[: max(0, self._room - len(self.mechanism.buffer))]

    def _obey_at_once(self, command: bytes) -> None:
        match command[1], command[2]:
            case 0x04, n if n in self.answered and not self.parrots:
                self._answer(self.state.real_time(n))
            case 0x05, n:
                free = self.mechanism
                left = self.state.recover(knife_free=not free.knife_jammed, motor_free=not free.motor_jammed)
                if left and n == 2:
                    self.mechanism.forget()
            case 0x14, _ if self.knows_clear:
                self.mechanism.forget()
                self._answer(_CLEARED)

    def _obey(self, what: str, n: int) -> None:
        """A command about talking, when its turn in the buffer has come."""
        if what == "ask" and n % 48 == 1 and self.answers_in_order and not self.parrots:
            self._answer(self.state.in_order())
        elif what == "automatic status" and self._tells:
            self._wanted = n
            if n:
                self._answer(self.state.automatic())

    def _parrot(self, data: bytes) -> None:
        heard = self._tail + data
        self._tail = heard[-2:]
        questions = sum(heard.count(b"\x10\x04" + bytes((n,))) for n in _QUESTIONS)
        self._answer(b"\x12" * questions + b"\x00" * heard.count(_ASK_IN_ORDER))

    def _tell(self) -> None:
        """Say unasked what has changed: XOFF or XON first, between the bytes of an automatic status."""
        now = self.state.automatic()
        news = now if printer_state.worth_telling(self._told, now, self._wanted) else b""
        self._told = now
        full = len(self.mechanism.buffer) > self._room - _ROOM_WHEN_FULL
        pause = self._flow and (self.state.stopped or full)
        change = b"" if pause is self._paused else _XOFF if pause else _XON
        self._paused = pause
        self._answer(news[:1] + change + news[1:])

    def _answer(self, data: bytes) -> None:
        if self.silent or not data:
            return
        if self._replies is None:
            self.speak(data)
        else:
            self._replies.append(Reply(data))
