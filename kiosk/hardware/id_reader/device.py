"""The resident-ID card reader (SAM_V): finds, selects and reads a document as soon as it is laid down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from kiosk import config
from kiosk.domain.identity import Identity, check_digit_ok
from kiosk.events import DocumentRead, Log, NoiseHeard
from kiosk.hardware.device import DeviceReport, Presence, State
from kiosk.hardware.errors import DeviceGone, DeviceRefused, DeviceSilent
from kiosk.hardware.id_reader.text import parse
from kiosk.hardware.id_reader.wire import (
    Command,
    FindCard,
    ReadNewestAddress,
    ReadText,
    SamDecoder,
    SamId,
    SamReply,
    SamStatus,
    SelectCard,
    Sw3,
)
from kiosk.hardware.link import Link, Tap
from kiosk.hardware.stream import LineClosed, open_line

_NAME = "id-reader"
# Seconds for an answer. Fact sheet 1.6 has 2 s and 1.5 s for reading; the small commands take milliseconds.
_WITHIN, _ADDRESS_WITHIN, _READ_WITHIN = 1.0, 1.5, 2.0
_READ_BITS = (10 + 1295) * 10  # on the wire, 8N1: ReadText and its answer
_MISSES = 3  # finds without a proper answer, in a row, until the reader is called silent or broken
_ABSENCES = 2  # in a row, until a document is called removed: one may be a flaw of the radio field
# For one laying: the attract screen spends one hint on starting the service, the service needs its own.
# More would tell somebody who does nothing the same thing for ever.
_HINTS = 2

_BROKEN = frozenset({Sw3.SELF_TEST_FAILED, Sw3.NOT_AUTHORISED})
_SPOILED = frozenset({Sw3.CHECKSUM_WRONG, Sw3.LENGTH_WRONG})
_NO_CARD = frozenset({Sw3.NO_CARD, Sw3.NO_CARD_YET})
# What a probe answers when the card it began with is not there; the other errors say nothing about a card.
_CARD_GONE = _NO_CARD | {
    Sw3.SELECT_FAILED,
    Sw3.READ_FAILED,
    Sw3.CARD_REFUSED_SAM,
    Sw3.SAM_REFUSED_CARD,
    Sw3.DATA_NOT_VERIFIED,
    Sw3.CARD_LENGTH_WRONG,
    Sw3.WRONG_CARD,
    Sw3.RANDOM_FAILED,
}


class IdReader:
    """One ID reader on a serial line. Calls may overlap; a find and the read after it are never parted."""

    def __init__(self, config: config.IdReader, log: Log, tap: Tap | None = None) -> None:
        self._config = config
        self._log = log
        self._tap = tap
        self._link: Link[SamReply] | None = None
        self._exchange = asyncio.Lock()
        self._lying = Presence.UNKNOWN  # the document read last
        self._doubt = False  # a find may have met a card that was not read: the reader will not find it again
        self._hints = 0
        self._misses = 0
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
        try:
            stream = await open_line(self._config.port, self._config.baud)
        except LineClosed as error:
            raise DeviceGone(_NAME, str(error)) from error
        self._link = Link(_NAME, stream, SamDecoder(), self._noise, self._tap)
        self._doubt, self._hints, self._misses = False, 0, 0
        try:
            await self.check()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the line; a call in progress raises `DeviceGone`. Safe to call twice."""
        link, self._link = self._link, None
        if link is not None:
            await link.close()
        finding, self._finding = self._finding, None
        if finding is not None:
            finding.cancel()
            await asyncio.gather(finding, return_exceptions=True)

    async def check(self) -> DeviceReport:
        """Ask the security module how it is, never between the find and the read of a document.

        While a document that was read still lies there it is probed instead: the status should not be
        asked with a card present (fact sheet 1.6, one source). Raises `DeviceGone`, `DeviceSilent`.
        """
        async with self._exchange:
            if self._lying is Presence.PRESENT and await self._probe() is Presence.PRESENT:
                return DeviceReport(_NAME, State.UP)
            try:
                reply = await self._ask(SamStatus(), _WITHIN)
            except DeviceRefused as error:
                return DeviceReport(_NAME, State.FAULTY, error.fact)
        if reply.sw3 == Sw3.DONE:
            return DeviceReport(_NAME, State.UP)
        return DeviceReport(_NAME, State.FAULTY, f"{reply.meaning} (status {reply.sw3:02X})")

    async def sam_id(self) -> str:
        """The security module's number, for the technician. Raises `DeviceError`."""
        async with self._exchange:
            reply = await self._ask(SamId(), _WITHIN)
        if reply.sam_id is None:
            raise DeviceRefused(_NAME, f"no number: {reply.meaning}", reply.sw3)
        return reply.sam_id

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
        identity = await self._take()
        if identity is not None:
            spent = asyncio.get_running_loop().time() - found_at
            number = identity.number.reveal()
            odd = len(number) == 18 and not check_digit_ok(number)
            self._log.write(DocumentRead(identity.kind.value, round(spent * 1000), odd))
        return seen is Presence.PRESENT or self._hints > 0, identity

    async def _find(self) -> Presence:
        """One find. Some answers may be missing or late, but not `_MISSES` in a row."""
        try:
            reply = await self._find_answer()
        except DeviceSilent:
            self._misses += 1
            if self._misses >= _MISSES:
                self._misses = 0
                raise
            return Presence.UNKNOWN
        if reply.sw3 == Sw3.CARD_FOUND or reply.sw3 in _NO_CARD:
            self._misses = 0
            return Presence.PRESENT if reply.sw3 == Sw3.CARD_FOUND else Presence.ABSENT
        self._misses += 1  # perhaps a late answer to an earlier command
        if self._misses >= _MISSES:
            self._misses = 0
            raise DeviceRefused(_NAME, f"find: {reply.meaning}", reply.sw3)
        return Presence.UNKNOWN

    async def _find_answer(self) -> SamReply:
        """The answer to a find, or to the last one when nobody waited for it: a card is found only once."""
        if self._finding is None:
            self._finding = asyncio.create_task(self._ask(FindCard(), _WITHIN, tries=1), name=f"{_NAME} find")
        await asyncio.wait({self._finding})  # being cancelled here leaves the find under way, and its answer kept
        finding, self._finding = self._finding, None
        return finding.result()

    async def _take(self) -> Identity | None:
        """Select and read; None when the card does not let itself be read as it lies, or the reader is silent.

        Whether a silent reader is a broken one, the next find will tell.
        """
        try:
            if (await self._ask(SelectCard(), _WITHIN)).sw3 != Sw3.DONE:
                return None
            reply = await self._ask(ReadText(), _READ_WITHIN + _READ_BITS / self._config.baud)
        except DeviceSilent:
            return None
        if reply.text is None:
            return None
        self._lying, self._doubt, self._hints = Presence.PRESENT, False, 0
        return parse(reply.text)

    async def _probe(self) -> Presence:
        try:
            reply = await self._ask(ReadNewestAddress(), _ADDRESS_WITHIN, tries=2)
        except (DeviceSilent, DeviceRefused):
            return Presence.UNKNOWN
        if reply.shows_card:
            return Presence.PRESENT
        return Presence.ABSENT if reply.sw3 in _CARD_GONE else Presence.UNKNOWN

    async def _ask(self, command: Command, within: float, tries: int = 3) -> SamReply:
        """One command and its answer, once more when it was spoiled on the way to the reader."""
        if self._link is None:
            raise DeviceGone(_NAME, "not open")
        reply = await self._link.request(command, within, tries)
        if reply.sw3 in _SPOILED and self._link is not None:
            reply = await self._link.request(command, within, tries)
        if reply.sw3 in _BROKEN:
            raise DeviceRefused(_NAME, reply.meaning, reply.sw3)
        return reply

    def _noise(self, count: int) -> None:
        self._log.write(NoiseHeard(_NAME, count))
