"""亲情查: how a relative's card stands, by their document or a registered relation; never by name and number."""

from __future__ import annotations

from kiosk.backend_client.errors import OfficeRefused
from kiosk.domain.identity import Proof
from kiosk.domain.permissions import Deed, accepted
from kiosk.domain.personal import RelativeName
from kiosk.domain.progress import Progress
from kiosk.domain.relative import Relative
from kiosk.domain.text import Text, text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.flows.identify import identify
from kiosk.flows.last_page import last_page
from kiosk.flows.progress import nothing_known, show_progress
from kiosk.flows.service import Group, Service, Visit
from kiosk.flows.steps import meanwhile
from kiosk.views import Choose, Guide, Item, Option, Pick, Picked, Row, Working

_DOCUMENT = "document"
_RELATION = "relation"
_NEITHER = "neither"
_REFERENCE_TOO_OLD = "unknown-relative"


async def family(visit: Visit) -> str | None:
    """Ask what they have, then look; the mini-program is the way for everybody else."""
    relations = visit.config.services.family_relations
    options = [
        Option(_DOCUMENT, text("family-by-document"), text("family-by-document.detail"), "card-account-details"),
        Option(_RELATION, text("family-by-relation"), text("family-by-relation.detail"), "account-group"),
        Option(_NEITHER, text("family-by-neither"), text("family-by-neither.detail"), "cellphone"),
    ]
    asked = Choose(
        question=text("family-what-have-you"),
        options=tuple(option for option in options if relations or option.key != _RELATION),
    )
    way = await visit.display.ask(asked)
    if way == _DOCUMENT:
        return await _by_document(visit)
    return await _by_relation(visit) if way == _RELATION else await _mini_program(visit)


async def _by_document(visit: Visit) -> str | None:
    """The relative's document on the reader. Nobody is served under their name afterwards.

    Whoever had laid down their own has taken it away for that, and is a stranger again; a chip card or a code still
    tells who stands here.
    """
    viewer, visit.person = visit.person, None
    try:
        hint = text("family-lay-theirs" if Item.DOCUMENT in visit.took else "family-lay-down")
        relative = await identify(visit, hint=hint, may_offer=False)
        asking = visit.office.progress(relative)
        found = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
        return await _show(visit, RelativeName(relative.name.reveal()), found)
    finally:
        known_otherwise = viewer is not None and viewer.proof is not Proof.DOCUMENT
        visit.person = viewer if known_otherwise else None


async def _by_relation(visit: Visit) -> str | None:
    """A relative whom the office has registered: first who asks."""
    viewer = await identify(visit, accepted(Deed.SEE_FAMILY))
    while True:
        asking = visit.office.relatives(viewer)
        relatives = await meanwhile(visit.display, Working(doing=text("asking-office")), asking)
        if not relatives:
            return await _mini_program(visit, text("family-nobody-registered"))
        relative = await _whom(visit, relatives)
        asking_progress = visit.office.relative_progress(viewer, relative)
        try:
            found = await meanwhile(visit.display, Working(doing=text("asking-office")), asking_progress)
        except OfficeRefused as error:
            if error.code != _REFERENCE_TOO_OLD:
                raise
            continue  # they took their time: references live for minutes only
        return await _show(visit, RelativeName.known_masked(relative.masked_name), found)


async def _whom(visit: Visit, relatives: tuple[Relative, ...]) -> Relative:
    rows = tuple(
        Row(
            str(place),
            text("value-person", name=RelativeName.known_masked(relative.masked_name)),
            text(f"relation-{relative.relation.value}"),
            icon="account",
        )
        for place, relative in enumerate(relatives)
    )
    picking = Pick(heading=text("family-whom"), rows=rows, count=text("family-count", count=len(rows)))
    while True:
        picked = await visit.display.ask(picking)
        if isinstance(picked, Picked):
            return relatives[int(picked.key)]


async def _show(visit: Visit, name: RelativeName, found: Progress | None) -> str | None:
    if found is None:
        return await nothing_known(visit, text("family-nothing-known"))
    return await show_progress(visit, name, found, ANOTHER_SERVICE, own=False)


async def _mini_program(visit: Visit, answer: Text | None = None) -> str | None:
    """社保卡亲情查 (S-24), which shows the progress of oneself and one's family."""
    guide = Guide(
        title=text("service-family"),
        answer=answer or text("family-mini-program"),
        steps=(text("family-step-search"), text("family-step-bind"), text("family-step-look")),
        numbered=True,
        remarks=(text("family-outlet-too"),),
        actions=(FINISH, ANOTHER_SERVICE),
    )
    return await last_page(visit, guide)


SERVICE = Service(
    key="family",
    title=text("service-family"),
    subtitle=text("service-family.subtitle"),
    icon="account-heart",
    needs=("id-reader",),
    run=family,
    group=Group.PROGRESS,
)
