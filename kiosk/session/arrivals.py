"""Who or what arrives at the machine: documents and cards that are laid down, taken away, or lie there still."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Sequence
from typing import Any

from kiosk.flows.service import Visit
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.views import Item

_LOOK_AGAIN_SECONDS = 5.0  # after a device failed while nobody was being served by it


class _LiesBadly(Exception):
    """A document is on the reader, but cannot be read as it lies."""


async def first_of(begins: Sequence[Coroutine[Any, Any, str | None]]) -> str | None:
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
        pass
    except DeviceError as error:
        await look_again(visit, error)
        return None
    visit.took.add(Item.DOCUMENT)
    return service


async def another_document(visit: Visit, service: str) -> str | None:
    """As `document`, within a visit: first the one that was read is taken away, and with it the name.

    A reader in trouble is waited for here: giving up would put the question anew, and patience would never end.
    """
    if visit.person is None:
        while (begun := await document(visit, service, set())) is None:
            pass  # the reader has been looked at
        return begun
    while not await _removed(visit):
        pass
    visit.person = None
    visit.took.discard(Item.DOCUMENT)
    return None


async def _removed(visit: Visit) -> bool:
    """Wait until the document is taken away; False when the reader had to be looked at instead."""
    try:
        await visit.rack.id_reader.wait_removed()
    except DeviceError as error:
        await look_again(visit, error)
        return False
    return True


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


async def look_again(visit: Visit, error: DeviceError) -> None:
    """A device failed while nobody needed it: have it looked at before it is asked again.

    Its report may well be the same as before, when the trouble has passed.
    """
    visit.rack.look_at(error.device)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LOOK_AGAIN_SECONDS):
            await visit.rack.board.change()
