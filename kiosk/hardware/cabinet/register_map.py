"""Which contact and which lamp is where on this machine's board: configuration made into reads and writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import TypeAlias

from kiosk import config
from kiosk.hardware.cabinet.frames import Function, Said
from kiosk.hardware.cabinet.lights import Light
from kiosk.hardware.cabinet.modbus import Command, Read, WriteCoil, WriteCoils, WriteRegister

_FUNCTIONS = {"input": Function.READ_INPUTS, "coil": Function.READ_COILS, "register": Function.READ_REGISTERS}
_REGISTER_BITS = 16
# A command, and what it makes of each output it touches.
Write: TypeAlias = tuple[Command, dict[int, bool]]


def spans(unit: int, function: Function, numbers: Set[int]) -> tuple[Read, ...]:
    """One read that reaches all the numbers; none for no number.

    Never two reads with the same function: a late answer to one would look like the answer to the other.
    """
    if not numbers:
        return ()
    return (Read(unit, function, min(numbers), max(numbers) - min(numbers) + 1),)


class InputMap:
    """The contacts that are wired, by name."""

    def __init__(self, cabinet: config.Cabinet) -> None:
        self._contacts = {name: contact for name, contact in cabinet.inputs if contact is not None}
        self.reads = tuple(
            read
            for kind, function in _FUNCTIONS.items()
            for read in spans(
                cabinet.address,
                function,
                {contact.number for contact in self._contacts.values() if contact.read == kind},
            )
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The contacts there are."""
        return tuple(self._contacts)

    def active(self, answers: Mapping[Read, Said]) -> dict[str, bool]:
        """Whether each contact is active (door open, somebody near), from an answer to every read."""
        values = {read.function: (read.first, answers[read]) for read in self.reads}
        return {name: _active(contact, *values[_FUNCTIONS[contact.read]]) for name, contact in self._contacts.items()}


def _active(contact: config.Contact, first: int, said: Said) -> bool:
    at = contact.number - first
    current = said.bits[at] if said.bits else bool(said.registers[at] >> contact.bit & 1)
    return current is not contact.normally_closed


class OutputMap:
    """The lamps, as outputs counted from 0, and how they are written."""

    def __init__(self, cabinet: config.Cabinet) -> None:
        self._lamps = cabinet.lights
        self._unit = cabinet.address
        self._together = cabinet.write_together
        self._base = cabinet.output_register if cabinet.outputs == "register" else None
        self._registers: dict[int, int] = {}  # what they hold, bits that are not ours included
        self.numbers = frozenset(n for lamp in self._lamps.values() for n in (*lamp.green, *lamp.red, *lamp.amber))
        if self._base is None:
            self.reads = spans(self._unit, Function.READ_COILS, self.numbers)
        else:
            registers = {self._base + number // _REGISTER_BITS for number in self.numbers}
            self.reads = spans(self._unit, Function.READ_REGISTERS, registers)

    @property
    def must_be_read_first(self) -> bool:
        """Whether writing needs to know what the outputs are: a register may hold bits that are not ours."""
        return self._base is not None

    def wanted(self, shining: Mapping[str, Light]) -> dict[int, bool]:
        """What each output must be for these lights to shine. A device without a lamp has no light."""
        lit = {
            number
            for device, light in shining.items()
            if (lamp := self._lamps.get(device)) is not None
            for number in _outputs(lamp, light)
        }
        return {number: number in lit for number in self.numbers}

    def read(self, said: Said) -> dict[int, bool]:
        """What each output is, from the answer to the one read there is."""
        [read] = self.reads
        if self._base is None:
            return {number: said.bits[number - read.first] for number in self.numbers}
        self._registers = {read.first + at: value for at, value in enumerate(said.registers)}
        return {number: bool(self._registers[self._register(number)] & _bit(number)) for number in self.numbers}

    def writes(self, changes: Mapping[int, bool]) -> Iterator[Write]:
        """The commands that make these outputs so."""
        if self._base is not None:
            yield from self._register_writes(changes)
            return
        for run in _runs(sorted(changes)):
            if self._together and len(run) > 1:
                yield WriteCoils(self._unit, run[0], tuple(changes[n] for n in run)), {n: changes[n] for n in run}
            else:
                yield from ((WriteCoil(self._unit, n, changes[n]), {n: changes[n]}) for n in run)

    def _register_writes(self, changes: Mapping[int, bool]) -> Iterator[Write]:
        for register, numbers in groupby(sorted(changes), self._register):
            now = {number: changes[number] for number in numbers}
            value = self._registers[register]
            for number, on in now.items():
                value = value | _bit(number) if on else value & ~_bit(number)
            self._registers[register] = value
            yield WriteRegister(self._unit, register, value), now

    def _register(self, number: int) -> int:
        return (self._base or 0) + number // _REGISTER_BITS


def _outputs(lamp: config.Lamp, light: Light) -> Sequence[int]:
    match light:
        case Light.GUIDE | Light.BUSY:
            return lamp.green
        case Light.TAKE:
            return lamp.amber or (*lamp.green, *lamp.red)
        case Light.FAULT | Light.CALL:
            return lamp.red
        case Light.OFF:
            return ()


def _bit(number: int) -> int:
    return 1 << number % _REGISTER_BITS


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Neighbours together: 0 1 4 5 6 is 0 1, and 4 5 6."""
    runs = groupby(enumerate(numbers), lambda placed: placed[1] - placed[0])
    return [[number for _, number in run] for _, run in runs]
