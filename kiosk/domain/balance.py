"""The personal account of the medical insurance (医保个人账户): what is left in it, and when that was so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Balance:
    """The usable amount, in fen. It is about a person: not in any repr."""

    fen: int = field(repr=False)
    as_of: date
