"""What the menu offers now: what is closed and why, and what still works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kiosk.backend_client.client import Office
from kiosk.config import Config
from kiosk.domain.text import Text, text
from kiosk.flows.service import MORE, Group, Service, why_closed
from kiosk.hardware.device import State
from kiosk.hardware.rack import Rack
from kiosk.views import Group as OfferGroup
from kiosk.views import Offer

_MORE = Offer(MORE, text("more-services"), text("more-services.subtitle"), "dots-horizontal")


def set_up(services: Iterable[Service], config: Config) -> Mapping[str, Service]:
    """The services by key that this machine is set up to do, in menu order."""
    return {service.key: service for service in services if service.offered(config)}


def offers(services: Iterable[Service], rack: Rack, office: Office) -> tuple[Offer, ...]:
    """One offer for each service of the menu, in its order; one that cannot be used now is closed, with the reason."""
    listed = (service for service in services if service.group is not None)
    return tuple(Offer(s.key, s.title, s.subtitle, s.icon, why_closed(s, rack, office)) for s in listed)


def first_screen(services: Mapping[str, Service], offered: Sequence[Offer]) -> tuple[Offer, ...]:
    """The main ones, and "more" when there are others."""
    main = tuple(offer for offer in offered if services[offer.key].main)
    return main if len(main) == len(offered) else (*main, _MORE)


def grouped(services: Mapping[str, Service], offered: Sequence[Offer]) -> tuple[OfferGroup, ...]:
    """Everything in its groups; a group without a service is left out."""
    groups = {group: tuple(offer for offer in offered if services[offer.key].group is group) for group in Group}
    return tuple(OfferGroup(text(f"group-{group.value}"), inside) for group, inside in groups.items() if inside)


def limits(offered: Sequence[Offer], rack: Rack) -> Text | None:
    """What cannot be done now, in one sentence; None when all is well, or nothing can be done."""
    closed = [offer.closed for offer in offered if offer.closed is not None]
    if len(closed) == len(offered):
        return None
    if closed:
        return text("limited", why=closed[0])
    if rack.board.report("printer").state not in (State.UP, State.UNKNOWN):
        return text("no-slips")
    return None


def out_of_service(offered: Sequence[Offer]) -> Text | None:
    """Why nothing at all can be done; None when something can."""
    closed = [offer.closed for offer in offered if offer.closed is not None]
    return text("out-of-service", why=closed[0]) if len(closed) == len(offered) else None
