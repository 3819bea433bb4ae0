"""The receipt printer: prints a slip once, and says "printed" only when the printer itself has said so."""

from __future__ import annotations

import asyncio
import contextlib

from kiosk.config import Printer as PrinterConfig
from kiosk.events import Log, NoiseHeard, SlipFailed, SlipPrinted
from kiosk.hardware.device import DeviceReport, State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceSilent
from kiosk.hardware.link import Link, Tap
from kiosk.hardware.receipt_printer import wire
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.errors import CannotPrint, PrintUnconfirmed, cannot_print
from kiosk.hardware.receipt_printer.job import Job, compose
from kiosk.hardware.receipt_printer.paper import Slip
from kiosk.hardware.receipt_printer.status import Known, Status, Trouble, status
from kiosk.hardware.receipt_printer.wire import Answer, AskInOrder, AskStatus, Kind, Part
from kiosk.hardware.stream import LineClosed, open_line

_BITS_PER_BYTE = 10  # 8N1

# Seconds. A real-time answer comes within milliseconds; a whole second says that nobody is there.
_ANSWER = 1.0
_CLEAR_ANSWER = 0.5
_POLL = 2.0  # until the first look at a printer that does not finish; most slips take less
_SLOWEST_ROWS = 50 * wire.DOTS_PER_MM  # rows a second: a third of what kiosk printers promise
_SLACK = 5.0  # for the knife, and for a head that cools down between two lines
_OLD_ANSWERS = 0.5  # late answers to questions of an earlier slip have come in by then


