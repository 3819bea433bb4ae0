"""One simulated thing on the bench: the device, the cable it hangs on, and everything that can go wrong with both."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from kiosk_sim.faults import Fault
from kiosk_sim.line_faults import LINE_FAULTS
from kiosk_sim.pcsc import RoomError
from kiosk_sim.serving import Served


@runtime_checkable
class Failing(Protocol):
    """A device that can fail by itself. The names are short and in kebab-case: ``paper-end``."""

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Every way to fail, by name."""


@runtime_checkable
class PoweredByCable(Protocol):
    """A device that begins anew when it is plugged in."""

    def power_up(self) -> None:
        """It has power again."""


@runtime_checkable
class Plugged(Protocol):
    """A device without a cable of its own here, which can be unplugged all the same."""

    async def plug(self) -> None:
        """Plug it in. Safe when plugged in."""

    async def unplug(self) -> None:
        """Pull it out. Safe when unplugged."""


class Thing:
    """A device under its name in the rack. `cable` is None for what does not hang on a serial line."""

    def __init__(self, name: str, device: object, cable: Served | None = None) -> None:
        self.name = name
        self.device = device
        self.cable = cable
        self._begun: list[tuple[str, Fault]] = []

    @property
    def faults(self) -> dict[str, Fault]:
        """The device's own faults, then the line's.

        A fault of the line that is named like one of the device's own is called ``line-silent`` here.
        """
        own = dict(self.device.faults) if isinstance(self.device, Failing) else {}
        if self.cable is None:
            return own
        return own | {self._listed(name): self._of_line(self.cable, name) for name in LINE_FAULTS}

    @property
    def failing(self) -> frozenset[str]:
        """The names of the faults that were begun and not mended, as in `faults`."""
        return frozenset(name for name, _ in self._begun)

    async def fault(self, name: str) -> None:
        """Begin a fault. Raises `RoomError` when there is none of that name."""
        faults = self.faults
        if name not in faults:
            raise RoomError(f"{self.name} has no fault {name!r}; there is: {', '.join(faults)}")
        await self._begin(name, faults[name])

    async def spoil(self, name: str, way: str = "") -> None:
        """Begin a fault of the line, in one direction if one is given: ``to-device``, ``to-kiosk``.

        Raises `RoomError` when there is no line, no such fault, or no such direction.
        """
        if self.cable is None:
            raise RoomError(f"{self.name} does not hang on a serial line")
        if name not in LINE_FAULTS:
            raise RoomError(f"a line has no fault {name!r}; there is: {', '.join(LINE_FAULTS)}")
        try:
            fault = self._of_line(self.cable, name, way)
        except ValueError as error:
            raise RoomError(str(error)) from error
        await self._begin(self._listed(name), fault)

    async def mend(self) -> None:
        """End every fault that was begun here, the last one first; the line is sound and plugged in again."""
        while self._begun:
            _, fault = self._begun.pop()
            await _do(fault.end)
        if self.cable is not None:
            self.cable.line.mend()
            await self.plug()

    async def unplug(self) -> None:
        """Pull its cable out. Raises `RoomError` for what has none."""
        if self.cable is not None:
            await self.cable.unplug()
        elif isinstance(self.device, Plugged):
            await self.device.unplug()
        else:
            raise RoomError(f"{self.name} cannot be unplugged")

    async def plug(self) -> None:
        """Plug it in again; what has its power from the cable begins anew. Raises `RoomError` for what has none."""
        if self.cable is not None:
            if not self.cable.plugged and isinstance(self.device, PoweredByCable):
                self.device.power_up()
            await self.cable.start()
        elif isinstance(self.device, Plugged):
            await self.device.plug()
        else:
            raise RoomError(f"{self.name} cannot be plugged in")

    def _of_line(self, cable: Served, name: str, way: str = "") -> Fault:
        fault = LINE_FAULTS[name].on(cable, way)
        return Fault(fault.says, self.unplug, self.plug) if name == "unplugged" else fault

    def _listed(self, name: str) -> str:
        """What a fault of the line is called among all of this thing's."""
        own = self.device.faults if isinstance(self.device, Failing) else {}
        return f"line-{name}" if name in own else name

    async def _begin(self, name: str, fault: Fault) -> None:
        self._begun.append((name, fault))
        await _do(fault.begin)


async def _do(deed: Callable[[], object]) -> None:
    done = deed()
    if inspect.isawaitable(done):
        await done
