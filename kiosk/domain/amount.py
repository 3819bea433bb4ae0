"""An amount of money that is somebody's own: shown after a press, never by itself."""

from __future__ import annotations

from typing import Self

from kiosk.domain.money import yuan
from kiosk.domain.personal import Personal


class Amount(Personal):
    """An amount as it is read, with the sign of the yuan; the mask tells not even how large it is."""

    __slots__ = ()

    @classmethod
    def of(cls, fen: int) -> Self:
        """So many fen."""
        return cls("¥" + yuan(fen))

    def masked(self) -> str:
        """The sign and four stars."""
        return "¥****"
