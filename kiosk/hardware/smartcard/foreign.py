"""What a card is that has no social security application: asked by the names other cards answer to."""

from __future__ import annotations

from kiosk.hardware.smartcard import apdu
from kiosk.hardware.smartcard.apdu import CardChannel
from kiosk.hardware.smartcard.errors import CardKind
from kiosk.hardware.smartcard.exchange import exchange

# The first that is there decides: the health card and the transport card may carry a bank's application too.
_NAMES = (
    (b"WSB.SYS.DDF01", CardKind.HEALTH),  # fact sheet 2.2, [2+] for "this style"
    (bytes.fromhex("A000000632010105"), CardKind.TRANSPORT),  # the Ministry of Transport's 交通联合, [M]
    (b"1PAY.SYS.DDF01", CardKind.BANK),  # fact sheet 3, [2+]
    (b"2PAY.SYS.DDF01", CardKind.BANK),  # contactless [2+]
)


async def kind(channel: CardChannel) -> CardKind:
    """Ask for each; nothing is read. Raises what `channel` raises, and `BadCardData`."""
    for name, kind in _NAMES:
        if (await exchange(channel, apdu.SelectApplication(name))).sw == apdu.DONE:
            return kind
    return CardKind.UNKNOWN
