"""Amounts of money: kept in fen, written in yuan; somebody's own is shown after a press, never by itself."""

from __future__ import annotations

from typing import Self

from kiosk.domain.personal import Personal


def yuan(fen: int) -> str:
    """As it is read, with a separator every three digits: ``1,234.56``, ``-0.05``."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


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
