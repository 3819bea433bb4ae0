"""The act of changing a PIN: written down, done by the card once; if its answer is lost, the card is asked.

Only the card knows: no office can be enquired at. A card that can be asked is asked by trying the new PIN, then the old
one, which gives the try back. One that is gone leaves the act unknown, and nobody says then that nothing has changed.
"""

from __future__ import annotations

import asyncio

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.domain.identity import Identity, Proof
from kiosk.domain.pin import CardPin
from kiosk.domain.text import text
from kiosk.events import ActSettled, ActUnsettled, mishap
from kiosk.flows.chip import Inserted, WantsHome, read_own_card
from kiosk.flows.service import Visit
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard.errors import CardMute, CardPulled, CardRefused, PinBlocked, SessionOver, WrongPin
from kiosk.hardware.smartcard.pin import change_pin, verify_pin
from kiosk.hardware.smartcard.session import CardSession
from kiosk.hardware.smartcard.ssc import is_still
from kiosk.journal import ActKind, ActState, JournalError
from kiosk.views import Back, Place, Working

_WENT = (CardPulled, CardMute, SessionOver)
_KIND = ActKind.CHANGE_PIN


class CardTakenOut(Exception):
    """The card is not in the reader any more, or another one is. Nothing was sent to it."""


async def verify(visit: Visit, inserted: Inserted, pin: CardPin) -> None:
    """Let this very card check a PIN. Raises `WrongPin`, `PinBlocked`, `CardTakenOut`, other `DeviceError`."""
    try:
        async with visit.rack.card_reader.session() as channel:
            await _see_that_it_is(channel, inserted)
            await verify_pin(channel, pin)
    except _WENT as error:
        raise CardTakenOut from error


class PinChange:
    """One change on one card. The PINs are the caller's, who wipes them when all is over."""

    def __init__(self, visit: Visit, inserted: Inserted, old: CardPin, new: CardPin) -> None:
        self._visit = visit
        self._inserted = inserted
        self._old = old
        self._new = new
        self._number = ""

    async def once(self) -> ActState:
        """Let the card do it: DONE, REFUSED or UNKNOWN, and settled. Raises `CardTakenOut` when it was not even asked.

        Goes on when the caller is cancelled, until the card has answered. Raises `JournalError` when nothing was sent.
        """
        visit = self._visit
        act = asyncio.create_task(self._act(), name=f"act {_KIND.value}")
        visit.acts.add(act)
        act.add_done_callback(visit.acts.discard)
        try:
            state = await asyncio.shield(act)
        except asyncio.CancelledError:
            await asyncio.wait({act})  # the card needs the PINs until then
            if not act.cancelled() and act.exception() is None and act.result() is ActState.SENT:
                self._settle(ActState.UNKNOWN)
            raise
        return await self._ask_the_card() if state is ActState.SENT else state

    async def _act(self) -> ActState:
        journal = self._visit.journal
        self._number = journal.intend(_KIND)
        sent = False
        try:
            async with self._visit.rack.card_reader.session() as channel:
                await _see_that_it_is(channel, self._inserted)
                journal.sent(self._number)
                sent = True
                await change_pin(channel, self._old, self._new)
        except CardRefused as refused:  # before it was sent: the card would not even be looked at
            return self._settle(ActState.REFUSED if sent else ActState.VOID, _word(refused) if sent else "")
        except (DeviceError, CardTakenOut) as error:
            if sent:
                self._visit.log.write(mishap(_KIND.value, error))
                self._visit.log.write(ActUnsettled(_KIND.value, self._number))
                return ActState.SENT
            self._settle(ActState.VOID)
            if isinstance(error, _WENT):
                raise CardTakenOut from error
            raise
        return self._settle(ActState.DONE)

    async def _ask_the_card(self) -> ActState:
        """Whether it changed its PIN, or UNKNOWN."""
        try:
            return self._settle(await self._found_out())
        except (Back, WantsHome, DeviceError, OfficeTrouble) as error:
            self._visit.log.write(mishap(_KIND.value, error))
            return self._settle(ActState.UNKNOWN)
        except BaseException:
            self._settle(ActState.UNKNOWN)
            raise

    async def _found_out(self) -> ActState:
        """Have the card put in again, as often as it takes, and try both PINs on it."""
        visit, card = self._visit, self._inserted.card
        holder = Identity.known_by(Proof.CHIP_CARD, card.holder, card.holder_number)
        hint = text("pin-ask-the-card")
        while True:
            inserted = await read_own_card(visit, holder, hint)
            if inserted.card.code != card.code:
                hint = text("pin-not-that-card")
                continue
            visit.display.show(Working(doing=text("pin-checking"), at=Place.CARD_SLOT, leave=False))
            try:
                return await self._by_trying(inserted)
            except CardTakenOut:
                continue

    async def _by_trying(self, inserted: Inserted) -> ActState:
        """The old PIN was right a moment ago, so no try was lost then, and one wrong one locks nothing."""
        for pin, state in ((self._new, ActState.DONE), (self._old, ActState.VOID)):
            try:
                await verify(self._visit, inserted, pin)
            except WrongPin:
                continue
            except PinBlocked:
                break
            return state
        return ActState.UNKNOWN

    def _settle(self, state: ActState, reason: str = "") -> ActState:
        try:
            self._visit.journal.settle(self._number, state, reason)
        except JournalError as error:  # what the card said is true all the same
            self._visit.log.write(mishap("journal", error))
        else:
            self._visit.log.write(ActSettled(_KIND.value, self._number, state.value))
        return state


async def _see_that_it_is(channel: CardSession, inserted: Inserted) -> None:
    """Raises `CardTakenOut` when the card in the reader is not the one that was read, or was out meanwhile."""
    if inserted.stay.over is not None or channel.atr != inserted.atr or not await is_still(channel, inserted.card):
        raise CardTakenOut


def _word(refused: CardRefused) -> str:
    match refused:
        case PinBlocked():
            return "pin-blocked"
        case WrongPin():
            return "wrong-pin"
    return "card-refused"
