"""How things stand with a person's card, as one word out of what the office says of application and card."""

from __future__ import annotations

import enum
from datetime import date

from kiosk.domain.card import CardState, CardStatus
from kiosk.domain.progress import Progress, Stage

_HERE = "5101"  # Chengdu, GB/T 2260


class Standing(enum.Enum):
    """The one thing to say; the value is the message key's last part."""

    UNKNOWN = "unknown"  # neither an application nor a card
    ON_ITS_WAY = "on-its-way"  # not handed over yet: the line of stages says more
    NOT_ACTIVATED = "not-activated"
    ACTIVE = "active"
    TEMPORARILY_LOST = "temporarily-lost"
    LOST = "lost"
    LOCKED = "locked"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    OTHER_CITY = "other-city"


_OF_A_CARD = {
    CardState.SEALED: Standing.NOT_ACTIVATED,
    CardState.NORMAL: Standing.ACTIVE,
    CardState.TEMPORARILY_LOST: Standing.TEMPORARILY_LOST,
    CardState.LOST: Standing.LOST,
    CardState.LOCKED: Standing.LOCKED,
    CardState.CANCELLED: Standing.CANCELLED,
    CardState.EXPIRED: Standing.EXPIRED,
}


def standing(application: Progress | None, card: CardStatus | None, today: date, chip_region: str = "") -> Standing:
    """What to say first. A card that is being made comes before one that was there earlier.

    What hinders the use of a card comes before where it was issued: it is so in every city. `chip_region`: what the
    card in the reader says of that; an office may know nothing of a card that was issued elsewhere.
    """
    if application is not None and not application.handed_over:
        return Standing.ON_ITS_WAY
    if card is not None:
        return _of_card(card, today)
    if application is None:
        return Standing.OTHER_CITY if _elsewhere(chip_region) else Standing.UNKNOWN
    return Standing.ACTIVE if application.stage is Stage.ACTIVATED else Standing.NOT_ACTIVATED


def _of_card(card: CardStatus, today: date) -> Standing:
    told = _OF_A_CARD[card.state]
    usable = told in (Standing.ACTIVE, Standing.NOT_ACTIVATED)
    if usable and card.valid_until is not None and card.valid_until < today:
        return Standing.EXPIRED
    return Standing.OTHER_CITY if usable and _elsewhere(card.region) else told


def _elsewhere(region: str) -> bool:
    return region != "" and not region.startswith(_HERE)
