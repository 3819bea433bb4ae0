"""What stands on many slips: how they begin, and the outlet to call."""

from __future__ import annotations

from kiosk.domain.identity import Identity
from kiosk.domain.outlet import Outlet
from kiosk.domain.personal import PersonName
from kiosk.domain.receipt import Line, Pair, Paragraph, QrCode, Rule
from kiosk.domain.text import text
from kiosk.flows.service import Visit


def heading(visit: Visit, person: Identity) -> tuple[Line, ...]:
    """Hall, machine, time and the masked holder, between two rules."""
    return heading_for(visit, person.name)


def heading_for(visit: Visit, name: PersonName | None) -> tuple[Line, ...]:
    """As `heading`, of whom only a name is known, or nothing that may stand on paper."""
    machine = visit.config.machine
    now = visit.now()
    clock = f"{now:%H:%M}"
    return (
        Rule(),
        Pair(text("paper-machine"), text("value", value=f"{machine.hall} {machine.number}")),
        Pair(text("paper-time"), text("value-time", day=now.date(), clock=clock)),
        *(() if name is None else (Pair(text("paper-holder"), text("value-person", name=name)),)),
        Rule(),
    )


def outlet_lines(outlet: Outlet | None) -> tuple[Line, ...]:
    """The outlet that holds the card, its phone larger than its address (S-46)."""
    if outlet is None:
        return ()
    dial = QrCode("tel:" + outlet.phone, text("paper-scan-to-call"))
    return (
        Rule(),
        Pair(text("paper-outlet"), text("value", value=outlet.name)),
        Pair(text("paper-phone"), text("value", value=outlet.phone), large=True),
        Pair(text("paper-address"), text("value", value=outlet.address)),
        *((Pair(text("paper-hours"), text("value", value=outlet.hours)),) if outlet.hours else ()),
        Paragraph(text("call-before-you-go"), strong=True),
        dial,
    )
