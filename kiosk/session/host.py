"""The endless round: attract, serve one citizen, forget them, attract again."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.text import Text, text
from kiosk.events import mishap
from kiosk.flows.acts import settle_open
from kiosk.flows.electronic_card import reads_codes
from kiosk.flows.service import Visit
from kiosk.session.arrivals import Begin, card, code, document, first_of, give_back
from kiosk.session.closure import closure
from kiosk.session.offers import first_screen, limits, offers, out_of_service
from kiosk.session.office_watch import until_changed, until_reachable
from kiosk.session.remains import Remains
from kiosk.session.serve import Forgotten, serve
from kiosk.views import Attract, Item, Offer, OutOfService

_PAUSE_SECONDS = 2.0  # after an error nobody foresaw: if it stays, the log must not fill up
_ERRAND_SECONDS = 60.0  # between two rounds of errands while nobody is served
_FIRST_SETTLE_SECONDS = 10.0  # for the first round of settling, before anybody is served


async def host(new_visit: Callable[[], Visit], arrived: str) -> None:
    """Serve citizens until cancelled. `arrived`: the service a document, a card or a code begins, without a menu."""
    forgotten = Forgotten()
    remains = Remains()
    await _settle_first(new_visit())
    while True:
        visit = new_visit()
        log, acts = visit.log, visit.acts
        try:
            first = await _attract(visit, arrived, forgotten)
            visit.rack.serving = True
            forgotten = await serve(visit, arrived, first)
        except Exception as error:  # noqa: BLE001 - the round must go on; serve() has apologised already
            visit.log.write(mishap("host", error))
            await asyncio.sleep(_PAUSE_SECONDS)
        finally:
            visit.rack.serving = False
            visit.close()
            visit.display.new_visit()
        del visit
        gc.collect()  # an error's traceback may hold the visit in a circle; with it goes the person
        if not acts:  # one that is under way knows whom it is for, and goes on
            remains.report(log)


async def _attract(visit: Visit, arrived: str, forgotten: Forgotten) -> str:
    """Wait for somebody: a touch on an offer, a document on the reader, a chip card in the slot, a code shown."""
    errands = asyncio.create_task(_errands(visit), name="errands")
    still_there = set(forgotten.behind)
    if visit.rack.card_reader.holds_card and not forgotten.kept:
        still_there.add(Item.CARD)  # of somebody who is gone: a visit that failed, a power cut
    try:
        while True:
            sight = _look(visit)
            begins = _begins(visit, sight, arrived, still_there, forgotten.kept)
            begun = await first_of([*begins, _changed(visit, sight)])
            if begun is not None:
                return begun
    finally:
        errands.cancel()
        await asyncio.gather(errands, return_exceptions=True)


@dataclass(frozen=True)
class _Sight:
    """What the attract screen depends on. `closed`: why nobody is taken in."""

    offered: tuple[Offer, ...]
    limits: Text | None
    closed: Text | None
    documents: bool  # can be read now; as the next two
    cards: bool
    codes: bool


def _look(visit: Visit) -> _Sight:
    rack = visit.rack
    offered = offers(visit.services.values(), rack, visit.office)
    reading = (rack.board.usable("id-reader"), rack.board.usable("card-reader"), reads_codes(visit))
    return _Sight(
        first_screen(visit.services, offered),
        limits(offered, rack),
        closure(rack) or out_of_service(offered),
        *reading,
    )


def _begins(visit: Visit, sight: _Sight, arrived: str, still_there: set[Item], kept: bool) -> list[Begin]:
    """All that may end this look of the attract screen; nothing begins while nobody is taken in."""
    if sight.closed is not None:
        return [visit.display.ask(OutOfService(reason=sight.closed)), _not_wanted(visit)]
    begins: list[Begin] = [_touched(visit, sight.offered, _notice(still_there, kept) or sight.limits)]
    if sight.documents:
        begins.append(document(visit, arrived, still_there))
    begins.append(card(visit, arrived, still_there) if sight.cards else _not_wanted(visit))
    if sight.codes:
        begins.append(code(visit, arrived))
    return begins


async def _not_wanted(visit: Visit) -> None:
    """A card that was drawn in when its service closed goes back to whoever put it in, and begins nothing later."""
    await give_back(visit)
    await asyncio.Event().wait()  # until something else ends this look


async def _touched(visit: Visit, offered: tuple[Offer, ...], notice: Text | None) -> str | None:
    """The offer that was touched; None when somebody touched something else and went away."""
    asking = asyncio.create_task(visit.display.ask(Attract(offers=offered, notice=notice)))
    try:
        while not asking.done():
            await asyncio.wait({asking}, timeout=visit.config.patience.ask_after)
            if not asking.done() and _went_away(visit):
                visit.display.new_visit()  # the next person finds neither a foreign language nor an open help sheet
                return None
        return asking.result()
    finally:
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)


def _notice(still_there: set[Item], kept: bool) -> Text | None:
    """What lies there for everybody to see comes first; that a card was kept is said until somebody is served."""
    if still_there:
        return text(f"left-behind-{min(item.value for item in still_there)}")
    return text("card-kept") if kept else None


def _went_away(visit: Visit) -> bool:
    """Whether somebody touched the glass, chose nothing, and has not touched it for a while; told once."""
    now, touched = asyncio.get_running_loop().time(), visit.display.last_touch()
    if not visit.began < touched <= now - visit.config.patience.ask_after:
        return False
    visit.began = now
    return True


async def _changed(visit: Visit, before: _Sight) -> None:
    """Something is offered, or not offered, that was not when `before` was seen."""
    while _look(visit) == before:
        await until_changed(visit)


async def _settle_first(visit: Visit) -> None:
    """After a power cut a card may still lie in the machine and start a visit at once: settle before that."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_FIRST_SETTLE_SECONDS):
            await _settle(visit)


async def _errands(visit: Visit) -> None:
    """While nobody is served: know the business date, settle what is open, see whether the office is back.

    Only then, because an enquiry voids a request that has not arrived yet.
    """
    while True:
        visit.look_up_today(anew=True)
        await _settle(visit)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_ERRAND_SECONDS):
                while visit.office.reachable is not False:
                    await visit.office.change()
        await until_reachable(visit)


async def _settle(visit: Visit) -> None:
    if visit.acts:
        return  # one goes on though nobody waits for it any more: it settles itself
    try:
        await settle_open(visit.office, visit.journal, visit.log)
    except Exception as error:  # noqa: BLE001 - one act that cannot be settled must not stop the machine
        visit.log.write(mishap("settle", error))
