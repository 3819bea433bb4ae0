"""The devices a machine may have or not: PIN pad, code scanner, cabinet and UPS, each on a pty of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from pathlib import Path

from kiosk_sim.cabinet import LAMPS, CabinetBoard
from kiosk_sim.code_scanner import CodeScannerDevice
from kiosk_sim.contacts import CONTACTS
from kiosk_sim.line import Line
from kiosk_sim.pin_pad_zt import ZtPinPad
from kiosk_sim.serving import PtyServer, SerialDevice
from kiosk_sim.thing import Thing
from kiosk_sim.ups import UpsDevice

NAMES = ("pin-pad", "code-scanner", "cabinet", "ups")
_BAUD = {"pin-pad": 9600, "code-scanner": 9600, "cabinet": 9600, "ups": 2400}


class Fittings:
    """What of them this machine has. `baud` sets all lines to one speed; a slow line costs a test its time."""

    def __init__(self, folder: Path, names: Collection[str], *, seed: int = 0, baud: int | None = None) -> None:
        loop = asyncio.get_running_loop()
        self.pin_pad = ZtPinPad(loop)
        self.code_scanner = CodeScannerDevice(loop)
        self.cabinet = CabinetBoard()
        self.ups = UpsDevice()
        devices: dict[str, SerialDevice] = {
            "pin-pad": self.pin_pad,
            "code-scanner": self.code_scanner,
            "cabinet": self.cabinet,
            "ups": self.ups,
        }
        self.lines = {
            name: PtyServer(devices[name], folder / name, Line(baud or _BAUD[name], seed=f"{seed} {name}"))
            for name in NAMES
            if name in names
        }
        if "pin-pad" in self.lines:
            self.pin_pad.speak = self.lines["pin-pad"].send
        if "code-scanner" in self.lines:
            self.code_scanner.speak = self.lines["code-scanner"].send
        self.things = tuple(Thing(name, devices[name], line) for name, line in self.lines.items())

    # Mains and battery are one thing in the room, whoever tells of them: the UPS, or its relays at the cabinet.

    def cut_mains(self) -> None:
        """Power cut: the machine runs on its battery."""
        self.ups.cut_mains()
        self.cabinet.cut_mains()

    def mains_back(self) -> None:
        """Mains is there again."""
        self.ups.mains_back()
        self.cabinet.mains_back()

    def drain(self) -> None:
        """The battery is nearly empty."""
        self.ups.drain()
        self.cabinet.drain()

    async def start(self) -> None:
        """Plug all of them in."""
        for line in self.lines.values():
            await line.start()

    async def stop(self) -> None:
        """Unplug them for good."""
        for line in self.lines.values():
            await line.stop()

    def settings(self) -> list[str]:
        """What a kiosk must be told to use them, as values for its ``--set``: whole tables."""
        tables: dict[str, Callable[[], str]] = {
            "pin-pad": lambda: 'kind = "zt", pin_key = "40"',
            "code-scanner": lambda: 'kind = "newland"',
            "cabinet": _cabinet,
            "ups": lambda: "poll_seconds = 5",
        }
        return [
            f'{name.replace("-", "_")}={{ port = "{line.port}", baud = {line.line.proper_baud}, {tables[name]()} }}'
            for name, line in self.lines.items()
        ]


def _cabinet() -> str:
    inputs = ", ".join(f"{name} = {{ number = {contact.number} }}" for name, contact in CONTACTS.items())
    lights = ", ".join(f'"{name}" = {{ green = [{lamp.green}], red = [{lamp.red}] }}' for name, lamp in LAMPS.items())
    return f"inputs = {{ {inputs} }}, lights = {{ {lights} }}"
