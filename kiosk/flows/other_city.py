"""归属地转移: a card from another city, as a guided decision; for an activated one the transfer itself, if offered."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from datetime import date

from kiosk.domain.other_city import HERE, Answer, Wish, answer
from kiosk.domain.text import said, text
from kiosk.flows.business_day import business_day
from kiosk.flows.interview import interview
from kiosk.flows.other_city_answers import NOW, told
from kiosk.flows.papers import guide
from kiosk.flows.service import Group, Service, Visit
from kiosk.flows.transfer import KEY, can_transfer, transfer
from kiosk.views import Action, Choose, Option, Pick, Picked, Row

_ELSEWHERE = "elsewhere"  # the row for other provinces
_YES, _NO, _UNKNOWN = "yes", "no", "unknown"
_TELLS = {_YES: True, _NO: False, _UNKNOWN: None}
_WISHES = {wish.value: wish for wish in Wish}


@dataclass(frozen=True)
class _Case:
    """What somebody has told about the card so far, and in the end where they want to go on."""

    home: str = ""
    collected: bool | None = None
    activated: bool | None = None
    wish: Wish = Wish.USE_HERE
    bank_cooperates: bool | None = None
    next: str | None = None

    @property
    def in_table(self) -> bool:
        """Whether the notice's table is about this card."""
        return self.home != _ELSEWHERE and not self.home.startswith(HERE)

    @property
    def answer(self) -> Answer:
        """What to do with it."""
        return answer(
            self.home,
            collected=self.collected,
            activated=self.activated,
            wish=self.wish,
            bank_cooperates=self.bank_cooperates,
        )


async def other_city(visit: Visit) -> str | None:
    """Ask what the answer depends on, give it, and do the transfer if that is the answer and is offered here."""
    today = await business_day(visit)
    questions = (_home, _collected, _activated, _wish, _bank, functools.partial(_answered, today))
    case = await interview([functools.partial(asking, visit) for asking in questions], _Case())
    return await transfer(visit) if case.next == NOW else case.next


async def _home(visit: Visit, case: _Case) -> _Case:
    cities = visit.content.area_codes.cities
    rows = (
        *(Row(city.prefix, said(city.name), icon="city") for city in cities),
        Row(_ELSEWHERE, text("other-city-elsewhere"), icon="map"),
    )
    picked = await visit.display.ask(
        Pick(
            heading=text("other-city-where"),
            rows=rows,
            count=text("other-city-count", count=len(cities)),
            hint=text("other-city-cause"),
        )
    )
    assert isinstance(picked, Picked)  # there is no filter to narrow by
    return replace(case, home=picked.key)


async def _collected(visit: Visit, case: _Case) -> _Case | None:
    if not case.in_table:
        return None
    chosen = await visit.display.ask(_yes_or_no("other-city-collected"))
    return replace(case, collected=_TELLS[chosen])


async def _activated(visit: Visit, case: _Case) -> _Case | None:
    if not case.in_table or case.collected is not True:
        return None
    chosen = await visit.display.ask(_yes_or_no("other-city-activated"))
    return replace(case, activated=_TELLS[chosen])


async def _wish(visit: Visit, case: _Case) -> _Case | None:
    if not case.in_table:
        return None
    # Whether another bank is needed matters only for a card that one has.
    wishes = [wish for wish in Wish if wish is not Wish.LOCAL_BANK or case.collected is True]
    options = tuple(Option(wish.value, text(f"other-city-wish-{wish.value}")) for wish in wishes)
    chosen = await visit.display.ask(Choose(question=text("other-city-wish"), options=options))
    return replace(case, wish=_WISHES[chosen])


async def _bank(visit: Visit, case: _Case) -> _Case | None:
    if not case.in_table or case.wish is not Wish.LOCAL_BANK:
        return None
    chosen = await visit.display.ask(_yes_or_no("other-city-bank"))
    return replace(case, bank_cooperates=_TELLS[chosen])


def _yes_or_no(question: str) -> Choose[str]:
    return Choose(
        question=text(question),
        options=(
            Option(_YES, text(f"{question}.yes"), icon="check"),
            Option(_NO, text(f"{question}.no"), icon="close"),
            Option(_UNKNOWN, text(f"{question}.unknown"), icon="help"),
        ),
    )


async def _answered(today: date | None, visit: Visit, case: _Case) -> _Case:
    papers = told(visit, case.answer, case.home, case.bank_cooperates, today)
    now = (Action(NOW, text("transfer-begin"), "swap-horizontal"),)
    more = now if case.answer is Answer.TRANSFER and can_transfer(visit) else ()
    return replace(case, next=await guide(visit, papers, *more))


SERVICE = Service(
    key=KEY,
    title=text("service-transfer"),
    subtitle=text("service-transfer.subtitle"),
    icon="swap-horizontal",
    needs=(),
    run=other_city,
    group=Group.GUIDES,
    needs_office=False,
)
