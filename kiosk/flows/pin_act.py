"""The act of changing a PIN: done by this very card, once; if its answer is lost, it is put in again and asked."""

from __future__ import annotations

import asyncio

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.domain.identity import Identity
from kiosk.domain.pin import CardPin
from kiosk.domain.text import text
from kiosk.events import mishap
from kiosk.flows.acts import Settled
from kiosk.flows.card_act import act_on_card, new_pin_holds
from kiosk.flows.chip import Inserted, WantsHome, noticed_gone, read_own_card
from kiosk.flows.service import Visit
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard.errors import CardMute, CardPulled, CardRefused, SessionOver
from kiosk.hardware.smartcard.pin import change_pin, verify_pin
from kiosk.hardware.smartcard.session import CardSession
from kiosk.hardware.smartcard.ssc import is_still
from kiosk.journal import ActKind, ActState
from kiosk.views import Back, Place, Working

_WENT = (CardPulled, CardMute, SessionOver)
_KIND = ActKind.CHANGE_PIN


class CardTakenOut(Exception):
    """The card is not in the reader any more, or another one is."""


async def verify(visit: Visit, inserted: Inserted, pin: CardPin) -> None:
    """Let this very card check a PIN. Raises `WrongPin`, `PinBlocked`, `CardTakenOut`, other `DeviceError`."""
    try:
        async with visit.rack.card_reader.session() as channel:
            await _see_that_it_is(channel, inserted)
            await verify_pin(channel, pin)
    except _WENT as error:
        raise CardTakenOut from error


class PinChange:
    """One change on one card, whose old PIN was right a moment ago. Whoever made the PINs wipes them after it."""

    def __init__(self, visit: Visit, person: Identity, inserted: Inserted, old: CardPin, new: CardPin) -> None:
        self._visit = visit
        self._person = person
        self._inserted = inserted
        self._old = old
        self._new = new
        self._lost = asyncio.Event()
        self._found_out: asyncio.Future[bool | None] = asyncio.get_running_loop().create_future()

    async def once(self) -> ActState:
        """DONE, REFUSED, VOID or UNKNOWN, and written down. Goes on when cancelled, until the card has answered.

        Raises `JournalError` when it could not be written down: then the card was asked nothing.
        """
        act = asyncio.create_task(act_on_card(self._visit, _KIND, self._command, self._look))
        lost = asyncio.create_task(self._lost.wait())
        try:
            await asyncio.wait({act, lost}, return_when=asyncio.FIRST_COMPLETED)
            if not act.done():
                self._found_out.set_result(await self._ask_the_card())
        finally:
            lost.cancel()
            if not self._found_out.done():
                self._found_out.set_result(None)
            await asyncio.wait({act})  # the card needs the PINs until then
        return _state(act)

    async def _command(self) -> None:
        async with self._visit.rack.card_reader.session() as channel:
            await _see_that_it_is(channel, self._inserted)
            await change_pin(channel, self._old, self._new)

    async def _look(self) -> bool | None:
        """Nobody is asked anything from here: a conversation must end with its visit."""
        self._lost.set()
        return await self._found_out

    async def _ask_the_card(self) -> bool | None:
        """Whether it has the new PIN; None when the citizen does not put it in again, or it cannot tell."""
        try:
            return await self._put_in_again()
        except (Back, WantsHome):
            return None
        except (DeviceError, OfficeTrouble) as error:
            self._visit.log.write(mishap(_KIND.value, error))
            return None

    async def _put_in_again(self) -> bool | None:
        visit, hint = self._visit, text("pin-ask-the-card")
        while True:
            await noticed_gone(visit)
            inserted = await read_own_card(visit, self._person, hint)
            if inserted.card.code != self._inserted.card.code:
                hint = text("pin-not-that-card")
                continue
            visit.display.show(Working(doing=text("pin-checking"), at=Place.CARD_SLOT, leave=False))
            try:
                async with visit.rack.card_reader.session() as channel:
                    await _see_that_it_is(channel, inserted)
                    return await new_pin_holds(channel, self._old, self._new)
            except (*_WENT, CardTakenOut):
                continue


async def _see_that_it_is(channel: CardSession, inserted: Inserted) -> None:
    """Raises `CardTakenOut` when the card in the reader is not the one that was read, or was out meanwhile."""
    if inserted.stay.over is not None or channel.atr != inserted.atr or not await is_still(channel, inserted.card):
        raise CardTakenOut


def _state(act: asyncio.Task[Settled]) -> ActState:
    """A card that refuses has changed nothing, whatever its reason: the old PIN was right a moment ago."""
    try:
        return act.result().state
    except CardRefused:
        return ActState.REFUSED
