"""Guide lights: what each tells the citizen, in which colours, and which of them shine at a given moment."""

from __future__ import annotations

import enum
import math


class Light(enum.Enum):
    """What the light at a device tells."""

    OFF = "off"
    GUIDE = "guide"  # use this now: green, blinking
    BUSY = "busy"  # leave it, it works: green, steady
    TAKE = "take"  # take it back: amber, blinking
    FAULT = "fault"  # out of order: red, steady
    CALL = "call"  # staff are wanted here: red, blinking

    @property
    def blinks(self) -> bool:
        """Whether it goes on and off."""
        return self in (Light.GUIDE, Light.TAKE, Light.CALL)


class Lights:
    """All lights of the machine; those that blink do so together. Seconds of any clock."""

    def __init__(self, blink_seconds: float) -> None:
        self._half = blink_seconds  # lit for so long, and dark for so long
        self._set: dict[str, Light] = {}
        self._began = math.inf  # when the first of those that blink now was lit

    def set(self, device: str, light: Light, now: float) -> None:
        """Change the light of one device."""
        self._set[device] = light
        if not self._blinking:
            self._began = math.inf
        elif self._began == math.inf:
            self._began = now

    def shining(self, now: float) -> dict[str, Light]:
        """The lights that are lit at this moment."""
        dark = self._blinking and self._halves(now) % 2 == 1
        return {device: light for device, light in self._set.items() if not (dark and light.blinks)}

    def next_change(self, now: float) -> float:
        """When `shining` will next be another without anybody setting a light; infinity when never."""
        return self._began + (self._halves(now) + 1) * self._half if self._blinking else math.inf

    @property
    def _blinking(self) -> bool:
        return any(light.blinks for light in self._set.values())

    def _halves(self, now: float) -> int:
        # A hair more, so that a timer that ends a rounding error early finds the next half begun.
        return int((now - self._began) / self._half + 1e-6)
