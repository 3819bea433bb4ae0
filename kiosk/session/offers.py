"""What the menu offers now: what is closed and why, and what still works."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from kiosk.domain.text import Text, text
from kiosk.flows.service import Service
from kiosk.hardware.device import State
from kiosk.hardware.rack import Rack
from kiosk.views import Offer


def offers(services: Iterable[Service], rack: Rack) -> tuple[Offer, ...]:
    """One offer a service, in menu order; one whose devices are down is closed, with the reason."""
    return tuple(Offer(s.key, s.title, s.subtitle, s.icon, _closed(s, rack)) for s in services)


def limits(offered: Sequence[Offer], rack: Rack) -> Text | None:
    """What cannot be done now and what can, in one sentence; None when all is well, or nothing can be done."""
    still = [offer.title for offer in offered if offer.closed is None]
    closed = [offer.closed for offer in offered if offer.closed is not None]
    if not still:
        return None
    if closed:
        return text("limited", why=closed[0], still=functools.reduce(_and, still))
    if rack.board.report("printer").state not in (State.UP, State.UNKNOWN):
        return text("no-slips")
    return None


def out_of_service(offered: Sequence[Offer]) -> Text | None:
    """Why nothing at all can be done; None when something can."""
    closed = [offer.closed for offer in offered if offer.closed is not None]
    return text("out-of-service", why=closed[0]) if len(closed) == len(offered) else None


def _closed(service: Service, rack: Rack) -> Text | None:
    for name in service.needs:
        if not rack.board.usable(name):
            return text("closed-device", device=text(f"device-{name}"))
    return None


def _and(first: Text, second: Text) -> Text:
    return text("list-of-two", first=first, second=second)
