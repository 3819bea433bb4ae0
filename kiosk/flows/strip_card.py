"""磁条卡: what the old strip card is good for on the office's date, with the faces of both cards (S-02 to S-07)."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.domain.regime import NewCard, Regime, StripCard, batch_comes_in_time, new_card, strip_card
from kiosk.domain.text import Text, text
from kiosk.events import OfficeCallFailed
from kiosk.flows.basis import basis
from kiosk.flows.business_day import business_day, without_date
from kiosk.flows.papers import Papers, guide
from kiosk.flows.service import Group, Service, Visit
from kiosk.flows.steps import meanwhile
from kiosk.views import Action, Back, Choose, Option, Working

_ICONS = {
    NewCard.NOT_APPLIED: "card-plus",
    NewCard.NOT_COLLECTED: "package-variant-closed",
    NewCard.NOT_ACTIVATED: "credit-card-off",
    NewCard.ACTIVATED: "credit-card-check",
}
# The service that helps with the new card, its verb and its icon.
_NEXT = {
    NewCard.NOT_APPLIED: Action("apply", text("see-how-to-apply"), "clipboard-list"),
    NewCard.NOT_COLLECTED: Action("progress", text("see-progress"), "progress-clock"),
    NewCard.NOT_ACTIVATED: Action("activate", text("strip-activate"), "shield-check"),
}


async def the_strip_card(visit: Visit) -> str | None:
    """How far is the new card? Then the answer for this day. Whoever is known already is not asked, but looked up."""
    today = await business_day(visit)
    far = await _looked_up(visit)
    if far is not None:
        return await _tell(visit, today, far)
    while True:
        chosen = await visit.display.ask(_how_far())
        try:
            return await _tell(visit, today, NewCard(chosen))
        except Back:
            continue


async def _looked_up(visit: Visit) -> NewCard | None:
    """What the office says of somebody who has shown who they are; None when it must be asked."""
    if visit.person is None or visit.office.reachable is False:
        return None
    asking = visit.office.situation(visit.person)
    try:
        found = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
    except OfficeTrouble as error:
        visit.log.write(OfficeCallFailed("situation", type(error).__name__))
        return None
    return new_card(found.application, None if found.card is None else found.card.state)


def _how_far() -> Choose[str]:
    options = tuple(Option(far.value, text(f"strip-{far.value}"), icon=_ICONS[far]) for far in NewCard)
    return Choose(question=text("strip-how-far"), options=options)


async def _tell(visit: Visit, today: date | None, far: NewCard) -> str | None:
    link = _NEXT.get(far)
    more = () if link is None or not visit.can(link.key) else (link,)
    return await guide(visit, _papers(visit, today, far), *more)


def _papers(visit: Visit, today: date | None, far: NewCard) -> Papers:
    rules = visit.content.rules
    limit = rules.production_working_days
    regime = Regime(rules.full_use_from, rules.transition_until, rules.strip_card_business_until)
    return Papers(
        title=text("strip-title"),
        answer=_answer(today, far, regime),
        steps=(text(f"strip-next-{far.value}"),),
        numbered=False,
        remarks=(
            *without_date(today),
            *_in_detail(today, far, regime, limit),
            text("strip-money"),
        ),
        near=False,
        faces=True,
        basis=basis(visit),
    )


def _answer(today: date | None, far: NewCard, regime: Regime) -> Text:
    if today is None and far is not NewCard.ACTIVATED:
        return text("strip-no-date")
    stands = StripCard.CANCELLED if today is None else strip_card(today, far, regime)  # that is so on every day
    return text(f"strip-is-{stands.value}", begin=regime.full_use_from, end=regime.transition_until, stop=_stop(regime))


def _in_detail(today: date | None, far: NewCard, regime: Regime, limit: int) -> tuple[Text, ...]:
    """What hangs on the day: which counters, which hospitals (S-05, S-06), and who comes too late (S-52)."""
    if today is None:
        return ()
    stands = strip_card(today, far, regime)
    if stands is StripCard.STOPPED:
        return (text("strip-counters"), text("strip-step-by-step"))
    late = not batch_comes_in_time(today, regime, limit)
    if stands is StripCard.TRANSITION and far is NewCard.NOT_APPLIED and late:
        return (text("strip-too-late-for-batch", end=regime.transition_until),)
    return ()


def _stop(regime: Regime) -> date:
    return regime.counters_until + timedelta(days=1)


SERVICE = Service(
    key="strip-card",
    title=text("service-strip-card"),
    subtitle=text("service-strip-card.subtitle"),
    icon="credit-card-refresh",
    needs=(),
    run=the_strip_card,
    group=Group.GUIDES,
    needs_office=False,
)
