"""What every device can do, whatever it is."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Protocol


class Health(enum.Enum):
    """Whether a device can be used. `UNKNOWN` is a real value: not asked yet, or no answer."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"


class Presence(enum.Enum):
    """Whether something lies on or in a device."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class DeviceReport:
    """One device's state as the rack and the technician see it."""

    device: str
    health: Health
    detail: str = ""


class Device(Protocol):
    """A device in the rack. Opening and asking may fail with a `DeviceError`."""

    @property
    def name(self) -> str:
        """Its name in the rack: ``id-reader``, ``card-reader``, ``printer``."""

    async def open(self) -> None:
        """Open the line and make sure the device answers. Raises `DeviceGone` or `DeviceSilent`."""

    async def close(self) -> None:
        """Close the line; safe to call twice."""

    async def check(self) -> DeviceReport:
        """Ask the device how it is, without disturbing a citizen's card.

        A device that answers with a fault of its own is reported `DOWN`. Raises `DeviceGone` or
        `DeviceSilent` when the line itself is lost, and the rack then opens it anew.
        """
