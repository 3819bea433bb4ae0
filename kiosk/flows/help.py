"""帮助: call staff, 12333, the machine's number, and what becomes of one's data."""

from __future__ import annotations

from kiosk.domain.text import text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.service import HOME, Group, Service, Visit
from kiosk.views import Action, Guide

_CALL = "call"


async def get_help(visit: Visit) -> str | None:
    """One page; calling staff changes its answer and leaves the rest as it is."""
    called = False
    while True:
        wish = await visit.display.ask(_page(visit, called=called))
        if wish != _CALL:
            return HOME if wish == HOME else None
        visit.call_staff()
        called = True


def _page(visit: Visit, *, called: bool) -> Guide[str]:
    call = Action(_CALL, text("help-call-again" if called else "help-call"), "account-tie-voice")
    return Guide(
        title=text("help-title"),
        answer=text("help-called" if called else "help-answer"),
        steps=(text("help-staff"), text("help-phone", number=visit.config.machine.number)),
        remarks=(text("help-privacy"),),
        actions=(call, ANOTHER_SERVICE, FINISH),
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
