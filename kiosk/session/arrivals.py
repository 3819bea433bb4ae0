"""Who or what arrives at the machine: documents, cards and codes that are shown, taken away, or lie there still."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Sequence
from typing import Any

from kiosk.domain.identity import Proof
from kiosk.flows.electronic_card import reads_codes, scan
from kiosk.flows.service import Visit
from kiosk.hardware.device import Presence
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.views import Item

_LOOK_AGAIN_SECONDS = 5.0  # after a device failed while nobody was being served by it
# A scanner that looks for codes counts as well, so nobody asks it: leave it alone until three looks have missed.
_MISSES_SECONDS = 10.0

Begin = Coroutine[Any, Any, str | None]


class _LiesBadly(Exception):
    """A document is on the reader, but cannot be read as it lies."""


async def first_of(begins: Sequence[Begin]) -> str | None:
    """Run all until one has a result, give that, cancel the others.

    Of several that end at once one that begins something is given: what it knows by then must not stay unused.
    """
    tasks = [asyncio.create_task(begin) for begin in begins]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        results = [task.result() for task in tasks if task.done()]
        return next((begun for begun in results if begun is not None), None)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def document(visit: Visit, service: str, still_there: set[Item]) -> str | None:
    """A document laid down begins `service`, also one that lies badly, which then says so.

    None when one that was left behind is gone now, or when the reader must be looked at.
    """
    reader = visit.rack.id_reader
    try:
        if Item.DOCUMENT in still_there:
            await reader.wait_removed()
            still_there.discard(Item.DOCUMENT)
            return None
        visit.person = await reader.read_document(_lies_badly)
        visit.look_up_today()
    except (DocumentUnreadable, _LiesBadly):
        visit.person = None  # whoever was known before, by a card or a code, does not lie there
    except DeviceError as error:
        await look_again(visit, error)
        return None
    visit.took.add(Item.DOCUMENT)
    return service


async def card(visit: Visit, service: str, still_there: set[Item]) -> str | None:
    """A chip card inserted begins `service`; else as `document`."""
    reader = visit.rack.card_reader
    try:
        if Item.CARD in still_there:
            await give_back(visit)
            await reader.wait_removed()
            still_there.discard(Item.CARD)
            return None
        await reader.wait_card()
    except DeviceError as error:
        await look_again(visit, error)
        return None
    visit.took.add(Item.CARD)
    return service


async def code(visit: Visit, service: str) -> str | None:
    """A code shown to the scanner begins `service`, which asks whose it is; None when the scanner must be looked at."""
    try:
        visit.code = await scan(visit)
    except DeviceError as error:
        await look_again(visit, error, _MISSES_SECONDS)
        return None
    return service


def others(visit: Visit, service: str) -> list[Begin]:
    """All that may arrive within a visit, beside touches: somebody who says who they are, or takes that away.

    Whoever takes their document or their card away is not served under their name any more.
    """
    proof = None if visit.person is None else visit.person.proof
    if proof is Proof.DOCUMENT:
        return [_document_taken(visit)]
    begins: list[Begin] = [_until_begun(visit, service)]
    if proof is Proof.CHIP_CARD:
        return [*begins, _card_taken(visit)]
    begins.append(_another_card(visit, service))
    if reads_codes(visit):
        begins.append(_another_code(visit, service))
    return begins


async def _until_begun(visit: Visit, service: str) -> str:
    """As `document`; a reader in trouble is waited for: giving up would put the question anew, for ever."""
    while (begun := await document(visit, service, set())) is None:
        pass  # the reader has been looked at
    return begun


async def _another_card(visit: Visit, service: str) -> str:
    """A card put in now; one that was in already has had its turn."""
    if visit.rack.card_reader.presence() is Presence.PRESENT:
        while not await _removed(visit, Item.CARD):
            pass
        visit.took.discard(Item.CARD)
    while (begun := await card(visit, service, set())) is None:
        pass
    visit.person = None  # whoever was known by a code: the card says now who stands here
    return begun


async def _another_code(visit: Visit, service: str) -> str:
    while (begun := await code(visit, service)) is None:
        pass
    visit.person = None
    return begun


async def _document_taken(visit: Visit) -> None:
    while not await _removed(visit, Item.DOCUMENT):
        pass
    _forget(visit, Item.DOCUMENT)


async def _card_taken(visit: Visit) -> None:
    while not await _removed(visit, Item.CARD):
        pass
    _forget(visit, Item.CARD)


def _forget(visit: Visit, item: Item) -> None:
    visit.person = None
    visit.took.discard(item)


async def _removed(visit: Visit, item: Item) -> bool:
    """Wait until something is taken away; False when its reader had to be looked at instead."""
    try:
        if item is Item.DOCUMENT:
            await visit.rack.id_reader.wait_removed()
        else:
            await visit.rack.card_reader.wait_removed()
    except DeviceError as error:
        await look_again(visit, error)
        return False
    return True


async def give_back(visit: Visit) -> None:
    """Have a card that only the reader can give back given back, through the reader's failures.

    Once: of a card of odd length the reader says "inside" in the mouth as well, and each time strains the motor.
    """
    reader = visit.rack.card_reader
    while reader.holds_card:
        try:
            await reader.give_back()
        except DeviceError as error:
            await look_again(visit, error)
        else:
            return


def _lies_badly() -> None:
    raise _LiesBadly


async def look_again(visit: Visit, error: DeviceError, seconds: float = _LOOK_AGAIN_SECONDS) -> None:
    """A device failed while nobody needed it: have it looked at before it is asked again.

    Its report may well be the same as before, when the trouble has passed.
    """
    visit.rack.look_at(error.device)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await visit.rack.board.change()
