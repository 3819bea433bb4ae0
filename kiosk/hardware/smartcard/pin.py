"""The holder's PIN to the card: verify and change, in clear, once, and wiped (fact sheet 2.5, [2+]).

What cannot be wiped: pyscard takes a list of numbers and its C layer copies them, in the worker process; a serial
reader's frame is copied by the kernel. Both are gone with the process or the next command, not overwritten.
"""

from __future__ import annotations

from kiosk.domain.pin import CardPin
from kiosk.hardware.smartcard import apdu
from kiosk.hardware.smartcard.apdu import Answer, CardChannel, ChangePin, VerifyPin
from kiosk.hardware.smartcard.errors import Blocked, PinBlocked, TryLost, WrongPin
from kiosk.hardware.smartcard.exchange import decoded
from kiosk.hardware.smartcard.refusals import DEVICE, check


async def verify_pin(channel: CardChannel, pin: CardPin) -> None:
    """Let the holder in, in the application selected. `pin` is the caller's to wipe.

    Raises `WrongPin` (`attempts_left`), `PinBlocked`, other `CardRefused`, what `channel` raises, and `ValueError` for
    a PIN that cannot be one (4 to 12 digits), which costs no try.
    """
    _settle(await _once(channel, VerifyPin(pin.digits)), "PIN")


async def change_pin(channel: CardChannel, old: CardPin, new: CardPin) -> None:
    """Change the PIN; both have six digits and are the caller's to wipe. Raises as `verify_pin`."""
    _settle(await _once(channel, ChangePin(old.digits, new.digits)), "change of the PIN")


async def _once(channel: CardChannel, command: VerifyPin | ChangePin) -> Answer:
    """Not through `exchange`: such a command has no data to fetch, and no answer makes sending it again right."""
    secret = command.encode()
    try:
        return decoded(apdu.answer, await channel.transmit(secret))
    finally:
        apdu.wipe(secret)


def _settle(answered: Answer, what: str) -> None:
    try:
        check(answered, what)
    except TryLost as lost:
        refused: WrongPin | PinBlocked = _wrong(lost)
    except Blocked as blocked:
        refused = PinBlocked(DEVICE, blocked.fact, blocked.status)
    else:
        return
    raise refused


def _wrong(lost: TryLost) -> WrongPin | PinBlocked:
    """63C0 is the last wrong try: what follows is 6983, so it is told as blocked."""
    if lost.attempts_left == 0:
        return PinBlocked(DEVICE, lost.fact, lost.status)
    return WrongPin(DEVICE, lost.fact, lost.status, lost.attempts_left)
