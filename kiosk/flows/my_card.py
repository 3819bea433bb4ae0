"""我的社保卡: how the card stands, until when it is valid, its bank, where it is from, and what its chip says."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.backend_client.models import NotHolder
from kiosk.domain.card import CardStatus, ChipCard
from kiosk.domain.identity import Identity
from kiosk.domain.permissions import Deed, accepted
from kiosk.domain.personal import Personal
from kiosk.domain.receipt import Pair, Paragraph, Receipt, Rule, Title
from kiosk.domain.standing import standing
from kiosk.domain.text import Text, said, text
from kiosk.flows.chip import WantsHome, can_read_cards, read_own_card
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH, PRINT, hand_over
from kiosk.flows.identify import identify
from kiosk.flows.last_page import say, to_print
from kiosk.flows.next_steps import next_steps
from kiosk.flows.service import HOME, Group, Service, Visit
from kiosk.flows.slip import heading
from kiosk.flows.state_words import of_card
from kiosk.flows.steps import meanwhile
from kiosk.hardware.device import Presence
from kiosk.views import Action, Fact, Facts, Tone, Working

_READ = "read"
_ABOUT_THE_CARD = ("activate", "loss", "pin", "transfer")  # what may be done with it, and not looked up


async def my_card(visit: Visit) -> str | None:
    """By document or chip card; with the card in the reader also what its chip says."""
    try:
        return await _my_card(visit)
    except WantsHome:
        return HOME


async def _my_card(visit: Visit) -> str | None:
    person = await identify(visit, accepted(Deed.SEE_CARD))
    visit.look_up_today()
    chip = await _chip(visit, person) if _card_is_in(visit) else None
    while True:
        status = await _status(visit, person, chip)
        if status is None:
            return await _nothing_known(visit, chip)
        today = await visit.today()
        wish = await visit.display.ask(_view(visit, person, status, chip, today))
        if wish != _READ:
            break
        chip = await _chip(visit, person)
    if wish == PRINT:
        slip = _slip(visit, person, status, chip, today)
        return await hand_over(visit, slip, (of_card(status.state_on(today))[0],))
    return None if wish == FINISH.key else wish


def _card_is_in(visit: Visit) -> bool:
    return can_read_cards(visit) and visit.rack.card_reader.presence() is Presence.PRESENT


async def _chip(visit: Visit, person: Identity) -> ChipCard:
    return (await read_own_card(visit, person)).card


async def _status(visit: Visit, person: Identity, chip: ChipCard | None) -> CardStatus | None:
    """Of the very card that was read, else of the person's newest one."""
    if chip is None:
        situation = await meanwhile(visit.display, Working(doing=text("asking-office")), visit.office.situation(person))
        return situation.card
    asking = visit.office.card(person, chip.number)
    status = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
    return None if isinstance(status, NotHolder) else status


async def _nothing_known(visit: Visit, chip: ChipCard | None) -> str | None:
    """No card at the office: perhaps it is still being made."""
    progress = (Action("progress", text("see-progress"), "progress-clock"),) if visit.can("progress") else ()
    return await say(visit, Tone.INFORM, "my-card-none" if chip is None else "my-card-not-known", *progress)


def _view(visit: Visit, person: Identity, status: CardStatus, chip: ChipCard | None, today: date) -> Facts[str]:
    sentence, advice = _told(visit, status, today)
    ends = _ends(visit, status, today)
    return Facts(
        sentence=sentence,
        facts=_facts(visit, person, status, chip),
        details=(advice,) if ends is None else (ends, advice),
        actions=_actions(visit, status, chip, today),
    )


def _told(visit: Visit, status: CardStatus, today: date) -> tuple[Text, Text]:
    return of_card(status.state_on(today), bank_active=status.bank_active, here=visit.can("activate"))


def _facts(visit: Visit, person: Identity, status: CardStatus, chip: ChipCard | None) -> tuple[Fact, ...]:
    facts = [Fact(text("fact-name"), person.name)]
    if chip is not None:
        facts.append(Fact(text("fact-card-number"), chip.number))
    facts += [
        Fact(text("fact-bank"), text("value", value=status.bank)),
        Fact(text("fact-bank-function"), _bank_function(status)),
        Fact(text("fact-issued-in"), _issued_in(visit, status.region)),
        Fact(text("fact-valid-until"), _day(status.valid_until)),
    ]
    if chip is not None:
        facts.append(Fact(text("fact-chip-valid-until"), _day(chip.valid_until)))
        facts.append(Fact(text("fact-chip-version"), text("value", value=chip.version)))
    return tuple(facts)


def _bank_function(status: CardStatus) -> Text:
    """What the bank has done is the bank's to know: unknown is said as such."""
    words = {True: "bank-function-active", False: "bank-function-not-active", None: "bank-function-unknown"}
    return text(words[status.bank_active])


def _issued_in(visit: Visit, region: str) -> Text:
    if not region:
        return text("not-told")
    city = visit.content.area_codes.of_region(region)
    return text("issued-elsewhere") if city is None else said(city.name)


def _day(day: date | None) -> Text:
    return text("not-told") if day is None else text("value-day", day=day)


def _ends(visit: Visit, status: CardStatus, today: date) -> Text | None:
    """That the card ends soon, so long before as the rules say; 0 days: never."""
    warning = timedelta(days=visit.content.rules.validity_warning_days)
    last = status.valid_until
    if not warning or last is None or not today <= last <= today + warning:
        return None
    return text("my-card-ends", day=last)


def _actions(visit: Visit, status: CardStatus, chip: ChipCard | None, today: date) -> tuple[Action[str], ...]:
    following = next_steps(visit, standing(None, status, today))
    wanted = [step for step in following if step.key in _ABOUT_THE_CARD][:1]
    wanted += to_print(visit, text("my-card-print"))
    if chip is None and can_read_cards(visit):
        wanted.append(Action(_READ, text("my-card-read"), "credit-card-chip"))
    return (*wanted, FINISH, ANOTHER_SERVICE)


def _slip(visit: Visit, person: Identity, status: CardStatus, chip: ChipCard | None, today: date) -> Receipt:
    sentence, advice = _told(visit, status, today)
    ends = _ends(visit, status, today)
    return Receipt(
        (
            Title(text("paper-my-card")),
            *heading(visit, person),
            Paragraph(sentence, strong=True),
            *(Pair(fact.name, _printed(fact.value)) for fact in _facts(visit, person, status, chip)[1:]),
            Rule(),
            *(() if ends is None else (Paragraph(ends),)),
            Paragraph(advice),
            Paragraph(text("paper-12333")),
        )
    )


def _printed(value: Text | Personal) -> Text:
    """Personal values stay masked on paper."""
    return text("value-person", name=value) if isinstance(value, Personal) else value


SERVICE = Service(
    key="my-card",
    title=text("service-my-card"),
    subtitle=text("service-my-card.subtitle"),
    icon="card-account-details",
    needs=("id-reader",),
    run=my_card,
    group=Group.MY_CARD,
    main=True,
)
