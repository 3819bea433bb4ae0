"""The code scanner: looks for a code only while a citizen is asked for one, and hands it on as it is."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from kiosk import config
from kiosk.domain.personal import ScannedCode
from kiosk.events import CodeScanned, CodesUnasked, Log, NoiseHeard
from kiosk.hardware.code_scanner.families import FAMILIES, TERMINATORS, Message, answered_by
from kiosk.hardware.code_scanner.wire import Code
from kiosk.hardware.device import DeviceReport, State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceRefused
from kiosk.hardware.link import Command, Link, Tap
from kiosk.hardware.stream import LineClosed, open_line

_NAME = "code-scanner"
_WITHIN = 1.0  # seconds for a reply; Newland's own programs wait 0.5 [2+]
_SLICE = 0.5  # between two looks at the line while a code is waited for
# A code that was reported already is still held there: do not make the scanner beep at it all the time.
_SAME_AGAIN = 1.0
# A scanner that does not reply: how long after `stop` a code may still come that was read before. Ours [I]:
# 1 KB at 9600 baud is a second, a code of this country's cards less than a tenth of that.
_QUIET = 0.5
_SPOILED = 3  # codes in a row that came as noise only, until the setting is called wrong
# How long the setting is called wrong after the last such code: the machine scans nothing meanwhile, so nothing else
# can show that it was put right, and noise on the line that has passed must not keep a scanner away for
# long. After that one more spoiled code is enough to call it wrong again.
_WRONG_SECONDS = 60.0
_SUM_SECONDS = 60.0  # codes nobody asked for are told at once and then summed up, as noise is
_CANNOT_TELL = "port open; this family answers no question"
_SETTING_WRONG = "codes come spoiled: terminator or speed set otherwise?"

NextCode = Callable[[], Awaitable[ScannedCode]]


@dataclass
class _Sight:
    """One time of looking. `armed`: what arrives now was read for it."""

    armed: bool = False
    arrived: asyncio.Queue[ScannedCode] = field(default_factory=asyncio.Queue)
    seen: set[ScannedCode] = field(default_factory=set)


class CodeScanner:
    """One scanner on a serial line; nothing it sends ever reaches a tap or the log, only how long it was.

    It is told to look by commands that it does not keep: nothing here can write its flash.
    """

    def __init__(self, config: config.CodeScanner, log: Log, tap: Tap | None = None) -> None:
        self._config = config
        self._family = FAMILIES[config.kind]
        self._log = log
        self._tap = tap
        self._link: Link[Message] | None = None
        self._turn = asyncio.Lock()
        self._decoder = self._family.decoder(TERMINATORS[config.terminator])
        self._sight: _Sight | None = None
        self._calm = False  # it is off, and whatever it read before has arrived
        self._ending: asyncio.Task[None] | None = None
        self._spoiled = 0  # codes in a row that came as noise
        self._wrong_until = 0.0
        self._unasked = 0
        self._unasked_pause: asyncio.TimerHandle | None = None

    @property
    def name(self) -> str:
        """Its name in the rack."""
        return _NAME

    async def open(self) -> None:
        """Open the line, make sure that the scanner is off and, where it can be asked, that it answers.

        Raises `DeviceGone` when the port is missing or in use, `DeviceSilent`, `DeviceGarbled`. A scanner that
        refuses is left open: `check` reports it.
        """
        await self.close()
        async with self._alone():
            try:
                stream = await open_line(self._config.port, self._config.baud)
            except LineClosed as error:
                raise DeviceGone(_NAME, str(error)) from error
            self._decoder = self._family.decoder(TERMINATORS[self._config.terminator])
            self._link = Link(_NAME, stream, self._decoder, self._noise, self._tap, self._heard)
            self._link.hushed = True
            self._calm, self._spoiled, self._wrong_until = False, 0, 0.0
        try:
            await self.check()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the line; a call in progress raises `DeviceGone` within half a second. Safe to call twice."""
        link, self._link = self._link, None
        if link is not None:
            await link.close()
        if self._ending is not None:
            await asyncio.wait({self._ending})
        if self._unasked_pause is not None:
            self._unasked_pause.cancel()
            self._tell_unasked(last=True)

    async def check(self) -> DeviceReport:
        """Tell it to stop, which it has done anyway, and see whether it answers; not while somebody scans.

        Honeywell's answer nothing: they are reported `UP` as long as the port is open, and the detail says that
        no more is known. `FAULTY`: it refuses, or three codes in a row came as noise (for a minute, or until
        one comes well or the line is opened anew). Raises `DeviceGone`, `DeviceSilent`, `DeviceGarbled`.
        """
        link = self._opened()
        if not self._turn.locked():
            async with self._alone():
                try:
                    await self._make_calm(link)
                except DeviceRefused as error:
                    return DeviceReport(_NAME, State.FAULTY, error.fact)
        if asyncio.get_running_loop().time() < self._wrong_until:
            return DeviceReport(_NAME, State.FAULTY, _SETTING_WRONG)
        return DeviceReport(_NAME, State.UP, "" if self._family.answers else _CANNOT_TELL)

    async def scan(self, within: float) -> ScannedCode | None:
        """Look for one code; None when none was read in `within` seconds. The scanner is off afterwards.

        May be cancelled at any time. Raises `DeviceRefused`, `DeviceSilent`, `DeviceGarbled`, `DeviceGone`.
        """
        async with self.scanning() as next_code:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(within):
                    return await next_code()
        return None

    @asynccontextmanager
    async def scanning(self) -> AsyncIterator[NextCode]:
        """Look for codes: each ``await next_code()`` waits for the next one, for hours if need be.

        The same code held there is reported once. The scanner is on while `next_code` is awaited and is turned
        off at the end, whatever ended it. Who cancels this does not wait for that, 50 ms at 9600 baud: a citizen has
        laid a document down instead. One at a time: a second one waits. `next_code` raises as `scan` does.
        """
        async with self._alone():
            link = self._opened()
            if not self._calm:
                await self._make_calm(link)
            self._calm = False
            self._sight = sight = _Sight()
            cancelled = False
            try:
                yield lambda: self._next_code(link, sight)
            except asyncio.CancelledError:
                cancelled = True
                raise
            finally:
                self._sight = None
                self._ending = asyncio.create_task(self._end(link), name=f"{_NAME} ends looking")
                if not cancelled:
                    await asyncio.shield(self._ending)  # also when this is cancelled meanwhile

    async def _next_code(self, link: Link[Message], sight: _Sight) -> ScannedCode:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while True:
            if sight.arrived.empty():
                sight.armed = sight.armed or not self._family.answers  # else once the reply is there
                await self._tell(link, self._family.trigger)
            code = await self._wait(link, sight)
            if code is None:
                continue
            if code not in sight.seen:
                sight.seen.add(code)
                self._log.write(CodeScanned(round((loop.time() - begun) * 1000)))
                return code
            await asyncio.sleep(_SAME_AGAIN)

    async def _wait(self, link: Link[Message], sight: _Sight) -> ScannedCode | None:
        """Wait for a code; None when it is time to trigger anew."""
        loop = asyncio.get_running_loop()
        end, noise = loop.time() + self._family.again, self._decoder.noise
        while loop.time() < end:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_SLICE):
                    code = await sight.arrived.get()
                    self._spoiled, self._wrong_until = 0, 0.0
                    return code
            if link.gone:
                raise DeviceGone(_NAME, "the line was closed")
            if self._decoder.noise > noise:  # it read something, and is off now
                self._spoiled += 1
                if self._spoiled >= _SPOILED:
                    self._wrong_until = loop.time() + _WRONG_SECONDS
                break
        return None

    async def _end(self, link: Link[Message]) -> None:
        """Turn it off. What is wrong with it then is found by the next call, which does this again first."""
        with contextlib.suppress(DeviceError):
            await self._make_calm(link)

    async def _make_calm(self, link: Link[Message]) -> None:
        """Turn it off, and wait until nothing read before can come any more: it may be somebody else's code."""
        self._calm = False
        await self._tell(link, self._family.stop)
        if self._family.fence is not None:
            await self._tell(link, self._family.fence)
        if not self._family.answers:
            await asyncio.sleep(_QUIET)
        self._calm = True

    async def _tell(self, link: Link[Message], command: Command) -> None:
        if not self._family.answers:
            await link.send(command, _WITHIN)
            return
        reply = await link.request(command, _WITHIN, fits=lambda message: answered_by(command, message))
        if not isinstance(reply, Code) and not reply.accepted:
            raise DeviceRefused(_NAME, f"{type(command).__name__}: {reply.meaning}", reply.status)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        async with self._turn:
            if self._ending is not None:
                await asyncio.wait({self._ending})
            yield

    def _opened(self) -> Link[Message]:
        if self._link is None:
            raise DeviceGone(_NAME, "not open")
        return self._link

    def _heard(self, message: Message) -> bool:
        """Take codes; let replies pass. A code counts from the reply to the first trigger on."""
        sight = self._sight
        if not isinstance(message, Code):
            if sight is not None and answered_by(self._family.trigger, message):
                sight.armed = True
            return False
        if sight is not None and sight.armed:
            sight.arrived.put_nowait(ScannedCode(message.text))
        else:
            self._drop_unasked()
        return True

    def _drop_unasked(self) -> None:
        self._unasked += 1
        if self._unasked_pause is None:
            self._tell_unasked()

    def _tell_unasked(self, last: bool = False) -> None:
        self._unasked_pause = None
        if not self._unasked:
            return
        self._log.write(CodesUnasked(_NAME, self._unasked))
        self._unasked = 0
        if not last:
            loop = asyncio.get_running_loop()
            self._unasked_pause = loop.call_later(_SUM_SECONDS, self._tell_unasked)

    def _noise(self, count: int) -> None:
        self._log.write(NoiseHeard(_NAME, count))
