"""Where the machine's power comes from, whoever tells it: a UPS by Q1, or by relay contacts."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from kiosk.hardware.known import Known
from kiosk.hardware.ups.wire import Status


class Supply(enum.Enum):
    """What the machine runs on. `LOW`: on a battery that is nearly empty; save what must be saved."""

    MAINS = "mains"
    BATTERY = "battery"
    LOW = "low"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Power:
    """The supply, and what else is known. Two are equal when only what was measured differs: that always moves."""

    supply: Supply = Supply.UNKNOWN
    battery_low: Known = Known.UNKNOWN  # also while mains is back and charges it
    shutting_down: Known = Known.UNKNOWN  # the UPS will cut its output soon, by command or timer
    notes: tuple[str, ...] = ()  # for the technician: UPS failed, bypass, test
    status: Status | None = field(default=None, compare=False)  # what a UPS measured

    @property
    def ends_soon(self) -> bool:
        """Whether the machine should save what it has and stop."""
        return self.supply is Supply.LOW or self.shutting_down is Known.YES


def supply(mains: Known, battery_low: Known) -> Supply:
    """What two contacts, or two bits, say together. A battery is called low only while it is needed."""
    if mains is Known.YES:
        return Supply.MAINS
    if mains is Known.UNKNOWN:
        return Supply.UNKNOWN
    return Supply.LOW if battery_low is Known.YES else Supply.BATTERY
