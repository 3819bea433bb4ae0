"""One session with one chip card, from connect to disconnect."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard.errors import SessionOver


class CardSession:
    """One card, from connect to disconnect; a `CardChannel`. `atr`: its answer to reset.

    One failed transmit ends it: after a silent swap the next one would be answered by another card
    (measured; docs/decisions/0001).
    """

    def __init__(self, transmit: Callable[[bytes], Awaitable[bytes]], atr: bytes) -> None:
        self._transmit = transmit
        self._over: str | None = None
        self.atr = atr

    async def transmit(self, apdu: bytes) -> bytes:
        """Send one command; the answer is data and two status bytes.

        Raises `CardPulled`, `CardMute` when the answer is late, `DeviceGone`, and `SessionOver` after any of them.
        """
        if self._over is not None:
            raise SessionOver("card-reader", f"the session is over: {self._over}")
        self._over = "a command was not waited for"
        try:
            answered = await self._transmit(apdu)
        except DeviceError as error:
            self._over = error.fact
            raise
        self._over = None
        return answered

    def end(self) -> None:
        """No more transmits."""
        self._over = self._over or "it was closed"
