"""Asks the office for newer content while nobody is served, and puts it in force between two citizens."""

from __future__ import annotations

import hashlib
from typing import Protocol

from kiosk.content.bundle import BundleRefused
from kiosk.content.content import Content
from kiosk.content.problems import ContentWrong
from kiosk.content.store import ContentStore


class Offer(Protocol):
    """What the office has: a version, how many bytes it is, and their digest."""

    @property
    def version(self) -> str:
        """See `kiosk.content.items.VERSION`."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def sha256(self) -> str:
        """64 lower-case hex digits."""


class ContentOffice(Protocol):
    """The two calls of the office that this needs. Both raise what its client raises."""

    async def content_offer(self, have: str) -> Offer | None:
        """What is newer than the version the machine has; None when nothing is."""

    async def content(self, version: str) -> bytes:
        """A bundle."""


class Bookshelf:
    """The content in force, and the newer one that waits until nobody is served."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._newer: Content | None = None

    def put(self, content: Content) -> None:
        """Keep a newer set ready."""
        self._newer = content

    def turn(self) -> None:
        """Nobody is served now: what waits is in force from here on."""
        if self._newer is not None:
            self.content, self._newer = self._newer, None


async def refresh(office: ContentOffice, store: ContentStore, shelf: Bookshelf) -> None:
    """Fetch what is newer, once. Raises what the office's client raises; what the office sent wrong is refused."""
    state = store.state()
    offer = await office.content_offer(state.current)
    if offer is None or offer.version in state.refused or offer.version == state.current:
        return
    bundle = await office.content(offer.version)
    try:
        if len(bundle) != offer.size or hashlib.sha256(bundle).hexdigest() != offer.sha256:
            raise BundleRefused("is not what the office had offered")
        shelf.put(store.install(bundle))
    except (BundleRefused, ContentWrong) as error:
        store.refuse(offer.version, str(error).partition("\n")[0])
