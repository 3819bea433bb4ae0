"""领卡网点: where the card was applied for, where to collect it, and who has it now; call first, then go."""

from __future__ import annotations

from datetime import date

from kiosk.domain.outlet import Outlet
from kiosk.domain.permissions import Deed, accepted
from kiosk.domain.personal import PersonName
from kiosk.domain.progress import Progress, Trouble
from kiosk.domain.receipt import Line, Pair, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.identify import identify
from kiosk.flows.last_page import last_page, to_print
from kiosk.flows.progress import nothing_known
from kiosk.flows.service import Group, Service, Visit
from kiosk.flows.slip import heading_for, outlet_lines
from kiosk.flows.stage_page import note_down, to_call
from kiosk.flows.state_words import of_application
from kiosk.flows.steps import meanwhile
from kiosk.views import Action, Fact, Situation, Tone, Working

_OWN_WORDS = frozenset(Trouble) - {Trouble.OUTLET_CHANGED}  # what is wrong comes before where the card is
_STAGES = Action("progress", text("see-progress"), "progress-clock")


async def collection(visit: Visit) -> str | None:
    """Identify, ask the office, show the outlets as three facts, hand a slip over if it is wanted."""
    person = await identify(visit, accepted(Deed.SEE_PROGRESS))
    found = await meanwhile(visit.display, Working(doing=text("asking-office")), visit.office.progress(person))
    if found is None:
        return await nothing_known(visit)
    today = await visit.today()
    page = _page(visit, person.name, found, today)
    return await last_page(visit, page, lambda: _slip(visit, person.name, found, today), note_down(found))


def _page(visit: Visit, name: PersonName, found: Progress, today: date) -> Situation[str]:
    return Situation(
        person=name,
        tone=Tone.INFORM,
        sentence=_sentence(visit, found, today),
        details=(_what_to_do(visit, found, today),),
        outlet=to_call(found),
        facts=tuple(Fact(label, value) for label, value in _three(found)),
        actions=(*to_print(visit, text("collection-print")), _STAGES, FINISH, ANOTHER_SERVICE),
    )


def _sentence(visit: Visit, found: Progress, today: date) -> Text:
    if found.trouble in _OWN_WORDS:
        return _of_trouble(visit, found, today)[0]
    if found.handed_over:
        return text("collection-collected")
    if found.holds_now is not None:
        return text("collection-held", outlet=found.holds_now.name)
    if found.collect_at is not None:
        return text("collection-not-there-yet", outlet=found.collect_at.name)
    return text("collection-not-known")


def _what_to_do(visit: Visit, found: Progress, today: date) -> Text:
    if found.trouble in _OWN_WORDS:
        return _of_trouble(visit, found, today)[1]
    if found.handed_over:
        return text("collection-collected.advice")
    if found.holds_now is None:
        return text("collection-not-there-yet.advice")
    moved = found.collect_at is not None and found.collect_at != found.holds_now
    return text("collection-elsewhere" if moved else "collection-held.advice")


def _of_trouble(visit: Visit, found: Progress, today: date) -> tuple[Text, Text]:
    return of_application(found, today, visit.content.rules.production_working_days)


def _three(found: Progress) -> tuple[tuple[Text, Text], ...]:
    """Applied at, collect at, holds now (S-44): three facts, though they are often the same outlet."""
    outlets = (
        (text("fact-applied-at"), found.applied_at),
        (text("fact-collect-at"), found.collect_at),
        (text("fact-holds-now"), found.holds_now),
    )
    return tuple((label, _name(outlet)) for label, outlet in outlets)


def _name(outlet: Outlet | None) -> Text:
    return text("not-known-yet") if outlet is None else text("value", value=outlet.name)


def _slip(visit: Visit, name: PersonName, found: Progress, today: date) -> Receipt:
    lines: list[Line] = [
        Title(text("paper-collection")),
        *heading_for(visit, name),
        Paragraph(_sentence(visit, found, today), strong=True),
        *(Pair(label, value) for label, value in _three(found)),
        *outlet_lines(to_call(found)),
    ]
    return Receipt((*lines, Rule(), Paragraph(_what_to_do(visit, found, today)), Paragraph(text("paper-12333"))))


SERVICE = Service(
    key="collection",
    title=text("service-collection"),
    subtitle=text("service-collection.subtitle"),
    icon="map-marker-check",
    needs=("id-reader",),
    run=collection,
    group=Group.PROGRESS,
)
