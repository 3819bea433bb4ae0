"""Change the PIN of the card in the reader: the old one, a new one twice, and then the card, once.

The PIN is the card's alone: the office is not asked, and nothing of it is spoken, printed, logged or kept. The card's
answer may be lost; then the card itself tells what became of it.
"""

from __future__ import annotations

import enum

from kiosk.domain.card import ChipCard
from kiosk.domain.identity import Identity
from kiosk.domain.pin import CardPin
from kiosk.domain.text import Text, text
from kiosk.domain.weak_pin import weakness
from kiosk.flows.card_in import while_card_is_in
from kiosk.flows.chip import Inserted, read_own_card
from kiosk.flows.enter_pin import enter_pin
from kiosk.flows.pin_act import CardTakenOut, PinChange, verify
from kiosk.flows.service import Visit
from kiosk.hardware.smartcard.errors import PinBlocked, WrongPin
from kiosk.journal import ActState
from kiosk.views import Place, Working


class PinEnd(enum.Enum):
    """How it ended; the value is the message key's last part."""

    CHANGED = "changed"
    NOT_CHANGED = "not-changed"  # the card said no, or did not get the command
    UNKNOWN = "unknown"  # the card did not say, and cannot be asked
    LOCKED = "locked"


async def change_pin(visit: Visit, person: Identity, inserted: Inserted) -> PinEnd:
    """The whole conversation; a card that is taken out meanwhile is asked for again, and all begins anew.

    Raises `Back` and `Leave`, and what `read_own_card` raises.
    """
    while True:
        try:
            return await _conversation(visit, person, inserted)
        except CardTakenOut:
            inserted = await read_own_card(visit, person, text("chip-pulled"))


async def _conversation(visit: Visit, person: Identity, inserted: Inserted) -> PinEnd:
    try:
        old = await _old_pin(visit, inserted)
    except PinBlocked:
        return PinEnd.LOCKED
    with old, await _new_pin(visit, inserted, old) as new:
        visit.display.show(Working(doing=text("pin-changing"), at=Place.CARD_SLOT, leave=False))
        settled = await PinChange(visit, person, inserted, old, new).once()
    return {ActState.DONE: PinEnd.CHANGED, ActState.UNKNOWN: PinEnd.UNKNOWN}.get(settled, PinEnd.NOT_CHANGED)


async def _old_pin(visit: Visit, inserted: Inserted) -> CardPin:
    """The PIN that the card knows. How often one may still try is for the card to say. Raises `PinBlocked`."""
    hint: Text | None = text("pin-old.hint")
    while True:
        pin = await _entered(visit, text("pin-old"), hint)
        try:
            visit.display.show(Working(doing=text("pin-checking"), at=Place.CARD_SLOT, leave=False))
            await verify(visit, inserted, pin)
        except WrongPin as wrong:
            pin.wipe()
            hint = _tries(wrong.attempts_left)
        except BaseException:
            pin.wipe()
            raise
        else:
            return pin


def _tries(left: int | None) -> Text:
    if left is None:
        return text("pin-wrong")
    return text("pin-wrong-last") if left == 1 else text("pin-wrong-left", left=left)


async def _new_pin(visit: Visit, inserted: Inserted, old: CardPin) -> CardPin:
    """A new PIN, entered twice alike, that is not the old one and that nobody guesses."""
    hint: Text | None = text("pin-new.hint")
    while True:
        new = await _entered(visit, text("pin-new"), hint)
        try:
            hint = _unfit(new, old, inserted.card)
            if hint is None:
                with await _entered(visit, text("pin-again"), None) as again:
                    alike = again.digits == new.digits
                if alike:
                    return new
                hint = text("pin-differs")
        except BaseException:
            new.wipe()
            raise
        new.wipe()


def _unfit(new: CardPin, old: CardPin, card: ChipCard) -> Text | None:
    """Why a new PIN will not do, kindly; None when it will."""
    if new.digits == old.digits:
        return text("pin-same")
    found = weakness(new, card.holder_number)
    return None if found is None else text(f"pin-weak-{found.value}")


async def _entered(visit: Visit, question: Text, hint: Text | None) -> CardPin:
    """A PIN, while the card is in. Raises `CardTakenOut`."""
    pin = await while_card_is_in(visit, enter_pin(visit, question, hint))
    if pin is None:
        raise CardTakenOut
    return pin
