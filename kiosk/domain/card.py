"""The social security card (社会保障卡): what the chip says, and what the office says about it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date

from kiosk.domain.identity import Identity
from kiosk.domain.personal import CardNumber, IdNumber, PersonName


class CardState(enum.Enum):
    """State of the HRSS function at the office (社保卡应用状态)."""

    SEALED = "sealed"  # 封存: not enabled yet
    NORMAL = "normal"
    TEMPORARILY_LOST = "temporarily-lost"
    LOST = "lost"
    LOCKED = "locked"
    CANCELLED = "cancelled"
    EXPIRED = "expired"  # its validity is over


@dataclass(frozen=True)
class ChipCard:
    """EF05 and EF06 of one card (fact sheet 2.3). A holder's full name joins the name and its extension."""

    region: str  # first 6 digits of the card identification code, GB/T 2260
    version: str  # "1.00", "2.00", "3.00"
    number: CardNumber
    holder: PersonName
    holder_number: IdNumber
    valid_until: date | None
    code: bytes = field(default=b"", repr=False)  # card identification code: of this one card, kept to know it again

    def belongs_to(self, person: Identity) -> bool:
        """True when number and name on the chip are those of the document."""
        same_number = self.holder_number.reveal().upper() == person.number.reveal().upper()
        return same_number and self.holder == person.name


@dataclass(frozen=True)
class CardStatus:
    """What the office knows of a card."""

    state: CardState
    bank: str
    region: str = ""  # where it was issued, 6 digits of GB/T 2260; "" when the office does not say
    valid_until: date | None = None  # None: the office does not say
    bank_active: bool | None = None  # of its bank function, which the bank activates; None: the office does not know

    def state_on(self, today: date) -> CardState:
        """The state, with a usable card whose last day is over as expired: the office may keep such a one as it was."""
        usable = self.state in (CardState.SEALED, CardState.NORMAL)
        over = self.valid_until is not None and self.valid_until < today
        return CardState.EXPIRED if usable and over else self.state
