"""怎么申办: is it urgent? Then the ways that fit: employer, phone, ordinary outlet, or one that makes it at once."""

from __future__ import annotations

from datetime import date

from kiosk.domain.outlet import Can, Kind
from kiosk.domain.text import Text, text
from kiosk.domain.working_days import deadline
from kiosk.flows.basis import basis
from kiosk.flows.business_day import business_day, without_date
from kiosk.flows.other_city_answers import channels
from kiosk.flows.papers import Papers, guide
from kiosk.flows.service import Group, Service, Visit
from kiosk.views import Action, Back, Choose, Option

_URGENT = "urgent"
_ORDINARY = "ordinary"
_IS_IT_URGENT = Choose(
    question=text("apply-urgent"),
    options=(
        Option(_ORDINARY, text("apply-not-urgent"), text("apply-not-urgent.detail"), "calendar-check"),
        Option(_URGENT, text("apply-is-urgent"), text("apply-is-urgent.detail"), "flash"),
    ),
)
_TRANSFER = "transfer"
_PAPERS = "papers"


async def apply(visit: Visit) -> str | None:
    """Ask whether it is urgent (S-54), tell the ways, print them if that is wanted."""
    while True:
        chosen = await visit.display.ask(_IS_IT_URGENT)
        today = await business_day(visit)
        try:
            papers = _urgent(visit, today) if chosen == _URGENT else _ways(visit, today)
            return await guide(visit, papers, beside=_links(visit))
        except Back:
            continue


def _ways(visit: Visit, today: date | None) -> Papers:
    """S-60 to S-62, and the ordinary outlets first (S-54)."""
    limit = visit.content.rules.production_working_days
    names = channels(visit, "apply", today)
    online = () if names is None else (text("apply-online", names=names),)
    return Papers(
        title=text("apply-title"),
        answer=text("apply-ways", limit=limit),
        steps=(text("apply-employer"), *online, text("apply-outlet")),
        numbered=False,
        remarks=(*without_date(today), *_due(today, limit), text("apply-other-city")),
        service=Can.APPLY,
        basis=basis(visit),
    )


def _due(today: date | None, limit: int) -> tuple[Text, ...]:
    """Until when somebody who applies today waits at most."""
    if today is None:
        return ()
    due = deadline(today, today, limit)
    return (text("apply-due-estimated" if due.estimated else "apply-due", day=due.last_day),)


def _urgent(visit: Visit, today: date | None) -> Papers:
    return Papers(
        title=text("apply-title"),
        answer=text("apply-at-once"),
        steps=(text("apply-call-first"), text("apply-bring"), text("apply-by-appointment")),
        remarks=(*without_date(today), text("apply-other-city")),
        service=Can.APPLY,
        kind=Kind.INSTANT,
        basis=basis(visit),
    )


def _links(visit: Visit) -> tuple[Action[str], ...]:
    found = (
        Action(_PAPERS, text("apply-for-others"), "account-group"),
        Action(_TRANSFER, text("apply-from-elsewhere"), "swap-horizontal"),
    )
    return tuple(action for action in found if visit.can(action.key))


SERVICE = Service(
    key="apply",
    title=text("service-apply"),
    subtitle=text("service-apply.subtitle"),
    icon="clipboard-list",
    needs=(),
    run=apply,
    group=Group.GUIDES,
    needs_office=False,
)
