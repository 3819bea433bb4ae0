"""输身份证号查进度: by a typed number, where the owner allows it; stage and outlet only, and no name."""

from __future__ import annotations

from kiosk.config import Config
from kiosk.domain.identity import check_digit_ok
from kiosk.domain.personal import IdNumber
from kiosk.domain.progress import Progress
from kiosk.domain.receipt import Line, Pair, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH, PRINT, can_print, hand_over
from kiosk.flows.progress import nothing_known
from kiosk.flows.service import Group, Service, Visit
from kiosk.flows.slip import heading_for
from kiosk.flows.stage_page import note_down, outlet_lines, to_call
from kiosk.flows.state_words import of_application
from kiosk.flows.steps import meanwhile
from kiosk.views import Action, EnterNumber, Situation, Tone, Working


async def by_number(visit: Visit) -> str | None:
    """Type the number, ask the office, show how far it is and whom to call."""
    number = await _typed(visit)
    asking = visit.office.progress_by_number(number)
    found = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
    if found is None:
        return await nothing_known(visit)
    told, _ = of_application(found, await visit.today())
    actions: tuple[Action[str], ...] = (FINISH, ANOTHER_SERVICE)
    if can_print(visit):
        actions = (Action(PRINT, text("progress-print"), "printer"), *actions)
    details = (text("number-call-or-bring"),)
    page = Situation(
        person=None, tone=Tone.INFORM, sentence=told, details=details, outlet=to_call(found), actions=actions
    )
    wish = await visit.display.ask(page)
    if wish == PRINT:
        return await hand_over(visit, _slip(visit, found, told), note_down(found))
    return None if wish == FINISH.key else wish


async def _typed(visit: Visit) -> IdNumber:
    """The number as it was typed. One whose check digit is wrong is asked about once; it may be so all the same."""
    hint: Text | None = None
    before: IdNumber | None = None
    while True:
        number = await visit.display.ask(EnterNumber(question=text("number-type"), hint=hint))
        if check_digit_ok(number.reveal()) or number == before:
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
