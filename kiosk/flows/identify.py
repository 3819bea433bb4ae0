"""Who stands here: a document on the reader that can be used today, or where that is enough, something weaker."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine
from typing import Any

from kiosk.domain.identity import Identity, Proof
from kiosk.domain.personal import ScannedCode
from kiosk.domain.text import Text, text
from kiosk.flows import large_type
from kiosk.flows.electronic_card import reads_codes, scan_if_it_works, whose
from kiosk.flows.service import Visit
from kiosk.flows.steps import meanwhile
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.views import Action, Item, Leave, Outcome, PresentDocument, Tone, Working

# What changes anything needs the document itself; what is enough otherwise: `kiosk.domain.permissions.accepted`.
ONLY_DOCUMENT = frozenset({Proof.DOCUMENT})

_AGAIN = "again"
_LEAVE = "leave"


class _LayAgain(Exception):
    """The document lies badly: ask again, with the hint."""


async def identify(
    visit: Visit, accept: Collection[Proof] = ONLY_DOCUMENT, hint: Text | None = None, *, may_offer: bool = True
) -> Identity:
    """Who stands here, by one of the proofs that are accepted; a document must be valid today.

    Asks when `visit.person` is not known, or only by something weaker; `hint` is said when it asks.
    `may_offer`: large type may be offered now; not where the first answer is still owed, or a relative's document lies.
    Raises `Back`, `Leave`, and what the reader and the office raise.
    """
    while True:
        person = visit.person
        if person is None or person.proof not in accept:
            trouble = await _ask(visit, accept, hint)
        elif person.proof is Proof.DOCUMENT:
            trouble = await _not_usable(visit, person)
        else:
            return person
        if trouble is None and visit.person is not None:
            if may_offer:
                await large_type.ask_whether(visit)
            return visit.person
        visit.person = None
        if trouble is not None:
            await _ask_for_another(visit, trouble)


async def _ask(visit: Visit, accept: Collection[Proof], hint: Text | None) -> Text | None:
    """Ask until somebody is known; returns why their document cannot be used."""
    visit.look_up_today()
    while True:
        try:
            shown = await meanwhile(visit.display, PresentDocument(hint=hint), _shown(visit, accept))
        except _LayAgain:
            visit.took.add(Item.DOCUMENT)  # it lies there, read or not
            hint = text("identify-lay-again")
            continue
        except DocumentUnreadable:
            visit.took.add(Item.DOCUMENT)
            return text("identify-unreadable")
        if isinstance(shown, Identity):
            visit.took.add(Item.DOCUMENT)
            visit.person = shown
            return await _not_usable(visit, shown)
        visit.person = await whose(visit, shown)
        if visit.person is not None:
            return None
        hint = text("identify-code-expired")


async def _shown(visit: Visit, accept: Collection[Proof]) -> Identity | ScannedCode:
    """A document that is laid down or, where one will do, a code that is shown; whichever comes first."""
    ways: list[Coroutine[Any, Any, Identity | ScannedCode]] = [_read(visit)]
    if Proof.ELECTRONIC_CARD in accept and reads_codes(visit):
        ways.append(scan_if_it_works(visit))
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(task for task in tasks if task.done()).result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _read(visit: Visit) -> Identity:
    def lay_again() -> None:
        raise _LayAgain

    return await visit.rack.id_reader.read_document(lay_again)


async def _not_usable(visit: Visit, person: Identity) -> Text | None:
    """Why a document cannot be used today, or None (S-91: a valid identity document).

    By the office's business date: without it nothing that depends on it goes on (`OfficeTrouble`).
    """
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
