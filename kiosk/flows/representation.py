"""替家人办: who may act for somebody who cannot come, and which papers they bring (domain brief 2.6; F30)."""

from __future__ import annotations

from kiosk.domain.text import Text, text
from kiosk.flows.papers import Papers, guide
from kiosk.flows.service import Group, Service, Visit
from kiosk.views import Back, Choose, Option

_CHILD, _PUPIL, _UNABLE, _AWAY = "child", "pupil", "unable", "away"
_FOR_WHOM = Choose(
    question=text("papers-for-whom"),
    options=(
        Option(_CHILD, text("papers-child"), icon="account-child"),
        Option(_PUPIL, text("papers-pupil"), icon="school"),
        Option(_UNABLE, text("papers-unable"), icon="human-cane"),
        Option(_AWAY, text("papers-away"), icon="bus"),
    ),
)
_OF_ANOTHER = (text("papers-both-documents"), text("papers-copies"))
_STEPS: dict[str, tuple[Text, ...]] = {
    _CHILD: (text("papers-register"), text("papers-guardian-document"), text("papers-child-document")),
    _PUPIL: (text("papers-ask-school"), text("papers-or-guardian")),
    _UNABLE: _OF_ANOTHER,
    _AWAY: _OF_ANOTHER,
}


async def representation(visit: Visit) -> str | None:
    """For whom? Then the list of papers, to read and to take along. Nothing in it depends on the date."""
    while True:
        whom = await visit.display.ask(_FOR_WHOM)
        papers = Papers(
            title=text("papers-title"),
            answer=text(f"papers-for-{whom}"),
            steps=_STEPS[whom],
            remarks=(text("papers-bank"), text("papers-call-first")),
        )
        try:
            return await guide(visit, papers)
        except Back:
            continue


SERVICE = Service(
    key="papers",
    title=text("service-papers"),
    subtitle=text("service-papers.subtitle"),
    icon="account-group",
    needs=(),
    run=representation,
    group=Group.GUIDES,
    needs_office=False,
)
