"""What the log is told of the devices: each change, and of a device that flaps a sum."""

from __future__ import annotations

import asyncio
from collections import deque

from kiosk.events import DeviceChanged, DeviceFlaps, Log
from kiosk.hardware.device import DeviceReport

# A loose plug changes its device every few seconds, which would push everything else out of the log within days.
FLAPPING_CHANGES = 6  # within `FLAPPING_SECONDS` are told one by one
FLAPPING_SECONDS = 600.0


class News:
    """Tells the log of changes. A device that changes too often is told as flapping at once, and then summed up.

    Each sum says how the device is by then. After a time with few changes each is told again.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._told: dict[str, deque[float]] = {}  # loop times of the last changes that were told one by one
        self._untold: dict[str, int] = {}  # changes of those that flap, since their last line
        self._now: dict[str, DeviceReport] = {}
        self._sums: dict[str, asyncio.TimerHandle] = {}

    def tell(self, report: DeviceReport) -> None:
        """A report is another than the last one of this device."""
        name, loop = report.device, asyncio.get_running_loop()
        self._now[name] = report
        if name in self._sums:
            self._untold[name] += 1
            return
        times = self._told.setdefault(name, deque())
        while times and times[0] <= loop.time() - FLAPPING_SECONDS:
            times.popleft()
        if len(times) < FLAPPING_CHANGES:
            times.append(loop.time())
            self._log.write(DeviceChanged(name, report.state.value, report.detail))
            return
        times.clear()
        self._untold[name] = 1
        self._sum_up(name)
        self._sums[name] = loop.call_later(FLAPPING_SECONDS, self._end_period, name)

    def close(self) -> None:
        """Tell the last sums, and begin anew."""
        for name, timer in self._sums.items():
            timer.cancel()
            self._sum_up(name)
        self._sums.clear()
        self._told.clear()

    def _end_period(self, name: str) -> None:
        still = self._untold[name] > FLAPPING_CHANGES
        self._sum_up(name)
        if still:
            self._sums[name] = asyncio.get_running_loop().call_later(FLAPPING_SECONDS, self._end_period, name)
        else:
            del self._sums[name]

    def _sum_up(self, name: str) -> None:
        count, self._untold[name] = self._untold[name], 0
        now = self._now[name]
        if count:
            self._log.write(DeviceFlaps(name, count, now.state.value, now.detail))
