"""One session with one chip card, from connect to disconnect."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard.errors import SessionOver


class Stay:
    """One card's stay in the reader, as far as anybody can tell: what was read from it holds until `over` says why not.

    A card may be swapped within the reader's poll without a sign, so `over` being None is no proof: before anything
    is done with the card it is read again, in a session of its own (docs/decisions/0001).
    """

    def __init__(self) -> None:
        self.over: str | None = None

    def end(self, fact: str) -> None:
        """Something happened to the card. The first fact stays."""
        self.over = self.over or fact


class CardSession:
    """One card, from connect to disconnect; a `CardChannel`. `atr`: its answer to reset; `stay`: see there.

    One failed transmit ends it: after a silent swap the next one would be answered by another card
    (measured; docs/decisions/0001).
    """

    def __init__(
        self, transmit: Callable[[bytes | bytearray], Awaitable[bytes]], atr: bytes, stay: Stay | None = None
    ) -> None:
        self._transmit = transmit
        self._over: str | None = None
        self.atr = atr
        self.stay = stay or Stay()

    async def transmit(self, apdu: bytes | bytearray) -> bytes:
        """Send one command; the answer is data and two status bytes.

        Raises `CardPulled`, `CardMute` when the answer is late, `DeviceGone`, and `SessionOver` after any of them.
        """
        if self._over is not None:
            raise SessionOver("card-reader", f"the session is over: {self._over}")
        self._over = "a command was not waited for"
        try:
            answered = await self._transmit(apdu)
            self._over = None
        except DeviceError as error:
            self._over = error.fact
            raise
        finally:
            if self._over is not None:
                self.stay.end(self._over)
        return answered

    def end(self) -> None:
        """No more transmits."""
        self._over = self._over or "it was closed"
