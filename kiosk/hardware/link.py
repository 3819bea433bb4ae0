"""One conversation over a stream: one request at a time, deadlines, resending, noise, a traffic tap."""

from __future__ import annotations

import asyncio
import contextlib
import enum
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, TypeVar

from kiosk.hardware.errors import DeviceGarbled, DeviceGone, DeviceSilent
from kiosk.hardware.stream import ByteStream, LineClosed

M = TypeVar("M", covariant=True)
Msg = TypeVar("Msg")

# A half frame older than this is dropped: a damaged length field would otherwise wait for ever.
HALF_FRAME_SECONDS = 0.3
# Noise is told at once, and then summed up this long: a bad cable must not fill the log.
NOISE_SECONDS = 60.0
# So long a secret that was not answered in time hides whatever comes: late answers to other questions may come first.
LATE_SECRET_SECONDS = 10.0


class Command(Protocol):
    """Something to send. `repeatable`: it may be sent again when no answer came; the default is no.

    `private`: the tap records its length, not its bytes; so too for the answer.
    """

    repeatable: ClassVar[bool]
    private: ClassVar[bool]

    def encode(self) -> bytes:
        """The bytes on the wire."""


class Decoder(Protocol[M]):
    """Bytes in, messages out; pure, holds only unread bytes.

    Decoders may import the standard library only, so noise is a number and not a type of ours.
    """

    noise: int  # bytes so far that belonged to no message

    def feed(self, data: bytes) -> Sequence[M]:
        """Take bytes, give every message that is complete now; count bytes that belong to none."""

    def drop(self) -> None:
        """Forget a half frame; its bytes become noise."""


class Direction(enum.Enum):
    """Which way bytes went; `CLOSED`: no way any more, the line went away by itself."""

    SENT = "sent"
    RECEIVED = "received"
    CLOSED = "closed"


@dataclass(frozen=True)
class Traffic:
    """What a tap sees: `data` is None when the bytes are private."""

    direction: Direction
    length: int
    data: bytes | None


Tap = Callable[[Traffic], None]


