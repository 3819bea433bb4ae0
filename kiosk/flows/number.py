"""输身份证号查进度: by a typed number, where the owner allows it; stage and outlet only, and no name."""

from __future__ import annotations

from kiosk.config import Config
from kiosk.domain.id_number import Odd, oddities
from kiosk.domain.personal import IdNumber, PersonName
from kiosk.domain.progress import Progress
from kiosk.domain.receipt import Line, Pair, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.last_page import last_page, to_print
from kiosk.flows.progress import nothing_known
from kiosk.flows.service import Group, Service, Visit
from kiosk.flows.slip import heading_for, outlet_lines
from kiosk.flows.stage_page import note_down, to_call
from kiosk.flows.state_words import of_application
from kiosk.flows.steps import meanwhile
from kiosk.views import Back, EnterName, EnterNumber, Situation, Tone, Working

_NO_MISTAKE = {Odd.REGION}  # who mistypes a place gets the check digit wrong, too


async def by_number(visit: Visit) -> str | None:
    """Type the number, and the name where the owner wants it; ask the office, show how far it is and whom to call."""
    number, name = await _who(visit)
    asking = visit.office.progress_by_number(number, name)
    found = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
    if found is None:
        return await nothing_known(visit)
    told, _ = of_application(found, await visit.today(), visit.content.rules.production_working_days)
    page = Situation(
        person=None,
        tone=Tone.INFORM,
        sentence=told,
        details=(text("number-call-or-bring"),),
        outlet=to_call(found),
        actions=(*to_print(visit, text("progress-print")), FINISH, ANOTHER_SERVICE),
    )
    return await last_page(visit, page, lambda: _slip(visit, found, told), note_down(found))


async def _who(visit: Visit) -> tuple[IdNumber, PersonName | None]:
    """Number and name as they were typed; Back from the name leads to the number."""
    while True:
        number = await _number(visit)
        if not visit.config.services.typed_name:
            return number, None
        try:
            return number, await visit.display.ask(EnterName(question=text("name-type")))
        except Back:
            continue


async def _number(visit: Visit) -> IdNumber:
    """The number as it was typed. One that looks mistyped is asked about once; it may be so all the same."""
    hint: Text | None = None
    before: IdNumber | None = None
    while True:
        number = await visit.display.ask(EnterNumber(question=text("number-type"), hint=hint))
        if not oddities(number) - _NO_MISTAKE or number == before:
            return number
        before, hint = number, text("number-please-check")


def _slip(visit: Visit, found: Progress, told: Text) -> Receipt:
    lines: list[Line] = [
        Title(text("paper-progress")),
        *heading_for(visit, None),
        Paragraph(told, strong=True),
        Pair(text("paper-stage"), text(f"stage-{found.stage.value}")),
        *outlet_lines(to_call(found)),
    ]
    return Receipt((*lines, Rule(), Paragraph(text("number-call-or-bring")), Paragraph(text("paper-12333"))))


def _allowed(config: Config) -> bool:
    return config.services.typed_number


SERVICE = Service(
    key="number",
    title=text("service-number"),
    subtitle=text("service-number.subtitle"),
    icon="numeric",
    needs=(),
    run=by_number,
    group=Group.PROGRESS,
    offered=_allowed,
)
