"""Conversations with a citizen: one file each; no Kivy, no bytes. Here: what this kiosk offers."""

from __future__ import annotations

from kiosk.flows import (
    activate,
    apply,
    balance,
    collection,
    family,
    loss,
    my_card,
    number,
    other_city,
    outlets,
    pension,
    pin,
    progress,
    questions,
    representation,
    situation,
    strip_card,
)
from kiosk.flows.help import SERVICE as HELP  # not the module's name: it is Python's own word
from kiosk.flows.service import Service

# In menu order. A new service is its file and one line here.
SERVICES: tuple[Service, ...] = (
    situation.SERVICE,
    progress.SERVICE,
    collection.SERVICE,
    family.SERVICE,
    number.SERVICE,
    activate.SERVICE,
    my_card.SERVICE,
    balance.SERVICE,
    pin.SERVICE,
    loss.SERVICE,
    outlets.SERVICE,
    apply.SERVICE,
    other_city.SERVICE,
    strip_card.SERVICE,
    pension.SERVICE,
    representation.SERVICE,
    questions.SERVICE,
    HELP,
)

# What begins, without a menu, when somebody lays a document down, inserts a chip card or shows an electronic card.
ARRIVED = situation.SERVICE.key
