"""养老金: a pension does not depend on the new card; where its account is changed (S-80 to S-84)."""

from __future__ import annotations

from kiosk.domain.text import text
from kiosk.flows.basis import basis
from kiosk.flows.papers import Papers, guide
from kiosk.flows.service import Group, Service, Visit


async def pension(visit: Visit) -> str | None:
    """Inform, and print it if that is wanted; the machine changes no account. Nothing in it depends on the date."""
    papers = Papers(
        title=text("pension-title"),
        answer=text("pension-goes-on"),
        steps=(text("pension-as-declared"), text("pension-step-by-step"), text("pension-to-change")),
        numbered=False,
        remarks=(text("pension-your-choice"), text("pension-not-here")),
        near=False,  # it is the insuring agency that changes it, not the nearest outlet
        basis=basis(visit),
    )
    return await guide(visit, papers)


SERVICE = Service(
    key="pension",
    title=text("service-pension"),
    subtitle=text("service-pension.subtitle"),
    icon="hand-coin",
    needs=(),
    run=pension,
    group=Group.GUIDES,
    needs_office=False,
)
