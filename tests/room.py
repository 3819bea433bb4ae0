"""A whole kiosk without Kivy, in a simulated room: real bytes, real pcscd, real HTTP, a scripted glass."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Collection, Coroutine, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from kiosk import wiring
from kiosk.config import Config, load
from kiosk.events import ActSettled, DeviceChanged, DeviceFlaps, DevicesKnown, Event
from kiosk.journal import Act, Journal
from kiosk.views import Attract
from kiosk_sim.bench import Bench, CardReaderKind
from kiosk_sim.cards import Chip
from kiosk_sim.motor_room import MotorRoom
from kiosk_sim.pcsc import PcscRoom
from tests.glass_by_script import ScriptedGlass
from tests.virtual_time import real_time

CONFIG = Path(__file__).parent.parent / "config" / "simulated.toml"
TODAY = date(2026, 11, 23)
_FAST = 115200  # each byte of a slow line is a timer of its own


class ListLog:
    """A log kept in memory."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._written = asyncio.Event()

    def write(self, event: Event) -> None:
        """See `kiosk.events.Log`."""
        self.events.append(event)
        self._written.set()

    async def next(self) -> None:
        """Wait for the next event."""
        self._written.clear()
        await self._written.wait()


class Room:
    """Bench, works and glass for one test, under `virtual_time.run`. Everything ends with the context.

    `fitted`: which devices the machine has beside the two readers and the printer. `database`: the office's;
    `suite`: how both sign; SM2, the machine's own default, is reckoned in Python and takes 28 ms a call.
    """

    def __init__(
        self,
        settings: Sequence[str] = (),
        *,
        fitted: Collection[str] = (),
        reader: CardReaderKind = "pcsc",
        database: str | Path = ":memory:",
        suite: str = "Ed25519",
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kiosk-room-")
        self.folder = Path(self._folder.name)
        self.bench = Bench(
            self.folder, today=TODAY, database=database, fitted=fitted, baud=_FAST, reader=reader, suite=suite
        )
        self.glass = ScriptedGlass()
        self.log = ListLog()
        self._settings = settings
        self._fitted = bool(fitted)
        self._life: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Room:
        async with real_time():
            await self.bench.start()
            self.start_kiosk()
            await self.glass.until(Attract)
            while not any(isinstance(event, DevicesKnown) for event in self.log.events):
                await self.log.next()
        if self._fitted:
            await asyncio.sleep(1)  # the glass shows what these devices change: a touch before that would be lost
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        async with real_time():
            await self.stop_kiosk()
            await self.bench.stop()
        self._folder.cleanup()

    def start_kiosk(self) -> None:
        """Switch the kiosk on."""
        self._life = asyncio.create_task(wiring.run(self.config(), self.glass, self.log), name="kiosk")

    async def stop_kiosk(self) -> None:
        """Switch the kiosk off, in order. Raises whatever ended it before."""
        life, self._life = self._life, None
        if life is not None:
            life.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await life

    async def end(self) -> None:
        """Wait until the kiosk has ended by itself. Raises what ended it."""
        life, self._life = self._life, None
        assert life is not None, "it is off"
        await life

    def config(self) -> Config:
        """The configuration of this room's kiosk."""
        own = [
            f'files.journal="{self.folder / "journal.db"}"',
            f'files.log="{self.folder / "kiosk.jsonl"}"',
            "id_reader.poll_seconds=2.0",  # a minute of waiting is 30 looks then, and not 200
        ]
        if isinstance(self.bench.cards, MotorRoom):
            own.append("card_reader.poll_seconds=2.0")  # likewise
        if self.bench.fittings.lines.keys() & {"cabinet"}:  # likewise; a light that blinks is a timer, too
            own += ["cabinet.poll_seconds=2.0", "cabinet.blink_seconds=5.0"]
        return load(CONFIG, [*self.bench.settings(), *own, *self._settings])

    async def insert(self, key: str) -> None:
        """Insert a chip card; with PC/SC real time flows until the glass has answered to it."""
        await self._with_card(self.bench.insert(key))

    async def insert_chip(self, chip: Chip) -> None:
        """Insert a card made for this test."""
        await self._with_card(self.bench.cards.insert(chip))

    async def pull(self) -> None:
        """Pull the chip card, which a motor must have given back; as for `insert`."""
        await self._with_card(self.bench.cards.pull())

    def hands(self) -> contextlib.AbstractAsyncContextManager[None]:
        """For what is done to the chip card reader: time flows at real speed with PC/SC, which the loop cannot see."""
        return real_time() if isinstance(self.bench.cards, PcscRoom) else contextlib.nullcontext()

    async def _with_card(self, verb: Coroutine[Any, Any, None]) -> None:
        async with self.hands():
            before = len(self.glass.seen)
            await verb
            async with asyncio.timeout(10):
                while len(self.glass.seen) == before:
                    await self.glass.change()

    async def until_report(self, device: str, state: str) -> None:
        """Wait until the kiosk has noticed how a device is: ``up``, ``unplugged``, ``silent``, ``faulty`` ..."""
        async with asyncio.timeout(120):
            while not any(
                isinstance(event, DeviceChanged) and (event.device, event.state) == (device, state)
                for event in self.log.events
            ):
                await self.log.next()

    async def until_well(self) -> None:
        """Wait until every device of the machine works. Raises TimeoutError."""
        reported: dict[str, str] = {}
        async with asyncio.timeout(120):
            while True:
                for event in self.log.events:
                    if isinstance(event, DeviceChanged | DeviceFlaps):
                        reported[event.device] = event.state
                if all(state == "up" for state in reported.values()):
                    return
                await self.log.next()

    async def settled(self) -> None:
        """Wait until no act is open any more."""
        async with asyncio.timeout(120):
            while not any(isinstance(event, ActSettled) for event in self.log.events):
                await self.log.next()

    async def until_told(self, operation: str, count: int = 1) -> list[dict[str, object]]:
        """Wait until the office was told so many things: ``rate``, ``call-staff`` or ``tell-event``; gives them."""
        for _ in range(600):
            told = self.bench.office.store.reports(operation)
            if len(told) >= count:
                return told
            await asyncio.sleep(1)
        raise AssertionError(f"the office was told {len(told)} of {count} by {operation}")

    def acts(self) -> list[Act]:
        """What the journal says, newest first."""
        journal = Journal(self.folder / "journal.db", wiring.utc_now)
        try:
            return list(journal.acts(100))
        finally:
            journal.close()

    def slips(self) -> list[str]:
        """The text of every slip that was cut."""
        return ["\n".join(slip.lines) for slip in self.bench.printer.slips]
