"""帮助: call staff, 12333, the machine's number, and what becomes of one's data."""

from __future__ import annotations

import asyncio

from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.service import HOME, Group, Service, Visit
from kiosk.views import Action, Guide

_CALL = "call"


async def get_help(visit: Visit) -> str | None:
    """One page; calling staff changes its answer, and so does what becomes of the call."""
    wish = await visit.display.ask(_page(visit, text("help-answer"), "help-call", "help-staff"))
    while wish == _CALL:
        wish = await _called(visit, kept=visit.call_staff())
    return HOME if wish == HOME else None


async def _called(visit: Visit, *, kept: bool) -> str:
    """The page after a call, anew when nobody can hear it after all, or somebody can."""
    while True:
        heard = visit.rack.board.usable("cabinet") or (kept and visit.office.reachable is not False)
        page = (
            _page(visit, text("help-called"), "help-call-again", "help-staff")
            if heard
            else _page(visit, text("help-nobody-called"), "help-call-again", "help-find-staff")
        )
        asking = asyncio.create_task(visit.display.ask(page))
        news = asyncio.create_task(visit.office.change())
        try:
            await asyncio.wait({asking, news}, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return asking.result()
        finally:
            for task in (asking, news):
                task.cancel()
            await asyncio.gather(asking, news, return_exceptions=True)


def _page(visit: Visit, answer: Text, call: str, staff: str) -> Guide[str]:
    return Guide(
        title=text("help-title"),
        answer=answer,
        steps=(text(staff), text("help-phone", number=visit.config.machine.number)),
        remarks=(text("help-privacy"),),
        actions=(Action(_CALL, text(call), "account-tie-voice"), ANOTHER_SERVICE, FINISH),
    )


SERVICE = Service(
    key="help",
    title=text("service-help"),
    subtitle=text("service-help.subtitle"),
    icon="help",
    needs=(),
    run=get_help,
    group=Group.HELP,
    needs_office=False,
    rated=False,
)
