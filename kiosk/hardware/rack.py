"""All devices of this machine: opened, watched, reopened when they come back."""

from __future__ import annotations

import asyncio
import contextlib

from kiosk.config import Config
from kiosk.events import DeviceChanged, Log, mishap
from kiosk.hardware.device import Device, DeviceReport, Health
from kiosk.hardware.errors import DeviceError, DeviceSilent
from kiosk.hardware.id_reader.device import IdReader
from kiosk.hardware.receipt_printer.device import ReceiptPrinter
from kiosk.hardware.smartcard.pcsc import PcscReader
from kiosk.hardware.smartcard.port import CardReader

WATCH_SECONDS = 15.0  # between two looks at every device while nobody is being served
_RETRY_SECONDS = 3.0  # between two attempts to open a device that is down


class Rack:
    """The devices by name, and the last report of each."""

    def __init__(self, config: Config, log: Log) -> None:
        self.id_reader = IdReader(config.id_reader, log)
        self.card_reader: CardReader = PcscReader(config.card_reader)
        self.printer = ReceiptPrinter(config.printer, log)
        self.serving = False  # set by the host: a citizen's card may lie on a reader, leave it alone
        self._devices: dict[str, Device] = {d.name: d for d in (self.id_reader, self.card_reader, self.printer)}
        self._reports = {name: DeviceReport(name, Health.UNKNOWN) for name in self._devices}
        self._open: set[str] = set()
        self._suspects: set[str] = set()
        self._told: set[str] = set()  # devices that have reported once
        self._log = log
        self._changed = asyncio.Event()
        self._poked = asyncio.Event()

    def report(self, name: str) -> DeviceReport:
        """The last report of a device. Raises KeyError for a name that is not in the rack."""
        return self._reports[name]

    def look_at(self, name: str) -> None:
        """Have a device checked soon, also during a visit: something was wrong with it."""
        self._suspects.add(name)
        self._poked.set()

    async def change(self) -> None:
        """Wait for the next change of any report."""
        await self._changed.wait()

    async def open(self) -> None:
        """Open every device at once. Never fails: what cannot be opened is reported down."""
        await asyncio.gather(*(self._look(name) for name in self._devices))

    async def watch(self) -> None:
        """Look after the devices until cancelled."""
        while True:
            down = [name for name, report in self._reports.items() if report.health is not Health.UP]
            self._poked.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_RETRY_SECONDS if down else WATCH_SECONDS):
                    await self._poked.wait()
            suspects, self._suspects = self._suspects, set()
            names = suspects | set(down) if self.serving else self._devices.keys()
            await asyncio.gather(*(self._look(name) for name in names))

    async def close(self) -> None:
        """Close every device."""
        self._open.clear()
        await asyncio.gather(*(device.close() for device in self._devices.values()))

    async def _look(self, name: str) -> None:
        device = self._devices[name]
        try:
            if name not in self._open:
                await device.open()
                self._open.add(name)
            report = await device.check()
        except DeviceError as error:  # the line is lost or mute: open it anew next time
            self._open.discard(name)
            await device.close()
            health = Health.UNKNOWN if isinstance(error, DeviceSilent) else Health.DOWN
            report = DeviceReport(name, health, error.fact)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one device, all go on being watched
            self._log.write(mishap(name, error))
            report = DeviceReport(name, Health.UNKNOWN, "not understood")
        self._take(report)

    def _take(self, report: DeviceReport) -> None:
        before = self._reports[report.device]
        self._reports[report.device] = report
        if report == before:
            return
        first_time = report.device not in self._told
        self._told.add(report.device)
        if not first_time or report.health is not Health.UP:  # that all is well at the start is no news
            self._log.write(DeviceChanged(report.device, report.health.value, report.detail))
        self._changed.set()
        self._changed = asyncio.Event()
