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

    It becomes yes when it was active all through `on_after`, no when it was idle all through `off_after`, so one that
    flutters faster than that stays as it was. It is unknown until then.
    """

    def __init__(self, on_after: float, off_after: float) -> None:
        self.value = Known.UNKNOWN
        self._after = {True: on_after, False: off_after}
        self._active: bool | None = None
        self._since = 0.0

    def see(self, active: bool, now: float) -> Known:
        """Take a reading, give the value."""
        if active is not self._active:
            self._active, self._since = active, now
        if now >= self._settled_at:
            self.value = self._leaning
        return self.value

    def forget(self) -> None:
        """Nobody knows any more."""
        self.value, self._active = Known.UNKNOWN, None

    @property
    def due(self) -> float:
        """When the value will change if the contact stays as it was seen last; infinity when it will not."""
        return math.inf if self.value is self._leaning else self._settled_at

    @property
    def _leaning(self) -> Known:
        """What the contact was seen to be last."""
        if self._active is None:
            return Known.UNKNOWN
        return Known.YES if self._active else Known.NO

    @property
    def _settled_at(self) -> float:
        return self._since + self._after[bool(self._active)]
