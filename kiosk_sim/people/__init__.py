"""Synthetic citizens: one for every stage and situation, unmistakably made up, the same for reader, chip and office."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk_sim.people.everyday import EVERYDAY
from kiosk_sim.people.from_elsewhere import FROM_ELSEWHERE
from kiosk_sim.people.kinds import STAGES, Application, Card, Document, Kind, Outlet, Person, card_number, id_number
from kiosk_sim.people.papers import OUTLETS
from kiosk_sim.people.seldom import SELDOM

__all__ = [
    "OUTLETS", "PEOPLE", "STAGES",
    "Application", "Card", "Document", "Kind", "Outlet", "Person",
    "card_number", "id_number",
]  # fmt: skip

PEOPLE: Mapping[str, Person] = MappingProxyType(
    {person.key: person for person in (*EVERYDAY, *SELDOM, *FROM_ELSEWHERE)}
)
