"""What the contacts of the cabinet say once they are steady: debounced, held, and unknown when nobody answers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk.hardware.known import Known


@dataclass(frozen=True)
class Contacts:
    """The state of the cabinet. A contact that is not wired stays unknown."""

    near: Known = Known.UNKNOWN  # somebody stands before the machine
    door_open: Known = Known.UNKNOWN
    tampered: Known = Known.UNKNOWN
    service: Known = Known.UNKNOWN  # the service switch is on


class Steady:
    """One contact over time, in seconds of any clock.

    It is believed when it was seen the same all through `debounce`, so one that flutters faster than that stays as
    it was; unknown until then. A yes outlasts the contact by `hold`.
    """

    def __init__(self, debounce: float, hold: float) -> None:
        self.value = Known.UNKNOWN
        self._debounce = debounce
        self._hold = max(debounce, hold)
        self._active: bool | None = None
        self._since = 0.0

    def see(self, active: bool, now: float) -> Known:
        """Take a reading, give the value."""
        if active is not self._active:
            self._active, self._since = active, now
        if now >= self.due:
            self.value = self._leaning
        return self.value

    def forget(self) -> None:
        """Nobody knows any more."""
        self.value, self._active = Known.UNKNOWN, None

    @property
    def due(self) -> float:
        """When the value will change if the contact stays as it was seen last; infinity when it will not."""
        if self.value is self._leaning:
            return math.inf
        return self._since + (self._hold if self.value is Known.YES else self._debounce)

    @property
    def _leaning(self) -> Known:
        """What the contact was seen to be last."""
        if self._active is None:
            return Known.UNKNOWN
        return Known.YES if self._active else Known.NO
