"""Card first: whoever shows a document, a card or a code is told how things stand, and the one thing to do now."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from kiosk.backend_client.models import NotHolder
from kiosk.backend_client.models import Situation as Known
from kiosk.domain.card import CardState, CardStatus, ChipCard
from kiosk.domain.identity import Identity, Proof
from kiosk.domain.permissions import Deed, accepted
from kiosk.domain.personal import ScannedCode
from kiosk.domain.standing import Standing, standing
from kiosk.domain.text import Text, text
from kiosk.flows.chip import WantsHome, read_own_card
from kiosk.flows.electronic_card import whose
from kiosk.flows.hand_over import FINISH
from kiosk.flows.identify import identify
from kiosk.flows.last_page import last_page, say
from kiosk.flows.next_steps import next_steps
from kiosk.flows.progress import show_progress
from kiosk.flows.service import HOME, MORE, Service, Visit
from kiosk.flows.state_words import of_card, of_standing
from kiosk.flows.steps import meanwhile
from kiosk.views import Action, Fact, Item, Situation, Tone, Working

_MORE = Action(MORE, text("more-services"), "dots-horizontal")


_MOST_STEPS = 3
_WELL = frozenset({Standing.ACTIVE, Standing.UNKNOWN, Standing.NOT_ACTIVATED, Standing.OTHER_CITY})


_APPLY = "apply"


@dataclass(frozen=True)
class _Shown:
    """Who has shown it, and their chip card, if it was one."""

    person: Identity
    chip: ChipCard | None = None

    @property
    def region(self) -> str:
        """Where the card was issued."""
        return "" if self.chip is None else self.chip.region


async def situation(visit: Visit) -> str | None:
    """Who is it, by whatever was shown; one question to the office; one page."""
    try:
        shown = await _who(visit)
    except WantsHome:
        return HOME
    asking = _known(visit, shown)
    found, inserted = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
    today = await visit.today()
    told = standing(found.application, found.card, today, shown.region)
    if told is Standing.ON_ITS_WAY and found.application is not None:
        return await show_progress(visit, shown.person.name, found.application, _MORE)
    if shown.chip is None or found.card is None or inserted == found.card:
        return await last_page(visit, _page(visit, shown, found, told))
    if inserted is None:
        return await say(visit, Tone.INFORM, "my-card-not-known")
    older = Known(found.application, inserted)
    return await last_page(visit, _page(visit, shown, older, standing(None, inserted, today), newer=True))


async def _known(visit: Visit, shown: _Shown) -> tuple[Known, CardStatus | None]:
    """How things stand with the person, and with the very card that was inserted: they may have a newer one."""
    if shown.chip is None:
        return await visit.office.situation(shown.person), None
    asking = visit.office.situation(shown.person), visit.office.card(shown.person, shown.chip.number)
    found, inserted = await asyncio.gather(*asking)
    return found, None if isinstance(inserted, NotHolder) else inserted


async def _who(visit: Visit) -> _Shown:
    """Whoever laid down, inserted or showed what began this.

    What tells nothing is asked for anew, or for another.
    """
    code, visit.code = visit.code, None
    if visit.person is None and code is not None:
        return _Shown(await _by_code(visit, code))
    if visit.person is None and Item.CARD in visit.took and Item.DOCUMENT not in visit.took:
        card = (await read_own_card(visit, None)).card
        visit.person = Identity.known_by(Proof.CHIP_CARD, card.holder, card.holder_number)
        return _Shown(visit.person, card)
    return _Shown(await identify(visit, accepted(Deed.SEE_PROGRESS)))


async def _by_code(visit: Visit, code: ScannedCode) -> Identity:
    visit.person = await whose(visit, code)
    hint = text("identify-code-expired") if visit.person is None else None
    return await identify(visit, accepted(Deed.SEE_PROGRESS), hint)


def _page(visit: Visit, shown: _Shown, found: Known, told: Standing, *, newer: bool = False) -> Situation[str]:
    """`newer`: there is a newer card than the one it is about; nobody must apply for what they have."""
    region = shown.region
    if found.card is not None and found.card.region:
        region = found.card.region
    sentence, advice = (
        _elsewhere(visit, region) if told is Standing.OTHER_CITY else of_standing(told, here=visit.can("activate"))
    )
    if told is Standing.ACTIVE and found.card is not None and found.card.bank_active:
        _, advice = of_card(CardState.NORMAL, bank_active=True)
    steps = next_steps(visit, told)
    if newer:
        advice = text("situation-newer-card")
        steps = [step for step in steps if step.key != _APPLY]
    return Situation(
        person=shown.person.name,
        tone=Tone.INFORM if told in _WELL else Tone.SORRY,
        sentence=sentence,
        details=(advice,),
        facts=_facts(found),
        actions=(*steps[:_MOST_STEPS], _MORE, FINISH),
    )


def _elsewhere(visit: Visit, region: str) -> tuple[Text, Text]:
    """Of a card of another city, by name, or of another province, on which the notice is silent."""
    city = visit.content.area_codes.of_region(region)
    if city is None:
        return text("situation-other-province"), text("situation-other-province.advice")
    return text("situation-other-city", city=city.name), text("situation-other-city.advice")


def _facts(found: Known) -> tuple[Fact, ...]:
    card = found.card
    if card is None:
        return ()
    facts = [Fact(text("fact-bank"), text("value", value=card.bank))] if card.bank else []
    if card.valid_until is not None:
        facts.append(Fact(text("fact-valid-until"), text("value-day", day=card.valid_until)))
    return tuple(facts)


SERVICE = Service(
    key="situation",
    title=text("service-situation"),
    subtitle=text("service-situation.subtitle"),
    icon="card-account-details",
    needs=(),
    run=situation,
    group=None,
    needs_office=False,  # somebody who lays a document down is told that the office is away, and not ignored
)
