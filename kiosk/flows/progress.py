"""制卡进度查询: where is my card, since when, which outlet holds it, and what to do next."""

from __future__ import annotations

from kiosk.domain.permissions import Deed, accepted
from kiosk.domain.personal import PersonName
from kiosk.domain.progress import Progress, Stage
from kiosk.domain.standing import Standing
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.identify import identify
from kiosk.flows.last_page import last_page, to_print
from kiosk.flows.service import Group, Service, Visit
from kiosk.flows.stage_page import note_down, progress_slip, stage_line
from kiosk.flows.state_words import of_standing
from kiosk.flows.steps import meanwhile
from kiosk.views import Action, Outcome, Tone, Working

_ACTIVATE = "activate"
_APPLY = "apply"


async def progress(visit: Visit) -> str | None:
    """Identify, ask the office, show the line of stages, hand a slip over if it is wanted."""
    person = await identify(visit, accepted(Deed.SEE_PROGRESS))
    found = await meanwhile(visit.display, Working(doing=text("asking-office")), visit.office.progress(person))
    if found is None:
        return await nothing_known(visit)
    return await show_progress(visit, person.name, found, ANOTHER_SERVICE)


async def show_progress(
    visit: Visit, name: PersonName, found: Progress, beside: Action[str], *, own: bool = True
) -> str | None:
    """The page of stages, with print as its first action and `beside` as its last; and the slip.

    `own`: it is about whoever stands here, who may go on with their card.
    """
    today = await visit.today()
    actions = _actions(visit, found, beside, own=own)
    here = own and visit.can(_ACTIVATE)
    page = stage_line(visit, name, found, today, actions, here=here)
    return await last_page(visit, page, lambda: progress_slip(visit, name, found, today, here=here), note_down(found))


def _actions(visit: Visit, found: Progress, beside: Action[str], *, own: bool) -> tuple[Action[str], ...]:
    wanted: list[Action[str]] = []
    if own and found.stage is Stage.HANDED_OVER and found.trouble is None and visit.can(_ACTIVATE):
        wanted.append(Action(_ACTIVATE, text("activate-now"), "shield-check"))
    return (*wanted, *to_print(visit, text("progress-print")), FINISH, beside)


async def nothing_known(visit: Visit, sentence: Text | None = None) -> str | None:
    """The office has no application: say so, and how to get a card."""
    apply = (Action(_APPLY, text("see-how-to-apply"), "clipboard-list"),) if visit.can(_APPLY) else ()
    nothing, advice = of_standing(Standing.UNKNOWN)
    actions = (*apply, FINISH, ANOTHER_SERVICE)
    return await last_page(
        visit, Outcome(tone=Tone.INFORM, sentence=sentence or nothing, details=(advice,), actions=actions)
    )


SERVICE = Service(
    key="progress",
    title=text("service-progress"),
    subtitle=text("service-progress.subtitle"),
    icon="progress-clock",
    needs=("id-reader",),
    run=progress,
    group=Group.PROGRESS,
    main=True,
)
