"""The UPS (Megatec Q1): asked how it is every few seconds, tells whether the machine is on mains or battery."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from kiosk import config
from kiosk.events import Log, NoiseHeard, PowerChanged, mishap
from kiosk.hardware.device import DeviceReport, State
from kiosk.hardware.errors import DeviceGone, DeviceSilent
from kiosk.hardware.known import Known
from kiosk.hardware.link import Link, Tap
from kiosk.hardware.stream import LineClosed, open_line
from kiosk.hardware.ups.power import Power, Supply, supply
from kiosk.hardware.ups.wire import Q1, Q1Decoder, Status

_NAME = "ups"
_WITHIN = 1.0  # seconds until the answer begins; a design value
_ANSWER_BITS = (3 + 48) * 10  # the question and the longest answer, 8N1: 0.2 s at 2400 baud
_MISSES = 3  # questions without an answer, in a row, until the power is unknown


class Ups:
    """One UPS on a serial line. `power` is kept up to date while it is open."""

    def __init__(self, config: config.Ups, log: Log, tap: Tap | None = None) -> None:
        self._config = config
        self._log = log
        self._tap = tap
        self._within = _WITHIN + _ANSWER_BITS / config.baud
        self._link: Link[Status] | None = None
        self._polling: asyncio.Task[None] | None = None
        self._power = Power()
        self._told = Supply.MAINS  # that mains is there at the start is no news
        self._misses = 0
        self._changed = asyncio.Event()

    @property
    def name(self) -> str:
        """Its name in the rack."""
        return _NAME

    @property
    def power(self) -> Power:
        """What the machine runs on now; unknown while the UPS is not open, or has missed three questions."""
        return self._power

    def change(self) -> Coroutine[Any, Any, object]:
        """Wait until `power` changes, counted from the call; volts and percent that move are no change."""
        return self._changed.wait()

    async def open(self) -> None:
        """Open the line and wait for an answer. Raises `DeviceGone`, `DeviceSilent` or `DeviceGarbled`."""
        await self.close()
        try:
            stream = await open_line(self._config.port, self._config.baud)
        except LineClosed as error:
            raise DeviceGone(_NAME, str(error)) from error
        self._link = Link(_NAME, stream, Q1Decoder(), self._noise, self._tap)
        try:
            await self._ask(tries=3)
        except BaseException:
            await self.close()
            raise
        self._polling = asyncio.create_task(self._poll(), name=f"{_NAME} poll")

    async def close(self) -> None:
        """Close the line; a call in progress raises `DeviceGone`. Safe to call twice."""
        link, self._link = self._link, None
        polling, self._polling = self._polling, None
        if link is not None:
            await link.close()
        if polling is not None:
            polling.cancel()
            await asyncio.wait({polling})
        self._set(Power())

    async def check(self) -> DeviceReport:
        """Ask how it is. A failed UPS is `FAULTY`; being on battery, bypass or test is told as a detail.

        Raises `DeviceGone`, `DeviceSilent`, `DeviceGarbled`.
        """
        if self._polling is not None and self._polling.done():  # so that the rack begins anew
            raise DeviceGone(_NAME, "it is not watched any more")
        status = await self._ask(tries=3)
        if status.failed:
            return DeviceReport(_NAME, State.FAULTY, "UPS failed (b4)")
        return DeviceReport(_NAME, State.UP, _detail(status))

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(self._config.poll_seconds)
            try:
                await self._ask(tries=1)
            except DeviceGone:
                self._set(Power())
                return
            except DeviceSilent:
                self._misses += 1
                if self._misses >= _MISSES:
                    self._set(Power())
            except Exception as error:  # noqa: BLE001 - a fault of ours: told here, and `check` has it begun anew
                self._log.write(mishap(_NAME, error))
                self._set(Power())
                return

    async def _ask(self, tries: int) -> Status:
        if self._link is None:
            raise DeviceGone(_NAME, "not open")
        status = await self._link.request(Q1(), self._within, tries)
        self._misses = 0
        self._set(_power(status))
        return status

    def _set(self, power: Power) -> None:
        before, self._power = self._power, power
        if power == before:
            return
        if power.supply not in (self._told, Supply.UNKNOWN):
            self._told = power.supply
            self._log.write(PowerChanged(_NAME, power.supply.value))
        self._changed.set()
        self._changed = asyncio.Event()

    def _noise(self, count: int) -> None:
        self._log.write(NoiseHeard(_NAME, count))


def _power(status: Status) -> Power:
    low = _known(status.battery_low)
    return Power(
        supply(_known(not status.mains_failed), low), low, _known(status.shutting_down), _notes(status), status
    )


def _notes(status: Status) -> tuple[str, ...]:
    facts = (
        (status.failed, "UPS failed"),
        (status.bypass, "voltage raised or lowered" if status.standby else "on bypass"),
        (status.testing, "testing its battery"),
    )
    return tuple(note for fact, note in facts if fact)


def _detail(status: Status) -> str:
    facts = (
        (status.mains_failed, "on battery"),
        (status.battery_low, "battery low"),
        (status.shutting_down, "shutting down"),
    )
    return ", ".join([*(word for fact, word in facts if fact), *_notes(status)])


def _known(fact: bool) -> Known:
    return Known.YES if fact else Known.NO
