"""Card first: whoever shows a document, a card or a code is told how things stand, and the one thing to do now."""

from __future__ import annotations

from kiosk.backend_client.models import Situation as Known
from kiosk.domain.card import CardState
from kiosk.domain.identity import Identity, Proof
from kiosk.domain.permissions import Deed, accepted
from kiosk.domain.personal import ScannedCode
from kiosk.domain.standing import Standing, standing
from kiosk.domain.text import Text, text
from kiosk.flows.chip import WantsHome, read_own_card
from kiosk.flows.electronic_card import whose
from kiosk.flows.hand_over import FINISH
from kiosk.flows.identify import identify
from kiosk.flows.last_page import last_page
from kiosk.flows.next_steps import next_steps
from kiosk.flows.progress import show_progress
from kiosk.flows.service import HOME, MORE, Service, Visit
from kiosk.flows.state_words import of_card, of_standing
from kiosk.flows.steps import meanwhile
from kiosk.views import Action, Fact, Item, Situation, Tone, Working

_MORE = Action(MORE, text("more-services"), "dots-horizontal")


_MOST_STEPS = 3
_WELL = frozenset({Standing.ACTIVE, Standing.UNKNOWN, Standing.NOT_ACTIVATED, Standing.OTHER_CITY})


async def situation(visit: Visit) -> str | None:
    """Who is it, by whatever was shown; one question to the office; one page."""
    try:
        person, region = await _who(visit)
    except WantsHome:
        return HOME
    asking = visit.office.situation(person)
    found = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
    told = standing(found.application, found.card, await visit.today(), region)
    if told is Standing.ON_ITS_WAY and found.application is not None:
        return await show_progress(visit, person.name, found.application, _MORE)
    return await last_page(visit, _page(visit, person, found, told, region))


async def _who(visit: Visit) -> tuple[Identity, str]:
    """Whoever laid down, inserted or showed what began this, and where the chip card was issued, if it is one.

    What tells nothing is asked for anew, or for another.
    """
    code, visit.code = visit.code, None
    if visit.person is None and code is not None:
        return await _by_code(visit, code), ""
    if visit.person is None and Item.CARD in visit.took and Item.DOCUMENT not in visit.took:
        card = (await read_own_card(visit, None)).card
        visit.person = Identity.known_by(Proof.CHIP_CARD, card.holder, card.holder_number)
        return visit.person, card.region
    return await identify(visit, accepted(Deed.SEE_PROGRESS)), ""


async def _by_code(visit: Visit, code: ScannedCode) -> Identity:
    visit.person = await whose(visit, code)
    hint = text("identify-code-expired") if visit.person is None else None
    return await identify(visit, accepted(Deed.SEE_PROGRESS), hint)


def _page(visit: Visit, person: Identity, found: Known, told: Standing, region: str) -> Situation[str]:
    if found.card is not None and found.card.region:
        region = found.card.region
    sentence, advice = (
        _elsewhere(visit, region) if told is Standing.OTHER_CITY else of_standing(told, here=visit.can("activate"))
    )
    if told is Standing.ACTIVE and found.card is not None and found.card.bank_active:
        _, advice = of_card(CardState.NORMAL, bank_active=True)
    return Situation(
        person=person.name,
        tone=Tone.INFORM if told in _WELL else Tone.SORRY,
        sentence=sentence,
        details=(advice,),
        facts=_facts(found),
        actions=(*next_steps(visit, told)[:_MOST_STEPS], _MORE, FINISH),
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
