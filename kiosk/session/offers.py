"""What the menu offers now: a service whose devices are down is shown closed, with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.text import Text, text
from kiosk.flows.service import Service
from kiosk.hardware.rack import Rack
from kiosk.views import Offer


def offers(services: Iterable[Service], rack: Rack) -> tuple[Offer, ...]:
    """One offer a service, in menu order."""
    return tuple(Offer(s.key, s.title, s.subtitle, s.icon, _closed(s, rack)) for s in services)


def _closed(service: Service, rack: Rack) -> Text | None:
    for name in service.needs:
        if not rack.board.usable(name):
            return text("closed-device", device=text(f"device-{name}"))
    return None
