"""All devices of this machine: opened, watched, reopened when they come back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.config import Config
from kiosk.events import DevicesKnown, Log, mishap
from kiosk.hardware.board import Board
from kiosk.hardware.cabinet.contacts import Contacts
from kiosk.hardware.device import Device, DeviceReport, State
from kiosk.hardware.errors import DeviceError, DeviceGarbled, DeviceSilent
from kiosk.hardware.id_reader.device import IdReader
from kiosk.hardware.link import Tap
from kiosk.hardware.receipt_printer.device import ReceiptPrinter
from kiosk.hardware.smartcard.authority import LostTries
from kiosk.hardware.smartcard.pcsc import PcscReader
from kiosk.hardware.smartcard.port import CardReader
from kiosk.hardware.tapping import Switchboard
from kiosk.hardware.ups.power import Power

if TYPE_CHECKING:
    from kiosk.hardware.cabinet.device import Cabinet
    from kiosk.hardware.code_scanner.device import CodeScanner
    from kiosk.hardware.pin_pad.device import PinPad
    from kiosk.hardware.ups.device import Ups

WATCH_SECONDS = 15.0  # between two looks at every device while nobody is being served
_RETRY_SECONDS = 3.0  # between two attempts to open a device that is down
_MISS_SECONDS = 1.0  # until a device that missed a look is looked at again
_MISSES = 3  # looks without an answer, in a row, until a device that worked is called silent or garbled


class Rack:
    """The devices by name. What they report stands on the `board`."""

    def __init__(self, config: Config, log: Log, switchboard: Switchboard) -> None:
        tap = switchboard.tap
        self.id_reader = IdReader(config.id_reader, log, tap("id-reader"))
        self.card_reader = _card_reader(config, log, tap("card-reader"))
        self.printer = ReceiptPrinter(config.printer, log, tap("printer"))
        self.pin_pad = _pin_pad(config, log, tap)
        self.code_scanner = _code_scanner(config, log, tap)
        self.cabinet = _cabinet(config, log, tap)
        self.ups = _ups(config, log, tap)
        self.lost_tries = LostTries()
        self.printer.on_news = lambda: self.look_at("printer")
        switchboard.on_closed = self.look_at
        self._serving = False
        needed: tuple[Device, ...] = (self.id_reader, self.card_reader, self.printer)
        fitted: tuple[Device | None, ...] = (self.pin_pad, self.code_scanner, self.cabinet, self.ups)
        self._devices = {device.name: device for device in (*needed, *fitted) if device is not None}
        self._needed = tuple(device.name for device in needed)
        self.board = Board(self._devices, log)
        self._open: set[str] = set()
        self._misses: dict[str, int] = {}
        self._suspects: set[str] = set()
        self._log = log
        self._poked = asyncio.Event()

    @property
    def contacts(self) -> Contacts:
        """What the cabinet's contacts say; all unknown without a cabinet."""
        return Contacts() if self.cabinet is None else self.cabinet.contacts

    @property
    def power(self) -> Power:
        """What the machine runs on, told by a UPS or by the cabinet's contacts; unknown without either."""
        if self.ups is not None:
            return self.ups.power
        return Power() if self.cabinet is None else self.cabinet.power

    @property
    def serving(self) -> bool:
        """Set by the host: a citizen's card may lie on a reader, so devices that are well are left alone.

        When the visit is over all are looked at: the next citizen should find them as they are.
        """
        return self._serving

    @serving.setter
    def serving(self, value: bool) -> None:
        self._serving = value
        if not value:
            self._poked.set()

    async def change(self) -> None:
        """Wait for the next change of the board, the contacts or the power, counted from the moment this begins."""
        sources = (self.board, self.cabinet, self.ups)
        waiting = [asyncio.ensure_future(source.change()) for source in sources if source is not None]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for change in waiting:
                change.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    def look_at(self, name: str) -> None:
        """Have a device checked soon, also during a visit: something was wrong with it."""
        self._suspects.add(name)
        self._poked.set()

    async def open(self) -> None:
        """Open the devices that nobody can be served without. Never fails: what cannot be opened stands on the board.

        `watch` begins with the others: a UPS at 2400 baud would keep the first citizen waiting.
        """
        await asyncio.gather(*(self._look(name) for name in self._needed))

    async def watch(self) -> None:
        """Look after the devices until cancelled."""
        await asyncio.gather(*(self._look(name) for name in self._devices if name not in self._needed))
        reports = self.board.reports
        self._log.write(DevicesKnown(sum(report.usable for report in reports), len(reports)))
        while True:
            self._poked.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._pause()):
                    await self._poked.wait()
            suspects, self._suspects = self._suspects, set()
            names = suspects | self._ailing() if self.serving else self._devices.keys()
            await asyncio.gather(*(self._look(name) for name in names))

    async def close(self) -> None:
        """Close every device."""
        self._open.clear()
        await asyncio.gather(*(device.close() for device in self._devices.values()))
        self.board.close()

    def _pause(self) -> float:
        if self._misses:
            return _MISS_SECONDS
        return _RETRY_SECONDS if self._ailing() else WATCH_SECONDS

    def _ailing(self) -> set[str]:
        """Devices that are down, or have missed a look."""
        return {report.device for report in self.board.reports if not report.usable} | self._misses.keys()

    async def _look(self, name: str) -> None:
        """Look at a device; one whose line was lost may be plugged in again already, under another name."""
        was_open = name in self._open
        await self._look_once(name)
        if was_open and self.board.report(name).state is State.UNPLUGGED:
            await self._look_once(name)

    async def _look_once(self, name: str) -> None:
        device = self._devices[name]
        try:
            if name not in self._open:
                await device.open()
                self._open.add(name)
            report = await device.check()
        except DeviceError as error:
            if self._may_be_a_slip(name, error):
                return
            self._open.discard(name)  # opened anew next time
            await device.close()
            report = DeviceReport(name, _state(error), error.fact)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one device, all go on being watched
            report = DeviceReport(name, State.UNKNOWN, "not understood")
            if report != self.board.report(name):  # told once: it is looked at every few seconds
                self._log.write(mishap(name, error))
        self._misses.pop(name, None)
        self.board.post(report)

    def _may_be_a_slip(self, name: str, error: DeviceError) -> bool:
        """Count a look that brought no answer; true as long as it says nothing yet about a device that worked."""
        if not isinstance(error, DeviceSilent) or name not in self._open:
            return False
        self._misses[name] = self._misses.get(name, 0) + 1
        return self._misses[name] < _MISSES