class ReceiptPrinter:
    """An ESC/POS printer on a serial line (fact sheet 4). Satisfies `Device`."""

    def __init__(self, config: PrinterConfig, log: Log, tap: Tap | None = None) -> None:
        self._config = config
        self._log = log
        self._tap = tap
        self._charset = Charset(config.charset)
        self._link: Link[Answer] | None = None
        self._printing = asyncio.Lock()
        # Something of an earlier slip may lie in the printer's buffer or hang uncut in its mouth; true at
        # first, because the kiosk may have been restarted in the middle of a slip.
        self._leftovers = True

    @property
    def name(self) -> str:
        """Its name in the rack."""
        return "printer"

    async def open(self) -> None:
        """Open the line and make sure the printer answers. Raises `DeviceGone` or `DeviceSilent`."""
        await self.close()
        try:
            stream = await open_line(self._config.port, self._config.baud)
        except LineClosed as error:
            raise DeviceGone(self.name, str(error)) from error
        self._link = Link(self.name, stream, wire.StatusDecoder(), self._heard_noise, self._tap)
        try:
            await self._real_time(self._link, 1)
        except DeviceError:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the line; safe to call twice."""
        link, self._link = self._link, None
        if link is not None:
            await link.close()

    async def check(self) -> DeviceReport:
        """Ask DLE EOT 1 to 4. `detail` is a `Trouble`, or paper-near-end, printing, half-silent.

        Does not disturb a slip that is being printed. Raises `DeviceGone`, `DeviceSilent`.
        """
        if self._printing.locked():
            return DeviceReport(self.name, State.UP, "printing")
        now = await self._state(self._opened())
        if now.trouble is not None:
            return DeviceReport(self.name, State.FAULTY, now.trouble.value)
        if not now.fine:
            return DeviceReport(self.name, State.UNKNOWN, "half-silent")
        return DeviceReport(self.name, State.UP, "paper-near-end" if now.near_end is Known.YES else "")

    async def print_slip(self, slip: Slip) -> None:
        """Print a slip, once. Returns when the printer has said that it came out, cut.

        Nothing is printed: `CannotPrint` (`OutOfPaper`, `CoverOpen`, `CutterStuck`), `DeviceSilent`,
        `DeviceGone`; `ValueError` for a slip no printer could print. Part of it may be printed:
        `CannotPrint` with `printed_part`. Nobody knows: `PrintUnconfirmed`. Never tries a second time.
        """
        # Drawing rare characters loads fonts, a quarter of a second at first: not on the loop.
        job = await asyncio.to_thread(compose, slip, self._config.dots, self._charset)
        async with self._printing:
            try:
                await self._print(self._opened(), job)
            except DeviceError as error:
                self._log.write(SlipFailed(_reason(error)))
                raise
            self._log.write(SlipPrinted(job.lines))

    async def _print(self, link: Link[Answer], job: Job) -> None:
        self._refuse(await self._state(link), printed_part=False)
        await self._make_ready(link)
        self._leftovers = True  # until this slip is known to be out
        try:
            await self._send(link, job)
            await self._confirm(link, job)
        except CannotPrint:
            await self._clear(link)
            raise
        except (DeviceSilent, DeviceGone) as error:
            await self._clear(link)
            raise PrintUnconfirmed(self.name, error.fact) from error
        self._leftovers = False

    async def _state(self, link: Link[Answer]) -> Status:
        """What the printer says, after a chance to leave an error of the knife: it never does so by itself."""
        now = await self._ask_all(link)
        if now.trouble is not Trouble.CUTTER:
            return now
        await link.send(wire.Recover(), _ANSWER)
        return await self._ask_all(link)

    async def _make_ready(self, link: Link[Answer]) -> None:
        """An empty buffer, a clean edge of paper, default modes."""
        start = wire.INITIALISE + wire.NO_AUTOMATIC_STATUS
        if self._leftovers:
            cleared = await self._clear(link)
            start += wire.cut()
            if not cleared:
                # This printer cannot be cleared: what it still holds comes out now, and is cut off. Its
                # answers to earlier questions come too, and must not be taken for an answer to this slip.
                await link.send(Part(start), _SLACK)
                with contextlib.suppress(DeviceSilent):
                    await self._in_order(link, within=_SLACK)
                await asyncio.sleep(_OLD_ANSWERS)
                return
        await link.send(Part(start), _SLACK)

    async def _send(self, link: Link[Answer], job: Job) -> None:
        for part in job.parts:
            travel = len(part.data) * _BITS_PER_BYTE / self._config.baud
            await link.send(part, travel + _SLACK)
            await self._look(link, within=travel + _ANSWER)

    async def _confirm(self, link: Link[Answer], job: Job) -> None:
        """Wait until the printer has come to the end of the slip, watching why it might not."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + job.rows / _SLOWEST_ROWS + _SLACK
        asked = answers = 0
        # Two answers: a single zero byte of noise looks like one. Every question stands behind the slip.
        while answers < 2:
            asked += 1
            try:
                await self._in_order(link, within=_POLL)
                answers += 1
            except DeviceSilent:
                await self._look(link, within=_ANSWER)
                if loop.time() > deadline:
                    self._refuse(await self._ask_all(link), printed_part=True)
                    raise
        if asked > answers:
            await asyncio.sleep(_OLD_ANSWERS)
        now = await self._ask_all(link)
        self._refuse(now, printed_part=True)
        if not now.fine:
            raise DeviceSilent(self.name, "the printer's status is not whole after the slip")

    async def _look(self, link: Link[Answer], within: float) -> None:
        """Whether the printer still is on-line; if not, the error that says why."""
        if await self._real_time(link, 1, within) & 0x08:
            self._refuse(await self._ask_all(link), printed_part=True)

    async def _clear(self, link: Link[Answer]) -> bool:
        """Throw away what the printer holds; whether it says that it did."""
        try:
            answer = await link.request(wire.Clear(), within=_CLEAR_ANSWER)
        except (DeviceSilent, DeviceGone):
            return False
        return answer.kind is Kind.CLEARED

    def _refuse(self, now: Status, *, printed_part: bool) -> None:
        if now.trouble is not None:
            raise cannot_print(self.name, now.trouble, printed_part)

    async def _ask_all(self, link: Link[Answer]) -> Status:
        """All four status bytes; a question without an answer stays unknown, unless it is the first."""
        printer = await self._real_time(link, 1)
        rest: list[int | None] = []
        for n in (2, 3, 4):
            try:
                rest.append(await self._real_time(link, n))
            except DeviceSilent:
                rest.append(None)  # some clones answer only the first
        return status(printer, *rest)

    async def _real_time(self, link: Link[Answer], n: int, within: float = _ANSWER) -> int:
        return await self._ask(link, AskStatus(n), Kind.REAL_TIME, within)

    async def _in_order(self, link: Link[Answer], within: float) -> int:
        return await self._ask(link, AskInOrder(), Kind.IN_ORDER, within)

    async def _ask(self, link: Link[Answer], command: AskStatus | AskInOrder, kind: Kind, within: float) -> int:
        """Ask, a second time if need be. An answer of another kind belongs to an earlier question."""
        tries = 2 if kind is Kind.REAL_TIME else 1  # in order, whoever waits for the slip asks again
        for left in reversed(range(tries)):
            try:
                answer = await link.request(command, within, tries=1)
            except DeviceSilent:
                if not left:
                    raise
            else:
                if answer.kind is kind:
                    return answer.byte
            # An answer does not say what it answers: let all late ones come in before asking again.
            await asyncio.sleep(_OLD_ANSWERS)
        raise DeviceSilent(self.name, f"only answers to other questions than {type(command).__name__}")

    def _opened(self) -> Link[Answer]:
        if self._link is None:
            raise DeviceGone(self.name, "not open")
        return self._link

    def _heard_noise(self, count: int) -> None:
        self._log.write(NoiseHeard(self.name, count))


def _reason(error: DeviceError) -> str:
    return error.trouble.value if isinstance(error, CannotPrint) else type(error).__name__
