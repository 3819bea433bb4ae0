"""One citizen: service after service until they have finished, then everything handed back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.events import LeftBehind, ServiceEnded, ServiceStarted, mishap
from kiosk.flows.rating import rate
from kiosk.flows.service import HOME, MORE, Service, Visit
from kiosk.hardware.device import Presence
from kiosk.hardware.errors import DeviceError
from kiosk.session.apologies import RETRY, apology
from kiosk.session.arrivals import first_of, give_back, others
from kiosk.session.closure import power_ends
from kiosk.session.offers import first_screen, grouped, limits, offers
from kiosk.session.office_watch import until_reachable
from kiosk.session.patience import Abandoned
from kiosk.views import Back, Goodbye, Home, Item, Leave, Menu, TakeBack, View

_OUTCOME_SECONDS = 10.0  # to read how an act ended; a battery called low lasts minutes
_READABLE_SECONDS = 3.0  # how long a reminder stays when no device can tell whether the card is gone


@dataclass(frozen=True)
class Forgotten:
    """What a citizen did not take. `behind`: on the readers; `kept`: a card is in the machine, in its bin or stuck."""

    behind: frozenset[Item] = frozenset()
    kept: bool = False


async def serve(visit: Visit, arrived: str, first: str) -> Forgotten:
    """From the first touch to goodbye: begins with `first`. Returns what was forgotten.

    `arrived`: the service of whoever says within the visit who they are, by a document, a card or a code.
    """
    of_own_will = False  # whether the citizen ended the visit themselves
    serving = asyncio.create_task(_services(visit, arrived, first), name="services")
    ending = asyncio.create_task(_power_ends(visit), name="power ends")
    try:
        await asyncio.wait({serving, ending}, return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            serving.result()
            of_own_will = True
        else:
            ending.result()
    except Leave:
        of_own_will = True
    except Abandoned:
        pass  # ends the visit as well; what was laid down is handed back all the same
    except Exception as error:  # noqa: BLE001 - whatever went wrong, cards must not stay for the next citizen
        visit.log.write(mishap("serve", error))
    finally:
        serving.cancel()
        ending.cancel()
        await asyncio.gather(serving, ending, return_exceptions=True)
    forgotten = await _take_back(visit)
    if forgotten == Forgotten():
        if of_own_will:
            await rate(visit)
        visit.display.show(Goodbye())
        await asyncio.sleep(visit.config.patience.goodbye)
    return forgotten


async def _services(visit: Visit, arrived: str, first: str) -> None:
    wish: str | None = first
    before = HOME  # where "more" was touched
    while wish is not None:
        if wish == MORE:
            wish = await _menu(visit, arrived, before)
        elif wish == HOME:
            wish, before = await _home(visit, arrived), HOME
        else:
            before = wish
            wish = await _service(visit, visit.services[wish])


async def _power_ends(visit: Visit) -> None:
    """Wait until the visit must end for want of power; an act under way is finished, and its outcome read."""
    await power_ends(visit.rack)
    while visit.acts:  # another may begin while the outcome of one is read
        await asyncio.wait(visit.acts)
        await asyncio.sleep(_OUTCOME_SECONDS)


async def _home(visit: Visit, arrived: str) -> str:
    """The services again."""

    def home() -> Home:
        offered = offers(visit.services.values(), visit.rack, visit.office)
        notice = limits(offered, visit.rack)
        name = None if visit.person is None else visit.person.name
        return Home(offers=first_screen(visit.services, offered), person=name, notice=notice)

    return await _chosen(visit, arrived, home)


async def _menu(visit: Visit, arrived: str, before: str) -> str:
    """Everything, in groups; Back leads to where "more" was touched."""

    def menu() -> Menu:
        offered = offers(visit.services.values(), visit.rack, visit.office)
        name = None if visit.person is None else visit.person.name
        return Menu(groups=grouped(visit.services, offered), person=name, notice=limits(offered, visit.rack))

    try:
        return await _chosen(visit, arrived, menu)
    except Back:
        return before


async def _chosen(visit: Visit, arrived: str, view: Callable[[], View[str]]) -> str:
    """What was touched, or `arrived`. Shown anew when a name on it is no longer true, and once when the office is back.

    Once, because the question put anew makes patience begin anew.
    """
    was_away = visit.office.reachable is False
    while True:
        begins = [visit.display.ask(view()), *others(visit, arrived)]
        if was_away and visit.office.reachable is False:
            begins.append(until_reachable(visit))
        wish = await first_of(begins)
        if wish is not None:
            return wish
        was_away = was_away and visit.office.reachable is False


async def _service(visit: Visit, service: Service) -> str | None:
    """Run one service. Errors become apologies; Leave and Abandoned end the visit."""
    visit.log.write(ServiceStarted(service.key))
    started = asyncio.get_running_loop().time()
    ending = "failed"
    try:
        wish = await service.run(visit)
        ending = "done"
        if service.rated and wish in (None, HOME, MORE):  # one that hands on to another has not come to its end
            visit.finished.pop(service.key, None)
            visit.finished[service.key] = service.title
    except Back:
        ending = "back"
        return HOME
    except Leave:
        ending = "left"
        raise
    except Abandoned:
        ending = "abandoned"
        raise
    except asyncio.CancelledError:
        ending = "cut short"
        raise
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the citizen gets a sentence and a next step
        return await _apologise(visit, service, error)
    finally:
        seconds = asyncio.get_running_loop().time() - started
        visit.log.write(ServiceEnded(service.key, ending, round(seconds, 1)))
    return wish


async def _apologise(visit: Visit, service: Service, error: Exception) -> str | None:
    visit.log.write(mishap(service.key, error))
    if isinstance(error, DeviceError):
        visit.rack.look_at(error.device)
    wish = await visit.display.ask(apology(error, visit.unsettled))
    if wish == RETRY:
        return service.key
    return HOME if wish == HOME else None


async def _take_back(visit: Visit) -> Forgotten:
    """Give the cards back and remind of them until they are gone, or until patience ends."""
    if visit.rack.card_reader.holds_card:  # perhaps drawn in the moment somebody turned away
        visit.took.add(Item.CARD)
    waiting = {
        asyncio.create_task(_card_gone(visit) if item is Item.CARD else _gone(visit, item)): item for item in visit.took
    }
    deadline = asyncio.get_running_loop().time() + visit.config.patience.take_back
    await asyncio.sleep(0)
    while waiting:
        visit.display.show(TakeBack(items=tuple(item for item in Item if item in waiting.values())))
        left = deadline - asyncio.get_running_loop().time()
        done, _ = await asyncio.wait(waiting, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            break
        for task in done:
            item = waiting.pop(task)
            error = task.exception()
            if error is not None:
                visit.log.write(mishap(f"take back {item.value}", error))
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    kept = Item.CARD in waiting.values() and (await _retained(visit) or visit.rack.card_reader.holds_card)
    behind = frozenset([item for item in waiting.values() if await _there(visit, item)])
    for item in behind:
        visit.log.write(LeftBehind(item.value))
    return Forgotten(behind, kept)


async def _retained(visit: Visit) -> bool:
    """Whether the reader swallowed the forgotten card, so that no stranger takes it."""
    try:
        return await visit.rack.card_reader.retain()
    except DeviceError as error:
        visit.log.write(mishap("retain", error))
        visit.rack.look_at(error.device)
        return False


async def _gone(visit: Visit, item: Item) -> None:
    """Wait until an item is gone; a reader that cannot tell gets a reminder long enough to be read."""
    try:
        if await _presence(visit, item) is Presence.UNKNOWN:
            await asyncio.sleep(_READABLE_SECONDS)
        elif item is Item.DOCUMENT:
            await visit.rack.id_reader.wait_removed()
        else:
            await visit.rack.card_reader.wait_removed()
    except DeviceError:
        await asyncio.sleep(_READABLE_SECONDS)


async def _card_gone(visit: Visit) -> None:
    """As `_gone`; a card that only the reader can give back is waited for through the reader's failures."""
    await give_back(visit)
    await _gone(visit, Item.CARD)


async def _there(visit: Visit, item: Item) -> bool:
    """Whether an item is known to be still there; "unknown" is not "left behind"."""
    try:
        return await _presence(visit, item) is Presence.PRESENT
    except DeviceError:
        return False


async def _presence(visit: Visit, item: Item) -> Presence:
    if item is Item.DOCUMENT:
        return await visit.rack.id_reader.presence()
    return visit.rack.card_reader.presence()
