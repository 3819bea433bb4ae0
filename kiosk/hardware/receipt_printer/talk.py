"""Talks with the printer: asks and waits for the answer, takes none for another's, listens to what it says unasked."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from kiosk.hardware.errors import DeviceGone, DeviceSilent
from kiosk.hardware.link import Command, Link, Tap
from kiosk.hardware.receipt_printer import status, wire
from kiosk.hardware.receipt_printer.flow import ObedientStream
from kiosk.hardware.receipt_printer.status import Status
from kiosk.hardware.receipt_printer.wire import Answer, Asb, AskInOrder, AskStatus, AutomaticStatus, Flow, Kind
from kiosk.hardware.stream import ByteStream

# Seconds. A real-time answer comes within milliseconds; a whole second says that nobody is there.
ANSWER = 1.0
_CLEAR_ANSWER = 0.5
_LATE = 0.5  # until then late answers have come in
_TAIL = 0.05  # until then the rest of what began with an answer has come in
_NEXT = 0.1  # between an answer and the one that stands right behind it


class Talk:
    """One conversation. Makes the link over `stream` and owns it.

    `on_news` is called when an automatic status has come; `told` then holds its facts.
    """

    def __init__(
        self,
        device: str,
        stream: ByteStream | ObedientStream,
        on_noise: Callable[[int], None],
        on_news: Callable[[], None],
        tap: Tap | None,
    ) -> None:
        self.told: Status | None = None
        self._device = device
        self._stream = stream
        self._on_news = on_news
        self._link: Link[wire.Message] = Link(device, stream, wire.StatusDecoder(), on_noise, tap, self._hear)
        self._listening = False
        # An answer does not say what it answers. What is known of a question is only whether answers are
        # missing, or whether there were more than questions.
        self._missing = 0
        self._surplus = 0
        self._all_here = asyncio.Event()
        self._in_order = 0  # bytes that look like an answer to GS r
        self._mute: set[int] = set()  # questions that this printer has not answered

    async def close(self) -> None:
        """End it and close the line; safe to call twice."""
        await self._link.close()

    async def send(self, command: Command, within: float) -> None:
        """Send what has no answer. Raises `DeviceSilent`, `DeviceGone`."""
        await self._link.send(command, within)

    async def listen(self) -> None:
        """Have the printer say by itself what changes. Raises `DeviceSilent`, `DeviceGone`."""
        if not self._listening:
            await self._link.send(AutomaticStatus(on=True), ANSWER)
            self._listening = True

    def listen_no_more(self) -> bytes:
        """What tells the printer to be quiet again; send it with the next part. What it told is forgotten."""
        self._listening = False
        self.told = None
        return AutomaticStatus(on=False).encode()

    async def real_time(self, n: int, within: float = ANSWER) -> int:
        """The answer to DLE EOT n, asked twice if need be. Raises `DeviceSilent`, `DeviceGarbled`, `DeviceGone`."""
        await self._let_late_ones_come()
        if n not in self._mute:
            with contextlib.suppress(DeviceSilent):
                return await self._real_time(n, within)
            await asyncio.sleep(_LATE)
        byte = await self._real_time(n, within)
        self._mute.discard(n)
        return byte

    async def _real_time(self, n: int, within: float) -> int:
        self._missing += 1
        self._all_here.clear()
        return (await self._ask(AskStatus(n), Kind.REAL_TIME, within)).byte

    async def in_order(self, within: float) -> bool:
        """Whether GS r 1 was answered: all that was sent before is on paper. Raises as `real_time`; asks once.

        An answer comes alone. Bytes that look like some of them are the rest of an automatic status that
        has lost its first byte; or late answers, which come before the right one. Then ask again.
        """
        before = self._in_order
        await self._ask(AskInOrder(), Kind.IN_ORDER, within)
        await asyncio.sleep(_TAIL)
        return self._in_order == before + 1

    async def clear(self) -> bool:
        """Throw away what the printer holds; whether it says that it did."""
        try:
            await self._ask(wire.Clear(), Kind.CLEARED, _CLEAR_ANSWER)
        except (DeviceSilent, DeviceGone):
            return False
        return True

    async def recover(self) -> None:
        """Tell it to leave an error. Raises `DeviceSilent`, `DeviceGone`."""
        await self._link.send(wire.Recover(), ANSWER)

    async def state(self) -> Status:
        """All four status bytes; a question without an answer stays unknown, unless it is the first.

        Raises `DeviceSilent`, `DeviceGarbled`, `DeviceGone`.
        """
        surplus = self._surplus
        now, sure = await self._ask_all()
        if not sure:
            # If a missing answer was only late, each question got the answer to the one before it, and
            # the last answer comes now.
            await asyncio.sleep(_NEXT)
            if self._surplus > surplus:
                now, _ = await self._ask_all()
        return now

    async def _ask_all(self) -> tuple[Status, bool]:
        sure = self._missing == 0
        printer = await self.real_time(1)
        rest: list[int | None] = []
        for n in (2, 3, 4):
            sure = sure and self._missing == 0
            try:
                rest.append(await self.real_time(n))
            except DeviceSilent:
                rest.append(None)  # some clones answer only the first
                self._mute.add(n)
        return status.status(printer, *rest), sure

    async def _let_late_ones_come(self) -> None:
        if self._missing:
            try:
                async with asyncio.timeout(_LATE):
                    await self._all_here.wait()
            except TimeoutError:
                self._missing = 0  # lost, as far as one can tell

    async def _ask(self, command: Command, kind: Kind, within: float) -> Answer:
        def fits(message: wire.Message) -> bool:
            return isinstance(message, Answer) and message.kind is kind

        answer = await self._link.request(command, within, tries=1, fits=fits)
        assert isinstance(answer, Answer)  # what fits is one
        return answer

    def _hear(self, message: wire.Message) -> bool:
        """See `Link.on_unasked`."""
        match message:
            case Asb(data):
                self.told = status.told(data)
                self._on_news()
            case Flow():
                if isinstance(self._stream, ObedientStream):
                    self._stream.obey(message)
            case Answer(Kind.REAL_TIME):
                self._count()
            case Answer(Kind.IN_ORDER):
                self._in_order += 1
        return not isinstance(message, Answer)

    def _count(self) -> None:
        if not self._missing:
            self._surplus += 1
            return
        self._missing -= 1
        if not self._missing:
            self._all_here.set()
