"""What is said of an outlet of the list: its hours, what it does, how far it is, and its slip."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import time

from kiosk.content.finder import Found
from kiosk.domain.opening_hours import Hours, Span
from kiosk.domain.outlet import Can, Kind, ListedOutlet
from kiosk.domain.receipt import Line, Pair, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.flows.service import Visit


def hours_words(hours: Hours) -> Text:
    """周一至周五 9:00-12:00、13:00-17:00, and whether make-up workdays count."""
    spans = _listed(_span(span) for span in hours.spans)
    return text("outlets-hours-with-make-up" if hours.make_up else "outlets-hours", spans=spans)


def _span(span: Span) -> Text:
    first, last = (text("outlets-weekday", day=day) for day in (span.days[0], span.days[-1]))
    days = first if len(span.days) == 1 else text("outlets-days", first=first, last=last)
    return text("outlets-span", days=days, times=_listed(_between(*times) for times in span.times))


def _between(begin: time, end: time) -> Text:
    return text("value", value=f"{begin.hour}:{begin:%M}-{end.hour}:{end:%M}")


def services_words(services: Iterable[Can]) -> Text:
    """What is done there, in the order in which people need it."""
    wanted = set(services)
    return _listed(text(f"outlets-can-{can.value}") for can in Can if can in wanted)


def _listed(words: Iterable[Text]) -> Text:
    return functools.reduce(lambda first, second: text("list-of-two", first=first, second=second), words)


def distance_words(metres: float) -> Text:
    """Rounded as people say it: to 100 metres, then to 0.1 km."""
    return _hundreds(max(1, round(metres / 100)))


@functools.cache  # thousands of rows, few distances
def _hundreds(hundreds: int) -> Text:
    if hundreds < 10:
        return text("outlets-metres", metres=hundreds * 100)
    return text("outlets-kilometres", kilometres=f"{hundreds / 10:.1f}")


def kind_words(outlet: ListedOutlet, limit: int) -> Text:
    """Whether cards are made at once there, and what that means for whoever goes. `limit`: working days otherwise."""
    if outlet.kind is Kind.ORDINARY:
        return text("outlets-is-ordinary", limit=limit)
    return text(f"outlets-is-instant-{outlet.appointment.value}")


def remarks(found: Found) -> tuple[Text, ...]:
    """What the page of an outlet says under its address."""
    outlet = found.outlet
    lines = [text("outlets-hours-are", hours=hours_words(outlet.hours))]
    if found.metres is not None:
        lines.append(text("outlets-far", distance=distance_words(found.metres)))
    lines.append(text("outlets-accessible" if outlet.accessible else "outlets-steps"))
    return tuple(lines)


def slip(visit: Visit, found: Found) -> Receipt:
    """What can be taken along: the phone large, the rest below it."""
    outlet, machine = found.outlet, visit.config.machine
    lines: list[Line] = [
        Title(text("outlets-paper-title")),
        Rule(),
        Pair(text("paper-machine"), text("value", value=f"{machine.hall} {machine.number}")),
        Rule(),
        Pair(text("paper-outlet"), text("value", value=outlet.name)),
        Pair(text("paper-phone"), text("value", value=outlet.phone), large=True),
        Pair(text("paper-address"), text("value", value=outlet.address)),
        Pair(text("paper-hours"), hours_words(outlet.hours)),
        Pair(text("outlets-paper-services"), services_words(outlet.services)),
        Paragraph(kind_words(outlet, visit.content.rules.production_working_days)),
        Paragraph(text("call-before-you-go"), strong=True),
        Rule(),
        Paragraph(text("outlets-paper-as-of", day=visit.content.sources[outlet.source].date)),
        Paragraph(text("paper-12333")),
    ]
    return Receipt(tuple(lines))
