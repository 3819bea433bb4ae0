"""The pieces that views are made of, as something to say: choices, offers, an outlet."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.outlet import Outlet
from kiosk.domain.text import Text, text
from kiosk.views import Offer


def present(said: Text | None) -> list[Text]:
    """The text, where there is one."""
    return [] if said is None else [said]


def choices(*said: Text) -> list[Text]:
    """What can be chosen, if anything."""
    return [text("voice-choose"), *said] if said else []


def offered(offers: Iterable[Offer]) -> list[Text]:
    """The services by name; one that is closed says why."""
    return [
        offer.title if offer.closed is None else text("voice-closed", offer=offer.title, why=offer.closed)
        for offer in offers
    ]


def outlet(place: Outlet | None) -> list[Text]:
    """Name, telephone, address, hours, and to call first."""
    if place is None:
        return []
    told = (("paper-outlet", place.name), ("paper-phone", place.phone), ("paper-address", place.address))
    parts = [*told, *([("paper-hours", place.hours)] if place.hours else [])]
    said = [text("voice-fact", name=Text(name), value=text("value", value=value)) for name, value in parts if value]
    return [*said, text("glass-call-first")]
