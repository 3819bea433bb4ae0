"""The receipt printer: prints a slip once, and says "printed" only when the printer itself has said so."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from kiosk.config import Printer as PrinterConfig
from kiosk.events import Log, NoiseHeard, SlipFailed, SlipPrinted
from kiosk.hardware.device import DeviceReport, State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceSilent
from kiosk.hardware.link import Tap
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.errors import CannotPrint, PrintUnconfirmed, cannot_print
from kiosk.hardware.receipt_printer.escpos import wire as escpos
from kiosk.hardware.receipt_printer.flow import ObedientStream
from kiosk.hardware.receipt_printer.job import Job, compose
from kiosk.hardware.receipt_printer.paper import Slip
from kiosk.hardware.receipt_printer.status import Status, Trouble
from kiosk.hardware.receipt_printer.talk import ANSWER, Talk
from kiosk.hardware.receipt_printer.typeset import DOTS_PER_MM
from kiosk.hardware.receipt_printer.wire import Part
from kiosk.hardware.stream import LineClosed, open_line

_BITS_PER_BYTE = 10  # 8N1
_BAND_SECONDS = 1.0  # of a picture, sent at a time
_SLOWEST_ROWS = 50 * DOTS_PER_MM  # rows a second: a third of what kiosk printers promise
_FASTEST_ROWS = 400 * DOTS_PER_MM  # more than any of them promises

# Seconds.
_POLL = 2.0  # until the first look at a printer that does not finish; most slips take less
_SLACK = 5.0  # for the knife, for a pause between two lines, for a printer that says XOFF
_COOLING = 20.0  # that a slip waits in the middle for a head that is too hot
_OLD_ANSWERS = 0.5  # late answers to questions of an earlier slip have come in by then


class ReceiptPrinter:
    """An ESC/POS printer on a serial line (fact sheet 4). Satisfies `Device`.

    `on_news` is called when the printer says, unasked, that something is other than last reported.
    """

    def __init__(self, config: PrinterConfig, log: Log, tap: Tap | None = None) -> None:
        self.on_news: Callable[[], None] = lambda: None
        self._config = config
        self._log = log
        self._tap = tap
        self._charset = Charset(config.charset)
        self._seconds_per_byte = _BITS_PER_BYTE / config.baud
        self._talk: Talk | None = None
        self._printing = asyncio.Lock()
        self._reported: tuple[Trouble | None, Trouble | None] = (None, None)
        # Something of an earlier slip may lie in the printer's buffer or hang uncut in its mouth; true at
        # first, because the kiosk may have been restarted in the middle of a slip.
        self._leftovers = True
        self._unsent = 0  # bytes of a part that was not known to be sent whole: the printer may wait for so many

    @property
    def name(self) -> str:
        """Its name in the rack."""
        return "printer"

    @property
    def told(self) -> Status | None:
        """What the printer last said unasked; None when it has not, or was told to be quiet."""
        return self._talk.told if self._talk else None

    async def open(self) -> None:
        """Open the line, make sure the printer answers, have it say what changes.

        Raises `DeviceGone`, `DeviceSilent` or `DeviceGarbled`.
        """
        await self.close()
        try:
            stream = await open_line(self._config.port, self._config.baud)
        except LineClosed as error:
            raise DeviceGone(self.name, str(error)) from error
        obedient = self._config.flow == "xonxoff"
        line = ObedientStream(stream, self._seconds_per_byte) if obedient else stream
        self._talk = Talk(self.name, line, self._heard_noise, self._heard_news, self._tap)
        try:
            await self._talk.real_time(1)
            await self._listen(self._talk)
        except DeviceError:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the line; safe to call twice."""
        talk, self._talk = self._talk, None
        if talk is not None:
            await talk.close()

    async def check(self) -> DeviceReport:
        """Ask DLE EOT 1 to 4. `detail` is a `Trouble` or a warning, or printing, half-silent.

        What it leaves open is filled from what the printer has told by itself. Does not disturb a slip that
        is being printed. Raises `DeviceGone`, `DeviceSilent`, `DeviceGarbled`.
        """
        if self._printing.locked():
            return DeviceReport(self.name, State.UP, "printing")
        async with self._printing:  # a slip that begins now would have this look's commands in its middle
            talk = self._opened()
            now = await self._state(talk)
            await self._listen(talk)
        filled = now.filled_from(talk.told) if talk.told else now
        self._reported = (filled.trouble, filled.warning)
        if filled.trouble is not None:
            return DeviceReport(self.name, State.FAULTY, filled.trouble.value)
        if not now.fine:
            return DeviceReport(self.name, State.UNKNOWN, "half-silent")
        return DeviceReport(self.name, State.UP, filled.warning.value if filled.warning else "")

    async def print_slip(self, slip: Slip, *, reprint: bool = False) -> None:
        """Print a slip, once. Returns when the printer has said that it came out, cut.

        `reprint`: some of it may be out already; the paper then says that it is a further print.
        Nothing is printed: `CannotPrint` (see `errors` for its kinds), `DeviceSilent`, `DeviceGone`;
        `ValueError` for a slip no printer could print, or without words for a reprint. Part of it may be
        printed: `CannotPrint` with `printed_part`. Nobody knows: `PrintUnconfirmed`. Never tries twice.
        """
        words = slip.reprinted() if reprint else slip
        band_bytes = round(_BAND_SECONDS / self._seconds_per_byte)
        # Drawing rare characters loads fonts, a quarter of a second at first: not on the loop.
        job = await asyncio.to_thread(compose, words, self._config.dots, self._charset, band_bytes)
        async with self._printing:
            try:
                await self._print(self._opened(), job)
            except DeviceError as error:
                self._log.write(SlipFailed(_reason(error), reprint))
                raise
            self._log.write(SlipPrinted(job.lines, reprint))

    async def _print(self, talk: Talk, job: Job) -> None:
        self._refuse(await self._state(talk), printed_part=False)
        await self._make_ready(talk)
        self._leftovers = True  # until this slip is known to be out
        try:
            await self._send(talk, job)
        except DeviceError as error:
            await talk.clear()
            await self._listen(talk)  # that the cover is closed, or paper put in, is told at once
            if isinstance(error, CannotPrint):
                raise
            raise PrintUnconfirmed(self.name, error.fact) from error
        self._leftovers = False
        await self._listen(talk)

    async def _state(self, talk: Talk) -> Status:
        """What the printer says, after a chance to leave an error that it never leaves by itself."""
        now = await talk.state()
        if now.trouble is None or not now.trouble.recoverable:
            return now
        await talk.recover()
        return await talk.state()

    async def _make_ready(self, talk: Talk) -> None:
        """An empty buffer, a clean edge of paper, default modes; and nothing said unasked.

        While a slip is printed nothing but the answer to GS r may look like one.
        """
        start = escpos.INITIALISE + talk.listen_no_more()
        if not self._leftovers:
            await talk.send(Part(start), _SLACK)
        elif await talk.clear():
            await talk.send(Part(start + escpos.cut()), _SLACK)
        else:
            # This printer cannot be cleared: what it still holds comes out now, and is cut off. If it waits
            # for the rest of a picture, it gets white; elsewhere zero bytes are nothing. Its answers to
            # earlier questions come too, and must not be taken for an answer to this slip.
            rest = bytes(self._unsent)
            await talk.send(Part(rest + start + escpos.cut()), len(rest) * self._seconds_per_byte + _SLACK)
            with contextlib.suppress(DeviceSilent):
                await talk.in_order(within=_SLACK)
            await asyncio.sleep(_OLD_ANSWERS)
        self._unsent = 0

    async def _send(self, talk: Talk, job: Job) -> None:
        begun = asyncio.get_running_loop().time()
        for part in job.parts:
            travel = len(part.data) * self._seconds_per_byte
            self._unsent = len(part.data)
            try:
                await talk.send(part, travel + _SLACK)
            except DeviceSilent:  # it says XOFF, and does not take it back
                self._refuse(await talk.state(), printed_part=True)
                raise
            self._unsent = 0
            await self._look(talk, within=travel + ANSWER)
        await self._confirm(talk, job, begun)

    async def _confirm(self, talk: Talk, job: Job, begun: float) -> None:
        """Wait until the printer has come to the end of the slip, watching why it might not."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + job.rows / _SLOWEST_ROWS + _SLACK
        asked = answers = 0
        # Two answers: a byte of noise looks like one. Every question stands behind the slip.
        while answers < 2:
            if loop.time() > deadline:
                self._refuse(await talk.state(), printed_part=True)
                raise DeviceSilent(self.name, "the printer does not say that it came to the end of the slip")
            asked += 1
            try:
                answered = await talk.in_order(within=_POLL)
            except DeviceSilent:
                deadline += await self._look(talk, within=ANSWER)
                continue
            if answered and loop.time() < begun + job.rows / _FASTEST_ROWS:
                raise DeviceSilent(self.name, "it answers before it can have printed")
            answers += answered
        if asked > answers:
            await asyncio.sleep(_OLD_ANSWERS)
        now = await talk.state()
        self._refuse(now, printed_part=True)
        if not now.fine:
            raise DeviceSilent(self.name, "the printer's status is not whole after the slip")

    async def _look(self, talk: Talk, within: float) -> float:
        """Whether the printer still is on-line; if not, the error that says why.

        Some troubles pass, and the printer then goes on: gives the seconds that were waited for that.
        """
        if not await talk.real_time(1, within) & 0x08:
            return 0.0
        loop = asyncio.get_running_loop()
        begun = loop.time()
        now = await talk.state()
        while now.trouble is not None and now.trouble.passes and loop.time() < begun + _COOLING:
            await asyncio.sleep(ANSWER)
            now = await talk.state()
        self._refuse(now, printed_part=True)
        return loop.time() - begun

    async def _listen(self, talk: Talk) -> None:
        # If the line is lost, whoever asks next will find out.
        with contextlib.suppress(DeviceError):
            await talk.listen()

    def _refuse(self, now: Status, *, printed_part: bool) -> None:
        if now.trouble is not None:
            raise cannot_print(self.name, now.trouble, printed_part)

    def _opened(self) -> Talk:
        if self._talk is None:
            raise DeviceGone(self.name, "not open")
        return self._talk

    def _heard_news(self) -> None:
        told = self.told
        if told is not None and (told.trouble, told.warning) != self._reported:
            self.on_news()

    def _heard_noise(self, count: int) -> None:
        self._log.write(NoiseHeard(self.name, count))


def _reason(error: DeviceError) -> str:
    return error.trouble.value if isinstance(error, CannotPrint) else type(error).__name__
