"""What an office has on record beside the people of the simulation: an older card, another last day of a card."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from kiosk_sim.cards import SocialSecurityCard
from kiosk_sim.people import PEOPLE, card_number

_OLDER = """
INSERT INTO cards SELECT ?, aac147, ?, aae008, aab301, known_from, ?, bank_active, open_elsewhere, replaced, NULL
FROM cards WHERE aaz500 = ?
"""


def older_card(database: Path, who: str, state: str) -> SocialSecurityCard:
    """A card that somebody got before the one they have: entered with its state, and as it lies in their hand."""
    person, number = PEOPLE[who], card_number(998)
    assert person.card is not None
    _write(database, _OLDER, number, state, "2030-01-01", person.card.number)
    return SocialSecurityCard(person.document.name, person.document.number, number, region=person.card.region)


def ended(database: Path, who: str, last: date) -> None:
    """The last day of somebody's card at the office, whose state stays as it is; its chip may say another."""
    card = PEOPLE[who].card
    assert card is not None
    _write(database, "UPDATE cards SET valid_until = ? WHERE aaz500 = ?", last.isoformat(), card.number)


def _write(database: Path, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(database)) as db, db:
        assert db.execute(statement, values).rowcount == 1
