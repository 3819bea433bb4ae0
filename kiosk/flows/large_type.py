"""Large type offered by itself to those whose document says that they are old enough: once in a visit, never forced."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from kiosk.domain.text import text
from kiosk.flows.service import Visit
from kiosk.views import Action, Choose, Option, Situation, StageLine, View

_OFFER = Action("large", text("large-type-offer"), "format-size")


async def ask_whether(visit: Visit) -> None:
    """A question of its own, for those who have laid their document down because they were asked to.

    It comes before the service goes on: what follows is then easy to read.
    """
    if not _due(visit):
        return
    visit.large_offered = True
    wanted = await visit.display.ask(
        Choose(
            question=text("large-type-ask"),
            options=(
                Option(True, text("large-type-yes"), text("large-type-yes.detail"), "format-size"),
                Option(False, text("large-type-no"), text("large-type-no.detail"), "arrow-right"),
            ),
            back=False,
        )
    )
    if wanted:
        _adopt(visit)


async def ask_with_offer(visit: Visit, page: View[str]) -> str:
    """Ask `page`; one that says how things stand has the offer as its last button, and is the same page in large then.

    Card first answers before it asks anything, so the offer stands beside the answer.
    """
    if not _greets(page, visit) or not _due(visit):
        return await visit.display.ask(page)
    visit.large_offered = True
    wish = await visit.display.ask(replace(page, actions=(*page.actions, _OFFER)))
    if wish != _OFFER.key:
        return wish
    _adopt(visit)
    return await visit.display.ask(page)


def _greets(page: View[str], visit: Visit) -> TypeGuard[Situation[str] | StageLine[str]]:
    """Whether the page is about whoever stands here, and not about a relative of theirs."""
    if not isinstance(page, Situation | StageLine) or visit.person is None:
        return False
    return page.person == visit.person.name


def _due(visit: Visit) -> bool:
    """By the office's business date; without it, or without a day of birth, nobody is asked."""
    age, today = visit.config.glass.large_type_age, visit.office.business_date
    if not age or visit.large_offered or visit.display.manner.large or visit.person is None or today is None:
        return False
    full_years = visit.person.age(today)
    return full_years is not None and full_years >= age


def _adopt(visit: Visit) -> None:
    visit.display.adopt(replace(visit.display.manner, large=True))
