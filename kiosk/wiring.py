"""Builds the works from a Config: the one place that knows every part; no Kivy."""

from __future__ import annotations

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from kiosk.backend_client.client import Office
from kiosk.backend_client.signing import read_verifier
from kiosk.config import Config
from kiosk.content.content import Content
from kiosk.content.refresh import Bookshelf, keep_fresh
from kiosk.content.store import ContentStore
from kiosk.domain.local_time import china_now
from kiosk.events import ContentInForce, ContentRefused, Log, MachineStarted, MachineStopped, mishap
from kiosk.flows import ARRIVED, SERVICES
from kiosk.flows.service import Visit
from kiosk.hardware.rack import Rack
from kiosk.hardware.tapping import Switchboard
from kiosk.i18n import Words
from kiosk.journal import Journal
from kiosk.outbox import Outbox
from kiosk.session.bell import Bell
from kiosk.session.host import host
from kiosk.session.keys import PadKeys
from kiosk.session.lights import STAFF, Lights, LitDisplay
from kiosk.session.offers import set_up
from kiosk.session.patience import PatientDisplay
from kiosk.session.post import Post
from kiosk.session.retelling import Retelling
from kiosk.session.speaking import SpeakingDisplay
from kiosk.views import Display, Glass, Starting
from kiosk.voice.loudspeaker import loudspeaker
from kiosk.voice.speech import Speech
from kiosk.voice.voice import Voice

_REWATCH_SECONDS = 5.0  # after a fault in watching: if it stays, the log must not fill up
_ACT_SECONDS = 5.0  # for an act under way when the machine is switched off


def utc_now() -> datetime:
    """The wall clock, for the journal."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Works:
    """Everything behind the glass, open and watched."""

    config: Config
    display: Display
    rack: Rack
    office: Office
    journal: Journal
    outbox: Outbox
    bell: Bell
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
            outbox=self.outbox,
            call_staff=self.bell.ring,
            log=self.log,
            config=self.config,
            words=self.words,
            now=china_now,
            in_force=lambda: self.shelf.content,
            services=set_up(SERVICES, self.config),
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


def content_store(config: Config, log: Log) -> ContentStore:
    """The sets of content on this machine; the office's key is read when a set of the office is looked at."""

    def is_the_office_s(data: bytes, signature: bytes) -> bool:
        return read_verifier(config.office.office_key, config.office.suite).verify(data, signature)

    return ContentStore(config.content, is_the_office_s, lambda version, why: log.write(ContentRefused(version, why)))


def _in_force(log: Log, content: Content) -> None:
    log.write(ContentInForce(content.version, content.synthetic))


@asynccontextmanager
async def works(config: Config, glass: Glass, log: Log) -> AsyncIterator[Works]:
    """Open the files, the office and every device; close them in the end, whatever happened.

    Raises `JournalError` when the journal cannot be used: without it nothing may be changed; `OutboxError`;
    `ContentWrong` when not even the content that came with the program can be read; and `KeyFileWrong` when a key or
    certificate cannot be used: the office would not listen.
    """
    with _kept(config, log) as kept:
        async with _opened(config, glass, Retelling(log, kept.outbox, utc_now), kept) as built:
            yield built


@dataclass(frozen=True)
class _Kept:
    """What lasts from one run of the machine to the next."""

    journal: Journal
    outbox: Outbox
    store: ContentStore


@contextlib.contextmanager
def _kept(config: Config, log: Log) -> Iterator[_Kept]:
    store = content_store(config, log)
    with contextlib.closing(Journal(config.files.journal, utc_now)) as journal:
        outbox = Outbox(config.files.outbox, [service.key for service in SERVICES], log, utc_now)
        with contextlib.closing(outbox):
            yield _Kept(journal, outbox, store)


@asynccontextmanager
async def _opened(config: Config, glass: Glass, log: Log, kept: _Kept) -> AsyncIterator[Works]:
    office = Office(config.office, config.machine.number)
    switchboard = Switchboard(config.wire.log)
    rack = Rack(config, log, switchboard)
    try:
        async with switchboard.served(config.wire.socket, log):
            content = await _read_while_opening(kept.store, rack)
            shelf = Bookshelf(content, functools.partial(_in_force, log), rehearsal=config.machine.rehearsal)
            lights = _lights(config, rack)
            bell = Bell(kept.outbox, lights, log)
            words = functools.cache(Words)
            voice = Voice(config.voice, words, Speech(config.voice.prompts, log), loudspeaker(config.voice), log)
            speaking = SpeakingDisplay(LitDisplay(glass, lights), voice)
            watches: dict[str, Callable[[], Awaitable[None]]] = {
                "rack": rack.watch,
                "lights": lights.watch,
                "post": Post(kept.outbox, office, log).watch,
                "bell": functools.partial(bell.watch, glass),
                "voice": speaking.watch,
                "content": functools.partial(_fresh_content, config, kept.store, office, shelf, rack, log),
            }
            if rack.pin_pad is not None:
                watches["keys"] = PadKeys(rack, glass, voice, speaks=config.voice.enabled).watch
            watching = [asyncio.create_task(kept_up(name, watch, log)) for name, watch in watches.items()]
            built = Works(config, speaking, rack, office, kept.journal, kept.outbox, bell, log, words, shelf)
            kept.store.prove()
            try:
                yield built
            finally:
                await built.finish_acts()
                await voice.close()
                for watch in watching:
                    watch.cancel()
                await asyncio.gather(*watching, return_exceptions=True)
    finally:
        await rack.close()
        await office.aclose()


async def _read_while_opening(store: ContentStore, rack: Rack) -> Content:
    """The content, read in a thread while the devices keep us waiting anyway."""
    opening = asyncio.create_task(rack.open())
    try:
        content = await asyncio.to_thread(store.start)
        await opening
    finally:
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
    return content


async def _fresh_content(
    config: Config, store: ContentStore, office: Office, shelf: Bookshelf, rack: Rack, log: Log
) -> None:
    await keep_fresh(office, store, shelf, log, lambda: rack.serving, 60 * config.content.refresh_minutes)


def _lights(config: Config, rack: Rack) -> Lights:
    return Lights(rack.board, rack.cabinet, staff_lamp=config.cabinet is not None and STAFF in config.cabinet.lights)


async def run(config: Config, glass: Glass, log: Log, built_up: Callable[[], None] = lambda: None) -> None:
    """The whole life of the machine behind the glass, until cancelled. `built_up`: all is made, nobody served yet."""
    glass.show(Starting())
    async with works(config, glass, log) as built:
        built.log.write(MachineStarted(config.machine.number, version("hrss-kiosk"), config.machine.rehearsal))
        _in_force(log, built.shelf.content)
        built_up()
        try:
            await host(built.visit, ARRIVED)
        finally:
            built.log.write(MachineStopped())
