"""The endless round: attract, serve one citizen, forget them, attract again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from kiosk.domain.text import text
from kiosk.events import mishap
from kiosk.flows.acts import settle_open
from kiosk.flows.service import Service, Visit
from kiosk.hardware.device import Health
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.session.offers import offers
from kiosk.session.serve import serve
from kiosk.views import Attract, Item, OutOfService

_SETTLE_SECONDS = 60.0  # between two rounds of asking about acts whose answer was lost
_LOOK_AGAIN_SECONDS = 5.0  # after a device failed while nobody was here
_FIRST_SETTLE_SECONDS = 10.0  # for the first round, before anybody is served


async def host(new_visit: Callable[[], Visit], services: Mapping[str, Service], first_for: Mapping[Item, str]) -> None:
    """Serve citizens until cancelled. `first_for`: the service a card laid down starts, without a menu."""
    left: frozenset[Item] = frozenset()
    await _settle_first(new_visit())
    while True:
        visit = new_visit()
        try:
            first = await _attract(visit, services, first_for, left)
            visit.rack.serving = True
            left = await serve(visit, services, first)
        except Exception as error:  # noqa: BLE001 - the round must go on; serve() has apologised already
            visit.log.write(mishap("host", error))
            left = frozenset()
        finally:
            visit.rack.serving = False
            visit.close()
            visit.display.new_visit()


async def _attract(
    visit: Visit, services: Mapping[str, Service], first_for: Mapping[Item, str], left: frozenset[Item]
) -> str:
    """Wait for somebody: a touch on an offer, a document on the reader, a chip card in the slot."""
    settling = asyncio.create_task(_settle(visit))
    still_there = set(left)
    try:
        while True:
            begins: list[Coroutine[Any, Any, str | None]] = [_touched(visit, services, still_there), _changed(visit)]
            if _up(visit, "id-reader"):
                begins.append(_document(visit, first_for[Item.DOCUMENT], still_there))
            if _up(visit, "card-reader"):
                begins.append(_card(visit, first_for[Item.CARD], still_there))
            begun = await _first(begins)
            if begun is not None:
                return begun
    finally:
        settling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await settling


async def _first(begins: list[Coroutine[Any, Any, str | None]]) -> str | None:
    tasks = [asyncio.create_task(begin) for begin in begins]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(task.result() for task in tasks if task.done())
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _up(visit: Visit, name: str) -> bool:
    return visit.rack.report(name).health is Health.UP


async def _touched(visit: Visit, services: Mapping[str, Service], still_there: set[Item]) -> str:
    offered = offers(services.values(), visit.rack)
    if all(offer.closed is not None for offer in offered):
        return await visit.display.ask(OutOfService(reason=text("out-of-service")))
    notice = text(f"left-behind-{min(item.value for item in still_there)}") if still_there else None
    return await visit.display.ask(Attract(offers=offered, notice=notice))


async def _changed(visit: Visit) -> None:
    await visit.rack.change()


async def _document(visit: Visit, service: str, still_there: set[Item]) -> str | None:
    """A document laid down begins its service; also one that lies badly, which then says so."""
    reader = visit.rack.id_reader
    try:
        if Item.DOCUMENT in still_there:
            await reader.wait_removed()
            still_there.discard(Item.DOCUMENT)
            return None
        visit.person = await reader.read_document(_lies_badly)
    except (DocumentUnreadable, _LiesBadly):
        pass
    except DeviceError as error:
        await _look_again(visit, error)
        return None
    visit.took.add(Item.DOCUMENT)
    return service


class _LiesBadly(Exception):
    """A document is on the reader, but cannot be read as it lies."""


def _lies_badly() -> None:
    raise _LiesBadly


async def _card(visit: Visit, service: str, still_there: set[Item]) -> str | None:
    reader = visit.rack.card_reader
    try:
        if Item.CARD in still_there:
            await reader.wait_removed()
            still_there.discard(Item.CARD)
            return None
        await reader.wait_card()
    except DeviceError as error:
        await _look_again(visit, error)
        return None
    visit.took.add(Item.CARD)
    return service


async def _look_again(visit: Visit, error: DeviceError) -> None:
    """A device failed while nobody was here: have it looked at before it is asked again.

    Its report may well be the same as before, when the trouble has passed.
    """
    visit.rack.look_at(error.device)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(visit.rack.change(), _LOOK_AGAIN_SECONDS)


async def _settle_first(visit: Visit) -> None:
    """After a power cut a card may still lie in the machine and start a visit at once: settle before that."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(settle_open(visit.office, visit.journal, visit.log), _FIRST_SETTLE_SECONDS)


async def _settle(visit: Visit) -> None:
    """Only while nobody is served: an enquiry voids a request that has not arrived yet."""
    while True:
        still_open = await settle_open(visit.office, visit.journal, visit.log)
        if not still_open:
            return
        await asyncio.sleep(_SETTLE_SECONDS)
