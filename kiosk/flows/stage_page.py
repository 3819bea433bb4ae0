"""A card in the making as a page and as a slip: the line of stages, working days, whom to call, what to do."""

from __future__ import annotations

from datetime import date

from kiosk.domain.outlet import Outlet
from kiosk.domain.personal import PersonName
from kiosk.domain.progress import STAGES, Progress, Route, Stage, Trouble
from kiosk.domain.receipt import Line, Pair, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.domain.working_days import Deadline
from kiosk.flows.hand_over import can_print
from kiosk.flows.service import Visit
from kiosk.flows.slip import heading_for, outlet_lines
from kiosk.flows.state_words import of_application
from kiosk.views import Action, DaysUsed, Mark, StageLine, StageMark


def stage_line(
    visit: Visit, name: PersonName, found: Progress, today: date, actions: tuple[Action[str], ...], *, here: bool
) -> StageLine[str]:
    """The page. Without a printer its advice says how to keep it. `here`: whether the card can be activated here."""
    sentence, advice = of_application(found, today, _limit(visit), here=here)
    if not can_print(visit):
        advice = text("two-sentences", first=advice, second=text("print-not-now"))
    return StageLine(
        person=name,
        sentence=sentence,
        stages=tuple(_mark(found, stage) for stage in STAGES),
        days=_days_used(found, today, _limit(visit)),
        outlet=to_call(found),
        advice=advice,
        actions=actions,
    )


def _limit(visit: Visit) -> int:
    return visit.content.rules.production_working_days


def _days_used(found: Progress, today: date, limit: int) -> DaysUsed | None:
    if found.route is Route.INSTANT or found.stopped:  # no limit of working days, or none that would bring the card
        return None
    days = found.deadline(today, limit)
    return DaysUsed(days.used, days.limit, _days_words(found, days))


def _days_words(found: Progress, days: Deadline) -> Text:
    if not found.in_production:
        return text("progress-days-taken", used=days.used, limit=days.limit)
    key = "progress-days-estimated" if days.estimated else "progress-days"
    return text(key, used=days.used, limit=days.limit, last=days.last_day)


def _mark(found: Progress, stage: Stage) -> StageMark:
    day = found.reached.get(stage)
    name = text(f"stage-{stage.value}")
    if stage is found.stage and found.trouble not in (None, Trouble.OUTLET_CHANGED):
        return StageMark(name, day, Mark.TROUBLE)
    if stage is found.stage:
        return StageMark(name, day, Mark.DONE if stage is Stage.ACTIVATED else Mark.NOW)
    passed = STAGES.index(stage) < STAGES.index(found.stage)
    return StageMark(name, day, Mark.DONE if passed else Mark.AHEAD)


def to_call(found: Progress) -> Outlet | None:
    """The outlet to call; none for a card that was collected, so that nobody calls in vain."""
    return None if found.handed_over else found.outlet


def note_down(found: Progress) -> tuple[Text, ...]:
    """What to write down when there is no slip."""
    outlet = to_call(found)
    return () if outlet is None else (text("note-outlet", outlet=outlet.name, phone=outlet.phone),)


def progress_slip(visit: Visit, name: PersonName, found: Progress, today: date, *, here: bool) -> Receipt:
    """The slip: how it stands, since when, whom to call."""
    sentence, advice = of_application(found, today, _limit(visit), here=here)
    used = _days_used(found, today, _limit(visit))
    lines: list[Line] = [
        Title(text("paper-progress")),
        *heading_for(visit, name),
        Paragraph(sentence, strong=True),
        Pair(text("paper-stage"), text(f"stage-{found.stage.value}")),
        Pair(text("paper-since"), text("value-day", day=found.since)),
        *(() if used is None else (Pair(text("paper-days"), used.words),)),
        Pair(text("paper-bank"), text("value", value=found.bank)),
        *outlet_lines(to_call(found)),
    ]
    return Receipt((*lines, Rule(), Paragraph(advice), Paragraph(text("paper-12333"))))
