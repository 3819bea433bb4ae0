"""An act that the chip card does, such as a change of its PIN: journalled as all are; nobody else can be asked.

docs/decisions/0028.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from kiosk.domain.pin import CardPin
from kiosk.events import ActUnsettled, mishap
from kiosk.flows.acts import Settled, settled_in
from kiosk.flows.service import Visit
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard.apdu import CardChannel
from kiosk.hardware.smartcard.errors import CardRefused, PinBlocked, WrongPin
from kiosk.hardware.smartcard.pin import verify_pin
from kiosk.journal import ActKind, ActState

Look = Callable[[], Awaitable[bool | None]]


async def act_on_card(visit: Visit, kind: ActKind, command: Callable[[], Awaitable[None]], look: Look) -> Settled:
    """Write the intent, have the card do it once, write what came of it.

    A card that refuses has done nothing: REFUSED, and the refusal is raised on (`CardRefused`: tries left, blocked).
    When its answer is lost, `look` asks the card itself, once: True it is done, False it is not, None nobody can tell.
    Then, and when `look` raises, the act is UNKNOWN for ever, and the citizen must be told just that.
    Goes on when the caller is cancelled. Raises `JournalError` when the intent cannot be written: nothing was sent.
    """
    act = asyncio.create_task(_act(visit, kind, command, look), name=f"act {kind.value}")
    visit.acts.add(act)
    act.add_done_callback(visit.acts.discard)
    return await asyncio.shield(act)


async def _act(visit: Visit, kind: ActKind, command: Callable[[], Awaitable[None]], look: Look) -> Settled:
    number = visit.journal.intend(kind)
    visit.journal.sent(number)
    try:
        await command()
    except CardRefused:
        settled_in(visit.journal, visit.log, kind, Settled(number, ActState.REFUSED))
        raise
    except Exception as error:  # noqa: BLE001 - the card may have heard it: whatever it was, look
        visit.log.write(mishap(kind.value, error))
        visit.log.write(ActUnsettled(kind.value, number))
        return await _looked(visit, kind, number, look)
    return settled_in(visit.journal, visit.log, kind, Settled(number, ActState.DONE))


async def _looked(visit: Visit, kind: ActKind, number: str, look: Look) -> Settled:
    settled = Settled(number, ActState.UNKNOWN)
    visit.unsettled = settled.short_number  # until the card has said how it is
    try:
        done = await look()
        if done is not None:
            settled = Settled(number, ActState.DONE if done else ActState.VOID)
            visit.unsettled = ""
    finally:
        settled_in(visit.journal, visit.log, kind, settled)
    return settled


async def new_pin_holds(channel: CardChannel, old: CardPin, new: CardPin) -> bool | None:
    """Which PIN the card has, the new one (True) or the old one (False); None when it says neither.

    To be asked only of the very card whose old PIN was right in this visit: then all its tries are there. Asking for
    the new one may cost a try, and the right one that follows gives it back.
    """
    for pin, holds in ((new, True), (old, False)):
        try:
            await verify_pin(channel, pin)
        except WrongPin:
            continue
        except (PinBlocked, DeviceError):
            return None
        return holds
    return None
