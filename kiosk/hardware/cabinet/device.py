"""The cabinet: watches its contacts and lets the guide lights blink, by itself, while it is open."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import Coroutine
from typing import Any

from kiosk import config
from kiosk.events import ContactChanged, Log, PowerChanged, mishap
from kiosk.hardware.cabinet.contacts import Contacts, Steady
from kiosk.hardware.cabinet.conversation import NAME, Conversation
from kiosk.hardware.cabinet.lights import Light, Lights
from kiosk.hardware.cabinet.register_map import InputMap, OutputMap
from kiosk.hardware.device import DeviceReport, State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceRefused, DeviceSilent
from kiosk.hardware.known import Known
from kiosk.hardware.link import Tap
from kiosk.hardware.ups.power import Power, Supply, supply

_MISSES = 3  # looks without an answer, in a row, until nothing is known of the contacts
_AGAIN_SECONDS = 1.0  # until lamps that could not be written are tried again
_SOONEST = 0.05  # seconds between two looks at a contact that is about to settle
_TOLD = ("door_open", "tampered", "service")  # contacts whose changes are logged; somebody near is no news
_ILLEGAL_FUNCTION = 1


class Cabinet:
    """One board on a serial line. Neither `light` nor a silent board ever holds anybody up."""

    def __init__(self, config: config.Cabinet, log: Log, tap: Tap | None = None) -> None:
        self._config = config
        self._log = log
        self._conversation = Conversation(config, log, tap)
        self._inputs = InputMap(config)
        self._outputs = OutputMap(config)
        self._lights = Lights(config.blink_seconds)
        self._shown: dict[int, bool] = {}  # outputs as the board was last told; one that is missing is not known
        holds = {"proximity": config.hold_seconds}
        self._steady = {name: Steady(config.debounce_seconds, holds.get(name, 0.0)) for name in self._inputs.names}
        self._contacts, self._power = Contacts(), Power()
        self._told = {**dict.fromkeys(_TOLD, Known.NO), "supply": Supply.MAINS}  # what is no news at the start
        self._misses = 0
        self._mute = False  # the last look got no answer at all
        self._complaint = ""  # why the board did not let its outputs be written
        self._next_look = self._next_write = math.inf
        self._exchange = asyncio.Lock()  # a look at the outputs must not meet a half-written change
        self._nudged = asyncio.Event()
        self._changed = asyncio.Event()
        self._work: asyncio.Task[None] | None = None

    @property
    def name(self) -> str:
        """Its name in the rack."""
        return NAME

    @property
    def contacts(self) -> Contacts:
        """The contacts now; unknown while the board is not open, or has missed three looks."""
        return self._contacts

    @property
    def power(self) -> Power:
        """What the machine runs on, where a UPS tells by relay contacts; unknown without."""
        return self._power

    def change(self) -> Coroutine[Any, Any, object]:
        """Wait until `contacts` or `power` change, counted from the call."""
        return self._changed.wait()

    def light(self, device: str, light: Light) -> None:
        """Set the guide light at a device, by its name in the rack; returns at once. Blinking goes on by itself.

        It is remembered while the board is not open. Nothing happens for a device without a lamp.
        """
        self._lights.set(device, light, asyncio.get_running_loop().time())
        self._nudged.set()

    async def open(self) -> None:
        """Open the line and wait for an answer, even a refusal: `check` reports that.

        Raises `DeviceGone`, `DeviceSilent` or `DeviceGarbled`.
        """
        await self.close()
        self._misses, self._mute, self._complaint = 0, False, ""
        self._next_look = asyncio.get_running_loop().time() if self._inputs.reads else math.inf
        try:
            await self._conversation.open()
            with contextlib.suppress(DeviceRefused):
                await self._look(tries=3)
                if not self._inputs.reads:
                    await self._read_outputs()
        except BaseException:
            await self.close()
            raise
        self._next_write = 0.0
        self._work = asyncio.create_task(self._go_on(), name=f"{NAME} work")

    async def close(self) -> None:
        """Switch the lamps off if the board listens, and close the line. Safe to call twice.

        A call in progress raises `DeviceGone`.
        """
        work, self._work = self._work, None
        if work is not None:
            work.cancel()
            await asyncio.wait({work})
        await self._go_dark()
        await self._conversation.close()
        self._shown.clear()
        self._forget_contacts()

    async def check(self) -> DeviceReport:
        """Read the contacts, and read the outputs back: `FAULTY` when the board refuses, or a lamp does not obey.

        Raises `DeviceGone`, `DeviceSilent`, `DeviceGarbled`.
        """
        if self._work is not None and self._work.done():  # so that the rack begins anew
            raise DeviceGone(NAME, "it is not watched any more")
        async with self._exchange:
            try:
                await self._look(tries=3)
                stuck = await self._stuck_outputs()
            except DeviceRefused as error:
                return DeviceReport(NAME, State.FAULTY, error.fact)
        if self._complaint:
            return DeviceReport(NAME, State.FAULTY, self._complaint)
        if stuck:
            return DeviceReport(NAME, State.FAULTY, f"does not obey: output {', '.join(map(str, stuck))}")
        return DeviceReport(NAME, State.UP)

    async def _go_on(self) -> None:
        """Look, write, wait; until the line is gone."""
        try:
            while True:
                await self._move()
        except DeviceGone:
            pass
        except Exception as error:  # noqa: BLE001 - a fault of ours: told here, and `check` has it begun anew
            self._log.write(mishap(NAME, error))
        self._forget_contacts()

    async def _move(self) -> None:
        self._nudged.clear()
        async with self._exchange:
            if asyncio.get_running_loop().time() >= self._next_look:
                await self._look_or_miss()
            await self._write_or_miss()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(self._next_move()):
                await self._nudged.wait()

    def _next_move(self) -> float | None:
        now = asyncio.get_running_loop().time()
        write = self._next_write if self._changes() and not self._mute else math.inf
        soonest = min(self._next_look, write, self._lights.next_change(now))
        return None if soonest == math.inf else soonest

    async def _look_or_miss(self) -> None:
        try:
            await self._look(tries=1)
        except DeviceGone:
            raise
        except DeviceError as error:
            self._mute = isinstance(error, DeviceSilent)
            self._misses += 1
            if self._misses >= _MISSES:
                self._forget_contacts()
            self._next_look = asyncio.get_running_loop().time() + self._config.poll_seconds

    async def _look(self, tries: int) -> None:
        """Read every contact once. Raises `DeviceError`."""
        answers = {read: await self._conversation.ask(read, tries) for read in self._inputs.reads}
        self._misses, self._mute = 0, False
        now = asyncio.get_running_loop().time()
        for name, active in self._inputs.active(answers).items():
            self._steady[name].see(active, now)
        self._tell()
        due = min((steady.due for steady in self._steady.values()), default=math.inf)
        if self._inputs.reads:
            self._next_look = min(now + self._config.poll_seconds, max(due, now + _SOONEST))

    def _forget_contacts(self) -> None:
        for steady in self._steady.values():
            steady.forget()
        self._tell()

    def _tell(self) -> None:
        """Take what the contacts say now; wake whoever waits for a change."""
        values = {name: steady.value for name, steady in self._steady.items()}
        known = {name: values.get(name, Known.UNKNOWN) for name in ("proximity", "door", "tamper", "service")}
        contacts = Contacts(*known.values())
        low = values.get("battery_low", Known.UNKNOWN)
        power = Power(supply(values.get("mains", Known.UNKNOWN), low), low)
        if (contacts, power) == (self._contacts, self._power):
            return
        self._contacts, self._power = contacts, power
        self._log_news()
        self._changed.set()
        self._changed = asyncio.Event()

    def _log_news(self) -> None:
        for name in _TOLD:
            value = getattr(self._contacts, name)
            if value not in (Known.UNKNOWN, self._told[name]):
                self._told[name] = value
                self._log.write(ContactChanged(name.replace("_", "-"), value.value))
        if self._power.supply not in (Supply.UNKNOWN, self._told["supply"]):
            self._told["supply"] = self._power.supply
            self._log.write(PowerChanged(NAME, self._power.supply.value))

    def _changes(self) -> dict[int, bool]:
        """Outputs that are not, or not known to be, as they should."""
        shining = self._lights.shining(asyncio.get_running_loop().time())
        return {n: on for n, on in self._outputs.wanted(shining).items() if self._shown.get(n) is not on}

    async def _write_or_miss(self) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() < self._next_write or self._mute or not self._changes():
            return
        try:
            await self._write()
        except DeviceSilent:
            self._next_write = loop.time() + _AGAIN_SECONDS
        except DeviceRefused as error:
            self._next_write = loop.time() + _AGAIN_SECONDS
            self._complaint = error.fact

    async def _write(self) -> None:
        """Make the outputs as they should be. Raises `DeviceError`."""
        if self._outputs.must_be_read_first and not self._shown:
            await self._read_outputs()
        for command, made in self._outputs.writes(self._changes()):
            for number in made:
                self._shown.pop(number, None)  # until the answer says so it is not known
            await self._conversation.ask(command, tries=1)
            self._shown.update(made)
        self._complaint = ""

    async def _go_dark(self) -> None:
        """No lamp of a machine that has stopped tells anything."""
        lit = {number: False for number, on in self._shown.items() if on}
        if self._mute or self._exchange.locked():
            return
        with contextlib.suppress(DeviceError):
            for command, _ in self._outputs.writes(lit):
                await self._conversation.ask(command, tries=1)

    async def _read_outputs(self) -> dict[int, bool]:
        for read in self._outputs.reads:
            return self._outputs.read(await self._conversation.ask(read))
        return {}

    async def _stuck_outputs(self) -> list[int]:
        """Outputs that are not as they were told to be, also after they were told again.

        A board that lost its power for a moment forgets its outputs, and obeys the second time. A board that
        does not let its outputs be read cannot be found out.
        """
        try:
            if not await self._astray():
                return []
            self._shown.clear()
            await self._write()
            return await self._astray()
        except DeviceRefused as error:
            if error.status == _ILLEGAL_FUNCTION:
                return []
            raise

    async def _astray(self) -> list[int]:
        now = await self._read_outputs()
        return sorted(number for number, told in self._shown.items() if now[number] is not told)
