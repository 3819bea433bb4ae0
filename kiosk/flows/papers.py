"""What cannot be done here and where it can: a guide with the papers to bring and the nearest outlet, also on paper."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.finder import Wish
from kiosk.domain.outlet import Can, Kind, Outlet, Position
from kiosk.domain.receipt import Line, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.flows.business_day import business_day
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.last_page import last_page, to_print
from kiosk.flows.service import Visit
from kiosk.flows.slip import outlet_lines
from kiosk.views import Action, Guide

_OUTLETS = "outlets"


@dataclass(frozen=True, kw_only=True)
class Papers:
    """A guide. `steps`: what to bring and do, in this order unless they are not `numbered`; then they are ways.

    `service`, `kind`: what the outlet that is shown must be able to do, and how it makes cards; `near`: whether one is
    shown at all. `faces`: both faces of both cards are drawn. `basis`: where it is written.
    """

    title: Text
    answer: Text
    steps: tuple[Text, ...]
    remarks: tuple[Text, ...] = ()
    service: Can | None = None
    kind: Kind = Kind.ORDINARY
    near: bool = True
    numbered: bool = True
    faces: bool = False
    basis: Text | None = None


async def guide(visit: Visit, papers: Papers, *more: Action[str], beside: tuple[Action[str], ...] = ()) -> str | None:
    """Show it, print it if that is wanted. `more`: what makes most sense now; `beside`: what is of use to some.

    Returns where the citizen wants to go on: the key of one of those or of the list of outlets, `HOME`, or None.
    """
    outlet = await nearest(visit, papers.service, papers.kind) if papers.near else None
    find = (Action(_OUTLETS, text("find-outlets"), "store-search"),) if visit.can(_OUTLETS) else ()
    return await last_page(
        visit,
        Guide(
            title=papers.title,
            answer=papers.answer,
            steps=papers.steps,
            numbered=papers.numbered,
            remarks=papers.remarks,
            outlet=outlet,
            faces=papers.faces,
            basis=papers.basis,
            actions=(*more, *to_print(visit, text("papers-print")), *find, *beside, FINISH, ANOTHER_SERVICE),
        ),
        lambda: _slip(papers, outlet),
        (papers.answer, *papers.steps),
    )


async def nearest(visit: Visit, service: Can | None, kind: Kind = Kind.ORDINARY) -> Outlet | None:
    """The nearest outlet that does this; None where the machine does not know where it stands."""
    machine = visit.config.machine
    if not machine.longitude:
        return None
    today = await business_day(visit)  # not known: then only what is valid on every day
    here = Position(machine.longitude, machine.latitude)
    found = visit.content.outlets.find(Wish(service=service, kind=kind), today, here)
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
    if papers.basis is not None:
        lines.append(Paragraph(papers.basis))
    return Receipt((*lines, *outlet_lines(outlet), Rule(), Paragraph(text("paper-12333"))))
