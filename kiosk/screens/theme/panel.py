"""The panel as a thing of glass: how large it is, how far from the eyes, how high above the floor."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

INCH = 25.4  # mm
ARM = 600.0  # mm: the distance the theme's sizes are made for


@dataclass(frozen=True)
class Panel:
    """Its side in pixels; its diagonal in inches; distances in millimetres."""

    width: int
    height: int
    inches: float = 21.5
    distance: float = ARM  # from the eyes of who stands before it
    lower_edge: float = 800.0  # of the picture, above the floor
    reach: float = 1200.0  # the highest that hands of a sitting person reach, above the floor

    @property
    def pitch(self) -> float:
        """Pixels in a millimetre."""
        return hypot(self.width, self.height) / (self.inches * INCH)

    @property
    def unit(self) -> float:
        """Pixels in one of the theme's units: a quarter of a millimetre at arm's length, more from further away."""
        return self.pitch / 4 * self.distance / ARM

    @property
    def reachable(self) -> float:
        """Pixels from the lower edge that a sitting person reaches; at most the whole height."""
        return min(float(self.height), max(0.0, self.reach - self.lower_edge) * self.pitch)

    @property
    def all_in_reach(self) -> bool:
        """Whether nothing has to move for somebody who sits."""
        return self.reachable >= self.height
