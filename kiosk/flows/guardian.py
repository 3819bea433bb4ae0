"""Who is too young to change anything about their card alone: a guardian acts for them, at an outlet."""

from __future__ import annotations

from kiosk.domain.identity import Identity
from kiosk.domain.permissions import Deed, Verdict, may
from kiosk.domain.text import text
from kiosk.flows.papers import Papers
from kiosk.flows.service import Visit

# Domain brief 2.6: the guardian with the household register that shows the relation, and the guardian's own ID card.
GUARDIAN = Papers(
    title=text("guardian-title"),
    answer=text("guardian-answer"),
    steps=(text("guardian-register"), text("guardian-own-document"), text("guardian-card")),
    remarks=(text("guardian-bank"),),
)


async def needs_guardian(visit: Visit, person: Identity, deed: Deed) -> bool:
    """Whether it is not for `person` to do, by the office's business date and the rules in force."""
    verdict = may(person, deed, await visit.today(), visit.content.rules.minor_age)
    return verdict is Verdict.NEEDS_GUARDIAN
