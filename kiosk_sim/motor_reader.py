"""The simulated motor card reader CRT-310: bytes in, bytes out, a motor that takes its time, a bin, and hands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk_sim.cards import Chip
from kiosk_sim.faults import Fault
from kiosk_sim.motor_framing import Heard, MotorCommand, MotorListener, motor_frame
from kiosk_sim.pcsc import RoomError
from kiosk_sim.serving import Reply

_EOT, _ACK, _NAK = b"\x04", b"\x06", b"\x15"
_ALWAYS = 1 << 30
# Where a card is, as S1 tells it (fact sheet 7.1).
LONG, SHORT, FRONT, FRONT_HELD, INSIDE, CONTACT, REAR_HELD, NOWHERE = 0x46, 0x47, 0x48, 0x49, 0x4A, 0x4B, 0x4C, 0x4E
_PLACES = {LONG: "a card that is too long is inside", SHORT: "a card that is too short is inside"}
_PLACES |= {FRONT: "a card is in the mouth", FRONT_HELD: "a card is held in the mouth", INSIDE: "a card is inside"}
_PLACES |= {CONTACT: "a card is at the contacts", REAR_HELD: "a card is held at the back", NOWHERE: "no card is in"}
_MOUTH = (FRONT, FRONT_HELD)
_TARGETS = {0x2E: INSIDE, 0x2F: CONTACT, 0x30: FRONT, 0x31: FRONT_HELD, 0x32: REAR_HELD, 0x33: NOWHERE}
_YES, _NO, _EMPTY, _WRONG, _T1 = b"Y", b"N", b"E", b"W", b"Z"
_UNKNOWN, _PARAMETER, _DATA, _VOLTAGE, _ABNORMAL, _MAINS = 0x00, 0x01, 0x04, 0x05, 0x06, 0x07


@dataclass(frozen=True)
class Pace:
    """Seconds. Design values: no source has them."""

    move: float = 1.2  # from one place to another
    draw_in: float = 0.8  # from the switch in the mouth to the inside
    chip: float = 0.02  # a chip's answer
    chip_patience: float = 2.0  # until the reader gives a mute chip up
    other: float = 0.005


class MotorReaderDevice:
    """One reader, the card in it, and the bin behind it. All methods belong to one event loop.

    To look at: `card`, `place`, `entry` (may cards come in?), `bin`, `moves` (targets of all moves executed), `apdus`.
    To set: `t1` (chips speak T=1), `atr_length` (a length stands before the ATR), `entry_says` (P of the entry
    command: the PDF names two values), `naks` (so many frames are called spoiled), `mute` (the chip does not answer).
    """

    def __init__(self, *, capacity: int = 100, pace: Pace = Pace()) -> None:
        self.card: Chip | None = None
        self.place = NOWHERE
        self.entry = True
        self.bin: list[Chip] = []
        self.capacity = capacity
        self.moves: list[int] = []
        self.apdus = 0
        self.t1 = False
        self.atr_length = True
        self.entry_says = _YES
        self.naks = 0
        self.mute = False
        self._pace = pace
        self._length = INSIDE  # how a card that comes in is called there: right, long or short
        self._jammed = False
        self._ghost = False  # a dirty sensor sees a card
        self._refusal: int | None = None
        self._abnormal = False
        self._powered = False
        self._listener = MotorListener()
        self._told: bytes | None = None  # acknowledged, waits for ENQ
        self._drawing: asyncio.TimerHandle | None = None

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Every way the reader itself, or what is in it, can fail."""
        return {
            "jam": Fault("a card does not move any more", self.jam, self.free),
            "bin-full": Fault("the bin takes no card", self._set("capacity", 0), self._set("capacity", 100)),
            "voltage": Fault("supply voltage out of range", self._refuse(_VOLTAGE), self._refuse(None)),
            "power-off": Fault("main power off, on backup", self._refuse(_MAINS), self._refuse(None)),
            "abnormal-card": Fault(
                "the card is too thick", self._set("_abnormal", True), self._set("_abnormal", False)
            ),
            "sensor": Fault("a sensor sees a card always", self._set("_ghost", True), self._set("_ghost", False)),
            "mute-chip": Fault("the chip does not answer", self._set("mute", True), self._set("mute", False)),
            "nak": Fault("calls every frame spoiled", self._set("naks", _ALWAYS), self._set("naks", 0)),
            "long-card": Fault("cards are too long", self._set("_length", LONG), self._set("_length", INSIDE)),
            "short-card": Fault("cards are too short", self._set("_length", SHORT), self._set("_length", INSIDE)),
        }

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """What a technician's hands can do to it."""
        return {
            "jam": self.jam,
            "free": self.free,
            "pull hard": self.pull_hard,
            "where": self.tell_place,
            "bin": self.tell_bin,
            "empty bin": self.empty_bin,
        }

    def push(self, card: Chip) -> None:
        """Push a card into the mouth; the motor draws it in. Raises `RoomError` when the mouth is shut or not empty."""
        if self.card is not None:
            raise RoomError("a card is in the reader; pull it first")
        if not self.entry or self._refusal is not None:
            raise RoomError("the reader takes no card now")
        self.card, self.place = card, FRONT
        self._powered = False
        self._drawing = asyncio.get_running_loop().call_later(self._pace.draw_in, self._drawn_in)

    def pull(self, *, by_force: bool = False) -> Chip:
        """Take the card out of the mouth; `by_force`: from anywhere. Raises `RoomError` when it cannot be reached."""
        if self.card is None:
            raise RoomError("no card is in the reader")
        if self.place not in _MOUTH and not by_force:
            raise RoomError("the card is inside, out of reach")
        if self._jammed and not by_force:
            raise RoomError("the card is stuck")
        card, self.card, self.place = self.card, None, NOWHERE
        self._powered = False
        if self._drawing is not None:
            self._drawing.cancel()
        return card

    def pull_hard(self) -> None:
        """Take the card out with a tool, wherever it is and even if it is stuck."""
        self.pull(by_force=True)

    def exchange(self, card: Chip) -> None:
        """Put another card in the place of the one that is in, in the same instant."""
        self.card, self._powered = card, False

    def jam(self) -> None:
        """The card that is in, or the next one, is stuck; nobody can pull it either."""
        self._jammed = True

    def free(self) -> None:
        """The card moves again."""
        self._jammed = False

    def tell_place(self) -> str:
        """Where a card is, and whether one may come in."""
        return f"{_PLACES[self.place]}; the mouth {'takes' if self.entry else 'does not take'} cards"

    def tell_bin(self) -> str:
        """How many cards are in the bin."""
        return f"cards in the bin: {len(self.bin)}"

    def empty_bin(self) -> list[Chip]:
        """Take out what is in the bin."""
        cards, self.bin = self.bin, []
        return cards

    def power_up(self) -> None:
        """As after a power cut: the card stays where it is, the entry is open as it was delivered."""
        self._listener = MotorListener()
        self._told, self._powered, self.entry = None, False, True

    def receive(self, data: bytes) -> list[Reply]:
        """Bytes from the host."""
        heard = self._listener.hear(data, asyncio.get_running_loop().time())
        return [reply for one in heard for reply in self._hear(one)]

    def _set(self, name: str, value: object) -> Callable[[], None]:
        return lambda: setattr(self, name, value)

    def _refuse(self, error: int | None) -> Callable[[], None]:
        return self._set("_refusal", error)

    def _drawn_in(self) -> None:
        self._drawing = None
        if self.place == FRONT:
            self.place = self._length

    def _hear(self, heard: MotorCommand | Heard) -> list[Reply]:
        if heard is Heard.EOT:
            self._told = None
            return [Reply(_EOT, self._pace.other)]
        if isinstance(heard, MotorCommand) and not self.naks:
            self._told = heard.body
            return [Reply(_ACK, self._pace.other)]
        if heard is not Heard.ENQ:
            self.naks = max(0, self.naks - isinstance(heard, MotorCommand))
            return [Reply(_NAK, self._pace.other)]
        body, self._told = self._told, None
        if body is None:
            return []
        return [Reply(b"", self._seconds(body), lambda: motor_frame(self._execute(body)))]

    def _seconds(self, body: bytes) -> float:
        if body[0] == 0x32 and self._refusal is None:
            return self._pace.move
        if body[0] == 0x37:
            return self._pace.chip_patience if self.mute else self._pace.chip
        return self._pace.other

    def _execute(self, body: bytes) -> bytes:
        """The answer, when the time for it has come."""
        if self._refusal is not None:
            return b"N" + body[:1] + bytes([self._refusal])
        does = {0x2F: self._entry, 0x30: self._reset, 0x31: self._status, 0x32: self._move}
        does |= {0x33: self._power, 0x37: self._chip}
        if body[0] not in does:
            return b"N" + body[:1] + bytes([_UNKNOWN])
        answer = does[body[0]](body[1], body[2:])
        return b"N" + body[:1] + bytes([answer]) if isinstance(answer, int) else body[:2] + answer

    def _entry(self, pm: int, data: bytes) -> bytes | int:
        if not 0x31 <= pm <= 0x34 or data not in (b"0", b"1"):
            return _PARAMETER
        self.entry = pm == 0x33
        return self.entry_says

    def _reset(self, pm: int, data: bytes) -> bytes | int:
        if pm == 0x3A:
            return b"SIM310-0001"
        if pm != 0x30 or data:
            return _PARAMETER
        self._powered = False
        return b"CRT 310 V3.0\0"

    def _status(self, pm: int, data: bytes) -> bytes | int:
        if pm == 0x2F:
            return bytes([0x31 if place == self.place else 0x30 for place in (FRONT, FRONT_HELD, INSIDE, CONTACT)] * 2)
        if pm != 0x30 or data:
            return _PARAMETER
        seen = INSIDE if self._ghost and self.card is None else self.place
        return bytes([seen, 0x4A if self.entry else 0x4E, 0x4E])

    def _move(self, pm: int, data: bytes) -> bytes | int:
        if pm not in _TARGETS or data:
            return _PARAMETER
        self.moves.append(pm)
        if self.card is None:
            return _EMPTY
        if self._abnormal and pm not in (0x30, 0x31):
            return _ABNORMAL
        if self._jammed or (pm == 0x33 and len(self.bin) >= self.capacity):
            return _NO
        if pm == 0x33:
            self.bin.append(self.card)
            self.card = None
        self.place, self._powered = _TARGETS[pm], False
        return _YES

    def _power(self, pm: int, data: bytes) -> bytes | int:
        if pm not in (0x30, 0x31) or data:
            return _PARAMETER
        if self.card is None:
            return _EMPTY
        if self.place != CONTACT:
            return _WRONG
        self._powered = pm == 0x30
        if self._powered:
            self.card.reset()
        return _YES

    def _chip(self, pm: int, data: bytes) -> bytes | int:
        if self.card is None:
            return _EMPTY
        if self.place != CONTACT:
            return _WRONG
        if pm in (0x30, 0x2F):
            return self._answer_to_reset(self.card)
        if pm != (0x32 if self.t1 else 0x31):
            return _NO
        if int.from_bytes(data[:2], "big") != len(data) - 2:
            return _DATA
        self.apdus += 1
        answer = self.card.receive(data[2:]) if self._powered else b""
        return _NO if self.mute or not answer else _YES + len(answer).to_bytes(2, "big") + answer

    def _answer_to_reset(self, card: Chip) -> bytes:
        if self.mute or not self._powered:
            return _NO
        card.reset()
        length = len(card.atr).to_bytes(2, "big") if self.atr_length else b""
        return (_T1 if self.t1 else _YES) + length + card.atr
