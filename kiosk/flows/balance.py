"""医保个人账户: the usable amount now, to note down before an activation and to compare afterwards (S-31 to S-33)."""

from __future__ import annotations

from kiosk.backend_client.errors import OfficeRefused
from kiosk.config import Config
from kiosk.domain.balance import Balance
from kiosk.domain.identity import Identity
from kiosk.domain.money import Amount, yuan
from kiosk.domain.permissions import Deed, accepted
from kiosk.domain.receipt import Pair, Paragraph, Receipt, Rule, Title
from kiosk.domain.text import text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.identify import identify
from kiosk.flows.last_page import last_page, say, to_print
from kiosk.flows.service import Group, Service, Visit
from kiosk.flows.slip import heading
from kiosk.flows.steps import meanwhile
from kiosk.views import Fact, Facts, Tone, Working

_NOT_OFFERED = "not-offered"


class BalanceNotOffered(Exception):
    """The configuration says that the office tells balances, and the office says that it does not."""


async def balance_of(visit: Visit, person: Identity) -> Balance | None:
    """The account; None when there is none. Raises `BalanceNotOffered`, and what else the office client raises."""
    try:
        return await visit.office.balance(person)
    except OfficeRefused as refused:
        if refused.code == _NOT_OFFERED:
            raise BalanceNotOffered from None
        raise


async def balance(visit: Visit) -> str | None:
    """Identify, ask the office, show the amount behind a press, hand it over on paper if that is wanted."""
    person = await identify(visit, accepted(Deed.SEE_BALANCE))
    try:
        found = await meanwhile(visit.display, Working(doing=text("asking-office")), balance_of(visit, person))
    except BalanceNotOffered:
        return await say(visit, Tone.INFORM, "balance-not-offered", advice="balance-elsewhere")
    if found is None:
        return await say(visit, Tone.INFORM, "balance-none", advice="balance-elsewhere")
    amount = Fact(text("fact-balance"), Amount.of(found.fen))
    page = Facts(
        sentence=text("balance-sentence"),
        facts=(
            Fact(text("fact-name"), person.name),
            amount,
            Fact(text("fact-as-of"), text("value-day", day=found.as_of)),
        ),
        details=(text("balance-not-on-card"), text("balance-compare")),
        actions=(*to_print(visit, text("balance-print")), FINISH, ANOTHER_SERVICE),
    )
    return await last_page(visit, page, lambda: _slip(visit, person, found), (text("balance-compare"),), (amount,))


def _slip(visit: Visit, person: Identity, found: Balance) -> Receipt:
    """The amount stands on it in clear: whoever printed it wants to compare it."""
    return Receipt(
        (
            Title(text("paper-balance")),
            *heading(visit, person),
            Pair(text("paper-amount"), text("paper-yuan", amount=yuan(found.fen)), large=True),
            Pair(text("fact-as-of"), text("value-day", day=found.as_of)),
            Rule(),
            Paragraph(text("balance-not-on-card")),
            Paragraph(text("balance-compare")),
            Paragraph(text("paper-12333")),
        )
    )


def _offered(config: Config) -> bool:
    return config.services.balance


SERVICE = Service(
    key="balance",
    title=text("service-balance"),
    subtitle=text("service-balance.subtitle"),
    icon="wallet",
    needs=("id-reader",),
    run=balance,
    group=Group.MY_CARD,
    offered=_offered,
)
