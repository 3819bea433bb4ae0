"""What cannot be done here and where it can: a guide with the papers to bring and the nearest outlet, also on paper."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.content.finder import Wish
from kiosk.domain.outlet import Can, Outlet, Position
from kiosk.domain.receipt import Line, Pair, Paragraph, QrCode, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH, PRINT, can_print, hand_over
from kiosk.flows.service import Visit
from kiosk.views import Action, Guide

_OUTLETS = "outlets"


@dataclass(frozen=True, kw_only=True)
class Papers:
    """A guide. `steps`: what to bring and do, in this order; `service`: what the outlet must be able to do."""

    title: Text
    answer: Text
    steps: tuple[Text, ...]
    remarks: tuple[Text, ...] = ()
    service: Can | None = None


async def guide(visit: Visit, papers: Papers, *more: Action[str]) -> str | None:
    """Show it, print it if that is wanted. `more`: what else makes sense here, most first.

    Returns where the citizen wants to go on: the key of one of `more` or of the list of outlets, `HOME`, or None.
    """
    outlet = await nearest(visit, papers.service)
    print_it = (Action(PRINT, text("papers-print"), "printer"),) if can_print(visit) else ()
    find = (Action(_OUTLETS, text("papers-outlets"), "store-search"),) if visit.can(_OUTLETS) else ()
    wish = await visit.display.ask(
        Guide(
            title=papers.title,
            answer=papers.answer,
            steps=papers.steps,
            numbered=True,
            remarks=papers.remarks,
            outlet=outlet,
            actions=(*more, *print_it, *find, FINISH, ANOTHER_SERVICE),
        )
    )
    if wish == PRINT:
        return await hand_over(visit, _slip(papers, outlet), papers.steps)
    return None if wish == FINISH.key else wish


async def nearest(visit: Visit, service: Can | None) -> Outlet | None:
    """The nearest ordinary outlet that does this; None where the machine does not know where it stands."""
    machine = visit.config.machine
    if not machine.longitude:
        return None
    try:
        today = await visit.today()
    except OfficeTrouble:
        today = None  # then only what is valid on every day
    here = Position(machine.longitude, machine.latitude)
    found = visit.content.outlets.find(Wish(service=service), today, here)
    return found[0].outlet.plain() if found else None


def _slip(papers: Papers, outlet: Outlet | None) -> Receipt:
    lines: list[Line] = [
        Title(papers.title),
        Rule(),
        Paragraph(papers.answer, strong=True),
        *map(Paragraph, papers.steps),
    ]
    if papers.remarks:
        lines += [Rule(), *map(Paragraph, papers.remarks)]
    if outlet is not None:
        lines += [
            Rule(),
            Pair(text("paper-outlet"), text("value", value=outlet.name)),
            Pair(text("paper-phone"), text("value", value=outlet.phone), large=True),
            Pair(text("paper-address"), text("value", value=outlet.address)),
            Paragraph(text("call-before-you-go"), strong=True),
            QrCode("tel:" + outlet.phone, text("paper-scan-to-call")),
        ]
    return Receipt((*lines, Rule(), Paragraph(text("paper-12333"))))
