"""制卡进度查询: where is my card, since when, which outlet holds it, and what to do next."""

from __future__ import annotations

from datetime import date

from kiosk.domain.identity import Identity
from kiosk.domain.outlet import Outlet
from kiosk.domain.progress import STAGES, Progress, Stage, Trouble
from kiosk.domain.receipt import Line, Pair, Paragraph, QrCode, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.domain.working_days import Deadline
from kiosk.flows.chip import can_read_cards
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH, PRINT, can_print, hand_over
from kiosk.flows.identify import identify
from kiosk.flows.service import HOME, Service, Visit
from kiosk.flows.slip import heading
from kiosk.flows.steps import meanwhile
from kiosk.views import Action, DaysUsed, Mark, Outcome, StageLine, StageMark, Tone, Working

_ACTIVATE = "activate"


async def progress(visit: Visit) -> str | None:
    """Identify, ask the office, show the line of stages, hand a slip over if it is wanted."""
    person = await identify(visit)
    found = await meanwhile(visit.display, Working(doing=text("asking-office")), visit.office.progress(person))
    if found is None:
        return await _nothing_known(visit)
    today = await visit.today()
    wish = await visit.display.ask(_view(visit, person, found, today))
    if wish == PRINT:
        return await hand_over(visit, _slip(visit, person, found, today), _note_down(found))
    return None if wish == FINISH.key else wish


async def _nothing_known(visit: Visit) -> str | None:
    wish = await visit.display.ask(
        Outcome(
            tone=Tone.INFORM,
            sentence=text("progress-nothing-known"),
            details=(text("progress-how-to-apply"), text("progress-other-city")),
            actions=(FINISH, ANOTHER_SERVICE),
        )
    )
    return HOME if wish == HOME else None


def _view(visit: Visit, person: Identity, found: Progress, today: date) -> StageLine[str]:
    days = found.deadline(today)
    advice = _advice(found, days)
    if not can_print(visit):
        advice = text("two-sentences", first=advice, second=text("print-not-now"))
    return StageLine(
        person=person.name,
        sentence=_sentence(found, days),
        stages=tuple(_mark(found, stage) for stage in STAGES),
        days=DaysUsed(days.used, days.limit, _days_words(found, days)),
        outlet=_outlet(found),
        advice=advice,
        actions=_actions(visit, found),
    )


def _sentence(found: Progress, days: Deadline) -> Text:
    if found.trouble is not None:
        return text(f"progress-trouble-{found.trouble.value}")
    if not found.in_production:
        return text(f"progress-is-{found.stage.value}")
    key = "progress-late" if days.overdue else "progress-in-production"
    return text(key, stage=text(f"stage-{found.stage.value}"), used=days.used, limit=days.limit)


def _advice(found: Progress, days: Deadline) -> Text:
    if found.trouble is not None:
        return text(f"progress-trouble-{found.trouble.value}.advice")
    if not found.in_production:
        return text(f"progress-is-{found.stage.value}.advice")
    return text("progress-late.advice" if days.overdue else "progress-in-production.advice")


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


def _outlet(found: Progress) -> Outlet | None:
    """The outlet to call; none for a card that was collected, so that nobody calls in vain."""
    collected = found.stage in (Stage.HANDED_OVER, Stage.ACTIVATED) and found.trouble is None
    return None if collected else found.outlet


def _actions(visit: Visit, found: Progress) -> tuple[Action[str], ...]:
    print_it = Action(PRINT, text("progress-print"), "printer")
    activate = Action(_ACTIVATE, text("progress-activate-now"), "shield-check")
    wanted: list[Action[str]] = []
    if found.stage is Stage.HANDED_OVER and found.trouble is None and can_read_cards(visit):
        wanted.append(activate)
    if can_print(visit):
        wanted.append(print_it)
    return (*wanted, FINISH, ANOTHER_SERVICE)


def _note_down(found: Progress) -> tuple[Text, ...]:
    outlet = _outlet(found)
    return () if outlet is None else (text("note-outlet", outlet=outlet.name, phone=outlet.phone),)


def _slip(visit: Visit, person: Identity, found: Progress, today: date) -> Receipt:
    days = found.deadline(today)
    lines: list[Line] = [
        Title(text("paper-progress")),
        *heading(visit, person),
        Paragraph(_sentence(found, days), strong=True),
        Pair(text("paper-stage"), text(f"stage-{found.stage.value}")),
        Pair(text("paper-since"), text("value-day", day=found.since)),
        Pair(text("paper-days"), _days_words(found, days)),
        Pair(text("paper-bank"), text("value", value=found.bank)),
        *_outlet_lines(found),
    ]
    return Receipt((*lines, Rule(), Paragraph(_advice(found, days)), Paragraph(text("paper-12333"))))


def _outlet_lines(found: Progress) -> tuple[Line, ...]:
    outlet = _outlet(found)
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


SERVICE = Service(
    key="progress",
    title=text("service-progress"),
    subtitle=text("service-progress.subtitle"),
    icon="progress-clock",
    needs=("id-reader",),
    run=progress,
)
