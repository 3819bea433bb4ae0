"""The resident-ID card reader (SAM_V): finds, selects and reads a document as soon as it is laid down."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from kiosk import config
from kiosk.domain.id_number import oddities
from kiosk.domain.identity import DocumentKind, Identity
from kiosk.domain.photo import Photo
from kiosk.events import DocumentNotRead, DocumentRead, Log, PhotoNotDecoded
from kiosk.hardware.device import DeviceReport, Presence, State
from kiosk.hardware.errors import DeviceGone, DeviceSilent
from kiosk.hardware.id_reader.commands import (
    CARD_TROUBLE,
    NO_CARD,
    Command,
    FindCard,
    ReadNewestAddress,
    ReadText,
    SamId,
    SamStatus,
    SelectCard,
)
from kiosk.hardware.id_reader.errors import PhotoFailed, SamRefused
from kiosk.hardware.id_reader.photo import develop
from kiosk.hardware.id_reader.sam import WITHIN, Sam
from kiosk.hardware.id_reader.text import current_address, illegible, parse
from kiosk.hardware.id_reader.wire import Reading, SamReply, Sw3
from kiosk.hardware.link import Tap

_NAME = "id-reader"
_FIND = FindCard.__name__
_ADDRESS_WITHIN, _READ_WITHIN = 1.5, 2.0  # seconds (fact sheet 1.6)
_READ_BITS = (10 + 1295) * 10  # on the wire, 8N1: ReadText and its answer
_MISSES = 3  # times that one question is not answered, in a row, until the reader is called silent
_ABSENCES = 2  # in a row, until a document is called removed: one may be a flaw of the radio field
# For one laying: the attract screen spends one hint on starting the service, the service needs its own.
# More would tell somebody who does nothing the same thing for ever.
_HINTS = 2

# What a probe answers when the card it began with is not there; the other errors say nothing about a card.
_CARD_GONE = NO_CARD | CARD_TROUBLE | {Sw3.SELECT_FAILED}


class IdReader:
    """One ID reader on a serial line. Calls may overlap; a find and the read after it are never parted."""

    def __init__(self, config: config.IdReader, log: Log, tap: Tap | None = None) -> None:
        self._config = config
        self._log = log
        self._sam = Sam(_NAME, config, log, tap)
        self._exchange = asyncio.Lock()
        self._lying = Presence.UNKNOWN  # the document read last
        self._doubt = False  # a find may have met a card that was not read: the reader will not find it again
        self._hints = 0
        self._misses: Counter[str] = Counter()
        self._not_read: DocumentNotRead | None = None  # of the last document that was found
        self._finding: asyncio.Task[SamReply] | None = None
        self._next_look = 0.0

    @property
    def name(self) -> str:
        """Its name in the rack."""
        return _NAME

    async def open(self) -> None:
        """Open the line and wait for an answer, even one that tells of a fault: `check` reports that.

        Raises `DeviceGone` when the port is missing or in use, `DeviceSilent`.
        """
        await self.close()
        await self._sam.open()
        self._doubt, self._hints = False, 0
        self._misses.clear()
        try:
            await self.check()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the line; a call in progress raises `DeviceGone`. Safe to call twice."""
        await self._sam.close()
        finding, self._finding = self._finding, None
        if finding is not None:
            finding.cancel()
            await asyncio.gather(finding, return_exceptions=True)

    async def check(self) -> DeviceReport:
        """Ask the security module how it is, never between the find and the read of a document.

        While a document that was read still lies there it is probed instead: the status should not be
        asked with a card present (fact sheet 1.6, one source). A module that is confused is reset once, and
        is faulty when that does not help. Raises `DeviceGone`, `DeviceSilent`.
        """
        async with self._exchange:
            if self._lying is Presence.PRESENT and await self._probe() is Presence.PRESENT:
                return DeviceReport(_NAME, State.UP)
            try:
                await self._ask_status()
                if self._sam.trouble is not None:
                    self._doubt = True
                    await self._find()
            except SamRefused as refused:
                return DeviceReport(_NAME, State.FAULTY, refused.fact)
            trouble = self._sam.trouble
        return DeviceReport(_NAME, State.UP) if trouble is None else DeviceReport(_NAME, State.FAULTY, trouble.fact)

    async def sam_id(self) -> str | None:
        """The security module's number, for the technician. Raises `DeviceError`."""
        async with self._exchange:
            return (await self._sam.ask(SamId())).sam_id

    async def read_document(self, on_hint: Callable[[], None]) -> Identity:
        """Wait for a document, for hours if need be, and read it. The last one must be removed first.

        `on_hint` is called when a card is there and cannot be read as it lies (ask to lay it down anew:
        many readers find a card only once), at most twice until it is lifted. It may raise, which ends
        the call. May be cancelled at any time. Raises `DocumentUnreadable` (as good as read: it must be
        removed), `DeviceRefused` for a faulty reader, `DeviceSilent`, `DeviceGone`.
        """
        await self.wait_removed()
        while True:
            await self._pace()
            async with self._exchange:
                seen, identity = await self._look()
            if identity is not None:
                return identity
            if seen and self._hints < _HINTS:
                self._hints += 1
                if self._not_read is not None:
                    self._log.write(self._not_read)
                on_hint()

    async def presence(self) -> Presence:
        """Whether the document that was read last still lies there; `UNKNOWN` when none was read.

        Inference [I]: a card is found only once, so it is asked for its newest address, which needs no new
        select right after a read (fact sheet 1.6, one source). An address or 91 "not on this card" shows the
        card, another error of the card shows that it is gone, silence shows nothing. Raises `DeviceGone`.
        """
        if self._lying is not Presence.PRESENT:
            return self._lying
        async with self._exchange:
            return await self._probe()

    async def wait_removed(self) -> None:
        """Wait until `presence` says twice in a row that the document is gone; at once when none was read.

        A reader that does not answer the probe is asked to find instead: no card found counts as gone.
        Raises `DeviceRefused`, `DeviceSilent`, `DeviceGone`.
        """
        absences = 0
        while self._lying is Presence.PRESENT:
            await self._pace()
            async with self._exchange:
                seen = await self._probe()
                if seen is Presence.UNKNOWN:
                    seen = await self._find()
                    self._doubt = self._doubt or seen is Presence.PRESENT  # perhaps another one
            absences = absences + 1 if seen is Presence.ABSENT else 0
            if absences == _ABSENCES:
                self._lying = Presence.ABSENT

    async def _pace(self) -> None:
        """Keep the distance between two looks, across calls as well."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._next_look - loop.time()))
        self._next_look = loop.time() + self._config.poll_seconds

    async def _look(self) -> tuple[bool, Identity | None]:
        """Look once: whether a card is there, and who it is when it could be read."""
        doubt, self._doubt = self._doubt, True  # also when this is cancelled, or the answer is lost
        seen = await self._find()
        if seen is Presence.UNKNOWN:
            return False, None
        if seen is Presence.ABSENT:
            self._doubt = False
            if not doubt:
                self._hints = 0
                return False, None
        found_at = asyncio.get_running_loop().time()
        reading = await self._take()
        if reading is None:
            return seen is Presence.PRESENT or self._hints > 0, None
        identity = await self._identity(reading)
        spent = asyncio.get_running_loop().time() - found_at
        resident = identity.kind is not DocumentKind.FOREIGN_PERMANENT  # their numbers have another form
        odd = oddities(identity.number) if resident else frozenset()
        odd_words = ", ".join(sorted(one.value for one in odd))
        left_out = "; ".join(illegible(reading.text))
        self._log.write(DocumentRead(identity.kind.value, round(spent * 1000), odd_words, left_out))
        return True, identity

    async def _find(self) -> Presence:
        """One find. Some may be refused or not answered, but not three in a row: then that is raised."""
        try:
            reply = await self._find_answer()
        except SamRefused as refused:
            await self._sam.mend(refused)
            return Presence.UNKNOWN
        except DeviceSilent as silent:
            self._miss(_FIND, silent)
            return Presence.UNKNOWN
        self._misses[_FIND] = 0
        return Presence.PRESENT if reply.sw3 == Sw3.CARD_FOUND else Presence.ABSENT

    async def _find_answer(self) -> SamReply:
        """The answer to a find, or to the last one when nobody waited for it: a card is found only once."""
        finding = self._finding
        if finding is None:
            finding = self._finding = asyncio.create_task(self._sam.ask(FindCard(), tries=1), name=f"{_NAME} find")
        await asyncio.wait({finding})  # being cancelled here leaves the find under way, and its answer kept
        if self._finding is not finding:  # the reader was closed meanwhile, and took the find along
            raise DeviceGone(_NAME, "closed")
        self._finding = None
        return finding.result()

    async def _take(self) -> Reading | None:
        """Select and read; None when the card does not let itself be read as it lies, or the reader does not obey."""
        reading = None
        doubt, self._doubt = self._doubt, True  # until the card itself has said what is the matter
        steps: tuple[tuple[Command, float], ...]
        steps = (SelectCard(), WITHIN), (ReadText(), _READ_WITHIN + _READ_BITS / self._config.baud)
        for command, within in steps:
            name = type(command).__name__
            try:
                reply = await self._sam.ask(command, within)
            except SamRefused as refused:
                self._not_read = DocumentNotRead(name, refused.fact)
                await self._sam.mend(refused)
                return None
            except DeviceSilent as silent:
                self._not_read = DocumentNotRead(name, silent.fact)
                self._miss(name, silent)
                return None
            self._misses[name] = 0
            if reply.sw3 != Sw3.DONE:
                self._doubt = doubt
                self._not_read = DocumentNotRead(name, f"{reply.meaning} (status {reply.sw3:02X})")
                return None
            reading = reply.reading
        return reading

    def _miss(self, question: str, silent: DeviceSilent) -> None:
        """Let a missing answer pass. Raises the third in a row."""
        self._misses[question] += 1
        if self._misses[question] == _MISSES:
            self._misses[question] = 0
            raise silent

    async def _identity(self, reading: Reading) -> Identity:
        """The holder, with what else the configuration asks for. Raises `DocumentUnreadable`."""
        added = await self._added_address() if self._config.newest_address else None
        photo = await self._photo(reading) if self._config.photo_decoder else None
        # Only now, and with nothing to wait for until it is given: a cancelled call leaves the document to the next.
        self._lying, self._doubt, self._hints = Presence.PRESENT, False, 0
        holder = parse(reading.text)
        address = None if added is None else current_address(added.newest_address, reading.text)
        return replace(holder, address=address, photo=photo)

    async def _added_address(self) -> SamReply | None:
        """What tells of an address added to the card; None when nothing does."""
        try:
            reply = await self._sam.ask(ReadNewestAddress(), _ADDRESS_WITHIN)
        except (DeviceSilent, SamRefused):
            return None
        return reply if reply.shows_card else None

    async def _photo(self, reading: Reading) -> Photo | None:
        try:
            return await develop(reading.photo, self._config.photo_decoder)
        except PhotoFailed as failed:
            self._log.write(PhotoNotDecoded(failed.fact))
            return None

    async def _ask_status(self) -> None:
        try:
            await self._sam.ask(SamStatus())
        except SamRefused as refused:
            await self._sam.mend(refused)
            await self._sam.ask(SamStatus())

    async def _probe(self) -> Presence:
        """A late answer to the last probe may be taken for this one's: it is one poll old, and absence needs two."""
        try:
            reply = await self._sam.ask(ReadNewestAddress(), _ADDRESS_WITHIN, tries=2)
        except SamRefused as refused:
            return Presence.ABSENT if refused.reason in _CARD_GONE else Presence.UNKNOWN
        except DeviceSilent:
            return Presence.UNKNOWN
        if reply.shows_card:
            return Presence.PRESENT
        return Presence.ABSENT if reply.sw3 in _CARD_GONE else Presence.UNKNOWN
