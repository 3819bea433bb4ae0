"""The simulated ID card reader: SAM_V bytes in, bytes out, and hands that lay documents down and lift them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from kiosk_sim.faults import Fault
from kiosk_sim.framing import SamCommand, SamFault, SamListener, sam_frame
from kiosk_sim.id_documents import IdDocument, padded
from kiosk_sim.id_reader_faults import Step, faults_of
from kiosk_sim.serving import Reply

_DONE, _FOUND, _NOT_ON_CARD = 0x90, 0x9F, 0x91
_UNKNOWN_COMMAND, _NO_CARD, _SELECT_FAILED, _READ_FAILED = 0x21, 0x80, 0x81, 0x41
# 05.01-20200101-0001234567-0007654321, a made-up number (fact sheet 1.4).
_SAM_ID = struct.pack("<HHIII", 5, 1, 20200101, 1234567, 7654321)
_STEPS: dict[str, Step] = {
    "10ff": "reset",
    "11ff": "status",
    "12ff": "id",
    "2001": "find",
    "2002": "select",
    "3001": "read",
    "3010": "read-fingerprint",
    "3003": "address",
    **dict.fromkeys(("6000", "6001", "6002", "6003", "6004"), "set"),
}


@dataclass(frozen=True)
class Thinking:
    """Seconds before the answer. Design values: no source has them; whole reads take well under a second."""

    find: float = 0.010
    select: float = 0.030
    read: float = 0.150
    address: float = 0.040
    other: float = 0.002

    def before(self, step: Step | None) -> float:
        """Seconds before the answer to one command."""
        times = {"find": self.find, "select": self.select, "address": self.address}
        times |= {"read": self.read, "read-fingerprint": self.read}
        return times.get(step or "", self.other)


AT_ONCE = Thinking(0, 0, 0, 0, 0)


class IdReaderDevice:
    """A reader and what lies on it. `finds_again`: it finds a card it has found before; many readers do not.

    What may be wrong with it, to be set at any time: `broken`, a status it answers to everything; `confused`, the
    same until it is reset; `mute`; `slow`, seconds that every answer takes longer; `twice`, it sends every answer
    twice; `knows_address`, false for readers without 30 03; `off_centre`, how every document lies that is laid
    down; `two_cards`, another card lies beneath; `lifts_at_read`, the next read begins and the hand takes the
    document away; `spoils`, what of a document it gives in no format.
    """

    def __init__(self, *, finds_again: bool = False, thinking: Thinking = Thinking()) -> None:
        self.broken: int | None = None
        self.confused: int | None = None
        self.mute = self.twice = self.two_cards = self.lifts_at_read = False
        self.slow = 0.0
        self.knows_address = True
        self.off_centre: Literal["select", "read"] | None = None
        self.spoils: Literal["text", "photo"] | None = None
        self.commands = 0  # whole commands so far
        self.resets = 0
        self._forced: dict[Step, tuple[int, int | None]] = {}
        self._finds_again = finds_again
        self._thinking = thinking
        self._listener = SamListener()
        self._document: IdDocument | None = None
        self._fails: Literal["select", "read"] | None = None
        self._laying = 0  # counts hands: what was begun before the last one cannot be finished
        self._found = self._selected = self._read = False

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Every way it can fail, by name."""
        return faults_of(self)

    def lay(self, document: IdDocument) -> None:
        """Lay a document down properly; another one that lies there is pushed away."""
        self._hand(document, None)

    def lay_off_centre(self, document: IdDocument, fails: Literal["select", "read"] = "select") -> None:
        """Lay a document at the edge of the field: it is found, and then `fails` fails."""
        self._hand(document, fails)

    def lift(self) -> None:
        """Take away what lies there."""
        self._hand(None, None)

    def power_up(self) -> None:
        """Begin anew, as after being plugged in; what lies there stays."""
        self._listener = SamListener()
        self.confused = None
        self._forget()

    def force(self, step: Step, status: int, times: int | None = None) -> None:
        """Answer a command with this status, the next `times` times; None: until `relent`."""
        self._forced[step] = status, times

    def relent(self, step: Step) -> None:
        """Answer a command as it should be again."""
        self._forced.pop(step, None)

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """Words for single statuses of the fact sheet's table; documents are laid down by the room's own words."""
        return {"answer": self.answer, "answer well": self.answer_well}

    def answer(self, step: str, status: str, times: int = 0) -> None:
        """Answer a command (find, select, read ...) with a status, in hex; so many times, or until answer well."""
        self.force(_step(step), int(status, 16) & 0xFF, times or None)

    def answer_well(self, step: str) -> None:
        """Answer that command as it should be again."""
        self.relent(_step(step))

    def receive(self, data: bytes) -> list[Reply]:
        """Bytes from the host; one answer for each command."""
        replies = [self._answer(heard) for heard in self._listener.hear(data)]
        if self.mute:
            return []
        if self.twice:
            return [reply for reply in replies for _ in range(2)]
        return replies

    def _hand(self, document: IdDocument | None, fails: Literal["select", "read"] | None) -> None:
        self._laying += 1
        self._document, self._fails = document, fails
        self._forget()

    def _forget(self) -> None:
        self._found = self._selected = self._read = False

    def _answer(self, heard: SamCommand | SamFault) -> Reply:
        if isinstance(heard, SamFault):
            return Reply(_status(heard.value), self._thinking.other + self.slow)
        self.commands += 1
        step = "set" if heard.body[:-1].hex() == "61ff" else _STEPS.get(heard.body.hex())
        after = self._thinking.before(step) + self.slow
        answer = _status(_UNKNOWN_COMMAND) if step is None else self._forced_answer(step) or self._deeds()[step]()
        if self.lifts_at_read and step in ("read", "read-fingerprint"):
            return Reply(answer, after, self._lifted)
        began = self._laying
        return Reply(answer, after, lambda: None if began == self._laying else _status(_READ_FAILED))

    def _forced_answer(self, step: Step) -> bytes | None:
        if step == "reset":
            self.resets += 1
            self.confused = None
        broken = self.broken or self.confused
        if broken is not None:
            return _status(broken)
        if step not in self._forced:
            return None
        status, times = self._forced[step]
        if times is not None:
            self._forced[step] = status, times - 1
            if times <= 1:
                del self._forced[step]
        return _status(status)

    def _lifted(self) -> bytes:
        self.lifts_at_read = False
        self.lift()
        return _status(_READ_FAILED)

    def _deeds(self) -> dict[Step, Callable[[], bytes]]:
        return {
            "reset": self._reset,
            "status": lambda: _status(_DONE),
            "id": lambda: _status(_DONE, _SAM_ID),
            "find": self._find,
            "select": self._select,
            "read": lambda: self._read_text(fingerprints=False),
            "read-fingerprint": lambda: self._read_text(fingerprints=True),
            "address": self._read_address,
            "set": lambda: _status(_DONE),  # the line's speed is not its own to change here
        }

    def _reset(self) -> bytes:
        self._forget()
        return _status(_DONE)

    def _find(self) -> bytes:
        if self._document is None or (self._found and not self._finds_again):
            return _status(_NO_CARD)
        self._found, self._selected, self._read = True, False, False
        return _status(_FOUND, bytes(4))

    def _select(self) -> bytes:
        if not self._found or "select" in (self._fails, self.off_centre) or self.two_cards:
            return _status(_SELECT_FAILED)
        self._selected = True
        return _status(_DONE, bytes(8))

    def _read_text(self, *, fingerprints: bool) -> bytes:
        document = self._document
        if document is None or not self._selected or "read" in (self._fails, self.off_centre):
            return _status(_READ_FAILED)
        self._read = True
        text = b"\xff" * 256 if self.spoils == "text" else document.text()
        photo = bytes(1024) if self.spoils == "photo" else document.photo()
        prints = document.fingerprints if fingerprints else b""
        sizes = [len(text), len(photo), len(prints)] if fingerprints else [len(text), len(photo)]
        return _status(_DONE, struct.pack(f">{len(sizes)}H", *sizes) + text + photo + prints)

    def _read_address(self) -> bytes:
        if not self.knows_address:
            return _status(_UNKNOWN_COMMAND)
        if self._document is None or not self._read:
            return _status(_READ_FAILED)
        if not self._document.newest_address:
            return _status(_NOT_ON_CARD)
        return _status(_DONE, padded(self._document.newest_address, 70))


def _step(word: str) -> Step:
    if word not in get_args(Step):
        raise ValueError(f"no command {word!r}; there is: {', '.join(get_args(Step))}")
    return cast(Step, word)


def _status(sw3: int, data: bytes = b"") -> bytes:
    return sam_frame(bytes([0, 0, sw3]) + data)
