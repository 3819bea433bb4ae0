"""How an application goes on: what the business date has brought about, and how a citizen comes into the books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from kiosk_sim.office.models import Citizen, Counter, Filed, Issued, Relation, Step
from kiosk_sim.people import STAGES, Application, Card, Outlet, Person

_SOME_DAYS_AGO = date(1999, 1, 1)  # before all social security cards


@dataclass(frozen=True)
class Progress:
    """An application on one day; `reached` in stage order."""

    reached: tuple[tuple[str, date], ...]
    trouble: str | None
    route: str
    bank: str
    applied_at: Counter | None
    collect_at: Counter | None
    holds_now: Counter | None


def progress(filed: Filed, today: date) -> Progress | None:
    """What of an application is true today; None before it was filed."""
    days = {step.stage: step.day for step in filed.steps if step.day <= today}
    if "data" not in days:
        return None
    trouble = filed.trouble if filed.trouble_day is not None and filed.trouble_day <= today else None
    return Progress(
        reached=tuple((stage, days[stage]) for stage in STAGES if stage in days),
        trouble=trouble,
        route=filed.route,
        bank=filed.aae008,
        applied_at=filed.applied_at,
        collect_at=filed.collect_at,
        holds_now=filed.holder if _lies_somewhere(set(days), trouble) else None,
    )


def _lies_somewhere(reached: set[str], trouble: str | None) -> bool:
    """Whether an outlet has the card, or must be called about it."""
    if trouble == "handover-issue":
        return True
    return "ready" in reached and "handed-over" not in reached and trouble != "recalled"


def note_stage(session: Session, aac147: str, stage: str, today: date) -> None:
    """A stage is reached today, unless it was before or there is no application."""
    filed = session.get(Filed, aac147)
    if filed is None:
        return
    known = next((step for step in filed.steps if step.stage == stage), None)
    if known is None:
        filed.steps.append(Step(aac147=aac147, stage=stage, day=today))
    elif known.day > today:
        known.day = today


def settle_in(session: Session, people: Sequence[Person], today: date) -> None:
    """Enter citizens with everything that belongs to them, days counted from `today`, into empty books."""
    counters = {outlet.id: _counter(outlet) for person in people for outlet in _outlets(person)}
    session.add_all([_citizen(person, today) for person in people])
    session.add_all(counters.values())
    session.flush()  # the rest refers to them
    for person in people:
        if person.application:
            session.add(_filed(person, person.application, counters, today))
        if person.card and person.card.known:
            session.add(_issued(person, person.card, today))


def relate(session: Session, person: Person, relatives: Iterable[tuple[Person, str]]) -> None:
    """Register a person's relatives, all of whom must have been entered."""
    for relative, relation in relatives:
        to = relative.document.number
        session.add(Relation(aac147=person.document.number, relative=to, relation=relation))


def _citizen(person: Person, today: date) -> Citizen:
    balance_day = today if person.balance is not None else None
    document = person.document
    return Citizen(aac147=document.number, aac003=document.name, balance=person.balance, balance_day=balance_day)


def _outlets(person: Person) -> Iterator[Outlet]:
    application = person.application
    if application is not None:
        named = (application.applied_at, application.collect_at, application.outlet)
        yield from (outlet for outlet in named if outlet is not None)


def _filed(person: Person, application: Application, counters: Mapping[str, Counter], today: date) -> Filed:
    def at(outlet: Outlet | None) -> Counter | None:
        return None if outlet is None else counters[outlet.id]

    number, collect_at = person.document.number, application.collect_at or application.outlet
    days = application.reached(today) | application.plan(today)
    return Filed(
        aac147=number,
        aae008=application.bank,
        route=application.route,
        trouble=application.trouble,
        trouble_day=today if application.trouble else None,
        applied_at=at(application.applied_at),
        collect_at=at(collect_at),
        holder=at(application.outlet or collect_at),
        steps=[Step(aac147=number, stage=stage, day=day) for stage, day in days.items()],
    )


def _counter(outlet: Outlet) -> Counter:
    return Counter(id=outlet.id, name=outlet.name, aae006=outlet.address, aae005=outlet.phone, hours=outlet.hours)


def _issued(person: Person, card: Card, today: date) -> Issued:
    plan = person.application.plan(today) if person.application else {}
    return Issued(
        aaz500=card.number,
        aac147=person.document.number,
        aaz502=card.state,
        aae008=card.bank,
        aab301=card.region,
        known_from=plan.get("handed-over", _SOME_DAYS_AGO),
        valid_until=card.valid_until(today),
        bank_active=card.bank_active,
        open_elsewhere=card.open_elsewhere,
        replaced=card.replaced,
        pin_leave=None,
    )
