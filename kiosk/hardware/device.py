"""What every device can do, whatever it is."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Protocol


class State(enum.Enum):
    """How a device is. Each of the last four asks for another hand: see docs/technicians.md.

    `UNKNOWN` is a real value: not asked yet, or an answer that leaves it open.
    """

    UP = "up"
    UNKNOWN = "unknown"
    UNPLUGGED = "unplugged"  # the line is gone: no port, hung up, service not running
    SILENT = "silent"  # the line is there, nothing comes
    GARBLED = "garbled"  # bytes come, and none of them is an answer
    FAULTY = "faulty"  # the device answers, and what it says is a fault


class Presence(enum.Enum):
    """Whether something lies on or in a device."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class DeviceReport:
    """One device's state as the board shows it; `detail` is for the technician."""

    device: str
    state: State
    detail: str = ""

    @property
    def usable(self) -> bool:
        """Whether a service that needs the device can be offered."""
        return self.state is State.UP


class Device(Protocol):
    """A device in the rack. Opening and asking may fail with a `DeviceError`."""

    @property
    def name(self) -> str:
        """Its name in the rack, e.g. ``id-reader``."""

    async def open(self) -> None:
        """Open the line and make sure the device answers. Raises `DeviceGone` or `DeviceSilent`."""

    async def close(self) -> None:
        """Close the line; safe to call twice."""

    async def check(self) -> DeviceReport:
        """Ask the device how it is, without disturbing a citizen's card.

        A device that answers with a fault of its own is reported `FAULTY`. Raises `DeviceGone`, `DeviceSilent`
        or `DeviceGarbled` when no answer can be had; the rack counts those, and opens the line anew.
        """
