"""The hands at a chip card reader, the same for every kind of reader a room may have."""

from __future__ import annotations

from typing import Protocol

from kiosk_sim.cards import Chip


class CardRoom(Protocol):
    """What every chip card reader of the room can be asked and told, whichever kind it is."""

    mute: bool

    @property
    def card(self) -> Chip | None:
        """The card that is in."""

    @property
    def apdus(self) -> int:
        """Commands that reached a chip so far."""

    async def start(self) -> None:
        """Bring the reader up."""

    async def stop(self) -> None:
        """Take it down; safe to call twice."""

    def settings(self) -> list[str]:
        """What a kiosk must be told to use this reader, as values for its ``--set``."""

    async def insert(self, card: Chip) -> None:
        """Put a card in. Raises `RoomError` when one is in."""

    async def pull(self) -> None:
        """Take the card out. Raises `RoomError` when none is in."""

    async def swap(self, card: Chip) -> None:
        """Another card in the same instant, so that the reader notices nothing."""
