"""Events of the devices: how they are, what was read, what was printed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import ClassVar

from kiosk.events.event import Event


@dataclass(frozen=True)
class DevicesKnown(Event):
    """Every device of the machine has been looked at once; before that, one may be unknown."""

    usable: int
    of: int


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

    `odd_number`: what is odd about the number (birth, check, form, region); a warning, not proof of forgery.
    `illegible`: fields that were left out because they break their format, and the rule; never what they hold.
    """

    kind: str
    milliseconds: int
    odd_number: str = ""
    illegible: str = ""


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
