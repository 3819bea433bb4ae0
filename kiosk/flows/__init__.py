"""Conversations with a citizen: one file each; no Kivy, no bytes. Here: what this kiosk offers."""

from __future__ import annotations

from kiosk.flows import activate, collection, family, number, progress, situation
from kiosk.flows.service import Service

# In menu order. A new service is its file and one line here.
SERVICES: tuple[Service, ...] = (
    situation.SERVICE,
    progress.SERVICE,
    collection.SERVICE,
    family.SERVICE,
    number.SERVICE,
    activate.SERVICE,
)

# What begins, without a menu, when somebody lays a document down, inserts a chip card or shows an electronic card.
ARRIVED = situation.SERVICE.key