class Link(Generic[Msg]):
    """Request and answer over one stream. Owns the stream.

    `on_unasked` sees every message first; true means that it was taken, and is no answer to anything.
    `hushed`: while it is true the tap records only the length of whatever is received.
    """

    def __init__(
        self,
        device: str,
        stream: ByteStream,
        decoder: Decoder[Msg],
        on_noise: Callable[[int], None],
        tap: Tap | None = None,
        on_unasked: Callable[[Msg], bool] | None = None,
    ) -> None:
        self.hushed = False
        self._device = device
        self._stream = stream
        self._decoder = decoder
        self._on_noise = on_noise
        self._tap = tap
        self._on_unasked = on_unasked
        self._bytes = self._messages = 0  # received so far
        self._noise_told = decoder.noise
        self._noise_pause: asyncio.TimerHandle | None = None
        self._secrets = 0  # asked for, and not come yet
        self._hidden_until = self._late_until = 0.0  # loop time
        self._turn = asyncio.Lock()
        self._answers: asyncio.Queue[Msg] = asyncio.Queue()
        self._gone: str | None = None
        self._half_frame: asyncio.TimerHandle | None = None
        self._pump = asyncio.create_task(self._receive(), name=f"{device} receive")

    async def request(
        self, command: Command, within: float, tries: int = 3, fits: Callable[[Msg], bool] | None = None
    ) -> Msg:
        """Send and give the next message that `fits`; sending and waiting take at most `within` seconds each try.

        A command that is not `repeatable` is sent once. A message that does not fit is a late answer to an
        earlier command, and is dropped; without `fits` such an answer may be taken for the one waited for.
        Raises `DeviceSilent`, `DeviceGarbled` when bytes came but no message, `DeviceGone`.
        """
        async with self._turn:
            bytes_before, messages_before = self._bytes, self._messages
            for _ in range(tries if command.repeatable else 1):
                while not self._answers.empty():
                    self._answers.get_nowait()  # a late answer to an earlier command
                with contextlib.suppress(TimeoutError), self._hiding(command):
                    async with asyncio.timeout(within):
                        await self._send(command)
                        return await self._fitting_answer(fits)
            only_noise = self._bytes > bytes_before and self._messages == messages_before
            wrong = DeviceGarbled if only_noise else DeviceSilent
            said = "only noise" if only_noise else "no answer"
            raise wrong(self._device, f"{said} to {type(command).__name__} within {within:g} s")

    async def send(self, command: Command, within: float) -> None:
        """Send a command that has no answer; the line has `within` seconds to take it.

        How much of it has gone out when it is late is not known. Raises `DeviceSilent`, `DeviceGone`.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(within):
                    await self._send(command)
            except TimeoutError:
                late = f"the line did not take {type(command).__name__} within {within:g} s"
                raise DeviceSilent(self._device, late) from None

    async def close(self) -> None:
        """End the conversation and close the stream; a pending request raises `DeviceGone`."""
        self._gone = self._gone or "the line was closed"
        if not self._pump.done():  # cancelling a failed task would hush its error up
            self._pump.cancel()
        for timer in (self._half_frame, self._noise_pause):
            if timer is not None:
                timer.cancel()
        self._stream.close()
        await asyncio.wait({self._pump})

    @property
    def gone(self) -> bool:
        """True once the line has closed; a new link is needed."""
        return self._gone is not None

    async def _send(self, command: Command) -> None:
        if self._gone is not None:
            raise DeviceGone(self._device, self._gone)
        data = command.encode()
        self._record(Direction.SENT, data, command.private)
        try:
            await self._stream.write(data)
        except LineClosed as error:
            self._gone = str(error)
            raise DeviceGone(self._device, self._gone) from error

    @contextlib.contextmanager
    def _hiding(self, command: Command) -> Iterator[None]:
        """While a secret is asked for, everything received is hidden: it may be late answers, and then the secret."""
        if not command.private:
            yield
            return
        self._secrets += 1
        self._hidden_until = math.inf
        try:
            yield
            self._secrets -= 1
        except BaseException:
            self._late_until = asyncio.get_running_loop().time() + LATE_SECRET_SECONDS
            raise
        finally:
            self._hidden_until = self._late_until

    def _hides(self) -> bool:
        return self.hushed or bool(self._secrets) or asyncio.get_running_loop().time() < self._hidden_until

    async def _fitting_answer(self, fits: Callable[[Msg], bool] | None) -> Msg:
        while True:
            message = await self._answer()
            if fits is None or fits(message):
                return message

    async def _answer(self) -> Msg:
        getter = asyncio.create_task(self._answers.get())
        try:
            await asyncio.wait({getter, self._pump}, return_when=asyncio.FIRST_COMPLETED)
            if getter.done():
                return getter.result()
            raise DeviceGone(self._device, self._gone or "nobody listens to the line")
        finally:
            getter.cancel()

    async def _receive(self) -> None:
        try:
            while True:
                data = await self._stream.read()
                self._bytes += len(data)
                self._record(Direction.RECEIVED, data, self._hides())
                for message in self._decoder.feed(data):
                    self._take(message)
                self._tell_noise()
                self._watch_half_frame()
        except LineClosed as error:
            if self._gone is None:
                self._gone = str(error)
                self._record(Direction.CLOSED, b"", private=False)
        except Exception as error:  # our fault, not the line's: end the waiting, and let the loop tell of it
            self._gone = f"receiving failed: {type(error).__name__}"
            raise

    def _take(self, message: Msg) -> None:
        self._messages += 1
        if self._on_unasked is not None and self._on_unasked(message):
            return
        # A secret that nobody waits for any more hides what comes until one message is complete, however late.
        if self._hidden_until < math.inf:
            self._secrets = max(0, self._secrets - 1)
        self._answers.put_nowait(message)

    def _tell_noise(self) -> None:
        count = self._decoder.noise - self._noise_told
        if count and self._noise_pause is None:
            self._noise_told += count
            self._noise_pause = asyncio.get_running_loop().call_later(NOISE_SECONDS, self._end_noise_pause)
            self._on_noise(count)

    def _end_noise_pause(self) -> None:
        self._noise_pause = None
        self._tell_noise()

    def _watch_half_frame(self) -> None:
        if self._half_frame is not None:
            self._half_frame.cancel()
        self._half_frame = asyncio.get_running_loop().call_later(HALF_FRAME_SECONDS, self._drop_half_frame)

    def _drop_half_frame(self) -> None:
        self._decoder.drop()
        self._tell_noise()

    def _record(self, direction: Direction, data: bytes, private: bool) -> None:
        if self._tap is not None:
            self._tap(Traffic(direction, len(data), None if private else data))
