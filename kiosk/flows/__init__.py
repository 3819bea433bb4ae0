"""Conversations with a citizen: one file each; no Kivy, no bytes. Here: what this kiosk offers."""

from __future__ import annotations

from kiosk.flows import activate, balance, loss, my_card, pin, progress
from kiosk.flows.service import Service
from kiosk.views import Item

# In menu order. A new service is its file and one line here.
SERVICES: tuple[Service, ...] = (
    progress.SERVICE,
    activate.SERVICE,
    my_card.SERVICE,
    balance.SERVICE,
    pin.SERVICE,
    loss.SERVICE,
)

# The service that a card laid down at the attract screen begins, without a menu.
FIRST_FOR = {Item.DOCUMENT: progress.SERVICE.key, Item.CARD: activate.SERVICE.key}
