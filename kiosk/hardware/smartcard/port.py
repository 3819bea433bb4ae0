"""What a chip card reader is to the rest of the house, whether cards are pushed in by hand or drawn in by a motor."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from kiosk.hardware.device import Device, Presence
from kiosk.hardware.smartcard.session import CardSession


class CardReader(Device, Protocol):
    """A reader for contact chip cards; a device of the rack. All methods belong to one event loop."""

    def presence(self) -> Presence:
        """Whether a card is in the reader, or held in its mouth, as last told; asks nobody."""

    @property
    def holds_card(self) -> bool:
        """Whether a card is, or was when the reader was lost, where only the reader can give it back."""

    async def wait_card(self) -> None:
        """Wait until a card is in, for hours if need be; only meanwhile does a motor take one in. May be cancelled.

        Raises `DeviceGone` when the reader is lost, and what else `DeviceError` tells.
        """

    async def wait_removed(self) -> None:
        """Wait until the card that is in now is out of the reader. May be cancelled. Raises as `wait_card`."""

    def session(self) -> AbstractAsyncContextManager[CardSession]:
        """Power the card and talk to it; at the end it is reset, so that nothing stays unlocked.

        Raises `CardPulled` (none in), `CardMute`, `DeviceGone`, `DeviceSilent`. Another session waits its turn.
        """

    async def give_back(self) -> None:
        """Put the card, if one is in, where the citizen can take it; a motor holds it in its mouth then.

        A card given back is taken in again only after it was out. Raises `DeviceError`.
        """

    async def retain(self) -> bool:
        """Swallow a card that was given back and forgotten; True when it is in the bin, and `CardRetained` is logged.

        False when there was no card, or when this reader cannot. Raises `BinFull`, `DeviceError`.
        """
