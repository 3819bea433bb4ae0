"""Who stands here: lay the identity document on the reader, and see that it can be used today."""

from __future__ import annotations

from kiosk.domain.identity import Identity
from kiosk.domain.text import Text, text
from kiosk.flows.service import Visit
from kiosk.flows.steps import meanwhile
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.views import Action, Item, Leave, Outcome, PresentDocument, Tone, Working

_AGAIN = "again"
_LEAVE = "leave"


class _LayAgain(Exception):
    """The document lies badly: ask again, with the hint."""


async def identify(visit: Visit) -> Identity:
    """Who stands here, with a document that is valid today; asks only when `visit.person` is not known.

    Raises `Back`, `Leave`, and what the reader and the office raise.
    """
    while True:
        if visit.person is None:
            trouble = await _read_person(visit)
        else:
            trouble = await _not_usable(visit, visit.person)
        if trouble is None and visit.person is not None:
            return visit.person
        visit.person = None
        if trouble is not None:
            await _ask_for_another(visit, trouble)


async def _read_person(visit: Visit) -> Text | None:
    visit.look_up_today()
    hint: Text | None = None
    while True:
        try:
            person = await meanwhile(visit.display, PresentDocument(hint=hint), _read(visit))
        except _LayAgain:
            visit.took.add(Item.DOCUMENT)  # it lies there, read or not
            hint = text("identify-lay-again")
        except DocumentUnreadable:
            visit.took.add(Item.DOCUMENT)
            return text("identify-unreadable")
        else:
            visit.took.add(Item.DOCUMENT)
            visit.person = person
            return await _not_usable(visit, person)


async def _read(visit: Visit) -> Identity:
    def lay_again() -> None:
        raise _LayAgain

    return await visit.rack.id_reader.read_document(lay_again)


async def _not_usable(visit: Visit, person: Identity) -> Text | None:
    """Why a document cannot be used today, or None (S-91: a valid identity document)."""
    if not visit.knows_today:
        await meanwhile(visit.display, Working(doing=text("asking-office")), visit.today())
    today = await visit.today()
    if person.expired(today):
        return text("identify-expired", day=person.valid_to or today)
    if person.not_yet_valid(today):
        return text("identify-not-yet-valid", day=person.valid_from or today)
    return None


async def _ask_for_another(visit: Visit, sentence: Text) -> None:
    wish = await visit.display.ask(
        Outcome(
            tone=Tone.SORRY,
            sentence=sentence,
            details=(text("identify-another-way"),),
            actions=(
                Action(_AGAIN, text("identify-again"), "refresh"),
                Action(_LEAVE, text("end-visit"), "exit-to-app"),
            ),
        )
    )
    if wish == _LEAVE:
        raise Leave
