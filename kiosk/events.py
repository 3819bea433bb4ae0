"""The catalogue of log events: each declared once."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol


@dataclass(frozen=True)
class Event:
    """Something that happened. Fields are plain values; a `Personal` one is logged as its type's name."""

    level: ClassVar[int] = logging.INFO


@dataclass(frozen=True)
class MachineStarted(Event):
    """The application is ready for citizens."""

    machine: str
    version: str
    rehearsal: bool


@dataclass(frozen=True)
class MachineStopped(Event):
    """The application ended in order."""


@dataclass(frozen=True)
class ViewShown(Event):
    """A view reached the glass: its first frame was flipped."""

    level: ClassVar[int] = logging.DEBUG
    view: str


@dataclass(frozen=True)
class DeviceChanged(Event):
    """What is known of a device has changed: its state, or what stands behind it."""

    level: ClassVar[int] = logging.WARNING
    device: str
    state: str
    detail: str = ""


@dataclass(frozen=True)
class DeviceFlaps(Event):
    """A device changes so often that its changes are summed up: so many since the last line of it; `state` is now's."""

    level: ClassVar[int] = logging.WARNING
    device: str
    changes: int
    state: str
    detail: str = ""


@dataclass(frozen=True)
class NoiseHeard(Event):
    """Bytes on a line that belong to no message."""

    level: ClassVar[int] = logging.WARNING
    device: str
    count: int


@dataclass(frozen=True)
class ContactChanged(Event):
    """Somebody opened or closed the cabinet, or turned the service switch. `contact`: door-open, tampered, service."""

    level: ClassVar[int] = logging.WARNING
    contact: str
    state: str  # yes, no


@dataclass(frozen=True)
class PowerChanged(Event):
    """The machine runs on something else now; `device` is who tells."""

    level: ClassVar[int] = logging.WARNING
    device: str
    supply: str  # mains, battery, low


@dataclass(frozen=True)
class DocumentRead(Event):
    """An identity document was read; `milliseconds` from the find that succeeded.

    `odd_number`: an 18-character number whose check digit is wrong; a warning, not proof of forgery.
    `illegible`: fields that were left out because they break their format, and the rule; never what they hold.
    """

    kind: str
    milliseconds: int
    odd_number: bool = False
    illegible: str = ""


@dataclass(frozen=True)
class ContentInForce(Event):
    """Outlets, questions and rules are of this version from now on."""

    version: str
    synthetic: bool


@dataclass(frozen=True)
class ContentRefused(Event):
    """A set of content is not used; the one before it is in force."""

    level: ClassVar[int] = logging.WARNING
    version: str
    reason: str


@dataclass(frozen=True)
class DocumentNotRead(Event):
    """A document was found and could not be read as it lay; `reason` is what the reader answered to `command`."""

    command: str
    reason: str


@dataclass(frozen=True)
class PhotoNotDecoded(Event):
    """The plug-in for photos gave no picture; everything else goes on without one."""

    level: ClassVar[int] = logging.WARNING
    reason: str


@dataclass(frozen=True)
class DeviceReset(Event):
    """A device that was confused was told to begin anew; `reason` is what it had answered."""

    level: ClassVar[int] = logging.WARNING
    device: str
    reason: str


@dataclass(frozen=True)
class CodeScanned(Event):
    """A code was read; `milliseconds` from the moment one was asked for."""

    milliseconds: int


@dataclass(frozen=True)
class CodesUnasked(Event):
    """A scanner sent codes nobody had asked for; they were dropped unread."""

    level: ClassVar[int] = logging.WARNING
    device: str
    count: int


@dataclass(frozen=True)
class ServiceStarted(Event):
    """A citizen began a service."""

    service: str


@dataclass(frozen=True)
class ServiceEnded(Event):
    """How a service ended: done, back, left, abandoned, cut short (by a power cut), failed."""

    service: str
    ending: str
    seconds: float


@dataclass(frozen=True)
class ActSettled(Event):
    """An act that changes something has its answer: done, refused, void."""

    act: str
    number: str
    outcome: str


@dataclass(frozen=True)
class ActUnsettled(Event):
    """The answer to an act was lost; it will be asked about again."""

    level: ClassVar[int] = logging.WARNING
    act: str
    number: str


@dataclass(frozen=True)
class OfficeCallFailed(Event):
    """A call to the office did not bring an answer."""

    level: ClassVar[int] = logging.WARNING
    call: str
    reason: str


@dataclass(frozen=True)
class StaffCalled(Event):
    """Somebody touched "call staff"; `kept`: whether the office will be told."""

    level: ClassVar[int] = logging.WARNING
    kept: bool


@dataclass(frozen=True)
class MessageDropped(Event):
    """A message to the office is given up: a staff-call, rating or event.

    `reason`: full (the oldest of the least important makes room), too-late, refused, not-understood, not-written.
    """

    level: ClassVar[int] = logging.WARNING
    message: str
    reason: str


@dataclass(frozen=True)
class OutboxPutAside(Event):
    """The outbox was damaged; a new one was begun, and the old file has this name now."""

    level: ClassVar[int] = logging.WARNING
    file: str


@dataclass(frozen=True)
class SlipPrinted(Event):
    """The printer's own status says the slip came out; `reprint`: the paper says that it is a further print."""

    lines: int
    reprint: bool = False


@dataclass(frozen=True)
class SlipFailed(Event):
    """A slip did not come out, or nobody knows whether it did."""

    level: ClassVar[int] = logging.WARNING
    reason: str
    reprint: bool = False


@dataclass(frozen=True)
class LeftBehind(Event):
    """A citizen left without taking this."""

    level: ClassVar[int] = logging.WARNING
    item: str


@dataclass(frozen=True)
class PersonRemains(Event):
    """A visit is over, and something of the person is still in memory: how many objects of which type."""

    level: ClassVar[int] = logging.ERROR
    kind: str
    count: int


@dataclass(frozen=True)
class CardRetained(Event):
    """A reader swallowed a forgotten card; `count` cards are in its bin now, None when their number is not known."""

    level: ClassVar[int] = logging.WARNING
    device: str
    count: int | None


@dataclass(frozen=True)
class BinCountLost(Event):
    """The number of cards in a reader's bin cannot be read, or not be written down; `reason` names the file."""

    level: ClassVar[int] = logging.WARNING
    device: str
    reason: str


@dataclass(frozen=True)
class CardStayedLocked(Event):
    """A 3.00 card did not show its holder's data; `refused`: it did not accept the office's proof, and lost a try."""

    level: ClassVar[int] = logging.WARNING
    reason: str  # "no key", "refused", "refused before", "blocked"


@dataclass(frozen=True)
class Mishap(Event):
    """An error nobody had a better event for; the kind and place, never the message of a foreign error."""

    level: ClassVar[int] = logging.ERROR
    where: str
    error: str


class Log(Protocol):
    """Where events go."""

    def write(self, event: Event) -> None:
        """Record one event."""


def place(error: BaseException) -> str:
    """The type of an error and where it was raised; not its message, which may quote data."""
    tb = error.__traceback__
    while tb is not None and tb.tb_next is not None:
        tb = tb.tb_next
    where = "" if tb is None else f" at {Path(tb.tb_frame.f_code.co_filename).name}:{tb.tb_lineno}"
    return type(error).__name__ + where


def mishap(where: str, error: BaseException) -> Mishap:
    """The event for an unexpected error: its type and place."""
    return Mishap(where, place(error))
