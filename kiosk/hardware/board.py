"""The status board: how every device of this machine is; flows, session and diagnostics read it, the rack writes it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

from kiosk.events import Log
from kiosk.hardware.device import DeviceReport, State
from kiosk.hardware.news import News


class Board:
    """The last report of every device."""

    def __init__(self, names: Iterable[str], log: Log) -> None:
        self._reports = {name: DeviceReport(name, State.UNKNOWN) for name in names}
        self._told: set[str] = set()  # devices that have reported once
        self._news = News(log)
        self._changed = asyncio.Event()

    @property
    def reports(self) -> tuple[DeviceReport, ...]:
        """Every device of this machine, in the order of the rack."""
        return tuple(self._reports.values())

    def report(self, name: str) -> DeviceReport:
        """The last report of a device. Raises KeyError for a name that is not in the rack."""
        return self._reports[name]

    def usable(self, name: str) -> bool:
        """Whether this machine has a device of that name, and it is known to work."""
        return name in self._reports and self._reports[name].usable

    def change(self) -> Coroutine[Any, Any, object]:
        """Wait for the next change of any report, counted from the call."""
        return self._changed.wait()

    def post(self, report: DeviceReport) -> None:
        """Take a report; a change is news for the log, and told to whoever waits for it."""
        before = self._reports[report.device]
        self._reports[report.device] = report
        if report == before:
            return
        first_time = report.device not in self._told
        self._told.add(report.device)
        if not first_time or not report.usable:  # that all is well at the start is no news
            self._news.tell(report)
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """Tell the log what it has not been told yet."""
        self._news.close()
