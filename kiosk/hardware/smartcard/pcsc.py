"""The PC/SC chip card reader in the main process: what lies in it, and sessions with a card.

PC/SC itself runs in a worker process (`kiosk.hardware.smartcard.channel`). A command whose answer is late
or no longer wanted costs the worker its life, because nothing else frees a blocked PC/SC call; the next
one is started at once when it is needed, and after a pause when nobody asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial

from kiosk.config import CardReader as Settings
from kiosk.hardware.device import DeviceReport, Presence, State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceSilent
from kiosk.hardware.link import Direction, Tap, Traffic
from kiosk.hardware.smartcard import apdu as commands
from kiosk.hardware.smartcard.errors import CardMute
from kiosk.hardware.smartcard.messages import Do, Failure, Inbox, Message, PeerGone, ReaderState
from kiosk.hardware.smartcard.session import CardSession, Stay
from kiosk.hardware.smartcard.worker import Worker, refuse_failure

_NAME = "card-reader"
_WITHOUT_READER_SECONDS = 4.0  # longer than a restart of the worker takes
_LOOK_SECONDS = 5.0  # without news, until the service is asked whether it is still there
_RESTART_SECONDS = 1.0  # so that a worker which dies at once is not started in a loop


@dataclass(frozen=True)
class Deadlines:
    """How long the worker may take, in seconds."""

    start: float = 5.0  # a new process and its first sight of the reader
    look: float = 2.0  # measured: 1-6 ms, also with a mute card
    connect: float = 4.0  # a real card is powered up and answers its reset
    transmit: float = 5.0  # from memory: a card's slowest command takes under 2 s


class PcscReader:
    """A PC/SC reader, into which a card is pushed by hand and which cannot move it; see `CardReader` in port.py."""

    def __init__(self, settings: Settings, deadlines: Deadlines | None = None, tap: Tap | None = None) -> None:
        self._settings = settings
        self._tap = tap
        self._deadlines = deadlines or Deadlines()
        self._state = ReaderState()
        self._worker: Worker | None = None
        self._executor: ThreadPoolExecutor | None = None  # while open
        self._restart: asyncio.TimerHandle | None = None
        self._burials: set[asyncio.Future[None]] = set()
        self._turn = asyncio.Lock()  # one command at a time
        self._use = asyncio.Lock()  # one session at a time
        self._changed = asyncio.Event()
        self._stay = Stay()  # of the card that was met last
        self.starts = 0  # worker processes so far, for the technician: one a day is fine, one a minute is not

    @property
    def name(self) -> str:
        """See `kiosk.hardware.device.Device.name`."""
        return _NAME

    @property
    def state(self) -> ReaderState:
        """The last sight of the reader; all unknown while the worker is down."""
        return self._state

    async def open(self) -> None:
        """Start the worker and look at the reader. When it fails, nothing is left running.

        Raises `DeviceGone` (reader service down, no reader, program cannot start) and `DeviceSilent`.
        """
        if self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix=_NAME)
        try:
            await self._look(self._deadlines.start)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """End the worker; whoever waits for a card or is in a session gets `DeviceGone`."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if self._restart is not None:
            self._restart.cancel()
        if self._worker is not None:
            self._lose(self._worker, executor)
        self._become(ReaderState())
        await asyncio.gather(*self._burials)
        executor.shutdown(wait=False)  # its only thread is idle

    async def check(self) -> DeviceReport:
        """Ask service and reader anew. UP names the reader; a card in a session is not disturbed."""
        if self._executor is None:
            return DeviceReport(_NAME, State.UNKNOWN, "not open")
        try:
            await self._look(self._deadlines.look if self._worker else self._deadlines.start)
        except DeviceError as error:  # told, not raised: it comes back by itself, without being opened anew
            state = State.SILENT if isinstance(error, DeviceSilent) else State.UNPLUGGED
            return DeviceReport(_NAME, state, error.fact)
        return DeviceReport(_NAME, State.UP, self._state.reader or "")

    def presence(self) -> Presence:
        """Whether a card is in, as last told; a virtual reader notices after up to 0.4 s (measured)."""
        return self._state.card

    async def wait_card(self) -> None:
        """Wait until a card is in, through short failures of reader and service.

        Raises `DeviceGone` when closed, and when there has been no reader to put a card into for a while;
        `DeviceSilent` when the service no longer answers.
        """
        self._opened()
        while self._state.card is not Presence.PRESENT:
            await self._sight_in_time()

    async def wait_removed(self) -> None:
        """Wait until the card that is in now is out, or was out between two sights. Raises as `wait_card`."""
        self._opened()
        seen = self._state
        while seen.card is not Presence.ABSENT:
            before, seen = seen, await self._sight_in_time()
            # Not compared across a failure of the service, which counts anew when it is back.
            if before.stay and seen.stay and before.stay != seen.stay:
                return

    async def _sight_in_time(self) -> ReaderState:
        """The next sight; when none comes for a while, the service is asked: a frozen one tells nothing by itself."""
        there = self._state.reader is not None
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_SECONDS if there else _WITHOUT_READER_SECONDS):
                return await self.next_sight()
        if not there:
            raise DeviceGone(_NAME, "no reader" if self._state.service else "reader service down")
        await self._look(self._deadlines.look)
        return self._state

    @property
    def holds_card(self) -> bool:
        """Never: cards stick out of this reader."""
        return False

    async def give_back(self) -> None:
        """Nothing to do: see `holds_card`."""

    async def retain(self) -> bool:
        """See `CardReader.retain`: this reader cannot."""
        return False

    async def next_sight(self) -> ReaderState:
        """Wait until service, reader or card are no longer what they are. Raises `DeviceGone` when closed."""
        await self._changed.wait()
        self._opened()
        return self._state

    @asynccontextmanager
    async def session(self) -> AsyncIterator[CardSession]:
        """Power the card and talk to it; at the end it is reset, so that nothing stays unlocked.

        Raises `CardPulled` (none in), `CardMute`, `DeviceGone`, `DeviceSilent`. Another session waits its turn.
        """
        async with self._use:
            worker = self._running()
            told, atr = await self._ask(worker, {"do": Do.CONNECT.value}, self._deadlines.connect, CardMute)
            self._see(ReaderState.from_message(told["state"]))
            if self._stay.over is not None:
                self._stay = Stay()
            session = CardSession(partial(self._transmit, worker), bytes(atr), self._stay)
            try:
                yield session
            finally:
                session.end()
                await self._disconnect(worker)

    async def _disconnect(self, worker: Worker) -> None:
        if worker is not self._worker:
            return  # its death has freed the card
        # When it fails, the worker is replaced; what the session brought is not worth less for that.
        with suppress(DeviceError):
            await self._ask(worker, {"do": Do.DISCONNECT.value}, self._deadlines.connect, DeviceSilent)

    async def _transmit(self, worker: Worker, apdu: bytes | bytearray) -> bytes:
        hidden = commands.private(apdu)
        self._record(Direction.SENT, apdu, hidden)
        message = {"do": Do.TRANSMIT.value}
        _, answered = await self._ask(worker, message, self._deadlines.transmit, CardMute, apdu)
        self._record(Direction.RECEIVED, answered, hidden)
        return bytes(answered)

    def _record(self, direction: Direction, data: bytes | bytearray, hidden: bool) -> None:
        if self._tap is not None:
            self._tap(Traffic(direction, len(data), None if hidden else bytes(data)))

    async def _look(self, within: float) -> None:
        told, _ = await self._ask(self._running(), {"do": Do.LOOK.value}, within, DeviceSilent)
        self._see(ReaderState.from_message(told))
        if self._state.reader is None:
            raise DeviceGone(_NAME, Failure.NO_READER.value)

    async def _ask(
        self,
        worker: Worker,
        message: Message,
        within: float,
        late: type[DeviceSilent],
        beside: bytes | bytearray = b"",
    ) -> tuple[Message, bytearray]:
        """One question to the worker that must still be the one running. Raises `late` and what it reports."""
        async with self._turn:
            executor = self._executor
            if worker is not self._worker or executor is None:
                raise DeviceGone(_NAME, "the reader program was restarted")
            job = asyncio.get_running_loop().run_in_executor(executor, worker.ask, message, beside)
            try:
                async with asyncio.timeout(within):
                    answered = await job
            except TimeoutError:
                self._lose(worker, executor)
                raise late(_NAME, f"no answer within {within} s") from None
            except asyncio.CancelledError:
                self._lose(worker, executor)
                raise
            except PeerGone:
                self._lose(worker, executor)
                raise DeviceGone(_NAME, "the reader program ended") from None
        refuse_failure(_NAME, answered[0])
        return answered

    def _running(self) -> Worker:
        self._opened()
        if self._worker is None:
            if self._restart is not None:
                self._restart.cancel()
            self._worker = self._start()
        return self._worker

    def _start(self) -> Worker:
        # On the loop's thread, not the executor's: PDEATHSIG strikes when the starting thread ends.
        try:
            worker = Worker(self._settings)
        except OSError as error:
            raise DeviceGone(_NAME, f"the reader program cannot be started: {error.strerror}") from error
        self.starts += 1
        asyncio.get_running_loop().add_reader(worker.events, self._hear, worker, Inbox())
        return worker

    def _hear(self, worker: Worker, inbox: Inbox) -> None:
        try:
            messages = inbox.read(worker.events)
        except BlockingIOError:
            return
        except PeerGone:
            if self._executor is not None:
                self._lose(worker, self._executor)
            return
        for message, _ in messages:
            self._see(ReaderState.from_message(message))

    def _see(self, state: ReaderState) -> None:
        if state.order > self._state.order:
            self._become(state)

    def _become(self, state: ReaderState) -> None:
        if self._state.stay != state.stay:
            self._stay.end("the card was out, or another one is in, or nobody can tell")
        self._state = state
        self._changed.set()  # wakes everybody who waits now
        self._changed = asyncio.Event()

    def _lose(self, worker: Worker, executor: ThreadPoolExecutor) -> None:
        """Kill a worker, forget what it saw, and have the next one started after a pause."""
        if worker is not self._worker:
            return
        loop = asyncio.get_running_loop()
        self._worker = None
        loop.remove_reader(worker.events)
        worker.kill()
        burial = loop.run_in_executor(executor, worker.bury)  # after the job that waits for the dead worker
        self._burials.add(burial)
        burial.add_done_callback(self._burials.discard)
        self._become(ReaderState())
        if self._executor is not None:
            self._restart = loop.call_later(_RESTART_SECONDS, self._revive)

    def _revive(self) -> None:
        try:
            self._running()
        except DeviceGone:
            self._restart = asyncio.get_running_loop().call_later(_RESTART_SECONDS, self._revive)

    def _opened(self) -> None:
        if self._executor is None:
            raise DeviceGone(_NAME, "not open")
