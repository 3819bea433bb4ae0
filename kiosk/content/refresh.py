"""Asks the office for newer content while nobody is served, and puts it in force between two citizens."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Protocol

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.content.bundle import BundleRefused
from kiosk.content.content import Content
from kiosk.content.problems import ContentWrong
from kiosk.content.store import ContentStore
from kiosk.events import Log, OfficeCallFailed

_BETWEEN_LOOKS = 60.0  # seconds, while somebody is served


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
    """The content in force, and the newer one that waits until nobody is served; `tell` hears of each change.

    What is made up is on the shelf of a machine in `rehearsal` only.
    """

    def __init__(self, content: Content, tell: Callable[[Content], None], *, rehearsal: bool) -> None:
        self._rehearsal = rehearsal
        self._newer: Content | None = None
        self._tell = tell
        self.content = self._fit(content)

    def put(self, content: Content) -> None:
        """Keep a newer set ready."""
        self._newer = content

    def turn(self) -> None:
        """Nobody is served now: what waits is in force from here on."""
        if self._newer is not None:
            self.content, self._newer = self._fit(self._newer), None
            self._tell(self.content)

    def _fit(self, content: Content) -> Content:
        return content if self._rehearsal else content.without_made_up()


async def keep_fresh(
    office: ContentOffice, store: ContentStore, shelf: Bookshelf, log: Log, serving: Callable[[], bool], seconds: float
) -> None:
    """Ask every so many seconds, but never while somebody is served, until cancelled."""
    while True:
        await asyncio.sleep(_BETWEEN_LOOKS)
        if serving():
            continue
        try:
            await refresh(office, store, shelf)
        except OfficeTrouble as error:  # asked again next time; no citizen waits for this
            log.write(OfficeCallFailed("content", type(error).__name__))
        if not serving():
            shelf.turn()  # else the next visit begins with it
        await asyncio.sleep(seconds)


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
        shelf.put(store.install(bundle, offer.version))
    except (BundleRefused, ContentWrong, OSError) as error:
        store.refuse(offer.version, str(error).partition("\n")[0])
