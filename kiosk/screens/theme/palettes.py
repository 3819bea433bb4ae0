"""The palettes: what each role of a colour is, in each of them. The one in force is Kivy's thread's to change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from kiosk.views import Palette

Rgba: TypeAlias = tuple[float, float, float, float]


def rgba(code: str) -> Rgba:
    """``RRGGBB`` or ``RRGGBBAA`` as Kivy wants it."""
    red, green, blue, alpha = (int((code + "FF")[i : i + 2], 16) / 255 for i in (0, 2, 4, 6))
    return (red, green, blue, alpha)


# role: default, light on dark, dark on light. Text has at least 4.5:1 on whatever it stands on, 7:1 in the others.
_ROLES: dict[str, tuple[str, str, str]] = {
    "ground": ("EEF3FA", "000000", "FFFFFF"),
    "bar": ("12346B", "000000", "000000"),
    "bar down": ("0A2450", "3A3A3A", "3A3A3A"),
    "bar ink": ("FFFFFF", "FFFFFF", "FFFFFF"),
    "bar line": ("C9D8F2", "FFFFFF", "FFFFFF"),
    "bar edge": ("12346B", "FFFFFF", "000000"),  # between the bar and the ground
    "bar chosen": ("FFFFFF", "FFE14D", "FFFFFF"),
    "bar chosen ink": ("12346B", "000000", "000000"),
    "paper": ("FFFFFF", "000000", "FFFFFF"),
    "paper edge": ("FFFFFF00", "FFFFFF", "000000"),  # around a card, where no shadow shows it
    "ink": ("14233B", "FFFFFF", "000000"),
    "quiet": ("46566F", "F0F0F0", "1A1A1A"),
    "line": ("D3DEEC", "9A9A9A", "595959"),
    "faint": ("E3EBF6", "262626", "E8E8E8"),
    "primary": ("1553BD", "FFE14D", "00237A"),
    "primary down": ("0D3A8A", "C7AC1E", "00123F"),
    "primary soft": ("E4EDFB", "1F1C00", "EDF1FF"),
    "on fill": ("FFFFFF", "000000", "FFFFFF"),  # words and icons on primary, green, amber ...
    "green": ("17794F", "7CF29A", "00451F"),
    "green soft": ("E2F4EA", "00210C", "E9FBF0"),
    "amber": ("9A5200", "FFB84D", "5A2E00"),
    "amber soft": ("FFF1D6", "241500", "FFF5E3"),
    "red": ("B3261E", "FF9C94", "8A0000"),
    "red soft": ("FCE8E6", "2A0A08", "FFECEA"),
    "teal": ("0F6F78", "6FE3EC", "003E45"),
    "violet": ("66409B", "D3B3FF", "3B1470"),
    "rehearsal": ("FFC738", "FFC738", "FFC738"),
    "rehearsal ink": ("3B2900", "1A1200", "1A1200"),
    "shadow": ("14305C29", "00000000", "00000000"),
    "veil": ("0A1B389E", "000000D9", "000000B3"),
    "focus": ("E8590C", "FF5CF4", "C2007A"),  # the ring around what a key would choose
    "nothing": ("FFFFFF00", "FFFFFF00", "FFFFFF00"),
}

_PALETTES: dict[Palette, dict[str, Rgba]] = {
    palette: {role: rgba(codes[index]) for role, codes in _ROLES.items()}
    for index, palette in enumerate((Palette.DEFAULT, Palette.LIGHT_ON_DARK, Palette.DARK_ON_LIGHT))
}
_in_force = _PALETTES[Palette.DEFAULT]


class Tint:
    """A colour by its role; what it is depends on the palette in force when it is drawn: ``Color(*INK)``."""

    def __init__(self, role: str) -> None:
        self.role = role
        _ROLES[role]  # a role nobody has given a colour is a mistake at once

    def __iter__(self) -> Iterator[float]:
        return iter(_in_force[self.role])

    @property
    def rgba(self) -> Rgba:
        """Its colour now."""
        return _in_force[self.role]

    @property
    def seen(self) -> bool:
        """Whether it can be seen at all."""
        return _in_force[self.role][3] > 0

    def __repr__(self) -> str:
        return f"Tint({self.role!r})"


def take(palette: Palette) -> None:
    """Let this palette be in force; what is drawn already keeps its colours."""
    global _in_force
    _in_force = _PALETTES[palette]