def _card_reader(config: Config, log: Log, tap: Tap) -> CardReader:
    if config.card_reader.kind == "crt-310":
        from kiosk.hardware.motor_reader.device import MotorReader

        return MotorReader(config.card_reader, log, tap)
    return PcscReader(config.card_reader, tap=tap)


# What a machine does not have is not imported: it would only make the start longer.


def _pin_pad(config: Config, log: Log, tap: Callable[[str], Tap]) -> PinPad | None:
    if config.pin_pad is None:
        return None
    from kiosk.hardware.pin_pad.device import PinPad

    return PinPad(config.pin_pad, log, tap("pin-pad"))


def _code_scanner(config: Config, log: Log, tap: Callable[[str], Tap]) -> CodeScanner | None:
    if config.code_scanner is None:
        return None
    from kiosk.hardware.code_scanner.device import CodeScanner

    return CodeScanner(config.code_scanner, log, tap("code-scanner"))


def _cabinet(config: Config, log: Log, tap: Callable[[str], Tap]) -> Cabinet | None:
    if config.cabinet is None:
        return None
    from kiosk.hardware.cabinet.device import Cabinet

    return Cabinet(config.cabinet, log, tap("cabinet"))


def _ups(config: Config, log: Log, tap: Callable[[str], Tap]) -> Ups | None:
    if config.ups is None:
        return None
    from kiosk.hardware.ups.device import Ups

    return Ups(config.ups, log, tap("ups"))


def _state(error: DeviceError) -> State:
    if isinstance(error, DeviceGarbled):
        return State.GARBLED
    return State.SILENT if isinstance(error, DeviceSilent) else State.UNPLUGGED
