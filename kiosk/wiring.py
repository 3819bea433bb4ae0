"""Builds the works from a Config: the one place that knows every part; no Kivy."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from kiosk.backend_client.client import Office
from kiosk.config import Config
from kiosk.content.content import Content
from kiosk.content.refresh import Bookshelf
from kiosk.content.store import ContentStore
from kiosk.events import ContentInForce, ContentRefused, Log, MachineStarted, MachineStopped, mishap
from kiosk.flows import FIRST_FOR, SERVICES
from kiosk.flows.service import Service, Visit
from kiosk.hardware.rack import Rack
from kiosk.hardware.tapping import Switchboard
from kiosk.i18n import Words
from kiosk.journal import Journal
from kiosk.session.host import host
from kiosk.session.lights import Lights, LitDisplay
from kiosk.session.patience import PatientDisplay
from kiosk.views import Display, Starting

_REWATCH_SECONDS = 5.0  # after a fault in watching: if it stays, the log must not fill up
_ACT_SECONDS = 5.0  # for an act under way when the machine is switched off


def utc_now() -> datetime:
    """The wall clock, for the journal."""
    return datetime.now(UTC)


def local_now() -> datetime:
    """The wall clock as a slip shows it."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Works:
    """Everything behind the glass, open and watched."""

    config: Config
    display: Display
    rack: Rack
    office: Office
    journal: Journal
    log: Log
    words: Callable[[str], Words]
    shelf: Bookshelf
    acts: set[asyncio.Task[Any]] = field(default_factory=set)  # under way, whoever asked for them

    def visit(self) -> Visit:
        """A new visit, with nothing in it, and with the newest content."""
        self.shelf.turn()
        return Visit(
            display=PatientDisplay(self.display, self.config.patience),
            rack=self.rack,
            office=self.office,
            journal=self.journal,
            log=self.log,
            config=self.config,
            words=self.words,
            now=local_now,
            in_force=lambda: self.shelf.content,
            services=offered(self.config),
            acts=self.acts,
        )

    async def finish_acts(self) -> None:
        """Wait for acts under way, but not for ever: an open one is settled after the next start."""
        if self.acts:
            await asyncio.wait(self.acts, timeout=_ACT_SECONDS)


async def kept_up(name: str, watch: Callable[[], Awaitable[None]], log: Log) -> None:
    """Watch until cancelled: what ends by a fault of ours is told, and begins anew after a pause."""
    while True:
        try:
            await watch()
        except Exception as error:  # noqa: BLE001 - a machine that nobody watches would look well for ever
            log.write(mishap(name, error))
        await asyncio.sleep(_REWATCH_SECONDS)


def offered(config: Config) -> dict[str, Service]:
    """What this machine offers, by key, in menu order."""
    return {service.key: service for service in SERVICES if service.offered(config)}


def content_store(config: Config, log: Log) -> ContentStore:
    """The sets of content on this machine."""
    return ContentStore(config.content, _no_signature, lambda version, why: log.write(ContentRefused(version, why)))


def _in_force(log: Log, content: Content) -> None:
    log.write(ContentInForce(content.version, content.synthetic))


def _no_signature(_signed: bytes, _signature: bytes) -> bool:
    """No key of the office is known yet: no set but the shipped one is believed."""
    return False


@asynccontextmanager
async def works(config: Config, display: Display, log: Log) -> AsyncIterator[Works]:
    """Open the journal, the office and every device; close them in the end, whatever happened.

    Raises `JournalError` when the journal cannot be used: without it nothing may be changed; and `ContentWrong` when
    not even the content that came with the program can be read.
    """
    store = content_store(config, log)
    shelf = Bookshelf(store.start(), functools.partial(_in_force, log), rehearsal=config.machine.rehearsal)
    journal = Journal(config.files.journal, utc_now)
    office = Office(config.office, config.machine.number)
    switchboard = Switchboard(config.wire.log)
    rack = Rack(config, log, switchboard)
    try:
        async with switchboard.served(config.wire.socket, log):
            await rack.open()
            lights = Lights(rack.board, rack.cabinet)
            watches = {"rack": rack.watch, "lights": lights.watch}
            watching = [asyncio.create_task(kept_up(name, watch, log)) for name, watch in watches.items()]
            lit = LitDisplay(display, lights)
            built = Works(config, lit, rack, office, journal, log, functools.cache(Words), shelf)
            store.prove()
            try:
                yield built
            finally:
                await built.finish_acts()
                for watch in watching:
                    watch.cancel()
                await asyncio.gather(*watching, return_exceptions=True)
    finally:
        await rack.close()
        await office.aclose()
        journal.close()


async def run(config: Config, display: Display, log: Log) -> None:
    """The whole life of the machine behind the glass, until cancelled."""
    display.show(Starting())
    async with works(config, display, log) as built:
        built.log.write(MachineStarted(config.machine.number, version("hrss-kiosk"), config.machine.rehearsal))
        _in_force(log, built.shelf.content)
        try:
            await host(built.visit, offered(config), FIRST_FOR)
        finally:
            built.log.write(MachineStopped())
